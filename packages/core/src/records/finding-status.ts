import type { Finding, Severity } from '../findings/index.ts';
import { isTicked, textOf } from './existing.ts';
import type { FieldsOf } from './objects.ts';
import type { ExistingRow } from './publication.ts';

export type FindingStatus = 'open' | 'acknowledged' | 'waived' | 'resolved';

type Decision = FieldsOf<'CertHealth_Finding__c'>;

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

export function isWorse(severity: Severity, than: string | null): boolean {
  return than !== null && than in rank && rank[severity] > rank[than as Severity];
}

export function statusOf(row: ExistingRow): FindingStatus {
  const status = textOf(row, 'Status__c');
  return status === 'acknowledged' || status === 'waived' || status === 'resolved' ? status : 'open';
}

/** Whether a finding counts: somebody who sees to it does not make it go away. */
export function isOpen(status: FindingStatus): boolean {
  return status === 'open' || status === 'acknowledged';
}

/** A waiver counts to the end of its day. Without a day it stands until somebody ends it. */
export function isWaiverOver(row: ExistingRow, asOf: string): boolean {
  const until = textOf(row, 'Waived_Until__c');
  return until !== null && until.slice(0, 10) < asOf.slice(0, 10);
}

/** What the row of a finding that was seen says of its status from now on; decisions of people hold unless they ended. */
export function decisionOnSeen(
  finding: Finding,
  row: ExistingRow | undefined,
  scan: { readonly seenAt: string; readonly asOf: string; readonly hasSettings: boolean },
): Decision & { readonly Status__c: FindingStatus } {
  const before = row && statusOf(row);
  const bySettings = isTicked(row, 'Waived_By_Settings__c');
  const isWaived = before === 'waived' && row !== undefined && !isWaiverOver(row, scan.asOf);
  // A scan without a settings file, such as one from a browser, cannot say that the file waives it no more.
  const isKept = bySettings ? finding.status === 'open' && !scan.hasSettings : true;
  if (isWaived && isKept) return { Status__c: 'waived' };
  if (finding.status === 'waived') return waivedBySettings(finding, row, scan.seenAt);
  // What the settings decided ends with them; who and until when would now be wrong.
  const ended =
    bySettings && before === 'waived' ? { Waived_Until__c: null, Decided_By__c: null, Decided_At__c: null } : {};
  const severity = textOf(row, 'Severity__c');
  const acknowledged = before === 'acknowledged' && !isWorse(finding.severity, severity);
  return {
    Status__c: acknowledged ? 'acknowledged' : 'open',
    Resolved_At__c: null,
    Waived_By_Settings__c: false,
    ...ended,
  };
}

function waivedBySettings(
  { waiver }: Finding,
  row: ExistingRow | undefined,
  seenAt: string,
): Decision & { readonly Status__c: FindingStatus } {
  const already = row !== undefined && statusOf(row) === 'waived' && isTicked(row, 'Waived_By_Settings__c');
  // A note of somebody's stays. Whether there is one is known of new rows, and of rows whose note was read.
  const noteIsEmpty = row === undefined || (row['Decision_Note__c'] !== undefined && !textOf(row, 'Decision_Note__c'));
  return {
    Status__c: 'waived',
    Waived_By_Settings__c: true,
    Waived_Until__c: waiver?.until ?? null,
    Decided_By__c: waiver?.owner ?? null,
    Resolved_At__c: null,
    ...(already ? {} : { Decided_At__c: seenAt }),
    ...(noteIsEmpty && waiver ? { Decision_Note__c: waiver.reason } : {}),
  };
}
