import type { Finding, HealthReport, ReportCertificate } from '@cert-health/core';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

type Level = Finding['severity'] | 'ok' | 'notChecked';

/** A symbol and a word each, so that color is never alone. */
const levels: Readonly<Record<Level, { readonly symbol: string; readonly word: string }>> = {
  critical: { symbol: '✖', word: 'Critical' },
  warning: { symbol: '▲', word: 'Warning' },
  info: { symbol: 'ℹ', word: 'Info' },
  ok: { symbol: '✔', word: 'No findings' },
  notChecked: { symbol: '?', word: 'Not checked' },
};

const order: readonly Level[] = ['critical', 'warning', 'info'];

/** The counts at the top. */
export function countsSection({ summary }: HealthReport, notChecked: number): Markup {
  const { critical, warning, waived } = summary.findings;
  const count = (level: Level, number: number, what: string): Markup =>
    markup`<li>${badge(level)} <strong>${number}</strong> ${what}</li>`;
  return markup`<ul class="counts">
${count('critical', critical, critical === 1 ? 'finding' : 'findings')}
${count('warning', warning, warning === 1 ? 'finding' : 'findings')}
${count('notChecked', notChecked, notChecked === 1 ? 'thing' : 'things')}
<li><strong>${summary.certificates}</strong> certificates, <strong>${waived}</strong> findings waived</li>
</ul>`;
}

/** What is wrong, worst first, each with its next step. */
export function findingsSection({ findings }: HealthReport): Markup {
  const open = findings.filter(({ status }) => status === 'open');
  if (open.length === 0) return markup`<p>Nothing that was checked needs attention.</p>`;
  const sorted = order.flatMap((level) => open.filter(({ severity }) => severity === level));
  const items = sorted.map(
    (finding) => markup`<li>
<h3>${badge(finding.severity)} ${finding.title}</h3>
<p>${finding.detail}</p>
<p><b>Do:</b> ${finding.remedy}${finding.dueOn === undefined ? '' : markup` <span class="due">by ${day(finding.dueOn)}</span>`}</p>
</li>`,
  );
  return markup`<ol class="findings">${items}</ol>`;
}

/** What could not be looked at, and why. */
export function notCheckedSection({ sources, notChecked }: HealthReport): Markup {
  const rows = [
    ...sources.filter(({ status }) => status !== 'read').map(({ label, detail }) => [label, detail] as const),
    ...notChecked.map(
      ({ check, subject, reason }) => [subject === undefined ? check : `${check}: ${subject}`, reason] as const,
    ),
  ];
  if (rows.length === 0) return markup`<p>Everything was looked at.</p>`;
  return table('What could not be looked at', ['What', 'Why'], rows);
}

/** Every certificate, soonest expiry first. */
export function certificatesSection(report: HealthReport): Markup {
  const rows = report.certificates
    .toSorted((left, right) => left.notAfter.localeCompare(right.notAfter))
    .map((certificate) => [nameOf(certificate), expiry(certificate, report), worst(certificate, report)] as const);
  if (rows.length === 0) return markup`<p>No certificate was found.</p>`;
  return table('Certificates, soonest expiry first', ['Certificate', 'Expires', 'Status'], rows);
}

/** Number of things that the second list of {@link notCheckedSection} shows. */
export function countNotChecked({ sources, notChecked }: HealthReport): number {
  return sources.filter(({ status }) => status !== 'read').length + notChecked.length;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly (Markup | string)[])[]): Markup {
  const head = heads.map((text) => markup`<th scope="col">${text}</th>`);
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => markup`<td>${cell}</td>`);
    return markup`<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return markup`<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function nameOf({ holdings, subject }: ReportCertificate): Markup {
  const name = holdings[0]?.label ?? subject;
  return name === subject ? markup`${name}` : markup`${name}<br><small>${subject}</small>`;
}

function expiry({ notAfter }: ReportCertificate, { asOf }: HealthReport): Markup {
  const days = Math.floor((Date.parse(notAfter) - Date.parse(asOf)) / 86_400_000);
  const relative = days < 0 ? 'expired' : days === 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`;
  return markup`${day(notAfter)}<br><small>${relative}</small>`;
}

function worst({ fingerprint, holdings }: ReportCertificate, { findings, notChecked }: HealthReport): Markup {
  const own = findings.filter(({ certificate, status }) => certificate === fingerprint && status === 'open');
  const open = notChecked.some(({ subject }) => holdings.some(({ name }) => name === subject));
  return badge(order.find((level) => own.some(({ severity }) => severity === level)) ?? (open ? 'notChecked' : 'ok'));
}

function badge(level: Level): Markup {
  const { symbol, word } = levels[level];
  return markup`<span class="badge ${level}"><span aria-hidden="true">${symbol}</span> ${word}</span>`;
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A day as people write it: 22 Nov 2026. */
export function day(iso: string): Markup {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? markup`${iso}` : markup`<time datetime="${iso}">${days.format(at)}</time>`;
}
