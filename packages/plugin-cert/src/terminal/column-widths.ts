import { columnsOf, wrap } from './text.ts';

/** A column of a table whose cells may take several lines. */
export interface FlexibleColumn {
  readonly title: string;
  /** Its cells may be wrapped; else it is as wide as its widest cell. */
  readonly wraps?: true;
  /** What a cell says where no title stands above it. */
  readonly alone?: (cell: string) => string;
}

export const gap = 2;
/** Words up to this length are not broken. */
const longestWord = 18;
/** Rows that are looked at: a table of hundreds is laid out by its first ones. */
const sample = 60;

/**
 * Widths with which a table fits and takes few lines: columns that may wrap are narrowed one step at a time, each time the one
 * that costs the fewest lines. Undefined: there is no room for a table.
 */
export function columnWidths(
  columns: readonly FlexibleColumn[],
  rows: readonly (readonly string[])[],
  room: number,
): number[] | undefined {
  const shown = rows.slice(0, sample);
  const cells = columns.map(({ title }, column) => [title, ...shown.map((row) => row[column] ?? '')]);
  const widths = cells.map((all) => Math.max(...all.map(columnsOf)));
  const least = cells.map((all) => Math.max(...all.map(widestWord)));
  const heights = cells.map((all) => all.map(() => 1));
  const total = (): number => widths.reduce((sum, width) => sum + width, gap * (columns.length - 1));
  while (total() > room) {
    const steps = columns.flatMap(({ wraps }, column) => {
      const width = (widths[column] ?? 0) - 1;
      if (!wraps || width < (least[column] ?? 0)) return [];
      const taken = (cells[column] ?? []).map((cell) => wrap(cell, width).length);
      return [{ column, width, taken, lines: linesWith(heights, column, taken) }];
    });
    const [best] = steps.sort((a, b) => a.lines - b.lines || b.width - a.width);
    if (!best) return undefined;
    widths[best.column] = best.width;
    heights[best.column] = best.taken;
  }
  return widths;
}

/** Columns of the longest piece that is better not broken; `wrap` breaks behind separators where it must. */
function widestWord(cell: string): number {
  const pieces = cell.split(/ +|(?<=[/.@:,_-])/);
  return Math.min(longestWord, Math.max(...pieces.map(columnsOf)));
}

/** Lines of the table when one column has other heights. */
function linesWith(heights: readonly (readonly number[])[], column: number, taken: readonly number[]): number {
  return taken.reduce(
    (sum, own, row) => sum + Math.max(own, ...heights.map((one, other) => (other === column ? 1 : (one[row] ?? 1)))),
    0,
  );
}
