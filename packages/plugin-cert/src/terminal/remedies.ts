import { listOf, rowsOf } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import type { Page } from './page.ts';

/** Adds what is to be done, each once, with all that it is to be done for. */
export function addRemedies(page: Page, findings: readonly Finding[], report: HealthReport): void {
  const rowOf = rowsOf(report);
  page.text('What to do', page.paint.strong);
  for (const [action, those] of Map.groupBy(findings, ({ action, remedy }) => action ?? remedy)) {
    const subjects = new Set(those.map((finding) => rowOf(finding).subject));
    page.hanging('- ', `${action.replace(/\.$/, '')}: ${listOf([...subjects])}.`);
  }
}
