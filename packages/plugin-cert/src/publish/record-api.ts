import type { ExistingRow, RecordObject, RecordValue } from '@cert-health/core';

/** What publishing asks of an org. One small port, so that it can be tried against anything. */
export interface RecordApi {
  readonly username: string;
  readonly instanceUrl: string;
  /** All records of a query, however many pages. */
  query(soql: string): Promise<ExistingRow[]>;
  /** The fields of an object that this user can see; `NOT_FOUND` for an object that is not there or not shown. */
  describe(object: RecordObject): Promise<DescribedObject>;
  /** Upserts by a key field, at most 200 rows a call; results in the order of the rows. */
  upsert(object: RecordObject, keyField: string, rows: readonly RowToSave[]): Promise<SaveResult[]>;
  /** Waits, before something is tried again. */
  sleep(milliseconds: number): Promise<void>;
}

export type RowToSave = Readonly<Record<string, RecordValue>>;

export interface DescribedObject {
  /** False: this user may not make records of it. */
  readonly createable: boolean;
  /** By name: whether this user may write the field. */
  readonly fields: ReadonlyMap<string, boolean>;
}

/** What became of one row, as the REST API writes it. */
export interface SaveResult {
  readonly id?: string | null;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors?: readonly { readonly statusCode: string; readonly message: string }[];
}
