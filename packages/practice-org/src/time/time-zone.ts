import { day } from './time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Days since 1970-01-01 of the calendar in a zone. */
export function localDay(at: Date, timeZone: string): number {
  return Math.floor((at.getTime() + offsetAt(at.getTime(), timeZone)) / day);
}

/** By how many milliseconds the clocks of a zone are ahead of UTC. @throws {RangeError} for an unknown zone */
export function offsetAt(milliseconds: number, timeZone: string): number {
  if (timeZone === 'GMT' || timeZone === 'UTC') return 0;
  const parts = formatOf(timeZone).formatToParts(milliseconds);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(milliseconds / 1000) * 1000;
}

/** The moment at which the clocks of a zone show a time, given as if it were UTC. */
export function momentOfLocal(local: number, timeZone: string): number {
  const first = local - offsetAt(local, timeZone);
  return local - offsetAt(first, timeZone);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
