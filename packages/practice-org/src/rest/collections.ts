import type { ObjectSchema } from '../schema/object-schema.ts';
import { jsonBody, ok, RestError } from '../server/message.ts';
import type { Call, Route } from '../server/route.ts';
import { findObject } from '../soql/field-path.ts';
import { databaseOf } from './database.ts';
import type { SaveResult, SentRecord } from './write-record.ts';
import { deleteRecord, insertRecord, updateRecord, upsertRecord } from './write-record.ts';

/** Records that a collection request carries at most. Source: REST API Developer Guide, sObject Collections. */
const collectionLimit = 200;

/** Writing records, one by one and in collections. They live as long as the org. */
export const collectionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/?$/,
    answer: (call) => ({ status: 201, body: insertRecord(call.org, objectOf(call), oneRecord(call)) }),
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/(?<id>\w{15}|\w{18})$/,
    answer: (call) => {
      updateRecord(call.org, objectOf(call), call.parameters['id'] ?? '', oneRecord(call));
      return { status: 204, body: null };
    },
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/(?<field>\w+)\/(?<value>[^/]+)$/,
    answer: (call) => {
      const { field = '', value } = call.parameters;
      const result = upsertRecord(call.org, objectOf(call), field, value, oneRecord(call));
      return { status: result.created ? 201 : 200, body: result };
    },
  },
  {
    method: 'DELETE',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/(?<id>\w{15,18})$/,
    answer: (call) => {
      deleteRecord(call.org, objectOf(call), call.parameters['id'] ?? '');
      return { status: 204, body: null };
    },
  },
  {
    method: 'POST',
    path: /^\/services\/data\/v[\d.]+\/composite\/sobjects\/?$/,
    answer: (call) => saveAll(call, (record) => insertRecord(call.org, objectOf(call, typeOf(record)), record)),
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/composite\/sobjects\/?$/,
    answer: (call) =>
      saveAll(call, ({ id, Id = id, ...record }) =>
        updateRecord(call.org, objectOf(call, typeOf(record)), String(Id), record),
      ),
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/composite\/sobjects\/(?<object>\w+)\/(?<field>\w+)\/?$/,
    answer: (call) => {
      const field = call.parameters['field'] ?? '';
      return saveAll(call, (record) => upsertRecord(call.org, objectOf(call), field, record[field], record));
    },
  },
];

function objectOf(call: Call, name = call.parameters['object'] ?? ''): ObjectSchema {
  return findObject(databaseOf(call, 'data'), name);
}

function oneRecord({ request }: Call): SentRecord {
  const sent = jsonBody(request);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    throw new RestError(400, 'JSON_PARSER_ERROR', 'A record is one JSON object.');
  }
  return sent as SentRecord;
}

function typeOf(record: SentRecord): string {
  const type = (record['attributes'] as { type?: unknown } | undefined)?.type;
  if (typeof type !== 'string') throw new RestError(400, 'INVALID_TYPE', 'Each record says its type in attributes.');
  return type;
}

/** Saves each record; with `allOrNone`, one failure takes all of them back. */
function saveAll(call: Call, save: (record: SentRecord) => SaveResult) {
  const { allOrNone = false, records } = oneRecord(call) as { allOrNone?: boolean; records?: SentRecord[] };
  if (!Array.isArray(records)) throw new RestError(400, 'JSON_PARSER_ERROR', 'The records are missing.');
  if (records.length > collectionLimit) {
    throw new RestError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${collectionLimit} records`,
    );
  }
  const restore = call.org.checkpoint();
  const results = records.map((record): SaveResult => {
    try {
      return save(record);
    } catch (error) {
      if (!(error instanceof Error && 'errorCode' in error)) throw error;
      return { success: false, errors: [{ statusCode: String(error.errorCode), message: error.message, fields: [] }] };
    }
  });
  if (!allOrNone || results.every(({ success }) => success)) return ok(results);
  restore();
  const rolledBack = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid.',
    fields: [],
  };
  return ok(results.map((result) => (result.success ? { success: false, errors: [rolledBack] } : result)));
}
