import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { citationOf, dayOf, isoDay, lasting, listOf, momentOf, plural, relativeDay, when } from '@cert-health/core';

const AT = new Date('2026-11-22T02:15:00Z');
const on = (text: string): Date => new Date(text);

describe('wording', () => {
  it('gives a day with its weekday, and the year only when it is another one', () => {
    assert.equal(dayOf(on('2026-11-26T23:59:59Z'), AT), 'Thu 26 Nov');
    assert.equal(dayOf(on('2027-03-15T00:00:00Z'), AT), 'Mon 15 Mar 2027');
    assert.equal(dayOf(on('2026-11-26T00:00:00Z')), 'Thu 26 Nov 2026');
  });

  it('gives a moment in UTC and a day in ISO 8601', () => {
    assert.equal(momentOf(AT), '22 Nov 2026 02:15 UTC');
    assert.equal(isoDay(AT), '2026-11-22');
  });

  it('counts calendar days, so that the distance agrees with the date', () => {
    assert.equal(relativeDay(on('2026-11-22T00:00:00Z'), AT), 'today');
    assert.equal(relativeDay(on('2026-11-23T00:00:00Z'), AT), 'tomorrow');
    assert.equal(relativeDay(on('2026-11-21T23:59:59Z'), AT), 'yesterday');
    assert.equal(relativeDay(on('2026-11-26T00:00:00Z'), AT), 'in 4 days');
    assert.equal(relativeDay(on('2026-11-12T00:00:00Z'), AT), '10 days ago');
  });

  it('goes over to months after two, and to years after two', () => {
    assert.equal(relativeDay(on('2027-01-21T00:00:00Z'), AT), 'in 60 days');
    assert.equal(relativeDay(on('2027-01-22T00:00:00Z'), AT), 'in 2 months');
    assert.equal(relativeDay(on('2027-11-22T00:00:00Z'), AT), 'in 12 months');
    assert.equal(relativeDay(on('2028-11-22T00:00:00Z'), AT), 'in 2 years');
    assert.equal(relativeDay(on('2006-11-22T00:00:00Z'), AT), '20 years ago');
  });

  it('gives the time of day when it is near, unless only the day is known', () => {
    assert.equal(when(on('2026-11-26T09:30:00Z'), AT), 'in 4 days (Thu 26 Nov)');
    assert.equal(when(on('2026-11-22T09:30:00Z'), AT), 'today at 09:30 (Sun 22 Nov)');
    assert.equal(when(on('2026-11-23T00:00:00Z'), AT), 'tomorrow at 00:00 (Mon 23 Nov)');
    assert.equal(when(on('2026-11-22T00:00:00Z'), AT, 'day'), 'today (Sun 22 Nov)');
  });

  it('counts and lists things in words', () => {
    assert.deepEqual([plural(0, 'day'), plural(1, 'day'), plural(2, 'day')], ['0 days', '1 day', '2 days']);
    assert.equal(plural(2, 'entry', 'entries'), '2 entries');
    assert.deepEqual([listOf([]), listOf(['a']), listOf(['a', 'b', 'c'])], ['', 'a', 'a, b and c']);
  });

  it('cites a numbered section as such and a headed one by its heading', () => {
    assert.equal(citationOf({ document: 'RFC 5280', section: '4.1.2.5' }), 'RFC 5280, section 4.1.2.5');
    assert.equal(citationOf({ document: 'Tooling API', section: 'Certificate' }), 'Tooling API, Certificate');
  });
});

describe('words that stay right', () => {
  it('name the day in place of the distance, with its year', () => {
    assert.equal(lasting('It stops working in 4 days (Thu 26 Nov)', AT), 'It stops working on Thu 26 Nov 2026');
    assert.equal(lasting('It ended 20 days ago (Mon 2 Nov).', AT), 'It ended on Mon 2 Nov 2026.');
    assert.equal(lasting('It ends tomorrow at 00:00 (Mon 23 Nov)', AT), 'It ends on Mon 23 Nov 2026');
  });

  it('are found for every distance that is written', () => {
    for (const days of [0, 1, -1, 2, 60, -60, 61, -200, 700, 731, -3650]) {
      for (const precision of ['second', 'day'] as const) {
        const date = new Date(AT.getTime() + days * 86_400_000);
        assert.equal(lasting(`It ends ${when(date, AT, precision)}, always`, AT), `It ends on ${dayOf(date)}, always`);
      }
    }
  });

  it('leave every other text alone, also one that was put right already', () => {
    for (const text of [
      'in 4 days',
      'It has waited 3 days (see Setup).',
      'It ends on Thu 26 Nov 2026',
      '97 % of its 198 days',
    ]) {
      assert.equal(lasting(text, AT), text);
    }
  });
});
