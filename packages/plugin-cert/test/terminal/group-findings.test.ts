import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, HealthReport } from '@cert-health/core';
import { groupFindings } from '../../src/terminal/group-findings.ts';
import type { Grouping } from '../../src/terminal/groupings.ts';
import { troubledReport } from './fixtures/report.ts';
import { without } from './fixtures/without.ts';

const titles = (
  by: Exclude<Grouping, 'date'>,
  findings: readonly Finding[] = troubledReport.findings,
  report: HealthReport = troubledReport,
): string[] => groupFindings(findings, report, by).map(({ title }) => title);

test('by certificate: each with its counts, soonest trouble first', () => {
  assert.deepEqual(titles('certificate'), ['Partner_API_Client · 1 critical, 1 warning', 'Portal_TLS · 1 note']);
});

test('by owner: who has to act, and what nobody was named for', () => {
  assert.deepEqual(titles('owner'), [
    'Integration team · 1 critical',
    'Nobody named in the settings · 1 warning, 1 note',
  ]);
});

test('by use: the name of the use, a certificate with several at the first', () => {
  assert.deepEqual(titles('use'), [
    'Outbound Apex mTLS · 1 critical, 1 warning',
    'Bring Your Own Certificate (custom domain) · 1 note',
  ]);
});

test('by use: a finding that tells its use itself stands there', () => {
  const findings = troubledReport.findings.slice(0, 1).map((one) => ({ ...one, use: 'inbound-sso' as const }));
  assert.deepEqual(titles('use', findings), ['Inbound SSO · 1 critical']);
});

test('by use: nothing is guessed where no use is known', () => {
  assert.deepEqual(titles('use', troubledReport.findings, { ...troubledReport, uses: [] }), [
    'No use known · 1 critical, 1 warning, 1 note',
  ]);
});

test('a finding about the org has a group of its own', () => {
  const findings = troubledReport.findings.slice(0, 1).map((one) => without(one, 'holding'));
  assert.deepEqual(titles('certificate', findings), ['The org as a whole · 1 critical']);
});

test('every finding is in exactly one group', () => {
  for (const by of ['use', 'certificate', 'owner'] as const) {
    const grouped = groupFindings(troubledReport.findings, troubledReport, by).flatMap(({ findings }) => findings);
    assert.deepEqual(new Set(grouped), new Set(troubledReport.findings));
    assert.equal(grouped.length, troubledReport.findings.length);
  }
});
