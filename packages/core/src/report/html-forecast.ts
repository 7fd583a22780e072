import { dayOf, listOf } from '../findings/wording.ts';
import type { HealthReport, RenewalForecastReport, ReportCertificate } from '../health/report.ts';
import { validityLimits } from '../policy/index.ts';
import { escapeMarkup } from './escape.ts';
import { bold, table } from './html-elements.ts';

/** Renewals a year under each limit for public TLS certificates, and which certificates that is counted from. */
export function workloadOf(forecast: RenewalForecastReport, { certificates }: HealthReport, at: Date): string {
  const { perCertificate, basis } = forecast;
  if (perCertificate.length === 0) {
    return '<p>No certificate that was read ends under somebody here who would have to renew it.</p>';
  }
  const named = new Map(certificates.map((certificate) => [certificate.fingerprint, nameOf(certificate)]));
  const rows = perCertificate.map(({ certificate, lifetimeDays, limited, today, under200, under100, under47 }) => [
    bold(named.get(certificate) ?? certificate),
    `${Math.round(lifetimeDays)} days`,
    limited ? 'yes' : 'no',
    ...[today, under200, under100, under47].map(String),
  ]);
  const limited = perCertificate
    .filter((one) => one.limited)
    .map((one) => named.get(one.certificate) ?? one.certificate);
  return `${limitTable(forecast, at)}
<p>${limited.length > 0 ? `Shortened by the limits: ${escapeMarkup(listOf(limited))}.` : 'The limits shorten none of the certificates.'}</p>
<p><small>${escapeMarkup(basis)}</small></p>
<details><summary>Certificates that are counted (${perCertificate.length})</summary>
${table(['Certificate', 'Lasts', 'Shortened', 'Today', 'At 200 days', 'At 100 days', 'At 47 days'], rows)}
</details>`;
}

function limitTable({ today, under200, under100, under47 }: RenewalForecastReport, at: Date): string {
  const limits = [
    { days: 200, renewals: under200 },
    { days: 100, renewals: under100 },
    { days: 47, renewals: under47 },
  ];
  return table(
    ['Public TLS certificates may last', 'Certificates issued', 'Renewals a year'],
    [
      ['as long as they do', 'as things stand', bold(String(today))],
      ...limits.map(({ days, renewals }) => [`${days} days`, periodOf(days, at), bold(String(renewals))]),
    ],
  );
}

/** Since when, or from when on, the schedule of core/policy has a limit. */
function periodOf(days: number, at: Date): string {
  const from = validityLimits.find(({ value }) => value?.days === days)?.from;
  if (from === undefined) return '';
  const begins = new Date(from);
  const day = `<time datetime="${from}">${dayOf(begins)}</time>`;
  return begins <= at ? `since ${day}` : `from ${day} on`;
}

function nameOf({ holdings, subject }: ReportCertificate): string {
  const own = holdings.filter(({ chainMember }) => !chainMember).map(({ name }) => name);
  return own.length > 0 ? [...new Set(own)].join(', ') : subject;
}
