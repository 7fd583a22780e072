import { dayOf } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import type { NotCheckedLine } from './not-checked.ts';

/** The one thing to do first. */
export function nextStep(report: HealthReport, notChecked: readonly NotCheckedLine[]): string {
  const first = report.findings.find((finding) => finding.status === 'open' && finding.severity !== 'info');
  if (first)
    return `${dueOf(first, report)}${first.holding ? `${first.holding.name}: ` : ''}${firstClause(first.remedy)}`;
  if (notChecked[0]) return `${notChecked[0].what}. ${notChecked[0].why}`;
  const { nextExpiry } = report.summary;
  if (!nextExpiry) return 'nothing to do; no certificate ends in the future.';
  return `nothing to do; the next certificate ends on ${dayOf(new Date(nextExpiry), new Date(report.asOf))}.`;
}

/** The day until which there is time, where there still is. */
function dueOf({ dueOn }: Finding, { asOf }: HealthReport): string {
  const due = dueOn === undefined ? undefined : new Date(dueOn);
  return due && due > new Date(asOf) ? `by ${dayOf(due, new Date(asOf))}: ` : '';
}

/** The remedy stands in full with its finding; here its first clause is enough to know where to begin. */
function firstClause(remedy: string): string {
  return `${(/^.*?(?=[.;,](?:\s|$))/.exec(remedy) ?? [remedy])[0]}.`;
}
