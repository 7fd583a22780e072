import type { ExistingRow, RecordObject, RecordValue } from '@cert-health/core';
import type { DescribingOrg } from '../org/required-objects.ts';

/** What publishing asks of an org. One small port, so that it can be tried against anything. */
export interface RecordApi extends DescribingOrg {
  /** All records of a query, however many pages. */
  query(soql: string): Promise<ExistingRow[]>;
  /** Upserts by a key field, at most 200 rows a call; results in the order of the rows. */
  upsert(object: RecordObject, keyField: string, rows: readonly RowToSave[]): Promise<SaveResult[]>;
  /** Waits, before something is tried again. */
  sleep(milliseconds: number): Promise<void>;
}

export type RowToSave = Readonly<Record<string, RecordValue>>;

/** What became of one row, as the REST API writes it. */
export interface SaveResult {
  readonly id?: string | null;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors?: readonly { readonly statusCode: string; readonly message: string }[];
}
