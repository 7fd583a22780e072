import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from '@cert-health/core';
import type { ForecastMonth, HealthReport } from '@cert-health/core';
import { aheadReport } from './ahead-report.ts';

const forecast = aheadReport.forecast as NonNullable<HealthReport['forecast']>;

function timelineOf(byMonth: readonly ForecastMonth[], asOf = aheadReport.asOf): string {
  const page = toHtml({ ...aheadReport, asOf, forecast: { ...forecast, byMonth } });
  return /<section aria-labelledby="timeline">[^]*?<\/section>/.exec(page)?.[0] ?? '';
}

const timeline = timelineOf(forecast.byMonth);
const picture = /<svg[^]*<\/svg>/.exec(timeline)?.[0] ?? '';
const texts = Array.from(picture.matchAll(/<text([^>]*)>([^<]*)<\/text>/g), ([, attributes = '', shown = '']) => ({
  attributes,
  shown,
}));
const labelsOf = (text: string): RegExpMatchArray[] => [
  ...text.matchAll(/<text class="(now|rule)( end)?" dx="[^"]*" x="([\d.]+)%" y="(\d+)">([^<]*)/g),
];

describe('the timeline as a picture', () => {
  it('is one picture to a screen reader, with a name and a description that tells all of it', () => {
    assert.match(picture, /^<svg class="timeline" role="img" aria-labelledby="timeline-title timeline-desc"/);
    assert.match(picture, /<title id="timeline-title">Certificates that end in each of the next 12 months<\/title>/);
    assert.match(
      picture,
      /<desc id="timeline-desc">1 in Nov 2026, 2 in Jan 2027, 1 in Aug 2027\. Rules change on 2 days: Mon 15 Mar 2027, Thu 30 Sep 2027\.<\/desc>/,
    );
  });

  it('takes the width that there is and keeps the size of its text', () => {
    assert.match(picture, /width="100%" height="\d+"/);
    assert.doesNotMatch(picture, /viewBox/);
  });

  it('names every month, and the year where one begins', () => {
    const shown = texts.map((one) => one.shown);
    for (const name of ['Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct']) {
      assert.equal(shown.filter((one) => one === name).length, 1, name);
    }
    assert.deepEqual(
      shown.filter((one) => /^20\d\d$/.test(one)),
      ['2026', '2027'],
    );
  });

  it('has a bar and a number for each month in which something ends, successors told apart', () => {
    assert.equal(picture.match(/<rect class="ends"/g)?.length, 3);
    assert.equal(picture.match(/<rect class="successors"/g)?.length, 2);
    assert.deepEqual(
      texts.map(({ shown }) => shown).filter((one) => /^\d(\+\d)?$/.test(one)),
      ['1', '2', '0+1', '1+2'],
    );
  });

  it('draws bars in proportion: the busiest month is the highest', () => {
    const heights = Array.from(picture.matchAll(/<rect class="(\w+)"[^>]* height="([\d.]+)"/g), ([, kind, height]) => [
      kind,
      Number(height),
    ]);
    assert.deepEqual(heights, [
      ['ends', 32],
      ['ends', 64],
      ['successors', 32],
      ['successors', 96],
      ['ends', 32],
    ]);
  });

  it('marks the moment judged and each day on which rules change, with words, where they lie', () => {
    assert.deepEqual(
      labelsOf(picture).map(([, kind, , x, , label]) => [kind, Number(x), label]),
      [
        // 21 of 30 days of the first month; 14 of 31 of the fifth; 29 of 30 of the eleventh.
        ['now', 5.83, 'as of 22 Nov'],
        ['rule', 37.1, '15 Mar: 100-day rule'],
        ['rule', 91.39, '30 Sep'],
      ],
    );
    assert.equal(picture.match(/<line class="rule"/g)?.length, 2, 'two changes of one day are one line');
  });

  it('keeps labels within the picture and off each other', () => {
    const changes = [10, 11, 12].map((day) => ({ ...forecast.byMonth[4]?.changes[0], on: `2027-10-${day}` }));
    const close = forecast.byMonth.map((month, index) => (index === 11 ? { ...month, changes } : month));
    const labels = labelsOf(timelineOf(close as ForecastMonth[])).filter(([, kind]) => kind === 'rule');
    const late = labels.slice(-3);
    assert.ok(late.every(([, , end]) => end === ' end'));
    assert.equal(new Set(late.map(([, , , , y]) => y)).size, 3);
  });

  it('survives months without anything, and days that are none', () => {
    const empty = timelineOf(forecast.byMonth.map((month) => ({ ...month, expiries: 0, renewals: 0, changes: [] })));
    assert.match(empty, /<desc[^>]*>None ends\.<\/desc>/);
    assert.doesNotMatch(empty, /<rect|<dl/);
    const odd = forecast.byMonth.map((month) => ({
      ...month,
      changes: month.changes.map((change) => ({ ...change, on: 'some day' })),
    }));
    assert.match(timelineOf(odd), /<text class="rule"[^>]* x="0%"[^>]*>some day: 100-day rule/);
    assert.doesNotMatch(timelineOf(odd), /NaN|undefined/);
  });
});

describe('the timeline without the picture', () => {
  it('says of each day what changes on it', () => {
    assert.match(
      timeline,
      /<dt><time datetime="2027-03-15">Mon 15 Mar 2027<\/time><\/dt><dd>A publicly trusted [^<]*<\/dd><dd>No longer in force: An older rule/,
    );
  });

  it('is a table with the same numbers, one row a month', () => {
    const rows = Array.from(timeline.matchAll(/<tr role="row"><td[^]*?<\/tr>/g), ([row]) =>
      Array.from(row.matchAll(/<td[^>]*>([^]*?)<\/td>/g), ([, cell = '']) => cell.replaceAll(/<\/?b( [^>]*)?>/g, '')),
    );
    assert.equal(rows.length, 12);
    assert.deepEqual(rows[0], ['Nov\u00a02026', '1', '1', '']);
    assert.deepEqual(rows[9], ['Aug\u00a02027', '1', '3', '']);
    assert.equal(
      rows[4]?.[3],
      'Mon 15 Mar 2027: A publicly trusted TLS certificate must not be valid for more than 100 days.<br>' +
        'Mon 15 Mar 2027: No longer in force: An older rule of one authority.',
    );
  });
});
