import { day } from '../time/time.ts';
import { localDay, momentOfLocal } from '../time/time-zone.ts';
import { QueryError } from './query-error.ts';

/** A span of time, from its first moment to the first one after it, in milliseconds since 1970. */
export interface DateRange {
  readonly start: number;
  readonly end: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** Now, and whose days it is about. */
export interface Clock {
  readonly now: Date;
  /** IANA name of the running user's time zone; UTC without one. */
  readonly timeZone?: string;
}

/**
 * The span that a date literal means at a moment; weeks start on Sunday, days at midnight of the user's time zone. For a field of
 * kind `date` the span is one of days, whatever the zone. Fiscal literals are refused.
 *
 * Source: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE".
 */
export function dateLiteralRange(
  written: string,
  { now, timeZone = 'GMT' }: Clock,
  kind: 'date' | 'datetime',
): DateRange {
  const local = localRange(written, new Date(localDay(now, timeZone) * day));
  if (kind === 'date') return local;
  return { start: momentOfLocal(local.start, timeZone), end: momentOfLocal(local.end, timeZone) };
}

function localRange(written: string, now: Date): DateRange {
  const [name = '', count] = written.toUpperCase().split(':');
  const n = count === undefined ? undefined : Number(count);
  switch (name) {
    case 'YESTERDAY':
      return unitRange('DAY', -1, now);
    case 'TODAY':
      return unitRange('DAY', 0, now);
    case 'TOMORROW':
      return unitRange('DAY', 1, now);
    case 'LAST_90_DAYS':
      return { start: unitRange('DAY', -90, now).start, end: unitRange('DAY', 0, now).end };
    case 'NEXT_90_DAYS':
      return { start: unitRange('DAY', 1, now).start, end: unitRange('DAY', 90, now).end };
  }
  const single = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (single !== null) {
    return unitRange(single[2] as Unit, { LAST: -1, THIS: 0, NEXT: 1 }[single[1] as 'LAST'], now);
  }
  const several = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name);
  if (several !== null && n !== undefined) {
    const unit = several[2] as Unit;
    // LAST_N_DAYS ends with today; the other spans leave the current unit out.
    if (several[1] === 'NEXT') return { start: unitRange(unit, 1, now).start, end: unitRange(unit, n, now).end };
    return { start: unitRange(unit, -n, now).start, end: unitRange(unit, unit === 'DAY' ? 0 : -1, now).end };
  }
  const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name);
  if (ago !== null && n !== undefined) return unitRange(ago[1] as Unit, -n, now);
  throw new QueryError('MALFORMED_QUERY', `The date literal ${written} is not supported here.`);
}

/** The span of a DATE (a day) or DATETIME (a moment) literal. */
export function dateRange(written: string): DateRange {
  const start = Date.parse(written.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(start)) throw new QueryError('MALFORMED_QUERY', `'${written}' is not a date.`);
  return { start, end: start + (/^\d{4}-\d\d-\d\d$/.test(written) ? day : 1) };
}

function unitRange(unit: Unit, offset: number, now: Date): DateRange {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const at = (step: number): number => {
    const moved = offset + step;
    switch (unit) {
      case 'DAY':
        return Date.UTC(year, month, date + moved);
      case 'WEEK':
        return Date.UTC(year, month, date - now.getUTCDay() + 7 * moved);
      case 'MONTH':
        return Date.UTC(year, month + moved, 1);
      case 'QUARTER':
        return Date.UTC(year, 3 * (Math.floor(month / 3) + moved), 1);
      case 'YEAR':
        return Date.UTC(year + moved, 0, 1);
    }
  };
  return { start: at(0), end: at(1) };
}
