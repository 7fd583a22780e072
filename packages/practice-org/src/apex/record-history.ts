import type { RecordObject } from '@cert-health/core';
import { sameId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';
import type { Call } from '../server/route.ts';
import { text } from './stored-rows.ts';

/** What became of the tracked fields of a record, newest first, at most 200 entries. */
export function historyOf({ org }: Call, object: RecordObject, recordId: string): object[] {
  const people = new Map(org.rows('User').map((row) => [row['Id'], row['Name']]));
  const nameOf = (row: Row): unknown => people.get(row['CreatedById'] ?? '') ?? row['CreatedById'];
  const changes = org
    .rows(historyObject(object))
    .filter((row) => sameId(text(row, 'ParentId'), recordId))
    .map((row) => ({
      at: moment(row['CreatedDate']),
      by: nameOf(row),
      field: row['Field'],
      from: textOf(row['OldValue']),
      to: textOf(row['NewValue']),
    }));
  return changes.reverse().slice(0, 200);
}

/** `CertHealth_Certificate__History` for `CertHealth_Certificate__c`. */
function historyObject(object: string): string {
  return object.replace(/__c$/, '__History');
}

function moment(value: unknown): string {
  return new Date(String(value)).toISOString();
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
