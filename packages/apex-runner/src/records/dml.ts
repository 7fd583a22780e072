import type { Transaction } from '../transaction/transaction.ts';
import type { Value } from '../values/value.ts';
import type { Access } from './query.ts';
import { recordsIn, write } from './write.ts';
import type { Operation } from './write.ts';

/**
 * A DML statement: `insert as user records`. One record that is refused takes back all.
 *
 * @throws System.DmlException
 */
export function dml(
  tx: Transaction,
  operation: Operation,
  value: Value,
  { access, key }: { readonly access: Access; readonly key?: string },
): void {
  write(tx, operation, recordsIn(tx, value), { access, allOrNone: true, ...(key === undefined ? {} : { key }) });
}
