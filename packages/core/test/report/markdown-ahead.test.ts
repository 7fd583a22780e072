import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toMarkdown } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { practiceReport } from '../fixtures/report.ts';
import { aheadReport, withoutForecast } from './ahead-report.ts';

const text = toMarkdown(aheadReport);
const forecast = aheadReport.forecast as NonNullable<HealthReport['forecast']>;

describe('names whose use is not known, in the Markdown report', () => {
  it('are folded away, with where they stand', () => {
    const reference = { source: 'org.flows', name: 'Send', field: 'Flow.stringValue' };
    const named = {
      use: null,
      certificate: null,
      name: 'Bank_Client',
      resolved: false,
      managedBy: 'customer',
      reference,
    };
    const folded = toMarkdown({ ...practiceReport, uses: [named as HealthReport['uses'][number]] });
    assert.match(
      folded,
      /<summary>Also named in \(1\)<\/summary>\n\n- \*\*Bank\\_Client\*\*: Send \\\(Flows\\\), .*not found/,
    );
  });
});

describe('uses in the Markdown report', () => {
  it('are a table of those that something is known of', () => {
    const rows = text.split('\n').filter((line) => /^\| (In|Out)bound/.test(line));
    assert.deepEqual(rows, [
      '| Outbound Apex One-Way TLS | the other side | 1 (1 not judged) | ? NOT CHECKED | 0 |',
      '| Outbound Apex mTLS | you | 1 | ✖ CRITICAL | 1 |',
      '| Inbound SSO | you | 1 | ✔ NO FINDING | 0 |',
    ]);
  });

  it('are told apart below it: none found, and not all looked at', () => {
    assert.match(text, /No certificate was found for Bring Your Own Certificate \(custom domain\)/);
    assert.match(text, /Not all was looked at for .*Inbound API mTLS/);
  });

  it('are left out where none is known', () => {
    assert.doesNotMatch(toMarkdown(practiceReport), /Who rotates|was found for/);
  });
});

describe('what is ahead in the Markdown report', () => {
  const lineOf = (report: HealthReport): string =>
    toMarkdown(report)
      .split('\n')
      .find((line) => line.startsWith('**Ahead:**')) ?? '';

  it('is one line: what ends when, and renewals a year under the limits to come', () => {
    assert.equal(
      lineOf(aheadReport),
      '**Ahead:** 1 certificate ends in Nov 2026, 2 in Jan 2027 and 1 in Aug 2027. Renewals a year: 1 today, ' +
        '2 at 200 days, 4 at 100 days (from Mon 15 Mar 2027) and 8 at 47 days (from Thu 15 Mar 2029).',
    );
  });

  it('names three months and counts the rest', () => {
    const byMonth = forecast.byMonth.map((month) => ({ ...month, expiries: 2 }));
    assert.match(
      lineOf({ ...aheadReport, forecast: { ...forecast, byMonth } }),
      /2 certificates end in Nov 2026, 2 in Dec 2026, 2 in Jan 2027 and 18 more until Oct 2027\./,
    );
  });

  it('says so when nothing ends within the year, and leaves out limits that change nothing', () => {
    const byMonth = forecast.byMonth.map((month) => ({ ...month, expiries: 0 }));
    const same = { ...forecast, byMonth, under200: 1.4, under100: 1.4, under47: 1.4 };
    assert.equal(
      lineOf({ ...aheadReport, forecast: same }),
      '**Ahead:** no certificate ends in the next twelve months. Renewals a year: 1 today.',
    );
  });

  it('is left out without a forecast, or with nothing to renew', () => {
    assert.equal(lineOf(withoutForecast), '');
    assert.equal(lineOf({ ...aheadReport, forecast: { ...forecast, perCertificate: [] } }), '');
  });
});
