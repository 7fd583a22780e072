/** A Date: days since 1970-01-01. */
export class ApexDate {
  readonly days: number;
  constructor(days: number) {
    this.days = days;
  }
}

/** A Datetime: milliseconds since 1970 (UTC). */
export class ApexDatetime {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

/** A Time: milliseconds since midnight. */
export class ApexTime {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

export const DAY = 86_400_000;

/** A moment by calendar and clock; months from 1. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Milliseconds of a calendar day and clock in UTC. What is too large or small runs over, as Date.newInstance(2026, 14, 1) does. */
export function utcMilliseconds(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute, second, millisecond);
  return moment.getTime();
}

/** The calendar and clock of a moment in UTC. */
export function utcClock(milliseconds: number): Clock {
  const moment = new Date(milliseconds);
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    hour: moment.getUTCHours(),
    minute: moment.getUTCMinutes(),
    second: moment.getUTCSeconds(),
    millisecond: moment.getUTCMilliseconds(),
  };
}

export function dateOf(year: number, month: number, day: number): ApexDate {
  return new ApexDate(utcMilliseconds(year, month, day) / DAY);
}

/** The calendar of a Date. */
export function calendarOf(date: ApexDate): { readonly year: number; readonly month: number; readonly day: number } {
  return utcClock(date.days * DAY);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Whether the machine knows the time zone (an IANA name). */
export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
export function zoneOffset(zone: string, milliseconds: number): number {
  if (zone === 'UTC' || zone === 'GMT') return 0;
  const name = formatterOf(zone)
    .formatToParts(milliseconds)
    .find((part) => part.type === 'timeZoneName')!.value;
  const offset = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name);
  if (!offset) return 0;
  const seconds = Number(offset[2]) * 3600 + Number(offset[3]) * 60 + Number(offset[4] ?? 0);
  return (offset[1] === '-' ? -1000 : 1000) * seconds;
}

/** The calendar and clock of a moment in a zone. */
export function zoneClock(zone: string, milliseconds: number): Clock {
  return utcClock(milliseconds + zoneOffset(zone, milliseconds));
}

/**
 * The moment of a clock in a zone, given as the milliseconds that the same clock has in UTC. Of an hour that comes twice it is the
 * later one, and one that is left out runs on after the change, as Java's calendars have it.
 */
export function fromZone(zone: string, asUtc: number): number {
  const before = zoneOffset(zone, asUtc - DAY);
  const after = zoneOffset(zone, asUtc + DAY);
  const later = asUtc - after;
  return before === after || zoneOffset(zone, later) === after ? later : asUtc - before;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `yyyy-MM-dd`. */
export function dateText(date: ApexDate): string {
  const { year, month, day } = calendarOf(date);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** `yyyy-MM-dd HH:mm:ss`. */
export function clockText(clock: Clock): string {
  const day = `${String(clock.year).padStart(4, '0')}-${two(clock.month)}-${two(clock.day)}`;
  return `${day} ${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}`;
}

/** `HH:mm:ss.SSSZ`. */
export function timeText(time: ApexTime): string {
  return `${new Date(time.milliseconds).toISOString().slice(11, 23)}Z`;
}

/** `yyyy-MM-ddTHH:mm:ss.SSSZ`, as JSON and the REST API have it. */
export function isoText(datetime: ApexDatetime): string {
  return new Date(datetime.milliseconds).toISOString();
}
