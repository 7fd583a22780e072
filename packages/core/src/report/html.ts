import type { Evidence, Finding, Severity } from '../findings/index.ts';
import { dayOf, momentOf, relativeDay } from '../findings/wording.ts';
import type { HealthReport, ReportCertificate } from '../health/report.ts';
import { escapeMarkup } from './escape.ts';
import { headlineOf, severityWords, subjectOfReport, verdictOf } from './headline.ts';
import { styles } from './html-styles.ts';
import { uncheckedOf } from './not-checked.ts';

/**
 * One page that needs nothing else: no script, no font, no address that is fetched. Reads on paper, on a telephone and
 * with a screen reader; everything that comes from certificates or orgs is escaped.
 */
export function toHtml(report: HealthReport): string {
  const at = new Date(report.asOf);
  const title = `Certificate health of ${subjectOfReport(report)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
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
<main>
${section('findings', 'What to do', findingsOf(report))}
${section('not-checked', 'Not checked', notCheckedOf(report))}
${section('certificates', 'Certificates', certificatesOf(report, at))}
${section('sources', 'Where we looked', sourcesOf(report))}
</main>
<footer><p>Made by Certificate Health for Salesforce, ${momentOf(new Date(report.generatedAt))}.</p></footer>
</body>
</html>
`;
}

function nextLine({ summary }: HealthReport, at: Date): string {
  if (!summary.nextExpiry) return '';
  const next = new Date(summary.nextExpiry);
  return ` The next certificate ends ${relativeDay(next, at)}, on ${dayOf(next, at)}.`;
}

function section(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${body}\n</section>`;
}

function findingsOf({ findings }: HealthReport): string {
  if (findings.length === 0) return '<p>No finding.</p>';
  return `<ol class="findings">\n${findings.map(findingItem).join('\n')}\n</ol>`;
}

function findingItem(finding: Finding): string {
  const { sign, word } = severityWords[finding.severity];
  const label = finding.status === 'waived' ? `${word}, waived` : word;
  const due = finding.dueOn ? `<dt>By</dt><dd><time>${escapeMarkup(finding.dueOn)}</time></dd>` : '';
  return `<li class="${finding.status === 'waived' ? 'waived' : finding.severity}">
<h3><span class="badge"><span aria-hidden="true">${sign}</span> ${label}</span> ${escapeMarkup(finding.title)}</h3>
<p>${escapeMarkup(finding.detail)}</p>
<dl><dt>Do</dt><dd>${escapeMarkup(finding.remedy)}</dd>${due}<dt>Rule</dt><dd>${escapeMarkup(finding.source)} (${escapeMarkup(finding.check)})</dd></dl>
<details><summary>Evidence</summary><dl>${evidenceOf(finding.evidence)}</dl></details>
</li>`;
}

function evidenceOf(evidence: Evidence): string {
  return Object.entries(evidence)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? value.join('; ') || 'none' : String(value ?? 'not known');
      return `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(text)}</dd>`;
    })
    .join('');
}

function notCheckedOf(report: HealthReport): string {
  const unchecked = uncheckedOf(report);
  if (unchecked.length === 0) return '<p>Nothing was left out.</p>';
  const items = unchecked.map(({ what, reason, permission, checks }) => {
    const needs = permission ? ` Needs the permission <b>${escapeMarkup(permission)}</b>.` : '';
    const which = checks.length > 0 ? ` <small>(${escapeMarkup(checks.join(', '))})</small>` : '';
    return `<li><b>${escapeMarkup(what)}</b>: ${escapeMarkup(reason)}${needs}${which}</li>`;
  });
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function certificatesOf({ certificates, pending, findings }: HealthReport, at: Date): string {
  const open = findings.filter(({ status, certificate }) => status === 'open' && certificate);
  // Findings come worst first, so the first one of a certificate stays when the list is read backwards.
  const worst = new Map(open.toReversed().map(({ certificate, severity }) => [certificate, severity]));
  const rows = certificates.map((certificate) => certificateRow(certificate, at, worst.get(certificate.fingerprint)));
  const waiting = pending.map(({ label, name, source, reason }) => [
    bold(label || name),
    escapeMarkup(reason),
    '',
    '',
    `${escapeMarkup(name)} <small>${escapeMarkup(source)}</small>`,
  ]);
  if (rows.length + waiting.length === 0) return '<p>No certificate was found.</p>';
  return table(['Certificate', 'Ends', 'Life used', 'Key', 'Held in'], [...rows, ...waiting]);
}

function certificateRow(certificate: ReportCertificate, at: Date, worst: Severity | undefined): string[] {
  const { subject, notAfter, lifetimeUsed, key, holdings, fingerprint } = certificate;
  const end = new Date(notAfter);
  const percent = Math.round(100 * lifetimeUsed);
  const mark = worst ? ` <span class="badge ${worst}">${severityWords[worst].word}</span>` : '';
  const bar = `<span class="${worst ? `life ${worst}` : 'life'}" aria-hidden="true"><i style="width:${Math.min(100, percent)}%"></i></span>`;
  const strength = [key.algorithm, key.curve ?? key.size ?? ''].join(' ').trim();
  return [
    `<bdi>${bold(subject || 'without a subject')}</bdi>${mark}<br><code>${fingerprint}</code>`,
    `<time datetime="${notAfter}">${dayOf(end, at)}</time><br>${relativeDay(end, at)}`,
    `${bar} ${percent} %`,
    escapeMarkup(strength),
    holdings
      .map(({ name, source, chainMember }) => {
        const role = chainMember ? ', in its chain' : '';
        return `${escapeMarkup(name)} <small>${escapeMarkup(source)}${role}</small>`;
      })
      .join('<br>'),
  ];
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

function bold(text: string): string {
  return `<b>${escapeMarkup(text)}</b>`;
}

/** Roles are spelt out because the narrow layout takes them from table elements (display: block). */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.map((title) => `<th scope="col" role="columnheader">${title}</th>`).join('');
  const lines = rows.map((cells) => {
    const line = cells.map((cell, column) => `<td role="cell" data-label="${head[column]}">${cell}</td>`);
    return `<tr role="row">${line.join('')}</tr>`;
  });
  return `<table role="table">
<thead role="rowgroup"><tr role="row">${titles}</tr></thead>
<tbody role="rowgroup">
${lines.join('\n')}
</tbody>
</table>`;
}
