import { columnWidths, gap, linesOf } from './column-widths.ts';
import type { FlexibleColumn } from './column-widths.ts';
import type { Page } from './page.ts';
import { padTo } from './text.ts';

export interface WrappedRow {
  readonly cells: readonly string[];
  /** How the first cell is set off. */
  readonly paint: (text: string) => string;
  /** What the first cell says, for all rows that say the same: in a table it stands once, above them. */
  readonly heading?: string;
}

/** From this width on six columns can be read. */
const tableFrom = 90;

/**
 * Adds a table whose cells may take several lines. Where there is no room for it each row is a paragraph of its own with the
 * same words, so that nothing is lost.
 */
export function addWrappedTable(page: Page, columns: readonly FlexibleColumn[], rows: readonly WrappedRow[]): void {
  const headings = new Set(rows.flatMap(({ heading }) => heading ?? []));
  // A heading takes the place of the next column's title.
  const left = headings.size > 0 ? 1 : 0;
  const cells = rows.map((row) => row.cells.slice(left));
  const shown = columns.slice(left);
  const known = [...[...headings].map((one) => [one]), ...cells];
  const widths = page.columns < tableFrom ? undefined : columnWidths(shown, known, page.columns);
  if (!widths) return rows.forEach((row) => addParagraph(page, columns, row));
  const layout = { columns: shown, widths };
  const titles = shown.map(({ title }) => title);
  if (left === 0) addRow(page, { cells: titles, paint: page.paint.dim }, layout, page.paint.dim);
  rows.forEach(({ heading, paint }, position) => {
    if (heading !== undefined && heading !== rows[position - 1]?.heading) {
      addRow(page, { cells: position === 0 ? titles.with(0, heading) : [heading], paint }, layout, page.paint.dim);
    }
    addRow(page, { cells: cells[position] ?? [], paint: left === 0 ? paint : asIs }, layout);
  });
}

interface Layout {
  readonly columns: readonly FlexibleColumn[];
  readonly widths: readonly number[];
}

function addRow(page: Page, { cells, paint }: WrappedRow, { columns, widths }: Layout, rest = asIs): void {
  const wrapped = widths.map((width, column) => linesOf(cells[column] ?? '', width, columns[column] ?? {}));
  const lines = Math.max(...wrapped.map((one) => one.length));
  for (let line = 0; line < lines; line += 1) {
    const [first = '', ...others] = widths.map((width, column) => padTo(wrapped[column]?.[line] ?? '', width));
    page.painted([paint(first), ...others.map(rest)].join(' '.repeat(gap)));
  }
}

const asIs = (text: string): string => text;

/** `critical  Partner API Client · ends 4 Dec · Outbound Apex mTLS · PartnerGateway callouts · you`. */
function addParagraph(page: Page, columns: readonly FlexibleColumn[], { cells, paint }: WrappedRow): void {
  const told = cells.map((cell, column) => cell && (columns[column]?.alone?.(cell) ?? cell));
  const [first = '', ...others] = told;
  page.hanging(`${padTo(first, 8)}  `, others.filter(Boolean).join(' · '), paint);
}
