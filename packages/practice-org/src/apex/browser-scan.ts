import { fieldsToRead, keyFields, recordObjects } from '@cert-health/core';
import type { RecordObject } from '@cert-health/core';
import type { Row } from '../org/row.ts';
import { upsertRecord } from '../dml/write-record.ts';
import { DmlError } from '../dml/dml-error.ts';
import type { Call } from '../server/route.ts';
import type { ApexClass, ApexMethod } from './apex-method.ts';
import { refusal, requirePermission } from './access.ts';
import { label } from './deployed-app.ts';
import { orgSnapshot } from './org-snapshot.ts';
import { writerOf } from '../rest/writer.ts';
import { by, pageAfter, schemaOf, storedRows } from './stored-rows.ts';

const mostBodies = 40;
const mostRows = 200;
const mostCharacters = 1_000_000;

/** A scan from the browser. Source: force-app/main/console/classes/BrowserScan.cls. */
export const browserScan: ApexClass = {
  snapshot: forScanners([], (call) => orgSnapshot(call)),
  bodies: forScanners(['names'], (call, { names }) => bodies(call, textsOf(call, names))),
  existing: forScanners(['objectName', 'afterId'], (call, { objectName, afterId }) => {
    const object = objectIn(call, objectName);
    const rows = storedRows(call, object, fieldsToRead(object, 'without'));
    if (object !== 'CertHealth_Scan__c') return pageAfter(rows, afterId);
    return { rows: rows.sort(by('Scanned_At__c')).reverse().slice(0, 10), nextAfter: null };
  }),
  save: forScanners(['objectName', 'rowsJson'], (call, { objectName, rowsJson }) => {
    const object = objectIn(call, objectName);
    return rowsIn(call, String(rowsJson)).map((row) => saved(call, object, row));
  }),
};

function forScanners(parameters: readonly string[], answer: ApexMethod['answer']): ApexMethod {
  return {
    parameters,
    answer: (call, given) => {
      requirePermission(call, 'CertHealth_Scan');
      return answer(call, given);
    },
  };
}

function objectIn(call: Call, objectName: unknown): RecordObject {
  const object = recordObjects.find((name) => name === objectName);
  if (object === undefined) throw refusal(call, 'CertHealth_Save_Object');
  return object;
}

function bodies(call: Call, names: readonly string[]): object[] {
  const denied = {
    kind: 'denied',
    code: 'INSUFFICIENT_ACCESS',
    message: 'You do not have access to the content of certificates.',
  };
  return names.map((name) => {
    if (call.faults.denies('CertificateBody')) return { name, text: null, problem: denied };
    const record = call.org.keyPairs.find((candidate) => candidate.developerName === name && !candidate.deleted);
    return { name, text: record?.body ?? null, problem: null };
  });
}

function saved(call: Call, object: RecordObject, row: Row): object {
  const key = row[keyFields[object]];
  const problem = (name: string, filling?: string): object => ({
    key: key ?? null,
    id: null,
    problem: label(call.org, name, filling),
  });
  if (typeof key !== 'string' || key.trim() === '') return problem('CertHealth_Save_Key');
  // Notes of a certificate belong to people.
  const kept = ['Id', ...(object === 'CertHealth_Certificate__c' ? ['Notes__c'] : [])].find((name) => name in row);
  if (kept !== undefined) return problem('CertHealth_Save_Field', kept);
  try {
    const { id } = upsertRecord(writerOf(call), schemaOf(call, object), keyFields[object], key, row);
    return { key, id, problem: null };
  } catch (error) {
    if (!(error instanceof DmlError)) throw error;
    return { ...problem(''), problem: error.message };
  }
}

function rowsIn(call: Call, json: string): readonly Row[] {
  if (json.length > mostCharacters) throw refusal(call, 'CertHealth_Save_Size');
  let rows: unknown;
  try {
    rows = JSON.parse(json);
  } catch {
    // No JSON is no list.
  }
  if (!Array.isArray(rows) || rows.length > mostRows) throw refusal(call, 'CertHealth_Save_Rows');
  return rows as readonly Row[];
}

function textsOf(call: Call, names: unknown): string[] {
  if (!Array.isArray(names) || names.length > mostBodies) throw refusal(call, 'CertHealth_Scan_Too_Many_Bodies');
  return names.map(String);
}
