import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '@cert-health/core';
import { nextStep } from '../../src/terminal/next-step.ts';
import { healthyReport, troubledReport } from './fixtures/report.ts';
import { without } from './fixtures/without.ts';

const [expiring] = troubledReport.findings as [Finding];
const next = (more: Partial<Finding>): string =>
  nextStep({ ...troubledReport, findings: [{ ...expiring, ...more }] }, []);

test('a certificate that ends is to be renewed before its day', () => {
  assert.equal(next({}), 'renew Partner_API_Client before Wed 25 Nov');
});

test('the year is told when it is another one', () => {
  assert.equal(next({ dueOn: '2027-01-17' }), 'renew Partner_API_Client before Sun 17 Jan 2027');
});

test('what is over, or ends today, is to be done now', () => {
  assert.equal(next({ check: 'expired', dueOn: '2026-11-01' }), 'renew Partner_API_Client now');
  assert.equal(next({ dueOn: '2026-11-22' }), 'renew Partner_API_Client now');
});

test('where only an intermediate ends, its chain is to be uploaded', () => {
  assert.equal(
    next({ evidence: { of: 'intermediate' } }),
    'upload the current chain of Partner_API_Client before Wed 25 Nov',
  );
});

test('all else begins with the first clause of its remedy', () => {
  const findings = [
    {
      ...without(expiring, 'dueOn'),
      check: 'weak-key',
      remedy: 'Create it anew with 2048 bits; then tell the partner.',
    },
  ];
  assert.equal(nextStep({ ...troubledReport, findings }, []), 'Partner_API_Client: create it anew with 2048 bits');
});

test('what is about no certificate begins with the place', () => {
  const finding: Finding = {
    ...without(expiring, 'dueOn', 'holding'),
    check: 'exposed-key',
    reference: { source: 'project.keys', name: 'ci/server.key', field: 'File' },
    remedy: 'Take this key for known. Make a new one.',
  };
  assert.equal(nextStep({ ...troubledReport, findings: [finding] }, []), 'ci/server.key: take this key for known');
});

test('what is waived or only a hint is not the next thing to do', () => {
  const findings: Finding[] = [
    { ...expiring, status: 'waived' },
    { ...expiring, severity: 'info' },
  ];
  assert.match(
    nextStep({ ...healthyReport, findings }, []),
    /^nothing to do; the next certificate ends on Sun 17 Jan 2027$/,
  );
});

test('without findings, what could not be read comes next', () => {
  assert.equal(
    nextStep(healthyReport, [{ names: ['File x'], why: 'Check the path.' }]),
    'see to what was not checked: File x',
  );
  assert.equal(
    nextStep(healthyReport, [{ names: ['File x', 'File y', 'File z'], why: 'Check the path.' }]),
    'see to what was not checked: File x and 2 more',
  );
});

test('without any end ahead there is nothing to do', () => {
  const summary = { ...healthyReport.summary, nextExpiry: null };
  assert.equal(nextStep({ ...healthyReport, summary }, []), 'nothing to do; no certificate ends in the future');
});

test('where there is no certificate, nothing is said of their ends', () => {
  const summary = { ...healthyReport.summary, certificates: 0, nextExpiry: null };
  const step = nextStep({ ...healthyReport, summary }, []);
  assert.equal(step, 'nothing to do in what was read, which holds no certificate');
});

test("what is somebody else's is renewed by somebody else", () => {
  const [held] = troubledReport.certificates;
  const certificates = held
    ? [{ ...held, holdings: held.holdings.map((one) => ({ ...one, kind: 'trusted' as const })) }]
    : [];
  assert.equal(
    nextStep({ ...troubledReport, certificates, findings: [expiring] }, []),
    'see to the successor of Partner_API_Client before Wed 25 Nov',
  );
});
