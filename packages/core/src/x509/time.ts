import { refuse, Tag, type DerCursor } from './der.ts';
import { note, type Irregularities } from './irregularities.ts';

const MS_PER_DAY = 86_400_000;
const FIRST_GENERALIZED = Date.UTC(2050, 0, 1);
const RULE = 'RFC 5280 section 4.1.2.5';

/**
 * Reads `Time`: UTCTime as YYMMDDHHMMSSZ (years 1950 to 2049) or GeneralizedTime as YYYYMMDDHHMMSSZ, and nothing else
 * (RFC 5280 section 4.1.2.5). GeneralizedTime before 2050 is accepted and noted.
 */
export function readTime(cursor: DerCursor, what: string, irregularities: Irregularities): Date {
  if (cursor.peek() === Tag.utcTime) {
    cursor.read(what);
    return new Date(utcTime(cursor.bytes, cursor.body, cursor.stop, what));
  }
  cursor.expect(Tag.generalizedTime, what);
  const time = generalizedTime(cursor.bytes, cursor.body, cursor.stop, what);
  if (time < FIRST_GENERALIZED) note(irregularities, 'time-generalized-before-2050', cursor.start, what);
  return new Date(time);
}

/** Reads a GeneralizedTime without fractions, in UTC (RFC 5280 section 4.1.2.5.2). */
export function readGeneralizedTime(cursor: DerCursor, what: string, tag: number = Tag.generalizedTime): Date {
  cursor.expect(tag, what);
  return new Date(generalizedTime(cursor.bytes, cursor.body, cursor.stop, what));
}

/** Milliseconds since 1970 of the UTCTime whose content octets are `bytes[start..end)`. */
export function utcTime(bytes: Uint8Array, start: number, end: number, what: string): number {
  if (end - start !== 13) malformed(what, start);
  const year = twoDigits(bytes, start);
  return moment(year < 50 ? 2000 + year : 1900 + year, bytes, start + 2, start, what);
}

/** Milliseconds since 1970 of the GeneralizedTime whose content octets are `bytes[start..end)`. */
export function generalizedTime(bytes: Uint8Array, start: number, end: number, what: string): number {
  if (end - start !== 15) malformed(what, start);
  return moment(twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2), bytes, start + 4, start, what);
}

/** `bytes` holds MMDDHHMMSSZ at `at`; `start` is where the time begins, for messages. */
function moment(year: number, bytes: Uint8Array, at: number, start: number, what: string): number {
  const month = twoDigits(bytes, at);
  const day = twoDigits(bytes, at + 2);
  const hour = twoDigits(bytes, at + 4);
  const minute = twoDigits(bytes, at + 6);
  const second = twoDigits(bytes, at + 8);
  // A negative number stands for a character that is no digit.
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) malformed(what, start);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) malformed(what, start);
  if (bytes[at + 10] !== 0x5a) malformed(what, start);
  return daysSince1970(year, month, day) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const units = bytes[at + 1]! - 0x30;
  return tens < 0 || tens > 9 || units < 0 || units > 9 ? -10_000 : tens * 10 + units;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Proleptic Gregorian calendar, with years counted from March so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function malformed(what: string, offset: number): never {
  refuse(
    'der.time',
    `${what.charAt(0).toUpperCase()}${what.slice(1)} is not a valid time in the form that RFC 5280 prescribes.`,
    offset,
    RULE,
  );
}
