import { dayOf, listOf, plural } from '../findings/wording.ts';
import type { HealthReport, RenewalForecastReport } from '../health/report.ts';
import { validityLimits } from '../policy/index.ts';
import { monthWords } from './calendar-words.ts';
import { escapeMarkdown } from './escape.ts';
import { hasUse } from '../health/used-by.ts';
import { rotators, standingsOfUses, standingWords } from './use-standing.ts';

/** Months that are named, before the rest is one number. */
const MOST_MONTHS = 3;

/** Cells of the uses that something is known of, and in one line the names of the others. Empty: no use is known. */
export function useRows(report: HealthReport): { readonly rows: readonly string[][]; readonly others: string } {
  if (!report.uses.some(hasUse)) return { rows: [], others: '' };
  const standings = standingsOfUses(report);
  const known = standings.filter(({ certificates, findings }) => certificates > 0 || findings.length > 0);
  const rows = known.map(({ use, worst, certificates, notJudged, findings }) => {
    const { sign, word } = standingWords[worst];
    const questions = notJudged > 0 ? ` (${notJudged} not judged)` : '';
    return [
      use.label,
      rotators[use.rotates.who],
      `${certificates}${questions}`,
      `${sign} ${word}`,
      String(findings.length),
    ];
  });
  const named = (absent: boolean): string =>
    listOf(
      standings
        .filter((standing) => !known.includes(standing) && (standing.worst === 'absent') === absent)
        .map(({ use }) => use.label),
    );
  const [none, unlooked] = [named(true), named(false)];
  const others = [
    none && `No certificate was found for ${none}.`,
    unlooked && `Not all was looked at for ${unlooked}.`,
  ];
  return { rows, others: others.filter(Boolean).join(' ') };
}

/** What ends in the next months, and how many renewals a year there will be; empty when nothing is to be renewed. */
export function forecastLine({ forecast, asOf }: HealthReport): string {
  if (!forecast || forecast.perCertificate.length === 0) return '';
  const busy = forecast.byMonth.filter(({ expiries }) => expiries > 0);
  const ends = busy.slice(0, MOST_MONTHS).map(({ month, expiries }, index) => {
    const count = index > 0 ? String(expiries) : plural(expiries, 'certificate ends', 'certificates end');
    return `${count} in ${monthWords(month).join(' ')}`;
  });
  const later = busy.slice(MOST_MONTHS);
  const rest = later.reduce((sum, { expiries }) => sum + expiries, 0);
  if (rest > 0) ends.push(`${rest} more until ${monthWords(later.at(-1)?.month ?? '').join(' ')}`);
  const first = ends.length > 0 ? listOf(ends) : 'no certificate ends in the next twelve months';
  return `**Ahead:** ${escapeMarkdown(first)}. Renewals a year: ${workloadOf(forecast, new Date(asOf))}.`;
}

/** Limits that change nothing are left out. */
function workloadOf({ today, under200, under100, under47 }: RenewalForecastReport, at: Date): string {
  const limits = [
    { days: 200, renewals: under200 },
    { days: 100, renewals: under100 },
    { days: 47, renewals: under47 },
  ].filter(({ renewals }) => Math.round(renewals) > Math.round(today));
  return listOf([
    `${Math.round(today)} today`,
    ...limits.map(({ days, renewals }) => `${Math.round(renewals)} at ${days} days${beginning(days, at)}`),
  ]);
}

function beginning(days: number, at: Date): string {
  const from = validityLimits.find(({ value }) => value?.days === days)?.from;
  return from !== undefined && new Date(from) > at ? ` (from ${dayOf(new Date(from), at)})` : '';
}
