import { OrgRefusal } from '@cert-health/apex-runner';
import type { ObjectRight, WriteRequest, WriteResult } from '@cert-health/apex-runner';
import { DmlError } from '../dml/dml-error.ts';
import type { Written } from '../dml/write-record.ts';
import { deleteRecord, insertRecord, undeleteRecord, updateRecord, upsertRecord } from '../dml/write-record.ts';
import type { Writer } from '../dml/writer.ts';
import type { Rights } from '../org/rights.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';

type SentRecord = WriteRequest['records'][number];

/** Object rights that an operation takes. unverified: that an upsert takes both, whatever it comes to do */
const neededRights: Readonly<Record<WriteRequest['operation'], readonly ObjectRight[]>> = {
  insert: ['create'],
  update: ['edit'],
  upsert: ['create', 'edit'],
  delete: ['delete'],
  undelete: ['delete'],
};

/**
 * Writes records one by one; each has its result.
 *
 * @throws {OrgRefusal} SecurityException where the user may not write the object at all
 */
export function writeRecords(writer: Writer, rights: Rights, request: WriteRequest): WriteResult[] {
  const { operation, records, key, enforceRights } = request;
  const objects = new Set(records.map(({ object }) => object));
  for (const object of enforceRights ? objects : []) {
    if (neededRights[operation].every((right) => rights.can(right, object))) continue;
    throw new OrgRefusal(
      'SecurityException',
      'INSUFFICIENT_ACCESS',
      `DML operation ${operation.toUpperCase()} not allowed on ${object}`,
    );
  }
  const seen = new Set<unknown>();
  return records.map((record): WriteResult => {
    try {
      const object = writer.schema[record.object];
      if (object === undefined) throw new DmlError('INVALID_TYPE', `sObject type '${record.object}' is not supported.`);
      if (enforceRights) requireFields(rights, object, record);
      const { id, created } = writeOne(writer, object, operation, key, seen, record);
      return { id, created, success: true, errors: [] };
    } catch (error) {
      if (!(error instanceof DmlError)) throw error;
      const errors = [error, ...error.others].map(({ errorCode, message, fields }) => ({
        statusCode: errorCode,
        message,
        fields,
      }));
      return { id: record.id ?? null, created: false, success: false, errors };
    }
  });
}

function writeOne(
  writer: Writer,
  object: ObjectSchema,
  operation: WriteRequest['operation'],
  key: string | undefined,
  seen: Set<unknown>,
  { id = '', fields }: SentRecord,
): Written {
  switch (operation) {
    case 'insert':
      return insertRecord(writer, object, fields);
    case 'update':
      return updateRecord(writer, object, id, fields);
    case 'delete':
      return deleteRecord(writer, object, id);
    case 'undelete':
      return undeleteRecord(writer, object, id);
    case 'upsert': {
      if (key === undefined || key === 'Id') {
        return id === '' ? insertRecord(writer, object, fields) : updateRecord(writer, object, id, fields);
      }
      const value = fields[key];
      // unverified: that the second of two records with one key is refused, not the first as well
      const folded = typeof value === 'string' && object.unique?.[key] !== true ? value.toLowerCase() : value;
      if (seen.has(folded)) {
        throw new DmlError('DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [key]);
      }
      seen.add(folded);
      return upsertRecord(writer, object, key, value, fields);
    }
  }
}

/** Source: Apex Developer Guide, "Enforce User Mode for Database Operations", the message; unverified: the status code. */
function requireFields(rights: Rights, object: ObjectSchema, { fields }: SentRecord): void {
  const closed = Object.keys(fields).filter((field) => !rights.canField('edit', object, field));
  if (closed.length === 0) return;
  throw new DmlError(
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception or Result!`,
    closed,
  );
}
