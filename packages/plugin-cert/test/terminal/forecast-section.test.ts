import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { addAhead, addForecast } from '../../src/terminal/forecast-section.ts';
import { Page } from '../../src/terminal/page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { forecast, healthyReport } from './fixtures/report.ts';

type Forecast = NonNullable<HealthReport['forecast']>;

function section(add: typeof addAhead, more: Partial<Forecast> = {}, columns = 80): string {
  const page = new Page(columns, plainPaint);
  add(page, { ...healthyReport, forecast: { ...forecast, ...more } });
  return page.toString();
}

test('what is ahead: months in which something ends, with the new limit, and a year in numbers', () => {
  assert.deepEqual(section(addAhead).split('\n'), [
    '',
    'Renewals ahead  Nov ▁1 · Jan ▂2 · Mar █12 (100-day rule from Mon 15 Mar)',
    '                May ▁1 · Jun ▂2 · Jul ▂3 · Aug ▃4 · Sep ▄5 · Oct ▄6',
    '                a year: 21 today, 77 at 100 days and 160 at 47 days',
  ]);
});

test('limits that change nothing are not listed', () => {
  const same = { today: 2, under200: 2, under100: 2.3, under47: 2.4 };
  assert.match(section(addAhead, same), / a year: 2 today$/);
});

test('a year in which nothing ends is said in words', () => {
  const byMonth = forecast.byMonth.map((month) => ({ ...month, renewals: 0, expiries: 0, changes: [] }));
  assert.match(section(addAhead, { byMonth }), /Renewals ahead {2}nothing ends in the next twelve months/);
});

test('a single certificate has no line of its own: its finding says it all', () => {
  assert.equal(section(addAhead, { perCertificate: forecast.perCertificate.slice(0, 1) }), '');
});

test('a report without a forecast has no such line', () => {
  const page = new Page(80, plainPaint);
  addAhead(page, healthyReport);
  assert.equal(page.toString(), '');
});

test('the forecast gives every month its numbers beside its bar', () => {
  const lines = section(addForecast).split('\n');
  assert.equal(lines.filter((line) => /^[A-Z][a-z]{2} \d{4} /.test(line)).length, 12);
  assert.ok(lines.includes('Mar 2027    –        12  ████████████████████'));
  assert.ok(lines.includes('Nov 2026    1         1  ██'));
  assert.ok(lines.includes('Dec 2026    –         –'));
});

test('the forecast says how its numbers came about, and which rules change', () => {
  const text = section(addForecast).replaceAll(/\s+/g, ' ');
  assert.match(text, /Mon 15 Mar 2027 A publicly trusted TLS certificate must not be valid for more than 100 days\./);
  assert.match(text, /Each certificate is replaced at the end of its lifetime\.$/);
});

test('with nothing to renew the forecast says so', () => {
  assert.match(
    section(addForecast, { perCertificate: [] }),
    /no certificate ends that anybody here would have to renew/,
  );
});

for (const columns of [40, 48, 80]) {
  test(`at ${columns} columns nothing is wider`, () => {
    for (const add of [addAhead, addForecast]) {
      const wide = section(add, {}, columns)
        .split('\n')
        .find((line) => columnsOf(line) > columns);
      assert.equal(wide, undefined);
    }
  });
}
