import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, HealthReport, NotChecked, Severity, Source } from '@cert-health/core';
import { exitCodeOf } from '../../src/options/exit-code.ts';
import { failOnLevels } from '../../src/options/fail-on.ts';

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
const source = (status: Source['status'], permission?: string, id = 'org.apex'): Source => ({
  id,
  label: '',
  status,
  items: 0,
  detail: '',
  ...(permission ? { permission } : {}),
});
interface Parts {
  readonly findings?: Finding[];
  readonly sources?: Source[];
  readonly notChecked?: NotChecked[];
  readonly status?: HealthReport['summary']['status'];
}
const report = ({ status = 'healthy', ...parts }: Parts) => ({
  findings: [],
  sources: [],
  notChecked: [],
  summary: { status },
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

test('a note gives 3 at level info only: whoever asks whether all could be checked did not ask for notes', () =>
  assert.deepEqual(codes({ findings: [finding('info')] }), [0, 0, 0, 3, 0]));

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

test('the worst news wins: critical, a missing permission, something not checked, a warning', () => {
  const critical = [finding('warning'), finding('critical')];
  assert.deepEqual(codes({ findings: critical, sources: [source('failed'), source('denied')] }), [0, 4, 4, 4, 4]);
  const warning = [finding('warning'), finding('info')];
  assert.deepEqual(codes({ findings: warning, sources: [source('failed'), source('denied')] }), [0, 0, 3, 3, 6]);
  assert.deepEqual(codes({ findings: warning, sources: [source('failed')] }), [0, 0, 3, 3, 5]);
});

test('what nobody asked for did not fail', () => {
  const notChecked = [{ check: 'revoked', reason: 'Nobody asked.', asked: false as const }];
  assert.deepEqual(codes({ notChecked, sources: [source('read')] }), [0, 0, 0, 0, 0]);
});

test('where nothing was there to judge, all could not be checked', () => {
  assert.deepEqual(
    codes({ sources: [source('read', undefined, 'project.certificates')], status: 'empty' }),
    [0, 0, 0, 0, 5],
  );
});

test('without a single place of certificates that could be read there is no verdict, whatever was asked', () => {
  const lists = (status: Source['status'], ...others: Source[]) => [
    source(status, undefined, 'org.certificates'),
    source('failed', undefined, 'org.saml-sso-configs'),
    ...others,
  ];
  const names = [source('read', undefined, 'org.remote-sites'), source('read', undefined, 'org.permissions')];
  assert.deepEqual(codes({ sources: lists('failed', ...names), findings: [finding('warning')] }), [1, 1, 1, 1, 1]);
  assert.deepEqual(codes({ sources: lists('denied') }), [1, 1, 1, 1, 1]);
  assert.deepEqual(codes({ sources: [source('failed', undefined, 'file:nowhere.pem')] }), [1, 1, 1, 1, 1]);
  assert.deepEqual(codes({ sources: lists('read') }), [0, 0, 0, 0, 5]);
});
