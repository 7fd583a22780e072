import type { PreparedQuery } from '../org/org.ts';
import type { Transaction } from '../run/transaction.ts';
import type { DmlOperation } from '../syntax/statement-tree.ts';
import type { ApexList, Value } from '../values/value.ts';

/** What compiled code asks of the part that deals with records. */
export interface RecordSupport {
  dml(
    tx: Transaction,
    operation: DmlOperation,
    value: Value,
    options: { readonly access: 'user' | 'system' | 'default'; readonly key?: string },
  ): void;
  runQuery(
    tx: Transaction,
    query: PreparedQuery,
    binds: readonly Value[],
    access: 'user' | 'system' | 'default',
  ): ApexList | number;
  getField(tx: Transaction, record: Value, name: string): Value;
  setField(tx: Transaction, record: Value, name: string, value: Value): void;
  /** Parents and lists of children, by relationship name. */
  getParent(tx: Transaction, record: Value, relationship: string): Value;
  objectToken(tx: Transaction, object: string): Value;
  fieldToken(tx: Transaction, object: string, field: string): Value;
  /** `X__mdt.getAll()`: records by DeveloperName. */
  storedRecords(tx: Transaction, object: string): Value;
  /** `X__mdt.getInstance(name)`; null for none. */
  storedRecord(tx: Transaction, object: string, name: Value): Value;
}
