import type { OrgValue, WriteRequest, WriteResult } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { ApexList, type ExceptionObject, RecordValue, type Value } from '../values/value.ts';
import { toOrg } from './field-value.ts';
import { refused } from './query.ts';
import type { Access } from './query.ts';
import { uncommittedWork } from '../library/uncommitted-work.ts';

export type Operation = WriteRequest['operation'];

export interface WriteOptions {
  readonly access: Access;
  /** Of an upsert: the external key. */
  readonly key?: string;
  /** Whether one record that is refused takes back all. */
  readonly allOrNone: boolean;
}

/**
 * Writes records, all of an object at a time, and sets the Ids of new ones. Counts against the limits of DML.
 *
 * @throws System.DmlException where one is refused and all or none are wanted
 * @throws System.TypeException for objects that Apex does not write
 */
export function write(
  tx: Transaction,
  operation: Operation,
  records: readonly RecordValue[],
  { access, key, allOrNone }: WriteOptions,
): readonly WriteResult[] {
  if (records.length === 0) return [];
  tx.limits.use('dmlStatements');
  tx.limits.use('dmlRows', records.length);
  records.forEach(({ object }) => requireWritable(tx, operation, object));
  const back = tx.org.savepoint();
  const results = Array.from<WriteResult>({ length: records.length });
  const request = {
    operation,
    by: tx.user.id,
    enforceRights: access === 'user',
    ...(key === undefined ? {} : { key }),
  };
  records.forEach((record, index) => {
    const mistake = idMistake(operation, record, key);
    if (mistake !== undefined) results[index] = mistake;
  });
  for (const object of new Set(records.map((record) => record.object))) {
    const indexes = [...records.keys()].filter((index) => records[index]!.object === object && !results[index]);
    const written = refused(tx, () =>
      tx.org.write({ ...request, records: indexes.map((index) => sent(tx, records[index]!, operation)) }),
    );
    indexes.forEach((index, place) => (results[index] = written[place]!));
  }
  if (allOrNone && results.some(({ success }) => !success)) {
    back();
    throwDml(tx, operation, records, results);
  }
  uncommittedWork(tx).isPending = true;
  results.forEach(({ success, id }, index) => {
    if (success && id !== null && operation !== 'delete') records[index]!.fields.set('Id', id);
  });
  return results;
}

/** The records of a DML statement: one, a list, or nothing. @throws System.NullPointerException for a list with a gap */
export function recordsIn(tx: Transaction, value: Value): readonly RecordValue[] {
  if (value === null) return [];
  const items = value instanceof ApexList ? value.items : [value];
  return items.map((item) =>
    item instanceof RecordValue ? item : tx.throw('NullPointerException', 'Attempt to de-reference a null object'),
  );
}

/** Objects whose records come to be otherwise. Source: Apex Developer Guide, "sObjects That Don't Support DML Operations". */
const notWritable = new Set([
  'AggregateResult',
  'AsyncApexJob',
  'CronJobDetail',
  'CronTrigger',
  'CustomPermission',
  'Organization',
  'Profile',
  'UserLicense',
  'UserPermissionAccess',
]);

function requireWritable(tx: Transaction, operation: Operation, object: string): void {
  const isDerived = object.endsWith('__mdt') || object.endsWith('__History') || notWritable.has(object);
  if (isDerived || (object === 'User' && operation === 'delete')) {
    tx.throw('TypeException', `DML operation ${operation.toUpperCase()} not allowed on ${object}`);
  }
}

/** A new record has no Id yet, and one that is there has one. */
function idMistake(operation: Operation, record: RecordValue, key: string | undefined): WriteResult | undefined {
  const hasId = (record.fields.get('Id') ?? null) !== null;
  if (operation === 'insert' && hasId) {
    return mistake('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
  }
  if (!hasId && operation !== 'insert' && operation !== 'upsert') {
    return mistake('MISSING_ARGUMENT', `Id not specified in an ${operation} call`, []);
  }
  if (operation === 'upsert' && key !== undefined && key !== 'Id' && (record.fields.get(key) ?? null) === null) {
    return mistake('MISSING_ARGUMENT', `${key} not specified`, []);
  }
  return undefined;
}

function mistake(statusCode: string, message: string, fields: readonly string[]): WriteResult {
  return { id: null, success: false, created: false, errors: [{ statusCode, message, fields }] };
}

/** What of a record goes to the org: its fields, less what nobody writes and the records around it. */
function sent(tx: Transaction, record: RecordValue, operation: Operation): WriteRequest['records'][number] {
  const { object } = record;
  const id = record.fields.get('Id');
  const fields: Record<string, OrgValue> = {};
  const known = tx.org.schema.object(object)?.fields;
  if (operation !== 'delete' && operation !== 'undelete') {
    for (const [name, value] of record.fields) {
      const field = known?.get(name);
      if (field !== undefined && !field.isReadOnly) fields[name] = toOrg(tx, value);
    }
  }
  return { object, fields, ...(typeof id === 'string' ? { id } : {}) };
}

function throwDml(
  tx: Transaction,
  operation: Operation,
  records: readonly RecordValue[],
  results: readonly WriteResult[],
): never {
  const rows = results.flatMap(({ errors }, index) => {
    const id = records[index]!.fields.get('Id');
    return errors.map((error) => ({ index, id: typeof id === 'string' ? id : null, ...error }));
  });
  const first = rows[0]!;
  const verb = operation.charAt(0).toUpperCase() + operation.slice(1);
  const withId = first.id === null ? '' : ` with id ${first.id}`;
  const { statusCode, message, fields } = first;
  // Source: Apex Developer Guide, "Enforce User Mode for Database Operations": this sentence stands for itself.
  const text = message.startsWith('Operation failed due to fields being inaccessible')
    ? message
    : `${verb} failed. First exception on row ${first.index}${withId}; first error: ${statusCode}, ${message}: [${fields.join(', ')}]`;
  return tx.throw('DmlException', text, (exception: ExceptionObject) => {
    exception.rows = rows;
  });
}
