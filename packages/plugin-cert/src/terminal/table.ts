import type { Page } from './page.ts';
import { columnsOf, padTo, wrap } from './text.ts';

/** A column of a table: what stands above it, and whether it holds numbers. */
export interface Column {
  readonly title: string;
  readonly numbers?: true;
}

const gap = 2;

/**
 * Adds a table. The last column takes what room is left; where there is too little, its cells go below their rows, so
 * that nothing is lost.
 */
export function addTable(page: Page, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => columnsOf(row[column] ?? ''))));
  const last = columns.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + gap, 0);
  const room = page.columns - before;
  const beside = room >= Math.min(widths[last] ?? 0, 20);
  all.forEach((row, position) => {
    const paint = position === 0 ? page.paint.dim : undefined;
    const cells = row.slice(0, last).map((cell, column) => fit(cell, widths[column] ?? 0, columns[column]?.numbers));
    const start = cells.map((cell) => cell + ' '.repeat(gap)).join('');
    const end = row[last] ?? '';
    const lines = beside ? wrap(end, room) : [''];
    lines.forEach((line, number) => page.line((number === 0 ? start : ' '.repeat(before)) + line, paint));
    if (!beside && end && position > 0) page.indented(`${columns[last]?.title}: ${end}`, gap);
  });
}

function fit(cell: string, width: number, numbers: true | undefined): string {
  return numbers ? padTo('', width - columnsOf(cell)) + cell : padTo(cell, width);
}
