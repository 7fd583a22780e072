import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { Page } from '../../src/terminal/page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { addUseTable } from '../../src/terminal/use-table.ts';
import { healthyReport, troubledReport, uses } from './fixtures/report.ts';

/** Cells of a row: ok, warn, crit, not judged, who rotates. */
function row(report: HealthReport, use: string, columns = 100): string[] {
  const page = new Page(columns, plainPaint);
  addUseTable(page, report);
  const line = page
    .toString()
    .split('\n')
    .find((one) => one.startsWith(use));
  return line?.slice(use.length).trim().split(/ {2,}/) ?? [];
}

test('all eight uses stand in the table, with who rotates', () => {
  const page = new Page(100, plainPaint);
  addUseTable(page, healthyReport);
  assert.equal(page.toString().split('\n').length, 1 + 8 + 1);
  assert.deepEqual(row(healthyReport, 'Inbound One-Way TLS'), ['–', '–', '–', '–', 'Salesforce']);
  assert.deepEqual(row(healthyReport, 'Outbound Apex One-Way TLS'), ['–', '–', '–', '–', 'the other side']);
});

test('a certificate counts once in each of its uses, by the worst that is said of it', () => {
  assert.deepEqual(row(troubledReport, 'Outbound Apex mTLS'), ['–', '–', '1', '–', 'you']);
  assert.deepEqual(row(troubledReport, 'Outbound SSO'), ['–', '–', '1', '–', 'you']);
});

test('a hint leaves a certificate in order', () => {
  assert.deepEqual(row(troubledReport, 'Bring Your Own Certificate (custom domain)'), ['1', '–', '–', '–', 'you']);
});

test('a certificate that nobody has read is not in order', () => {
  assert.deepEqual(row(troubledReport, 'Outbound Apex One-Way TLS')[3], '1');
});

test('a certificate that a check could not judge is not in order', () => {
  const notChecked = [{ check: 'weak-key', subject: 'Portal_TLS', reason: 'r' }];
  assert.deepEqual(row({ ...healthyReport, uses, notChecked }, 'Bring Your Own Certificate (custom domain)')[3], '1');
});

test('what is waived is neither in order nor open, what was known before is open', () => {
  const [first] = troubledReport.findings;
  assert.ok(first);
  const waived: HealthReport = { ...healthyReport, uses, findings: [{ ...first, status: 'waived' }] };
  // ok, warn, crit, waived, not judged
  assert.deepEqual(row(waived, 'Outbound Apex mTLS').slice(0, 5), ['–', '–', '–', '1', '–']);
  const known: HealthReport = {
    ...healthyReport,
    uses,
    decisions: { checksOff: [], known: { since: '2026-11-01T00:00:00.000Z', findings: [first] } },
  };
  assert.equal(row(known, 'Outbound Apex mTLS')[2], '1');
});

test('without room for it, who rotates stands below the row', () => {
  const page = new Page(60, plainPaint);
  addUseTable(page, healthyReport);
  assert.match(page.toString(), /Outbound SSO +– +– +– +–\n {2}who rotates: you/);
});
