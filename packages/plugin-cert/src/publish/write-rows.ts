import { keyFields } from '@cert-health/core';
import type { ExistingRows, PlannedRow, PublicationStep, RecordObject } from '@cert-health/core';
import type { RecordApi, RowToSave, SaveResult } from './record-api.ts';

/** Rows of one request (REST API Developer Guide, sObject Collections), and what its body may come to. */
const mostRows = 200;
const mostCharacters = 4_000_000;

/** Tries of a row that something else held or made at the same moment, and the first pause between them. */
const tries = 5;
const firstPause = 1000;

/** Reasons that pass: somebody else writes the same row, or its certificate's. */
const passing = new Set([
  'UNABLE_TO_LOCK_ROW',
  'DUPLICATE_VALUE',
  'REQUEST_RUNNING_TOO_LONG',
  'SERVER_UNAVAILABLE',
  'ROW_LOCKED',
]);

/** A row that could not be written, and why. */
export interface FailedRow {
  readonly object: string;
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

export interface WrittenRows {
  readonly created: number;
  readonly changed: number;
  readonly failed: readonly FailedRow[];
}

/** Writes the rows of a publication, step by step, and fills lookups with the Ids of rows that were there or are now. */
export class RowWriter {
  readonly #api: RecordApi;
  readonly #certificates: Map<string, string>;
  #requests = 0;

  constructor(api: RecordApi, existing: ExistingRows) {
    this.#api = api;
    const object = 'CertHealth_Certificate__c';
    const known = (existing[object] ?? []).flatMap((row): [string, string][] => {
      const [key, id] = [row[keyFields[object]], row['Id']];
      return typeof key === 'string' && typeof id === 'string' ? [[key, id]] : [];
    });
    this.#certificates = new Map(known);
  }

  /** Requests that wrote. */
  get requests(): number {
    return this.#requests;
  }

  async write({ object, rows }: PublicationStep): Promise<WrittenRows> {
    const written = { created: 0, changed: 0, failed: [] as FailedRow[] };
    for (const batch of batchesOf(rows, (row) => this.#toSave(row))) {
      let left = batch;
      for (let tried = 1; left.length > 0; tried += 1) {
        const results = await this.#send(object, left);
        const again: PlannedRow[] = [];
        results.forEach((result, index) => {
          const row = left[index] as PlannedRow;
          if (result.success) {
            if (typeof result.id === 'string' && object === 'CertHealth_Certificate__c') {
              this.#certificates.set(row.key, result.id);
            }
            if (result.created ?? row.isNew) written.created += 1;
            else written.changed += 1;
          } else if (tried < tries && passing.has(codeOf(result))) again.push(row);
          else written.failed.push(failureOf(row, result));
        });
        left = again;
        if (left.length > 0) await this.#api.sleep(firstPause * 2 ** (tried - 1));
      }
    }
    return written;
  }

  async #send(object: RecordObject, rows: readonly PlannedRow[]): Promise<SaveResult[]> {
    this.#requests += 1;
    return this.#api.upsert(
      object,
      keyFields[object],
      rows.map((row) => this.#toSave(row)),
    );
  }

  /** Without the lookup where its certificate could not be written; the next publication fills it. */
  #toSave({ fields, lookups }: PlannedRow): RowToSave {
    const id = lookups && this.#certificates.get(lookups.Certificate__c);
    return id === undefined ? fields : { ...fields, Certificate__c: id };
  }
}

function batchesOf(rows: readonly PlannedRow[], toSave: (row: PlannedRow) => RowToSave): PlannedRow[][] {
  const batches: PlannedRow[][] = [];
  let characters = Infinity;
  for (const row of rows) {
    const size = JSON.stringify(toSave(row)).length;
    const last = batches.at(-1);
    if (last === undefined || last.length >= mostRows || characters + size > mostCharacters) {
      batches.push([row]);
      characters = size;
    } else {
      last.push(row);
      characters += size;
    }
  }
  return batches;
}

function codeOf({ errors }: SaveResult): string {
  return errors?.[0]?.statusCode ?? 'UNKNOWN';
}

function failureOf({ object, key }: PlannedRow, result: SaveResult): FailedRow {
  return { object, key, code: codeOf(result), message: result.errors?.[0]?.message ?? 'The org gave no reason.' };
}
