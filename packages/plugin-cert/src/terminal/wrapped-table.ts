import { columnWidths, gap } from './column-widths.ts';
import type { FlexibleColumn } from './column-widths.ts';
import type { Page } from './page.ts';
import { padTo, wrap } from './text.ts';

export interface WrappedRow {
  readonly cells: readonly string[];
  /** How the first cell is set off. */
  readonly paint: (text: string) => string;
}

/** From this width on six columns can be read. */
const tableFrom = 90;

/**
 * Adds a table whose cells may take several lines. Where there is no room for it each row is a paragraph of its own with the
 * same words, so that nothing is lost.
 */
export function addWrappedTable(page: Page, columns: readonly FlexibleColumn[], rows: readonly WrappedRow[]): void {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => row.cells);
  const widths = page.columns < tableFrom ? undefined : columnWidths(columns, cells, page.columns);
  if (!widths) return rows.forEach((row) => addParagraph(page, columns, row));
  addRow(page, { cells: titles, paint: page.paint.dim }, widths, page.paint.dim);
  for (const row of rows) addRow(page, row, widths);
}

function addRow(page: Page, { cells, paint }: WrappedRow, widths: readonly number[], rest = asIs): void {
  const wrapped = widths.map((width, column) => wrap(cells[column] ?? '', width));
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
