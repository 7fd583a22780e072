import { momentOf, plural } from '../findings/wording.ts';
import type { HealthReport } from '../health/report.ts';
import type { PublicationCounts } from './publication.ts';

const DAY = 86_400_000;

/** `3 new findings, 1 worse, 2 resolved; 34 certificates, 1 renewed; nothing that people wrote was touched`. */
export function summaryOf(counts: PublicationCounts): string {
  const findings = [
    counts.appeared > 0 && plural(counts.appeared, 'new finding'),
    counts.worse > 0 && `${counts.worse} worse`,
    counts.resolved > 0 && `${counts.resolved} resolved`,
  ].filter(Boolean);
  const certificates = [
    plural(counts.certificates, 'certificate'),
    counts.certificatesAdded > 0 && `${counts.certificatesAdded} new`,
    counts.renewed > 0 && `${counts.renewed} renewed`,
    counts.certificatesGone > 0 && `${counts.certificatesGone} gone`,
  ].filter(Boolean);
  return [
    findings.length > 0 ? findings.join(', ') : 'No finding is new, worse or resolved',
    certificates.join(', '),
    'nothing that people wrote was touched',
  ].join('; ');
}

export const nothingToWrite = 'Nothing to write: what this scan found is in the org already';

export function supersededSummary(later: string): string {
  return `A later scan, of ${momentOf(new Date(later))}, is in the org already; this one would set its records back`;
}

/** What to know about a scan before it is published, in sentences; none when it is of today and says what it decided. */
export function notesOn(scan: Pick<HealthReport, 'generatedAt' | 'decided'>, at: string | undefined): string[] {
  const days = at === undefined ? 0 : Math.floor((Date.parse(at) - Date.parse(scan.generatedAt)) / DAY);
  return [
    ...(days >= 1 ? [`The scan is ${plural(days, 'day')} old.`] : []),
    ...(scan.decided ? [] : ['It does not say which checks could decide, so that nothing is resolved by it.']),
  ];
}
