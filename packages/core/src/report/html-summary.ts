import type { HealthReport } from '../health/report.ts';
import { escapeMarkup } from './escape.ts';
import { rowsOf } from './finding-row.ts';
import { severityWords } from './headline.ts';
import { table } from './html-elements.ts';

const head = ['Level', 'Certificate', 'When', 'Used for', 'What breaks', 'Whose move'];

/** One row for each open finding, with a link to all that is said of it. */
export function summaryOf(report: HealthReport): string {
  const rowOf = rowsOf(report);
  const rows = report.findings.flatMap((finding, index) => {
    if (finding.status !== 'open') return [];
    const { subject, when, usedFor, breaks, who, severity } = rowOf(finding);
    const { sign, word } = severityWords[severity];
    return [
      [
        `<span class="badge ${severity}"><span aria-hidden="true">${sign}</span> ${word}</span>`,
        `<a href="#finding-${index + 1}"><bdi>${escapeMarkup(subject)}</bdi></a>`,
        ...[when, usedFor, breaks, who].map(escapeMarkup),
      ],
    ];
  });
  if (rows.length === 0) return '<p>No open finding.</p>';
  return `<p><small>Critical first, then warnings and notes; within a level by date. How urgent an end is depends on how long the certificate lives.</small></p>
${table(head, rows)}`;
}
