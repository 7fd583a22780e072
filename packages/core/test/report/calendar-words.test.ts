import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayWords, momentIn, monthWords, shortDay } from '../../src/report/calendar-words.ts';

const at = new Date('2026-11-22T02:15:00Z');

describe('days of a report in words', () => {
  it('have a weekday, and a year unless it is the one that is judged', () => {
    assert.equal(dayWords('2026-11-26', at), 'Thu 26 Nov');
    assert.equal(dayWords('2027-03-15', at), 'Mon 15 Mar 2027');
    assert.equal(dayWords('2026-11-26'), 'Thu 26 Nov 2026');
  });

  it('are short where there is little room', () => {
    assert.equal(shortDay('2027-03-15T00:00:00Z'), '15 Mar');
  });

  it('stay as they are when they are none', () => {
    for (const text of ['soon', '2026-13-01', '2026-11-26x', 'Nov 26', '26', '']) {
      assert.equal(momentIn(text), undefined, text);
      assert.equal(dayWords(text, at), text);
      assert.equal(shortDay(text), text);
    }
  });
});

describe('months of a report in words', () => {
  it('are a name and a year', () => {
    assert.deepEqual(monthWords('2026-11'), ['Nov', '2026']);
    assert.deepEqual(monthWords('2027-01'), ['Jan', '2027']);
  });

  it('stay as they are when they are none', () => {
    for (const text of ['2026-13', 'x', '']) assert.deepEqual(monthWords(text), [text, '']);
  });
});
