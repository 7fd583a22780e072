import locale from '@salesforce/i18n/locale';

/** Dates and numbers in the words of the person's locale. All dates are UTC; the page says so once. */

const DAY = 86_400_000;

/** Formatters are dear to make, and lists of certificates ask for the same few again with every keystroke. */
const relativeDays = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const numbers = new Intl.NumberFormat(locale);
const percents = new Intl.NumberFormat(locale, { style: 'percent' });
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const plurals = new Intl.PluralRules(locale);
const dates = new Map<string, Intl.DateTimeFormat>();

/** The moment of an ISO day or date-time (Apex writes `+0000`, core `Z`); undefined for what is none. */
export function momentIn(iso: string | null | undefined): Date | undefined {
  if (!iso || !/^\d{4}-\d\d-\d\d(T|$)/.test(iso)) return undefined;
  const date = new Date(iso.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `Thu, Nov 26`, with the year when it is not the year of `at`. */
export function day(iso: string | null | undefined, at = new Date()): string {
  const date = momentIn(iso);
  if (!date) return iso ?? '';
  const year = date.getUTCFullYear() === at.getUTCFullYear() ? {} : { year: 'numeric' as const };
  return format(date, { weekday: 'short', day: 'numeric', month: 'short', ...year });
}

/** `Nov 26`: where there is little room. */
export function shortDay(iso: string): string {
  const date = momentIn(iso);
  return date ? format(date, { day: 'numeric', month: 'short' }) : iso;
}

/** `Nov 22, 2026, 2:15 AM`. */
export function moment(iso: string | null | undefined): string {
  const date = momentIn(iso);
  if (!date) return iso ?? '';
  return format(date, { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' });
}

/** `Nov` and `2026` for `2026-11`. */
export function month(yearMonth: string): { readonly name: string; readonly year: string } {
  const date = momentIn(`${yearMonth}-01`);
  if (!date) return { name: yearMonth, year: '' };
  return { name: format(date, { month: 'short' }), year: format(date, { year: 'numeric' }) };
}

/** Calendar days (UTC) from `at` to the date; negative for the past, undefined without a date. */
export function daysUntil(iso: string | null | undefined, at = new Date()): number | undefined {
  const date = momentIn(iso);
  return date && Math.floor(date.getTime() / DAY) - Math.floor(at.getTime() / DAY);
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

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  let kept = dates.get(key);
  if (!kept) {
    kept = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    dates.set(key, kept);
  }
  return kept.format(date);
}
