import locale from '@salesforce/i18n/locale';
// unverified: that Intl knows each name of a zone that a user may have.
import timeZone from '@salesforce/i18n/timeZone';
import endLabel from '@salesforce/label/c.CertHealth_Date_End';

/**
 * Dates and numbers in the words of the person's locale. A moment is told in the person's time zone, and `utc` tells it as
 * certificates and scans do; a day without a time (when something is due, when a waiver ends) is that day everywhere. Sentences
 * that scans wrote name days of UTC: the end of a certificate, of which they tell, has that day beside where it is another.
 */

const DAY = 86_400_000;

/** Formatters are dear to make, and lists of certificates ask for the same few again with every keystroke. */
const relativeDays = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const numbers = new Intl.NumberFormat(locale);
const percents = new Intl.NumberFormat(locale, { style: 'percent' });
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const plurals = new Intl.PluralRules(locale);
const dates = new Map<string, Intl.DateTimeFormat>();
/** `2026-11-26`: by it calendar days are counted. */
const CALENDAR = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

/** The moment of an ISO day or date-time (Apex writes `+0000`, core `Z`); undefined for what is none. */
export function momentIn(iso: string | null | undefined): Date | undefined {
  if (!iso || !/^\d{4}-\d\d-\d\d(T|$)/.test(iso)) return undefined;
  const date = new Date(iso.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `Thu, Nov 26`, with the year when it is not the year of `at`. */
export function day(iso: string | null | undefined, at = new Date()): string {
  const date = momentIn(iso);
  if (!iso || !date) return iso ?? '';
  const zone = zoneOf(iso);
  const year = yearIn(date, zone) === yearIn(at, timeZone) ? {} : { year: 'numeric' as const };
  return format(date, { weekday: 'short', day: 'numeric', month: 'short', ...year }, zone);
}

/** `Nov 26`: where there is little room. */
export function shortDay(iso: string): string {
  const date = momentIn(iso);
  return date ? format(date, { day: 'numeric', month: 'short' }, zoneOf(iso)) : iso;
}

/** `Sun, Nov 22, 2:15 AM`: the day as `day` writes it, and the time. */
export function moment(iso: string | null | undefined, at = new Date()): string {
  const date = momentIn(iso);
  if (!iso || !date) return iso ?? '';
  return `${day(iso, at)}, ${format(date, { hour: 'numeric', minute: '2-digit' }, zoneOf(iso))}`;
}

/** The same moment as scans and certificates write it, `Sun, Nov 22, 2026, 10:15 AM UTC`; undefined for a day without a time. */
export function utc(iso: string | null | undefined): string | undefined {
  const date = momentIn(iso);
  if (!iso || !date || isDay(iso)) return undefined;
  return format(
    date,
    {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    'UTC',
  );
}

/** `3:00 AM`, in the person's time zone, for an hour of the day in UTC. */
export function hourOfDay(hourUtc: number, at = new Date()): string {
  const date = new Date(at);
  date.setUTCHours(hourUtc, 0, 0, 0);
  return format(date, { hour: 'numeric', minute: '2-digit' }, timeZone);
}

/** What the person's time zone is called: `Pacific Standard Time`. */
export function zoneName(at = new Date()): string {
  const named = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' });
  return named.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** `Nov` and `2026` for `2026-11`. */
export function month(yearMonth: string): { readonly name: string; readonly year: string } {
  const date = momentIn(`${yearMonth}-01`);
  if (!date) return { name: yearMonth, year: '' };
  return { name: format(date, { month: 'short' }, 'UTC'), year: format(date, { year: 'numeric' }, 'UTC') };
}

/** Calendar days of the person from `at` to the date; negative for the past, undefined without a date. */
export function daysUntil(iso: string | null | undefined, at = new Date()): number | undefined {
  const date = momentIn(iso);
  return iso && date ? dayNumber(date, zoneOf(iso)) - dayNumber(at, timeZone) : undefined;
}

/** `today`, `tomorrow`, `in 4 days`, `3 months ago`, … counted in calendar days, so that it agrees with the date. */
export function relativeDay(iso: string | null | undefined, at = new Date()): string {
  const days = daysUntil(iso, at);
  if (days === undefined) return '';
  if (Math.abs(days) < 61) return relativeDays.format(days, 'day');
  const months = Math.round(days / 30.44);
  if (Math.abs(months) < 24) return relativeDays.format(months, 'month');
  return relativeDays.format(Math.round(days / 365.25), 'year');
}

/** `in 4 days (Thu, Nov 26)`. */
export function when(iso: string | null | undefined, at = new Date()): string {
  return momentIn(iso) ? `${relativeDay(iso, at)} (${day(iso, at)})` : (iso ?? '');
}

/** The day on which a certificate ends: `Wed, Nov 25; Thu, Nov 26 in UTC`, or one day where both are the same. */
export function endDay(iso: string | null | undefined, at = new Date()): string {
  const here = day(iso, at);
  const date = momentIn(iso);
  const there = date ? day(date.toISOString().slice(0, 10), at) : here;
  return here === there ? here : endLabel.replace('{0}', here).replace('{1}', there);
}

/** `in 4 days (Wed, Nov 25; Thu, Nov 26 in UTC)`, of the end of a certificate. */
export function endWhen(iso: string | null | undefined, at = new Date()): string {
  return momentIn(iso) ? `${relativeDay(iso, at)} (${endDay(iso, at)})` : (iso ?? '');
}

/** How much of a lifetime is used: 0 at its start, 1 at its end, more after it; undefined without both dates. */
export function lifetimeUsed(from: string | undefined, until: string | undefined, at = new Date()): number | undefined {
  const start = momentIn(from)?.getTime();
  const end = momentIn(until)?.getTime();
  if (start === undefined || end === undefined || end <= start) return undefined;
  return (at.getTime() - start) / (end - start);
}

export function number(value: number): string {
  return numbers.format(value);
}

/** `93%` for 0.934: rounded down, so that 100 % means over and nothing else. */
export function percent(fraction: number): string {
  return percents.format(Math.floor(fraction * 100) / 100);
}

/** `a, b and c` in the way of the locale. */
export function listOf(items: readonly string[]): string {
  return lists.format(items);
}

/** The one or the other text, as the grammar of the locale wants for the number. */
export function plural(count: number, one: string, many: string): string {
  return plurals.select(count) === 'one' ? one : many;
}

function isDay(iso: string): boolean {
  return !iso.includes('T');
}

function zoneOf(iso: string): string {
  return isDay(iso) ? 'UTC' : timeZone;
}

function yearIn(date: Date, zone: string): string {
  return format(date, { year: 'numeric' }, zone);
}

/** Days from 1970 to the calendar day that a moment falls on. */
function dayNumber(date: Date, zone: string): number {
  const parts = new Map(
    formatter(CALENDAR, zone, 'en-US')
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  return Date.UTC(Number(parts.get('year')), Number(parts.get('month')) - 1, Number(parts.get('day'))) / DAY;
}

function format(date: Date, options: Intl.DateTimeFormatOptions, zone: string): string {
  return formatter(options, zone, locale).format(date);
}

function formatter(options: Intl.DateTimeFormatOptions, zone: string, language: string): Intl.DateTimeFormat {
  const key = `${zone} ${language} ${JSON.stringify(options)}`;
  let kept = dates.get(key);
  if (!kept) {
    kept = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
    dates.set(key, kept);
  }
  return kept;
}
