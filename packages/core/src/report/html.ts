import { dayOf, explainCommand, momentOf, plural } from '../findings/wording.ts';
import type { HealthReport } from '../health/report.ts';
import { escapeMarkup } from './escape.ts';
import { judgedByInWords } from '../health/judged-by-words.ts';
import { headlineOf, subjectOfReport, verdictOf } from './headline.ts';
import { certificatesOf } from './html-certificates.ts';
import { bold, section, table } from './html-elements.ts';
import { findingsOf } from './html-findings.ts';
import { workloadOf } from './html-forecast.ts';
import { styles, stylesHash } from './html-styles.ts';
import { summaryOf } from './html-summary.ts';
import { timelineOf } from './html-timeline.ts';
import { usesOf } from './html-uses.ts';
import { unaskedLine, unaskedOf, uncheckedOf } from './not-checked.ts';

/**
 * One page that needs nothing else: no script, no font, no address that is fetched. Reads on paper, on a telephone and
 * with a screen reader; everything that comes from certificates or orgs is escaped. Its policy allows one style sheet,
 * by its hash, and nothing else.
 */
export function toHtml(report: HealthReport): string {
  const at = new Date(report.asOf);
  const title = `Certificate health of ${subjectOfReport(report)}`;
  const sections = sectionsOf(report, at);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${stylesHash()}'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>
${styles}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1>
<p class="verdict ${report.summary.status}">${escapeMarkup(verdictOf(report))}</p>
<p>${escapeMarkup(headlineOf(report))}</p>
<p>As of <time datetime="${escapeMarkup(report.asOf)}">${momentOf(at)}</time>. All dates are UTC.${nextLine(report, at)}</p>
</header>
${contentsOf(sections)}
<main>
${sections.map(({ id, title, body }) => section(id, title, body)).join('\n')}
</main>
<footer><p>Made by Certificate Health for Salesforce, ${momentOf(new Date(report.generatedAt))}. All about a check: <code>${explainCommand('ID')}</code>.</p></footer>
</body>
</html>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

function sectionsOf(report: HealthReport, at: Date): Section[] {
  const { forecast } = report;
  const part = (id: string, title: string, body: string): Section => ({ id, title, body });
  return [
    part('summary', 'At a glance', summaryOf(report)),
    part('not-checked', 'Not checked', notCheckedOf(report)),
    part('findings', 'What to do', `${findingsOf(report, at)}${setAsideOf(report)}`),
    ...(forecast ? [part('timeline', 'The next twelve months', timelineOf(forecast, at))] : []),
    part('uses', 'What certificates are used for', usesOf(report)),
    ...(forecast ? [part('workload', 'How much work renewals are', workloadOf(forecast, report, at))] : []),
    part('certificates', 'Certificates', certificatesOf(report, at)),
    part('sources', 'Where we looked', sourcesOf(report)),
    ...(report.tool ? [part('judged-by', 'By what it was judged', judgedByOf(report.tool))] : []),
  ];
}

function contentsOf(sections: readonly Section[]): string {
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  return `<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`;
}

function nextLine({ summary }: HealthReport, at: Date): string {
  if (!summary.nextExpiry) return '';
  const next = new Date(summary.nextExpiry);
  return ` The next certificate ends on ${dayOf(next, at)}.`;
}

/** What somebody decided not to be shown: nobody should take it for nothing. */
function setAsideOf({ decisions }: HealthReport): string {
  const known = decisions?.known;
  if (!known || known.findings.length === 0) return '';
  const count = plural(known.findings.length, 'finding');
  return `\n<p>Not listed: ${count} that the report of ${momentOf(new Date(known.since))} had already, and that stay open.</p>`;
}

function notCheckedOf(report: HealthReport): string {
  const unchecked = uncheckedOf(report);
  const off = report.decisions?.checksOff ?? [];
  const items = unchecked.map(({ what, reason, permission, checks }) => {
    const needs = permission ? ` Needs the permission ${bold(permission)}.` : '';
    const which = checks.length > 0 ? ` <small>(${escapeMarkup(checks.join(', '))})</small>` : '';
    return `<li>${bold(what)}: ${escapeMarkup(reason)}${needs}${which}</li>`;
  });
  items.push(...unaskedOf(report).map((one) => `<li>${escapeMarkup(unaskedLine(one))}</li>`));
  if (off.length > 0) items.push(`<li>Turned off in the settings: ${escapeMarkup(off.join(', '))}</li>`);
  return items.length === 0 ? '<p>Nothing was left out.</p>' : `<ul>\n${items.join('\n')}\n</ul>`;
}

function judgedByOf(tool: NonNullable<HealthReport['tool']>): string {
  const rows = judgedByInWords(tool).map(({ term, says }) => [bold(term), escapeMarkup(says)]);
  return table(['What', 'Which'], rows);
}

function sourcesOf({ sources }: HealthReport): string {
  if (sources.length === 0) return '<p>Nowhere.</p>';
  const rows = sources.map(({ label, status, items, detail }) => [
    bold(label),
    status === 'read' ? 'read' : `not read (${status})`,
    String(items),
    escapeMarkup(detail),
  ]);
  return table(['Source', 'Status', 'Items', 'Detail'], rows);
}
