import { isReason, longestWaiverDays } from '@cert-health/core';
import type { RecordObject } from '@cert-health/core';
import { sameId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { dateOnly, daysAfter } from '../org/time.ts';
import { updateRecord } from '../dml/write-record.ts';
import type { Call } from '../server/route.ts';
import { refusal, requireDecide, requirePermission } from './access.ts';
import { writerOf } from '../rest/writer.ts';
import type { ApexClass } from './apex-method.ts';
import { standingOf } from './certificate-standing.ts';
import { schemaOf, text } from './stored-rows.ts';

const finding = 'CertHealth_Finding__c';
const certificate = 'CertHealth_Certificate__c';

/** Records that one call changes at most. */
const most = 200;

/** What people decide. Source: force-app/main/health/classes/FindingDecisions.cls. */
export const findingDecisions: ApexClass = {
  acknowledge: {
    parameters: ['findingIds', 'note'],
    answer: (call, { findingIds, note }) => decide(call, findingIds, decisionFor(call, 'acknowledged', note)),
  },
  waive: {
    parameters: ['findingIds', 'reason', 'until'],
    answer: (call, { findingIds, reason, until }) => {
      requireDecide(call);
      requirePermission(call, 'CertHealth_Waive');
      if (!isReason(textOf(reason) ?? '')) throw refusal(call, 'CertHealth_Decision_NoReason');
      const today = call.org.now();
      const last = /^\d{4}-\d\d-\d\d$/.exec(String(until))?.[0] ?? '';
      if (last < dateOnly(today) || last > dateOnly(daysAfter(today, longestWaiverDays)))
        throw refusal(call, 'CertHealth_Decision_Until');
      return decide(call, findingIds, { ...decisionFor(call, 'waived', reason), Waived_Until__c: last });
    },
  },
  reopen: {
    parameters: ['findingIds'],
    answer: (call, { findingIds }) => decide(call, findingIds, decisionFor(call, 'open', null)),
  },
  assign: {
    parameters: ['recordIds', 'responsible'],
    answer: (call, { recordIds, responsible }) => {
      requireDecide(call);
      const ids = limited(call, recordIds);
      const rows = [...rowsOf(call, certificate, ids), ...rowsOf(call, finding, ids)];
      requireAll(call, ids, rows);
      return put(call, rows, 'Responsible__c', responsible);
    },
  },
  note: {
    parameters: ['certificateId', 'text'],
    answer: (call, { certificateId, text: notes }) => {
      requireDecide(call);
      const ids = limited(call, [certificateId]);
      const rows = rowsOf(call, certificate, ids);
      requireAll(call, ids, rows);
      return put(call, rows, 'Notes__c', notes);
    },
  },
};

/** A record and the object it is of. */
interface Found {
  readonly object: RecordObject;
  readonly row: Row;
}

function decisionFor(call: Call, status: string, note: unknown): Row {
  const words = textOf(note);
  return {
    Status__c: status,
    Decided_By__c: call.user.username,
    Decided_At__c: call.org.now().toISOString(),
    Waived_Until__c: null,
    Waived_By_Settings__c: false,
    ...(words === null ? {} : { Decision_Note__c: words }),
  };
}

/** All or none: every finding is looked at before one is changed. */
function decide(call: Call, findingIds: unknown, decision: Row): number {
  requireDecide(call);
  const ids = limited(call, findingIds);
  const found = rowsOf(call, finding, ids);
  requireAll(call, ids, found);
  for (const { row } of found) requireDecidable(call, row, text(decision, 'Status__c'));
  const changed = found.filter(({ row }) => !says(row, decision));
  for (const { row } of changed) updateRecord(writerOf(call), schemaOf(call, finding), idOf(row), decision);
  for (const id of new Set(changed.map(({ row }) => text(row, 'Certificate__c')))) {
    const standing = standingOf(call, id);
    if (standing !== undefined) updateRecord(writerOf(call), schemaOf(call, certificate), id, standing);
  }
  return changed.length;
}

function requireDecidable(call: Call, row: Row, status: string): void {
  const now = row['Status__c'];
  if (now === 'resolved') throw refusal(call, 'CertHealth_Decision_Resolved');
  if (now === 'waived' && status === 'acknowledged') throw refusal(call, 'CertHealth_Decision_Waived');
  if (now === 'waived' && row['Waived_By_Settings__c'] === true && status === 'open')
    throw refusal(call, 'CertHealth_Decision_By_Settings');
}

/** Whether the finding says so already. */
function says(row: Row, decision: Row): boolean {
  const note = decision['Decision_Note__c'];
  return (
    row['Status__c'] === decision['Status__c'] &&
    (row['Waived_Until__c'] ?? null) === decision['Waived_Until__c'] &&
    row['Waived_By_Settings__c'] !== true &&
    (note === undefined || note === row['Decision_Note__c'])
  );
}

function put(call: Call, found: readonly Found[], field: string, words: unknown): number {
  const value = textOf(words);
  const changed = found.filter(({ row }) => (row[field] ?? null) !== value);
  for (const { object, row } of changed)
    updateRecord(writerOf(call), schemaOf(call, object), idOf(row), { [field]: value });
  return changed.length;
}

function limited(call: Call, value: unknown): string[] {
  const ids = [...new Set(Array.isArray(value) ? value.map(String) : [])];
  if (ids.length === 0 || ids.length > most) throw refusal(call, 'CertHealth_Decision_Number');
  return ids;
}

function rowsOf(call: Call, object: RecordObject, ids: readonly string[]): Found[] {
  schemaOf(call, object);
  return call.org
    .rows(object)
    .filter((row) => ids.some((id) => sameId(id, idOf(row))))
    .map((row) => ({ object, row }));
}

function requireAll(call: Call, ids: readonly string[], found: readonly Found[]): void {
  if (found.length < ids.length) throw refusal(call, 'CertHealth_Decision_Not_There');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
