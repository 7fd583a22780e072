import { eachFinding } from '../findings/index.ts';
import type { Severity } from '../findings/index.ts';
import { dayOf } from '../findings/wording.ts';
import type { HealthReport, ReportCertificate } from '../health/report.ts';
import { nameOfHolding } from '../inventory/index.ts';
import { escapeMarkup } from './escape.ts';
import { standingWords } from './use-standing.ts';
import { isHeldInWaiting } from './held.ts';
import { bold, table } from './html-elements.ts';

/** Every certificate with its life, and what waits for one. */
export function certificatesOf({ certificates, pending, findings }: HealthReport, at: Date): string {
  const open = eachFinding(findings).filter(({ status, certificate }) => status === 'open' && certificate);
  // Findings come worst first, so the first one of a certificate stays when the list is read backwards.
  const worst = new Map(open.toReversed().map(({ certificate, severity }) => [certificate, severity]));
  const waived = new Set(
    findings.flatMap(({ status, certificate }) => (status === 'waived' ? (certificate ?? []) : [])),
  );
  // What somebody decided changes no date: the bar keeps the color of what is said of the end.
  const dated = eachFinding(findings).filter(({ check }) => check === 'expiring' || check === 'expired');
  const ends = new Map(dated.toReversed().map(({ certificate, severity }) => [certificate, severity]));
  const rows = certificates.map((certificate) => {
    const { fingerprint } = certificate;
    const open = worst.get(fingerprint);
    const mark = waived.has(fingerprint) && (open === undefined || open === 'info') ? 'waived' : open;
    return certificateRow(certificate, at, { mark, bar: open ?? ends.get(fingerprint) });
  });
  const waiting = pending.map((holding) => [
    bold(nameOfHolding(holding)),
    escapeMarkup(holding.reason),
    '',
    '',
    `${escapeMarkup(holding.name)} <small>${escapeMarkup(holding.source)}</small>`,
  ]);
  if (rows.length + waiting.length === 0) return '<p>No certificate was found.</p>';
  return table(['Certificate', 'Ends', 'Life used', 'Key', 'Held in'], [...rows, ...waiting]);
}

function certificateRow(
  certificate: ReportCertificate,
  at: Date,
  { mark: worst, bar: color }: { readonly mark: Severity | 'waived' | undefined; readonly bar: Severity | undefined },
): string[] {
  const { subject, notAfter, lifetimeUsed, key, holdings, fingerprint } = certificate;
  const end = new Date(notAfter);
  const percent = Math.round(100 * lifetimeUsed);
  const mark = worst ? ` <span class="badge ${worst}">${standingWords[worst].word}</span>` : '';
  const used = Math.max(0, Math.min(100, percent));
  const bar = `<svg class="${color ? `life ${color}` : 'life'}" aria-hidden="true"><rect width="${used}%" height="100%"></rect></svg>`;
  const strength = [key.algorithm, key.curve ?? key.size ?? ''].join(' ').trim();
  return [
    `<bdi>${bold(subject || 'without a subject')}</bdi>${mark}<br><code>${escapeMarkup(fingerprint)}</code>`,
    ...(isHeldInWaiting(certificate)
      ? ['waits for its signed chain', '']
      : [`<time datetime="${escapeMarkup(notAfter)}">${dayOf(end, at)}</time>`, `${bar} ${percent} %`]),
    escapeMarkup(strength),
    holdings
      .map(({ name, source, chainMember }) => {
        const role = chainMember ? ', in its chain' : '';
        return `${escapeMarkup(name)} <small>${escapeMarkup(source)}${role}</small>`;
      })
      .join('<br>'),
  ];
}
