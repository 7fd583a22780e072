import { keyFields, planPublication, recordObjects } from '@cert-health/core';
import type { HealthReport, PlannedRow, RecordObject } from '@cert-health/core';
import type { Org } from '../org/org.ts';
import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { insertRecord, updateRecord } from '../dml/write-record.ts';
import type { Writer } from '../dml/writer.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';

/** Writes a report into the records of the app as `sf cert health --publish` does, without the way over HTTP. */
export function publish(org: Org, report: HealthReport, scannedBy: string): void {
  const existing = Object.fromEntries(recordObjects.map((object) => [object, org.rows(object)]));
  const plan = planPublication(report, existing, { origin: 'cli', scannedBy, at: org.now().toISOString() });
  const schemas = org.customObjects();
  for (const { object, rows } of plan.steps) write(org, schemas[object], object, rows);
}

function write(org: Org, schema: ObjectSchema | undefined, object: RecordObject, planned: readonly PlannedRow[]): void {
  if (schema === undefined) throw new Error(`The object ${object} is not deployed.`);
  const certificates = idsByKey(org, 'CertHealth_Certificate__c');
  const known = idsByKey(org, object);
  const withLookup = ({ fields, lookups }: PlannedRow): Row => ({
    ...fields,
    ...(lookups === undefined ? {} : { Certificate__c: certificates.get(lookups.Certificate__c) ?? null }),
  });
  const writer: Writer = { org, schema: {}, by: org.identity.userId, hasPermission: () => true };
  for (const row of planned) {
    const id = known.get(row.key);
    if (id === undefined) insertRecord(writer, schema, withLookup(row));
    else updateRecord(writer, schema, id, withLookup(row));
  }
}

function idsByKey(org: Org, object: RecordObject): ReadonlyMap<string, string> {
  return new Map(org.rows(object).map((row) => [text(row, keyFields[object]), idOf(row)]));
}

/** A field that holds text, empty when it does not. */
function text(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
