import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, NotChecked, Severity, Source } from '@cert-health/core';
import { exitCodeOf } from '../../src/scan/exit-code.ts';
import { failOnLevels } from '../../src/scan/fail-on.ts';

const finding = (severity: Severity, status: Finding['status'] = 'open'): Finding => ({
  id: 'x',
  check: 'x',
  severity,
  status,
  title: '',
  detail: '',
  evidence: {},
  remedy: '',
  source: '',
  docs: '',
});
const source = (status: Source['status'], permission?: string): Source => ({
  id: 's',
  label: '',
  status,
  items: 0,
  detail: '',
  ...(permission ? { permission } : {}),
});
const report = (parts: { findings?: Finding[]; sources?: Source[]; notChecked?: NotChecked[] }) => ({
  findings: [],
  sources: [],
  notChecked: [],
  ...parts,
});
const codes = (parts: Parameters<typeof report>[0]): number[] =>
  failOnLevels.map((level) => exitCodeOf(report(parts), level));

test('levels are asked in the order never, critical, warning, info, incomplete', () => {
  assert.deepEqual(failOnLevels, ['never', 'critical', 'warning', 'info', 'incomplete']);
});

test('a healthy report gives 0 at every level', () =>
  assert.deepEqual(codes({ sources: [source('read')] }), [0, 0, 0, 0, 0]));

test('a critical finding gives 4 from level critical on', () =>
  assert.deepEqual(codes({ findings: [finding('critical')] }), [0, 4, 4, 4, 4]));

test('a warning gives 3 from level warning on', () =>
  assert.deepEqual(codes({ findings: [finding('warning')] }), [0, 0, 3, 3, 3]));

test('a note gives 3 from level info on', () =>
  assert.deepEqual(codes({ findings: [finding('info')] }), [0, 0, 0, 3, 3]));

test('waived findings count for nothing', () => {
  assert.deepEqual(codes({ findings: [finding('critical', 'waived'), finding('warning', 'waived')] }), [0, 0, 0, 0, 0]);
});

test('a source that failed gives 5 at level incomplete only', () => {
  assert.deepEqual(codes({ sources: [source('failed')] }), [0, 0, 0, 0, 5]);
});

test('a feature that the org lacks is no gap', () =>
  assert.deepEqual(codes({ sources: [source('unavailable')] }), [0, 0, 0, 0, 0]));

test('a denied source gives 6', () =>
  assert.deepEqual(codes({ sources: [source('denied', 'View Setup')] }), [0, 0, 0, 0, 6]));

test('a check that could not decide gives 5, and 6 only where a source was denied', () => {
  const notChecked = [{ check: 'a', reason: 'r', permission: 'p' }];
  assert.deepEqual(codes({ notChecked, sources: [source('failed')] }), [0, 0, 0, 0, 5]);
  assert.deepEqual(codes({ notChecked, sources: [source('denied', 'p')] }), [0, 0, 0, 0, 6]);
});

test('the highest code that applies wins', () => {
  assert.deepEqual(
    codes({ findings: [finding('warning'), finding('critical')], sources: [source('failed')] }),
    [0, 4, 4, 4, 5],
  );
  assert.deepEqual(
    codes({ findings: [finding('critical')], sources: [source('failed'), source('denied')] }),
    [0, 4, 4, 4, 6],
  );
});
