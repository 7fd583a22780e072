import type { FindingRow, Severity } from './rows';

const ranks: Readonly<Record<string, number>> = { critical: 0, warning: 1, info: 2 };
/** Later than any date: what has no due date comes after what has. */
const NO_DATE = '9999';

/** Whether a finding still stands: waived and resolved ones do not count. */
export function isStanding(finding: FindingRow): boolean {
  return finding.Status__c === 'open' || finding.Status__c === 'acknowledged';
}

/** What is to be done, soonest trouble first as in the report: critical before warnings, then by due date and name. */
export function toDo(findings: readonly FindingRow[]): FindingRow[] {
  return findings
    .filter((finding) => finding.Status__c === 'open' && finding.Severity__c !== 'info')
    .sort(
      (a, b) =>
        (ranks[a.Severity__c ?? ''] ?? 3) - (ranks[b.Severity__c ?? ''] ?? 3) ||
        compare(a.Due_On__c ?? NO_DATE, b.Due_On__c ?? NO_DATE) ||
        compare(a.Subject_Name__c ?? '', b.Subject_Name__c ?? '') ||
        compare(a.Finding_Key__c ?? '', b.Finding_Key__c ?? ''),
    );
}

export interface Count {
  readonly findings: number;
  /** Different certificates that they are about. */
  readonly certificates: number;
  /** Findings that are about no certificate: a permission, a setting. */
  readonly others: number;
}

/** How many findings of a severity stand now, by the records of this moment. */
export function countOf(findings: readonly FindingRow[], severity: Severity): Count {
  const standing = findings.filter((finding) => isStanding(finding) && finding.Severity__c === severity);
  const held = standing.flatMap(({ Certificate__c }) => Certificate__c ?? []);
  return { findings: standing.length, certificates: new Set(held).size, others: standing.length - held.length };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
