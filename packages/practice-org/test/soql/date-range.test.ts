import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dateLiteralRange, dateRange } from '../../src/soql/date-range.ts';

/** A Sunday. */
const now = new Date('2026-11-22T02:15:00Z');

function days(literal: string): string {
  const { start, end } = dateLiteralRange(literal, { now }, 'datetime');
  return [start, end].map((at) => new Date(at).toISOString().slice(0, 10)).join(' ');
}

describe('a date literal', () => {
  // The second date is the first day that no longer belongs to the span.
  const spans: readonly (readonly [string, string])[] = [
    ['YESTERDAY', '2026-11-21 2026-11-22'],
    ['TODAY', '2026-11-22 2026-11-23'],
    ['TOMORROW', '2026-11-23 2026-11-24'],
    ['LAST_WEEK', '2026-11-15 2026-11-22'],
    ['THIS_WEEK', '2026-11-22 2026-11-29'],
    ['NEXT_WEEK', '2026-11-29 2026-12-06'],
    ['LAST_MONTH', '2026-10-01 2026-11-01'],
    ['NEXT_MONTH', '2026-12-01 2027-01-01'],
    ['THIS_QUARTER', '2026-10-01 2027-01-01'],
    ['LAST_QUARTER', '2026-07-01 2026-10-01'],
    ['NEXT_YEAR', '2027-01-01 2028-01-01'],
    ['LAST_90_DAYS', '2026-08-24 2026-11-23'],
    ['NEXT_90_DAYS', '2026-11-23 2027-02-21'],
    ['LAST_N_DAYS:7', '2026-11-15 2026-11-23'],
    ['NEXT_N_DAYS:30', '2026-11-23 2026-12-23'],
    ['N_DAYS_AGO:1', '2026-11-21 2026-11-22'],
    ['LAST_N_MONTHS:2', '2026-09-01 2026-11-01'],
    ['NEXT_N_WEEKS:1', '2026-11-29 2026-12-06'],
    ['N_YEARS_AGO:1', '2025-01-01 2026-01-01'],
  ];
  for (const [literal, span] of spans) {
    it(`${literal} on 22 November 2026 spans ${span.replace(' ', ' to before ')}`, () => {
      assert.equal(days(literal), span);
    });
  }

  it('is about the days of the time zone of the user', () => {
    const { start, end } = dateLiteralRange('TODAY', { now, timeZone: 'America/Los_Angeles' }, 'datetime');
    assert.deepEqual(
      [start, end].map((at) => new Date(at).toISOString()),
      ['2026-11-21T08:00:00.000Z', '2026-11-22T08:00:00.000Z'],
    );
    const { start: day } = dateLiteralRange('TODAY', { now, timeZone: 'America/Los_Angeles' }, 'date');
    assert.equal(new Date(day).toISOString(), '2026-11-21T00:00:00.000Z', 'a date is a day, wherever one is');
  });

  it('in lower case means the same', () => {
    assert.equal(days('last_n_days:7'), days('LAST_N_DAYS:7'));
  });

  it('of a fiscal year is refused, because this org has no fiscal year', () => {
    assert.throws(() => dateLiteralRange('THIS_FISCAL_YEAR', { now }, 'date'), { errorCode: 'MALFORMED_QUERY' });
  });
});

describe('a date', () => {
  it('spans a day, a dateTime a moment', () => {
    const day = dateRange('2026-11-22');
    assert.equal(day.end - day.start, 86_400_000);
    const moment = dateRange('2026-11-22T02:15:00Z');
    assert.equal(moment.end - moment.start, 1);
  });

  it('is understood in the form that the REST API writes', () => {
    assert.equal(dateRange('2026-11-22T02:15:00.000+0000').start, now.getTime());
    assert.equal(dateRange('2026-11-22T04:15:00+02:00').start, now.getTime());
  });

  it('that does not exist is refused', () => {
    assert.throws(() => dateRange('2026-13-01'), { errorCode: 'MALFORMED_QUERY' });
  });
});
