import { dayOf, isoDay } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import { shortened } from './not-checked.ts';
import type { NotCheckedLine } from './not-checked.ts';

/** The one thing to do first. */
export function nextStep(report: HealthReport, notChecked: readonly NotCheckedLine[]): string {
  const first = report.findings.find((finding) => finding.status === 'open' && finding.severity !== 'info');
  if (first) return `${actionOf(first, report)}${dueOf(first, report)}`;
  // All of them stand above, with what would change it.
  if (notChecked[0]) return `see to what was not checked: ${shortened(notChecked[0].names, 1)}`;
  const { certificates, nextExpiry, status } = report.summary;
  if (status === 'empty') return 'nothing to judge; see whether this is the org, folder or file that you meant';
  if (certificates === 0) return 'nothing to do in what was read, which holds no certificate';
  if (!nextExpiry) return 'nothing to do; no certificate ends in the future';
  return `nothing to do; the next certificate ends on ${dayOf(new Date(nextExpiry), new Date(report.asOf))}`;
}

/** Only certificates that end need the same two words time and again; all else is said by its remedy. */
function actionOf(
  { check, holding, reference, evidence, remedy }: Finding,
  { certificates, pending }: HealthReport,
): string {
  const held = [...certificates.flatMap(({ holdings }) => holdings), ...pending].find(
    (one) => one.source === holding?.source && one.name === holding.name,
  );
  const name = holding?.name;
  if (name !== undefined && (check === 'expiring' || check === 'expired')) {
    if (evidence['of'] === 'intermediate') return `upload the current chain of ${name}`;
    // Somebody else's is renewed by somebody else.
    return held && held.kind !== 'keyPair' ? `see to the successor of ${name}` : `renew ${name}`;
  }
  // What is about no certificate is about the place that names one.
  const about = name ?? reference?.name;
  return `${about === undefined ? '' : `${about}: `}${firstClause(remedy)}`;
}

/** ` before Thu 26 Nov`, while there is time. */
function dueOf({ dueOn }: Finding, { asOf }: HealthReport): string {
  if (dueOn === undefined) return '';
  const at = new Date(asOf);
  return dueOn.slice(0, 10) > isoDay(at) ? ` before ${dayOf(new Date(dueOn), at)}` : ' now';
}

/** The remedy stands in full with its finding; here its first clause is enough to know where to begin. */
function firstClause(remedy: string): string {
  const clause = (/^.*?(?=[.;,](?:\s|$))/.exec(remedy) ?? [remedy])[0];
  return clause.charAt(0).toLowerCase() + clause.slice(1);
}
