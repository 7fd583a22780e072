import '../../../../../test/console/lwc/realWords';
import type * as Wording from 'c/wording';

/** The words as somebody in a time zone reads them. */
function wordsIn(zone: string): typeof Wording {
  let words: typeof Wording | undefined;
  jest.isolateModules(() => {
    jest.doMock('@salesforce/i18n/timeZone', () => ({ __esModule: true, default: zone }));
    words = jest.requireActual<typeof Wording>('c/wording');
  });
  if (!words) throw new Error('Nothing was loaded.');
  return words;
}

const now = new Date('2026-11-22T02:15:00Z');
const midnight = '2026-11-26T00:00:00.000+0000';

describe('in another time zone', () => {
  it('a moment is told by the clock of the person, and in UTC beside', () => {
    const west = wordsIn('America/Los_Angeles');
    expect(west.day(midnight, now)).toBe('Wed, Nov 25');
    expect(west.moment(midnight, now)).toBe('Wed, Nov 25, 4:00 PM');
    expect(west.utc(midnight)).toBe('Thu, Nov 26, 2026, 12:00 AM UTC');
    expect(wordsIn('Asia/Tokyo').moment('2026-11-26T20:00:00Z', now)).toBe('Fri, Nov 27, 5:00 AM');
  });

  it('a day without a time is that day everywhere, and has no other in UTC', () => {
    for (const zone of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
      const { day, utc } = wordsIn(zone);
      expect(day('2026-11-26', now)).toBe('Thu, Nov 26');
      expect(utc('2026-11-26')).toBeUndefined();
    }
  });

  it('the end of a certificate has its day in UTC beside, by which scans write, where that is another', () => {
    const west = wordsIn('America/Los_Angeles');
    expect(west.endDay(midnight, now)).toBe('Wed, Nov 25; Thu, Nov 26 in UTC');
    expect(west.endWhen(midnight, now)).toBe('in 4 days (Wed, Nov 25; Thu, Nov 26 in UTC)');
    expect(west.endDay('2026-11-26T20:00:00Z', now)).toBe('Thu, Nov 26');
    expect(wordsIn('Asia/Tokyo').endDay('2026-12-31T20:00:00Z', now)).toBe('Fri, Jan 1, 2027; Thu, Dec 31 in UTC');
    expect(west.endDay('2026-11-26', now)).toBe('Thu, Nov 26');
    expect([west.endDay(undefined), west.endWhen(undefined), west.endDay('soon')]).toEqual(['', '', 'soon']);
  });

  it('days are counted from the day that the person has', () => {
    // It is the evening of 21 November in Los Angeles.
    const west = wordsIn('America/Los_Angeles');
    expect(west.daysUntil('2026-11-22', now)).toBe(1);
    expect(west.relativeDay('2026-11-22T05:00:00Z', now)).toBe('today');
    expect(west.when(midnight, now)).toBe('in 4 days (Wed, Nov 25)');
    expect(wordsIn('Asia/Tokyo').daysUntil('2026-11-22', now)).toBe(0);
  });

  it('the year is named where it is not the year of the person', () => {
    const atTurn = new Date('2027-01-01T02:00:00Z');
    expect(wordsIn('America/Los_Angeles').day('2027-01-01T03:00:00Z', atTurn)).toBe('Thu, Dec 31');
    expect(wordsIn('UTC').day('2026-12-31', atTurn)).toBe('Thu, Dec 31, 2026');
  });

  it('an hour of the day in UTC, and the zone itself, have names', () => {
    const { hourOfDay, zoneName } = wordsIn('America/Los_Angeles');
    expect(hourOfDay(3, now)).toBe('7:00 PM');
    expect(zoneName(now)).toBe('Pacific Standard Time');
    expect(zoneName(new Date('2026-07-01'))).toBe('Pacific Daylight Time');
  });
});
