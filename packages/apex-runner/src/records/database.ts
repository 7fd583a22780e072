import type { AccessLevelValue } from '../library/access-level.ts';
import { member, type Member, type PlatformType } from '../library/declaration.ts';
import { referencePage } from '../library/page.ts';
import type { SObjectFieldToken } from '../library/schema-token.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';
import { ApexList, type Value } from '../values/value.ts';
import { ResultValue } from './database-results.ts';
import { runDynamicQuery } from './query.ts';
import type { Access } from './query.ts';
import { recordsIn, write } from './write.ts';
import type { Operation } from './write.ts';

/** A place in a transaction to come back to. */
class SavepointValue extends PlatformObject {
  readonly typeName = 'Savepoint';
  readonly back: () => void;

  constructor(back: () => void) {
    super();
    this.back = back;
  }
}

const resultNames = {
  insert: 'Database.SaveResult',
  update: 'Database.SaveResult',
  upsert: 'Database.UpsertResult',
  delete: 'Database.DeleteResult',
  undelete: 'Database.UndeleteResult',
} as const;

interface Given {
  readonly key: SObjectFieldToken | null;
  readonly allOrNone: boolean | null;
  readonly access: AccessLevelValue | null;
}

/** Optional parameters, in their order; the platform has every combination of them. */
const options = {
  key: 'SObjectField externalIdField',
  allOrNone: 'Boolean allOrNone',
  access: 'AccessLevel accessLevel',
} as const;

type Option = keyof typeof options;

/** `Database.insert` and the like: for one record and for a list, with every combination of options. */
function operationMembers(operation: Operation): Member[] {
  const typeName = resultNames[operation];
  const combinations: readonly (readonly Option[])[] = [[], ['allOrNone'], ['access'], ['allOrNone', 'access']];
  const keyed = operation === 'upsert' ? combinations.map((one): readonly Option[] => ['key', ...one]) : [];
  return [...combinations, ...keyed].flatMap((names) => {
    const parameters = names.map((name) => `, ${options[name]}`).join('');
    const run = (tx: Transaction, value: Value, ...values: Value[]): ResultValue[] => {
      const given = Object.fromEntries(
        names.map((name, index) => [name, values[index] ?? null]),
      ) as unknown as Partial<Given>;
      const results = write(tx, operation, recordsIn(tx, value), {
        access: accessOf(given.access ?? null),
        // Without a word, and by null, it is all or none.
        allOrNone: given.allOrNone !== false,
        ...(given.key ? { key: given.key.field.name } : {}),
      });
      return results.map((result) => new ResultValue(typeName, result));
    };
    return [
      member(`static ${typeName} ${operation}(SObject record${parameters})`, (tx, value: Value, ...values: Value[]) =>
        run(tx, value, ...values).at(0),
      ),
      member(
        `static List<${typeName}> ${operation}(List<SObject> records${parameters})`,
        (tx, value: Value, ...values: Value[]) =>
          new ApexList({ kind: 'platform', name: typeName }, run(tx, value, ...values)),
      ),
    ];
  });
}

export const database: PlatformType = {
  name: 'Database',
  page: referencePage('apex_methods_system_database'),
  members: [
    member('static List<SObject> query(String queryString)', (tx, soql: string | null) => query(tx, soql, null)),
    member(
      'static List<SObject> query(String queryString, AccessLevel accessLevel)',
      (tx, soql: string | null, access: AccessLevelValue | null) => query(tx, soql, access),
    ),
    member('static Integer countQuery(String query)', (tx, soql: string | null) => countQuery(tx, soql, null)),
    member(
      'static Integer countQuery(String query, AccessLevel accessLevel)',
      (tx, soql: string | null, access: AccessLevelValue | null) => countQuery(tx, soql, access),
    ),
    ...(['insert', 'update', 'upsert', 'delete', 'undelete'] as const).flatMap(operationMembers),
    // Source: Apex Developer Guide, "Transaction Control": setting a savepoint and going back are DML statements each.
    member('static Savepoint setSavepoint()', (tx) => {
      tx.limits.use('dmlStatements');
      return new SavepointValue(tx.org.savepoint());
    }),
    member('static void rollback(Savepoint savepoint)', (tx, savepoint: SavepointValue | null) => {
      tx.limits.use('dmlStatements');
      (savepoint ?? tx.throw('NullPointerException', 'Argument 1 cannot be null')).back();
    }),
  ],
};

export const savepoint: PlatformType = {
  name: 'Savepoint',
  page: referencePage('apex_methods_system_database'),
  members: [],
};

function accessOf(level: AccessLevelValue | null): Access {
  if (level === null) return 'default';
  return level.isUserMode ? 'user' : 'system';
}

function query(tx: Transaction, soql: string | null, access: AccessLevelValue | null): ApexList {
  const found = runDynamicQuery(tx, soql ?? '', accessOf(access));
  if (typeof found !== 'number') return found;
  return tx.throw('QueryException', 'A query that counts is run by Database.countQuery here');
}

function countQuery(tx: Transaction, soql: string | null, access: AccessLevelValue | null): number {
  const found = runDynamicQuery(tx, soql ?? '', accessOf(access));
  // Source: Apex Reference Guide, Database.countQuery: the number of records that a query would give.
  return typeof found === 'number' ? found : found.items.length;
}
