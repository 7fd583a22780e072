import { columnsOf, wrap } from './text.ts';

/** A column of a table whose cells may take several lines. */
export interface FlexibleColumn {
  readonly title: string;
  /** Its cells may be wrapped; else it is as wide as its widest cell. */
  readonly wraps?: true;
  /** Its cells are wrapped with further lines further right: nothing else tells them from those of a next row. */
  readonly hangs?: true;
  /** What a cell says where no title stands above it. */
  readonly alone?: (cell: string) => string;
}

export const gap = 2;
/** How much further right a hanging cell's further lines are. */
const hang = 2;
/** Words up to this length are not broken. */
const longestWord = 18;
/** Rows that are looked at: a table of hundreds is laid out by its first ones. */
const sample = 60;

/**
 * Widths with which a table fits and takes few lines: columns that may wrap are narrowed one step at a time, each time the one
 * that costs the fewest lines; then columns give each other room as long as that saves lines. Undefined: there is no room for a
 * table.
 */
export function columnWidths(
  columns: readonly FlexibleColumn[],
  rows: readonly (readonly string[])[],
  room: number,
): number[] | undefined {
  const shown = rows.slice(0, sample);
  const cells = columns.map(({ title }, column) => [title, ...shown.map((row) => row[column] ?? '')]);
  const most = cells.map((all) => Math.max(...all.map(columnsOf)));
  const least = cells.map((all, column) =>
    columns[column]?.wraps ? Math.max(...all.map(widestWord)) : (most[column] ?? 0),
  );
  const heights = cells.map((all, column) => heightsOf(all, columns[column]));
  const lines = (widths: readonly number[]): number =>
    linesWith(widths.map((width, column) => heights[column]?.(width) ?? []));
  const fitted = narrowed({ most, least, room: room - gap * (columns.length - 1), lines });
  return fitted && exchanged(fitted, least, lines);
}

type LinesOf = (widths: readonly number[]) => number;

function narrowed(table: { most: number[]; least: number[]; room: number; lines: LinesOf }): number[] | undefined {
  const { least, room, lines } = table;
  let widths = table.most;
  while (widths.reduce((sum, width) => sum + width, 0) > room) {
    const steps = widths.flatMap((width, column) => {
      if (width <= (least[column] ?? 0)) return [];
      const next = widths.with(column, width - 1);
      return [{ next, width, lines: lines(next) }];
    });
    const [best] = steps.sort((a, b) => a.lines - b.lines || b.width - a.width);
    if (!best) return undefined;
    widths = best.next;
  }
  return widths;
}

/** One step at a time misses what only several together save: a whole word's room that goes from one column to another. */
function exchanged(first: number[], least: readonly number[], lines: LinesOf): number[] {
  let best = { widths: first, lines: lines(first) };
  for (;;) {
    const tried = first.flatMap((_, from) =>
      first.flatMap((__, to) => {
        const spare = from === to ? 0 : (best.widths[from] ?? 0) - (least[from] ?? 0);
        return Array.from({ length: Math.min(Math.max(spare, 0), longestWord) }, (___, by) => {
          const widths = best.widths
            .with(from, (best.widths[from] ?? 0) - by - 1)
            .with(to, (best.widths[to] ?? 0) + by + 1);
          return { widths, lines: lines(widths) };
        });
      }),
    );
    const [better] = tried.sort((a, b) => a.lines - b.lines);
    if (!better || better.lines >= best.lines) return best.widths;
    best = better;
  }
}

/** Columns of the longest piece that is better not broken; `wrap` breaks behind separators where it must. */
function widestWord(cell: string): number {
  const pieces = cell.split(/ +|(?<=[/.@:,_-])/);
  return Math.min(longestWord, Math.max(...pieces.map(columnsOf)));
}

/** Lines that each cell of a column takes at a width; asked many times, told once. */
function heightsOf(cells: readonly string[], column: FlexibleColumn | undefined): (width: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (width) => {
    const heights = known.get(width) ?? cells.map((cell) => (column?.wraps ? linesOf(cell, width, column).length : 1));
    known.set(width, heights);
    return heights;
  };
}

/** A cell in lines of a width. */
export function linesOf(cell: string, width: number, { hangs }: Pick<FlexibleColumn, 'hangs'>): string[] {
  const lines = wrap(cell, width);
  if (!hangs || lines.length === 1) return lines;
  return wrap(cell, width - hang).map((line, position) => (position === 0 ? line : ' '.repeat(hang) + line));
}

/** Lines of the table, of which each row takes those of its highest cell. */
function linesWith([first = [], ...others]: readonly (readonly number[])[]): number {
  return first.reduce((sum, own, row) => sum + Math.max(own, ...others.map((one) => one[row] ?? 1)), 0);
}
