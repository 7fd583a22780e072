import { countRecords } from '../library/heap.ts';
import { OrgRefusal } from '../org/org.ts';
import type { OrgValue, PreparedQuery } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { ApexList, ApexMap, ApexSet, type Value } from '../values/value.ts';
import { toOrg } from './field-value.ts';
import { RecordReader } from './from-org-record.ts';

/** Whose rights hold: `default` is what Apex of version 66.0 does without a word, which is system mode. */
export type Access = 'user' | 'system' | 'default';

/**
 * Runs a query that was read before: records, rows of an aggregate query, or the number of `SELECT COUNT()`. Counts against the
 * limits of queries and rows.
 *
 * @throws System.QueryException
 */
export function runQuery(
  tx: Transaction,
  query: PreparedQuery,
  binds: readonly Value[],
  access: Access,
): ApexList | number {
  tx.limits.use('queries');
  if (query.kind === 'aggregates') tx.limits.use('aggregateQueries');
  const mode = query.access ?? access;
  const { id } = tx.user;
  const { count, records } = refused(tx, () =>
    query.run(
      binds.map((value) => bound(tx, value)),
      { by: id, ...(mode === 'user' ? { user: id } : {}) },
    ),
  );
  // Source: Apex Developer Guide, "Execution Governors and Limits": a query that counts is one row (unverified for COUNT()).
  tx.limits.use('queryRows', query.kind === 'count' ? 1 : count);
  if (query.kind === 'count') return count;
  countRecords(tx, records);
  const reader = new RecordReader(tx);
  if (query.kind === 'aggregates') {
    const columns = query.columns ?? new Map<string, never>();
    return new ApexList(
      { kind: 'sobject', name: 'AggregateResult' },
      records.map((row) => reader.aggregate(row, columns)),
    );
  }
  return new ApexList(
    { kind: 'sobject', name: query.object },
    records.map((record) => reader.record(record)),
  );
}

/**
 * Reads and runs SOQL that is put together while Apex runs. Bind variables in it are refused: their values are not in reach.
 *
 * @throws System.QueryException
 */
export function runDynamicQuery(tx: Transaction, soql: string, access: Access): ApexList | number {
  const query = refused(tx, () => tx.org.prepare(soql));
  if (query.binds > 0) tx.throw('QueryException', 'Variables cannot be bound in a dynamic query here');
  return runQuery(tx, query, [], access);
}

/** What the org refuses becomes the exception that it names. */
export function refused<Result>(tx: Transaction, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof OrgRefusal) return tx.throw(error.type, error.message);
    throw error;
  }
}

function bound(tx: Transaction, value: Value): OrgValue | readonly OrgValue[] {
  if (value instanceof ApexList) return value.items.map((item) => toOrg(tx, item));
  if (value instanceof ApexSet) return [...value.members.values()].map((item) => toOrg(tx, item));
  if (value instanceof ApexMap) return [...value.entries.values()].map(({ key }) => toOrg(tx, key));
  return toOrg(tx, value);
}
