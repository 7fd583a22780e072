import type { OrgRecord } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What a field takes besides its text, in bytes. */
const FIELD = 8;

/**
 * Counts what came into a transaction against its heap: an estimate, by what queries, JSON and callouts bring. A character counts as
 * a byte, and nothing is given back, as what is still in use is not known.
 *
 * Source: Apex Developer Guide, "Execution Governors and Limits" (total heap size).
 */
export function countText(tx: Transaction, text: string | null): void {
  tx.limits.use('heapSize', text?.length ?? 0);
}

/** The same for records of a query, with their parents and children. */
export function countRecords(tx: Transaction, records: readonly OrgRecord[]): void {
  tx.limits.use('heapSize', sizeOf(records));
}

function sizeOf(records: readonly OrgRecord[]): number {
  let size = 0;
  for (const { fields } of records)
    for (const value of Object.values(fields)) {
      size += FIELD;
      if (typeof value === 'string') size += value.length;
      else if (Array.isArray(value)) size += sizeOf(value as readonly OrgRecord[]);
      else if (typeof value === 'object' && value !== null) size += sizeOf([value as OrgRecord]);
    }
  return size;
}
