import { NotSupported } from '../values/not-supported.ts';
import { utcMilliseconds, zoneOffset, type Clock } from '../values/time.ts';

/** Numbers and dates as the user's locale writes them, from the machine's own CLDR data (unverified: how near it is to an org's). */

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** `de_DE` as `de-DE`; variants of the platform that the machine does not know fall back to the language. */
export function tagOf(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag)[0]!;
  } catch {
    return tag.split('-')[0]!;
  }
}

/** A number with the locale's separators and at most three digits after the point. */
export function localNumber(locale: string, value: number | bigint | string): string {
  let format = numbers.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(tagOf(locale), { maximumFractionDigits: 3, roundingMode: 'halfEven' });
    numbers.set(locale, format);
  }
  return format.format(value as Intl.StringNumericLiteral);
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = dates.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', ...options });
    dates.set(key, format);
  }
  return format;
}

/** In the short form of the locale, with all digits of the year: `11/30/2026, 4:05 PM`. */
function short(locale: string, asUtc: number, withTime: boolean): string {
  const format = formatter(locale, { dateStyle: 'short', ...(withTime ? { timeStyle: 'short' } : {}) });
  const year = String(new Date(asUtc).getUTCFullYear());
  return format
    .formatToParts(asUtc)
    .map((part) => (part.type === 'year' ? year : part.value))
    .join('')
    .replaceAll('\u202f', ' ');
}

/** A moment, given as the milliseconds that its clock has in UTC, as Date.format() writes it. */
export function localDate(locale: string, asUtc: number): string {
  return short(locale, asUtc, false);
}

/** As Datetime.format() writes it. */
export function localDatetime(locale: string, asUtc: number): string {
  return short(locale, asUtc, true);
}

function named(locale: string, asUtc: number, options: Intl.DateTimeFormatOptions, type: string): string {
  return (
    formatter(locale, options)
      .formatToParts(asUtc)
      .find((part) => part.type === type)?.value ?? ''
  );
}

/** Reads a date in the short form of the locale; undefined for anything else. */
export function readLocalDate(locale: string, text: string): { year: number; month: number; day: number } | undefined {
  const order = formatter(locale, { dateStyle: 'short' })
    .formatToParts(0)
    .filter((part) => part.type === 'year' || part.type === 'month' || part.type === 'day')
    .map((part) => part.type as 'year' | 'month' | 'day');
  const digits = /^\s*(\d{1,4})\D+(\d{1,4})\D+(\d{1,4})\D*$/.exec(text);
  if (!digits || order.length !== 3) return undefined;
  const read = { year: 0, month: 0, day: 0 };
  for (const [index, part] of order.entries()) read[part] = Number(digits[index + 1]);
  return read.month >= 1 && read.month <= 12 && read.day >= 1 && read.day <= 31 ? read : undefined;
}

/** What a moment is formatted with. */
export interface FormatContext {
  readonly clock: Clock;
  /** Milliseconds since 1970 (UTC). */
  readonly moment: number;
  readonly zone: string;
  readonly locale: string;
}

/**
 * By a pattern of Java's SimpleDateFormat: `yyyy-MM-dd'T'HH:mm:ss.SSSZ`.
 *
 * @throws {NotSupported} for a letter that is not known here.
 */
export function formatDate(pattern: string, context: FormatContext): string {
  let text = '';
  for (const [part, quoted, run] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^]/g)) {
    if (part === "''") text += "'";
    else if (quoted !== undefined) text += quoted.replaceAll("''", "'");
    else text += run === undefined ? part : field(run, part.length, context);
  }
  return text;
}

function field(letter: string, length: number, { clock, moment, zone, locale }: FormatContext): string {
  const padded = (value: number): string => String(value).padStart(length, '0');
  const asUtc = utcMilliseconds(clock.year, clock.month, clock.day, clock.hour, clock.minute, clock.second);
  const weekday = new Date(asUtc).getUTCDay();
  switch (letter) {
    case 'y':
      return length === 2 ? String(clock.year % 100).padStart(2, '0') : padded(clock.year);
    case 'M':
    case 'L':
      if (length < 3) return padded(clock.month);
      return named(locale, asUtc, { month: length === 3 ? 'short' : 'long', day: 'numeric' }, 'month');
    case 'd':
      return padded(clock.day);
    case 'D':
      return padded(
        (utcMilliseconds(clock.year, clock.month, clock.day) - utcMilliseconds(clock.year, 1, 1)) / 86_400_000 + 1,
      );
    case 'E':
      return named(locale, asUtc, { weekday: length <= 3 ? 'short' : 'long' }, 'weekday');
    case 'u':
      return padded(weekday === 0 ? 7 : weekday);
    case 'a':
      return clock.hour < 12 ? 'AM' : 'PM';
    case 'H':
      return padded(clock.hour);
    case 'k':
      return padded(clock.hour === 0 ? 24 : clock.hour);
    case 'K':
      return padded(clock.hour % 12);
    case 'h':
      return padded(clock.hour % 12 === 0 ? 12 : clock.hour % 12);
    case 'm':
      return padded(clock.minute);
    case 's':
      return padded(clock.second);
    case 'S':
      return padded(clock.millisecond);
    case 'z':
      return zoneName(zone, moment, length);
    case 'Z':
      return offsetText(zoneOffset(zone, moment), '');
    case 'X': {
      const offset = zoneOffset(zone, moment);
      if (offset === 0) return 'Z';
      const written = offsetText(offset, length === 3 ? ':' : '');
      return length === 1 ? written.slice(0, 3) : written;
    }
    default:
      throw new NotSupported(`The letter ${letter} of a date format is not supported`);
  }
}

function zoneName(zone: string, moment: number, length: number): string {
  if (zone === 'GMT' || zone === 'UTC') return zone;
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, timeZoneName: length < 4 ? 'short' : 'long' };
  return named('en_US', moment, options, 'timeZoneName');
}

/** `+0530`. */
function offsetText(offset: number, colon: string): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}${colon}${two(minutes % 60)}`;
}
