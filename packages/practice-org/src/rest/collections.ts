import type { ObjectSchema } from '../schema/object-schema.ts';
import { jsonBody, ok, RestError } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';
import { findObject } from '../soql/field-path.ts';
import { DmlError } from '../dml/dml-error.ts';
import type { SentRecord, Written } from '../dml/write-record.ts';
import { deleteRecord, insertRecord, updateRecord, upsertRecord } from '../dml/write-record.ts';
import { databaseOf } from './database.ts';
import { writerOf } from './writer.ts';

/** What became of one record, as the REST API writes it. */
interface SaveResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
  readonly created?: boolean;
}

/** Records that a collection request carries at most. Source: REST API Developer Guide, sObject Collections. */
const collectionLimit = 200;

/** Writing records, one by one and in collections. They live as long as the org. */
export const collectionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/?$/,
    answer: (call) => ({ status: 201, body: saved(insertRecord(writerOf(call), objectOf(call), oneRecord(call))) }),
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/(?<id>\w{15}|\w{18})$/,
    answer: (call) => {
      found(() => updateRecord(writerOf(call), objectOf(call), call.parameters['id'] ?? '', oneRecord(call)));
      return { status: 204, body: null };
    },
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/(?<field>\w+)\/(?<value>[^/]+)$/,
    answer: (call) => {
      const { field = '', value } = call.parameters;
      const result = upsertRecord(writerOf(call), objectOf(call), field, value, oneRecord(call));
      return { status: result.created ? 201 : 200, body: { ...saved(result), created: result.created } };
    },
  },
  {
    method: 'DELETE',
    path: /^\/services\/data\/v[\d.]+\/sobjects\/(?<object>\w+)\/(?<id>\w{15,18})$/,
    answer: (call) => {
      found(() => deleteRecord(writerOf(call), objectOf(call), call.parameters['id'] ?? ''));
      return { status: 204, body: null };
    },
  },
  {
    method: 'POST',
    path: /^\/services\/data\/v[\d.]+\/composite\/sobjects\/?$/,
    answer: (call) =>
      saveAll(call, (record) => saved(insertRecord(writerOf(call), objectOf(call, typeOf(record)), record))),
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/composite\/sobjects\/?$/,
    answer: (call) =>
      saveAll(call, ({ id, Id = id, ...record }) =>
        saved(updateRecord(writerOf(call), objectOf(call, typeOf(record)), String(Id), record)),
      ),
  },
  {
    method: 'PATCH',
    path: /^\/services\/data\/v[\d.]+\/composite\/sobjects\/(?<object>\w+)\/(?<field>\w+)\/?$/,
    answer: (call) => {
      const field = call.parameters['field'] ?? '';
      return saveAll(call, (record) => {
        const result = upsertRecord(writerOf(call), objectOf(call), field, record[field], record);
        return { ...saved(result), created: result.created };
      });
    },
  },
];

function saved({ id }: Written): SaveResult {
  return { id, success: true, errors: [] };
}

/** A resource that is not there is said otherwise than an Id in a record that leads nowhere. */
function found(write: () => Written): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof DmlError && error.errorCode === 'INVALID_CROSS_REFERENCE_KEY' && error.fields.length === 0))
      throw error;
    throw new RestError(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
}

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
      if (error instanceof DmlError) return { success: false, errors: [error, ...error.others].map(errorOf) };
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

function errorOf({ errorCode, message, fields }: DmlError): SaveResult['errors'][number] {
  return { statusCode: errorCode, message, fields };
}
