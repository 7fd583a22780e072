import type { Finding } from '../findings/index.ts';
import { dayOf, explainCommand, momentOf } from '../findings/wording.ts';
import type { HealthReport, ReportCertificate, ReportUse } from '../health/report.ts';
import { dayWords } from './calendar-words.ts';
import { escapeMarkdown } from './escape.ts';
import { usedBy, usesByFinding, whatBreaks } from '../health/used-by.ts';
import { headlineOf, severityWords, subjectOfReport, verdictOf, whoActs } from './headline.ts';
import { isHeldInWaiting } from './held.ts';
import { looseEndsOf } from './loose-ends.ts';
import type { LooseEnd } from './loose-ends.ts';
import { forecastLine, useRows } from './markdown-ahead.ts';
import { uncheckedOf } from './not-checked.ts';

/** GitHub refuses a comment of more than 65,536 characters; what is left out is counted. */
const MOST_FINDINGS = 40;
const MOST_LINES = 100;

/** A comment for a pull request or a job summary: what is wrong in a table, the rest folded away. */
export function toMarkdown(report: HealthReport): string {
  const at = new Date(report.asOf);
  const uses = useRows(report);
  const usesOf = usesByFinding(report);
  const open = report.findings.filter(({ status }) => status === 'open');
  return [
    `## Certificate health of ${escapeMarkdown(subjectOfReport(report))}`,
    `**${verdictOf(report)}** ${escapeMarkdown(headlineOf(report))}. Judged as of ${momentOf(at)}; all dates are UTC.`,
    open.length > 0 &&
      table(
        ['Level', 'What happens', 'By', 'Used for', 'What breaks', 'Whose move', 'What to do'],
        open.slice(0, MOST_FINDINGS).map((one) => findingCells(one, usesOf(one), at)),
      ),
    more(open.length - MOST_FINDINGS),
    open.length > 0 && `All about a check: \`${explainCommand('ID')}\``,
    uses.rows.length > 0 && table(['Use', 'Who rotates', 'Certificates', 'Worst', 'Findings'], uses.rows),
    uses.others,
    forecastLine(report),
    folded('Not checked', uncheckedOf(report).map(uncheckedLine)),
    folded('Also named in', looseEndsOf(report).map(looseEndLine)),
    folded('Waived', report.findings.filter(({ status }) => status === 'waived').map(waivedLine)),
    folded('Certificates', certificateLines(report.certificates, at), report.summary.certificates),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function findingCells(finding: Finding, uses: readonly ReportUse[], at: Date): string[] {
  const { severity, title, detail, remedy, dueOn, check, source, consequence } = finding;
  const { sign, word } = severityWords[severity];
  return [
    `${sign} ${word}`,
    `**${escapeMarkdown(title)}**<br>${escapeMarkdown(detail)}<br><sub>${check} · ${escapeMarkdown(source)}</sub>`,
    escapeMarkdown(dueOn === undefined ? '' : dayWords(dueOn, at)),
    usedBy(uses).map(escapeMarkdown).join('<br>'),
    escapeMarkdown(consequence ?? whatBreaks(uses, '')),
    escapeMarkdown(whoActs(finding)),
    escapeMarkdown(remedy),
  ];
}

function waivedLine({ title, waiver }: Finding): string {
  const why = waiver ? ` (until ${waiver.until}, by ${waiver.owner}: ${waiver.reason})` : '';
  return `- ${escapeMarkdown(`${title}${why}`)}`;
}

function uncheckedLine({ what, reason, permission, checks }: ReturnType<typeof uncheckedOf>[number]): string {
  const needs = permission ? ` Needs the permission "${permission}".` : '';
  const which = checks.length > 0 ? ` (${checks.join(', ')})` : '';
  return `- **${escapeMarkdown(what)}**: ${escapeMarkdown(`${reason}${needs}${which}`)}`;
}

function looseEndLine({ name, where, place, what }: LooseEnd): string {
  return `- **${escapeMarkdown(name)}**: ${escapeMarkdown(`${where}, ${place} (${what})`)}`;
}

function certificateLines(certificates: readonly ReportCertificate[], at: Date): string[] {
  const held = certificates.filter(({ holdings }) => holdings.some(({ chainMember }) => !chainMember));
  if (held.length === 0) return [];
  const rows = held.slice(0, MOST_LINES).map((certificate) => {
    const { subject, notAfter, lifetimeUsed, holdings, fingerprint } = certificate;
    const end = new Date(notAfter);
    const waits = isHeldInWaiting(certificate);
    const names = holdings.filter(({ chainMember }) => !chainMember).map(({ name }) => name);
    return [
      escapeMarkdown(names.join(', ')),
      escapeMarkdown(subject),
      waits ? 'waits for its signed chain' : dayOf(end, at),
      waits ? '' : `${Math.round(100 * lifetimeUsed)} %`,
      `\`${fingerprint.slice(0, 16)}\``,
    ];
  });
  const left = more(held.length - MOST_LINES);
  return [table(['Name', 'Subject', 'Ends', 'Life used', 'SHA-256'], rows), ...(left ? ['', left] : [])];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function folded(title: string, lines: readonly string[], count = lines.length): string {
  if (lines.length === 0) return '';
  const body = [lines.slice(0, MOST_LINES).join('\n'), more(lines.length - MOST_LINES)].filter(Boolean);
  return [`<details><summary>${title} (${count})</summary>`, ...body, '</details>'].join('\n\n');
}

function more(count: number): string {
  return count > 0 ? `… and ${count} more; the full report has them.` : '';
}
