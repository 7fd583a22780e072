/** A field's value as the REST API writes it; dates are strings. */
export type RowValue = string | number | boolean | null | object;

/** A record by field name. Fields that are absent are null. */
export type Row = Readonly<Record<string, RowValue>>;

/** The Id of a record. */
export function idOf(row: Row): string {
  return typeof row['Id'] === 'string' ? row['Id'] : '';
}
