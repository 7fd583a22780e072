import type { RecordObject } from '@cert-health/core';
import type { Row, RowValue } from '../org/row.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Call } from '../server/route.ts';
import { handled } from './apex-refusal.ts';

/** A record as Apex writes it into JSON: fields that are empty are left out. */
export type StoredRow = Readonly<Record<string, RowValue>>;

/** The schema of one of the app's objects. Throws when the app was not deployed into this org. */
export function schemaOf({ org }: Call, object: RecordObject): ObjectSchema {
  const schema = org.customObjects()[object];
  if (schema === undefined) throw handled('The app is not deployed in this practice org. Start it with npm start.');
  return schema;
}

/** All records of an object, with the fields asked for; checkboxes that were never set are false. */
export function storedRows(call: Call, object: RecordObject, fields: readonly string[]): StoredRow[] {
  const { fields: kinds } = schemaOf(call, object);
  return call.org.rows(object).map((row) => asApex(row, fields, kinds));
}

function asApex(row: Row, fields: readonly string[], kinds: ObjectSchema['fields']): StoredRow {
  const kept: Record<string, RowValue> = {};
  for (const field of ['Id', ...fields]) {
    const value = kinds[field] === 'boolean' ? row[field] === true : row[field];
    if (value === undefined || value === null || value === '') continue;
    kept[field] = kinds[field] === 'datetime' ? new Date(value as string).toISOString() : value;
  }
  return kept;
}

/** Orders by fields, the first one first; records where a field is empty come last, as with NULLS LAST. */
export function by(...fields: readonly string[]): (left: StoredRow, right: StoredRow) => number {
  return (left, right) => {
    for (const field of fields) {
      const [one, other] = [left[field] ?? undefined, right[field] ?? undefined];
      if (one === other) continue;
      if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
      return one < other ? -1 : 1;
    }
    return 0;
  };
}

/** Apex closes a page at so many rows. */
const mostRows = 500;

/** A page of a list, in the order of Ids. Source: force-app/main/console/classes/RecordPage.cls. */
export function pageAfter(rows: readonly StoredRow[], afterId: unknown): object {
  const left = rows
    .filter((row) => typeof afterId !== 'string' || text(row, 'Id') > afterId)
    .sort((one, other) => (text(one, 'Id') < text(other, 'Id') ? -1 : 1));
  const page = left.slice(0, mostRows);
  return { rows: page, nextAfter: left.length > mostRows ? text(page.at(-1) ?? {}, 'Id') : null };
}

/** A field that holds text, empty when it does not. */
export function text(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
