import { levelOf, rowsOf, severityWords } from '@cert-health/core';
import type { Finding, HealthReport, Severity } from '@cert-health/core';
import type { Page } from './page.ts';
import { addWrappedTable } from './wrapped-table.ts';

const columns = [
  { title: 'level' },
  { title: 'certificate', wraps: true, hangs: true },
  { title: 'when', wraps: true },
  { title: 'used for', wraps: true, alone: (use: string) => `for ${use}` },
  { title: 'what breaks', wraps: true },
  { title: 'move', wraps: true, alone: (who: string) => `move: ${who}` },
] as const;

/**
 * Adds findings, one row each.
 *
 * @param byLevel Whether they come level by level, so that each level is said once.
 */
export function addFindingTable(
  page: Page,
  findings: readonly Finding[],
  report: HealthReport,
  { byLevel }: { readonly byLevel: boolean },
): void {
  const rowOf = rowsOf(report);
  const rows = findings.map((finding) => {
    const { severity, subject, when, usedFor, breaks, who } = rowOf(finding);
    const { sign, word } = severityWords[severity];
    return {
      cells: [levelOf(severity), subject, when, usedFor, breaks, who],
      paint: paintOf(severity, page),
      ...(byLevel ? { heading: `${sign} ${word}` } : {}),
    };
  });
  addWrappedTable(page, columns, rows);
}

/** The color of a level. */
export function paintOf(severity: Severity, { paint }: Pick<Page, 'paint'>): (text: string) => string {
  return { critical: paint.critical, warning: paint.warning, info: paint.dim }[severity];
}
