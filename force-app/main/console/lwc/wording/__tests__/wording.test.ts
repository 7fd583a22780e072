import '../../../../../test/console/lwc/realWords';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  certificateWord,
  day,
  daysUntil,
  fill,
  findingStatusWord,
  kindWords,
  lifetimeUsed,
  listOf,
  moment,
  momentIn,
  month,
  number,
  originWords,
  percent,
  plural,
  relativeDay,
  rotatorWords,
  scanMoment,
  shortDay,
  statusOf,
  statusWords,
  useIds,
  useName,
  when,
  worstOf,
} from 'c/wording';

const now = new Date('2026-11-22T02:15:00Z');

describe('dates in words', () => {
  it('reads what Apex and what core writes, and nothing else', () => {
    expect(momentIn('2026-11-26T10:00:00.000+0000')?.toISOString()).toBe('2026-11-26T10:00:00.000Z');
    expect(momentIn('2026-11-26T10:00:00.000Z')?.toISOString()).toBe('2026-11-26T10:00:00.000Z');
    expect(momentIn('2026-11-26')?.toISOString()).toBe('2026-11-26T00:00:00.000Z');
    expect(momentIn('soon')).toBeUndefined();
    expect(momentIn('2026-13-45')).toBeUndefined();
    expect(momentIn(null)).toBeUndefined();
  });

  it('names the day in the time zone of the person, wherever the browser is', () => {
    expect(day('2026-11-26T23:59:59Z', now)).toBe('Thu, Nov 26');
    expect(day('2026-11-26T00:00:00Z', now)).toBe('Thu, Nov 26');
  });

  it('names the year only when it is another one', () => {
    expect(day('2027-03-15', now)).toBe('Mon, Mar 15, 2027');
  });

  it('lets stand what is no date', () => {
    expect(day('whenever', now)).toBe('whenever');
    expect(moment(undefined)).toBe('');
    expect(when('whenever', now)).toBe('whenever');
    expect(month('later')).toEqual({ name: 'later', year: '' });
  });

  it('counts calendar days, so that it agrees with the date beside it', () => {
    expect(daysUntil('2026-11-23T00:00:00Z', new Date('2026-11-22T23:59:00Z'))).toBe(1);
    expect(relativeDay('2026-11-22T01:00:00Z', now)).toBe('today');
    expect(relativeDay('2026-11-23', now)).toBe('tomorrow');
    expect(relativeDay('2026-11-26', now)).toBe('in 4 days');
    expect(relativeDay('2026-11-18', now)).toBe('4 days ago');
    expect(relativeDay('2027-03-15', now)).toBe('in 4 months');
    expect(relativeDay('2036-11-22', now)).toBe('in 10 years');
    expect(relativeDay(undefined, now)).toBe('');
  });

  it('says both: how far and which day', () => {
    expect(when('2026-11-26T10:00:00Z', now)).toBe('in 4 days (Thu, Nov 26)');
  });

  it('makes the formatter of a form once, however many rows ask for it', () => {
    const made = (['DateTimeFormat', 'RelativeTimeFormat', 'NumberFormat', 'ListFormat', 'PluralRules'] as const).map(
      (name) => jest.spyOn(Intl, name),
    );
    const years = { day: 'Tue, Jan 1, 2030', month: 'Jan 1' };
    for (let row = 0; row < 50; row += 1) {
      expect(day('2030-01-01', now)).toBe(years.day);
      expect(shortDay('2030-01-01')).toBe(years.month);
      expect([relativeDay('2026-11-23', now), number(row), percent(0.5)]).toEqual(['tomorrow', `${row}`, '50%']);
      expect([listOf(['a']), plural(row, 'one', 'many')]).toEqual(['a', row === 1 ? 'one' : 'many']);
    }
    const [dates, ...others] = made.map((spy) => spy.mock.calls.length);
    expect(dates).toBeLessThanOrEqual(2);
    expect(others).toEqual([0, 0, 0, 0]);
    jest.restoreAllMocks();
  });

  it('has short forms for pictures', () => {
    expect(shortDay('2027-03-15')).toBe('Mar 15');
    expect(month('2026-11')).toEqual({ name: 'Nov', year: '2026' });
    expect(moment('2026-11-22T02:15:00Z', now)).toBe('Sun, Nov 22, 2:15 AM');
  });
});

describe('numbers in words', () => {
  it('rounds a lifetime down, so that 100 % means over', () => {
    expect(percent(0.9999)).toBe('99%');
    expect(percent(1)).toBe('100%');
  });

  it('knows how much of a lifetime is used only with both dates', () => {
    expect(lifetimeUsed('2026-01-01', '2026-01-11', new Date('2026-01-06'))).toBe(0.5);
    expect(lifetimeUsed(undefined, '2026-01-11')).toBeUndefined();
    expect(lifetimeUsed('2026-01-11', '2026-01-11')).toBeUndefined();
  });

  it('follows the locale in grammar, lists and digits', () => {
    expect(plural(1, 'one', 'many')).toBe('one');
    expect(plural(0, 'one', 'many')).toBe('many');
    expect(listOf(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(number(12345)).toBe('12,345');
  });

  it('fills the blanks of a label and leaves those that nothing is given for', () => {
    expect(fill('{1} of {0}, {1}; {2}', 3, 'two')).toBe('two of 3, two; {2}');
  });
});

describe('words of records', () => {
  it('takes what it does not know for not checked, never for in order', () => {
    expect(statusOf('brilliant')).toBe('unknown');
    expect(statusOf(undefined)).toBe('unknown');
    expect(statusOf('constructor')).toBe('unknown');
    expect(statusWords(null).word).toBe('Not checked');
  });

  it('gives every status a word of its own and an icon', () => {
    const all = ['critical', 'warning', 'unknown', 'waived', 'info', 'healthy', 'absent'].map(statusWords);
    expect(new Set(all.map(({ word }) => word)).size).toBe(7);
    expect(new Set(all.map(({ icon }) => icon)).size).toBe(7);
  });

  it('ranks what nobody looked at above a note', () => {
    expect(worstOf(['healthy', 'info', undefined])).toBe('unknown');
    expect(worstOf(['warning', 'unknown', 'critical'])).toBe('critical');
    expect(worstOf([])).toBe('healthy');
  });

  it('says of a certificate that somebody lives with what was found, and until when', () => {
    expect(certificateWord({ Status__c: 'waived', Waived_Until__c: '2031-12-31' })).toBe(
      'Waived until Wed, Dec 31, 2031',
    );
    expect(certificateWord({ Status__c: 'waived' })).toBe('Waived');
    expect(certificateWord({ Status__c: 'critical', Waived_Until__c: '2026-12-31' })).toBe('Critical');
    expect(worstOf(['info', 'waived', 'healthy'])).toBe('waived');
  });

  it('names decisions, scanners, rotators and kinds; a word of later versions stands as it is', () => {
    expect(findingStatusWord('waived')).toBe('Waived');
    expect(originWords('browser')).toBe('a scan from this app');
    expect(rotatorWords('remote')).toBe('the other side');
    expect(kindWords('keyPair')).toBe('Certificate with its private key');
    expect([findingStatusWord('x'), originWords('x'), rotatorWords('x'), kindWords('x')]).toEqual(['x', 'x', 'x', 'x']);
  });
});

describe('when a scan ran', () => {
  it('is said with the day that it judged, where that is another one', () => {
    jest.useFakeTimers({ now });
    const Scanned_At__c = '2026-11-22T02:15:00.000Z';
    expect(scanMoment({ Scanned_At__c })).toBe('Sun, Nov 22, 2:15 AM');
    expect(scanMoment({ Scanned_At__c, As_Of__c: '2026-11-22T02:14:00.000Z' })).toBe('Sun, Nov 22, 2:15 AM');
    expect(scanMoment({ Scanned_At__c, As_Of__c: '2025-11-08T00:00:00.000Z' })).toBe(
      'Sun, Nov 22, 2:15 AM (judged as of Sat, Nov 8, 2025)',
    );
    jest.useRealTimers();
  });
});

describe('names of uses', () => {
  const uses = join(__dirname, '../../../../../../packages/core/src/uses');

  it('are those of the command line, in its order', () => {
    const catalog = readFileSync(join(uses, 'catalog.ts'), 'utf8');
    const files = [...catalog.matchAll(/^import \{ \w+ \} from '\.\/([\w-]+)\.ts'/gm)].map(([, file = '']) => file);
    const labels = new Map(
      files.map((file) => [file, /^ {2}label: '(.*)',$/m.exec(readFileSync(join(uses, `${file}.ts`), 'utf8'))?.[1]]),
    );
    expect(labels.size).toBe(8);
    expect(new Map(useIds.map((id) => [id, useName(id)]))).toEqual(labels);
    const order = [...(/readonly Use\[\] = \[([^]*?)\]/.exec(catalog)?.[1] ?? '').matchAll(/\w+/g)].map(([name]) =>
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    expect(useIds).toEqual(order);
  });

  it('stand as their id where this version does not know them', () => {
    expect(useName('post-quantum-tls')).toBe('post-quantum-tls');
  });
});
