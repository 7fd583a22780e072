import { dayOf, momentOf, plural, subjectOfReport } from '@cert-health/core';
import type { HealthReport, ReportDecisions } from '@cert-health/core';
import type { Page } from './page.ts';

/** What was looked at, as of when, the counts, and what people decided. */
export function addHeader(
  page: Page,
  verb: string,
  report: HealthReport,
  inputs: readonly string[],
  counts: readonly string[],
): void {
  const subjects = report.org ? [subjectOfReport(report), ...inputs] : inputs;
  page.text(`${verb} ${subjects.join(', ')}`, page.paint.strong);
  const moment = momentOf(new Date(report.asOf));
  const facts = [...counts, ...decisionsIn(report)];
  // What is shown for another day than that of the scan must not be taken for how things are.
  if (report.asOf === report.generatedAt) page.text([`as of ${moment}`, ...facts].join(' · '));
  else {
    const stands =
      report.asOf > report.generatedAt ? `as it will stand on ${moment}, judged` : `judged as of ${moment},`;
    page.text(`${stands} with the rules in force then`, page.paint.strong);
    page.text(facts.join(' · '));
  }
}

/** Nobody should take what was known for nothing: `33 known since Mon 2 Nov, 13 of them critical`. */
function knownSince({ since, findings }: NonNullable<ReportDecisions['known']>, at: Date): string {
  const critical = findings.filter(({ severity }) => severity === 'critical').length;
  const grave = critical > 0 ? `, ${critical} of them critical` : '';
  return `${findings.length} known since ${dayOf(new Date(since), at)}${grave}`;
}

function decisionsIn({ decisions, asOf }: HealthReport): string[] {
  if (!decisions) return [];
  const { file, checksOff, known } = decisions;
  return [
    ...(known ? [knownSince(known, new Date(asOf))] : []),
    ...(checksOff.length > 0 ? [`${plural(checksOff.length, 'check')} off`] : []),
    ...(file === undefined ? [] : [`settings ${file}`]),
  ];
}
