import { keyFields } from './objects.ts';
import type { RecordObject } from './objects.ts';
import type { ExistingRow, ExistingRows } from './publication.ts';

/** A field of a row as text; null where it is empty, left out, or no text. */
export function textOf(row: ExistingRow | undefined, field: string): string | null {
  const value = row?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function isTicked(row: ExistingRow | undefined, field: string): boolean {
  return row?.[field] === true;
}

/** The rows in the org by their keys; rows that somebody made without a key are nobody's business here. */
export function rowsByKey(existing: ExistingRows, object: RecordObject): ReadonlyMap<string, ExistingRow> {
  const rows = (existing[object] ?? []).flatMap((row) => {
    const key = textOf(row, keyFields[object]);
    return key === null ? [] : [[key, row] as const];
  });
  return new Map(rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
