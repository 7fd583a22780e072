import { momentOf, subjectOfReport } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import type { Page } from './page.ts';

/** What was looked at, as of when, and the counts. */
export function addHeader(
  page: Page,
  verb: string,
  report: HealthReport,
  inputs: readonly string[],
  counts: readonly string[],
): void {
  const subjects = report.org ? [subjectOfReport(report), ...inputs] : inputs;
  page.text(`${verb} ${subjects.join(', ')}`, page.paint.strong);
  page.text([`as of ${momentOf(new Date(report.asOf))}`, ...counts].join(' · '));
}
