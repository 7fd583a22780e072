import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextFireTime } from '../../src/library/cron.ts';

/** When it fires after a moment, in UTC; or why it does not. */
function next(expression: string, after: string, timeZone = 'UTC'): string {
  const at = nextFireTime(expression, Date.parse(after), timeZone);
  return typeof at === 'string' ? at : new Date(at).toISOString().replace('.000Z', 'Z');
}

describe('A cron expression', () => {
  const table: readonly (readonly [expression: string, after: string, expected: string, zone?: string])[] = [
    ['0 0 5 * * ?', '2026-11-30T04:59:59Z', '2026-11-30T05:00:00Z'],
    ['0 0 5 * * ?', '2026-11-30T05:00:00Z', '2026-12-01T05:00:00Z'],
    ['30 15 * * * ?', '2026-11-30T05:15:29Z', '2026-11-30T05:15:30Z'],
    ['0 0,30 8,20 * * ?', '2026-11-30T08:05:00Z', '2026-11-30T08:30:00Z'],
    ['0 0 0 1 * ?', '2026-11-30T08:05:00Z', '2026-12-01T00:00:00Z'],
    ['0 0 0 29 2 ?', '2027-03-01T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['0 0 5 ? * 2', '2026-11-30T05:00:00Z', '2026-12-07T05:00:00Z'],
    ['0 0 5 1 1 ? 2027', '2026-11-30T05:00:00Z', '2027-01-01T05:00:00Z'],
    // The hour is that of who schedules.
    ['0 0 5 * * ?', '2026-11-30T04:30:00Z', '2026-11-30T20:00:00Z', 'Asia/Tokyo'],
    ['0 0 5 * * ?', '2026-11-30T04:30:00Z', '2026-11-30T13:00:00Z', 'America/Los_Angeles'],
    ['0 30 5 * * ?', '2026-11-30T04:30:00Z', '2026-12-01T00:00:00Z', 'Asia/Kolkata'],
    // Summer time begins on 29 March 2026 and ends on 25 October in Berlin.
    ['0 0 5 * * ?', '2026-03-28T05:00:00Z', '2026-03-29T03:00:00Z', 'Europe/Berlin'],
    ['0 0 5 * * ?', '2026-10-24T12:00:00Z', '2026-10-25T04:00:00Z', 'Europe/Berlin'],
  ];
  for (const [expression, after, expected, zone = 'UTC'] of table)
    it(`${expression} in ${zone} fires after ${after} at ${expected}`, () => {
      assert.equal(next(expression, after, zone), expected);
    });

  it('that is none is named', () => {
    assert.match(next('daily', '2026-11-30T05:00:00Z'), /^Illegal cron expression format \(daily\)/);
    assert.match(next('0 0 5 * * ? 2027 1', '2026-11-30T05:00:00Z'), /^Illegal cron expression format/);
  });

  it('says either the day of the month or the day of the week', () => {
    assert.match(next('0 0 5 1 * 2', '2026-11-30T05:00:00Z'), /One of day-of-month and day-of-week/);
    assert.match(next('0 0 5 ? * ?', '2026-11-30T05:00:00Z'), /One of day-of-month and day-of-week/);
  });

  it('with a part that is not known here is refused with that part', () => {
    for (const part of ['MON', 'MON-FRI', '0/5', 'L', '1W', '6#3'])
      assert.match(
        next(`0 0 5 ? * ${part}`, '2026-11-30T05:00:00Z'),
        new RegExp(`has a part that is not supported here: ${part}$`),
      );
  });

  it('that is over says so', () => {
    assert.match(next('0 0 5 1 1 ? 2025', '2026-11-30T05:00:00Z'), /does not fire within a year/);
  });
});
