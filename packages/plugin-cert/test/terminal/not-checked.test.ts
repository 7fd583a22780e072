import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { notCheckedLines } from '../../src/terminal/not-checked.ts';
import { healthyReport } from './fixtures/report.ts';

const unresolved = 'its name could not be resolved (ENOTFOUND)';

/** A report in which servers were not reached, which the place where they are looked for tells in its own words. */
function whatOf(detail: string, ...servers: readonly string[]): string[] {
  const called = { id: 'network.servers', label: 'Servers', status: 'failed', items: 0, detail } as const;
  const report: HealthReport = {
    ...healthyReport,
    sources: [called],
    notChecked: servers.map((subject) => ({ check: 'server-not-accepted', subject, reason: unresolved })),
  };
  return notCheckedLines(report).map(({ names }) => names.join(' and '));
}

test('what a place says of each by name is not told again', () => {
  const detail =
    '0 reached. a.example:443, b.example:443 and c.example:8443: Its name could not be resolved (ENOTFOUND).';
  assert.deepEqual(whatOf(detail, 'a.example:443', 'b.example:443', 'c.example:8443'), ['Servers']);
});

test('one that the place does not name keeps its line', () => {
  const detail = '0 reached. my-a.example:443 and 1 more: Its name could not be resolved (ENOTFOUND).';
  assert.deepEqual(whatOf(detail, 'my-a.example:443', 'a.example:443'), [
    'Servers',
    'my-a.example:443 and a.example:443',
  ]);
});

test('another reason is told', () => {
  assert.deepEqual(whatOf('0 reached. a.example:443: It did not answer.', 'a.example:443'), [
    'Servers',
    'a.example:443',
  ]);
});

test('a reason that a place shares word for word is told', () => {
  const same = 'Its name could not be resolved (ENOTFOUND).';
  assert.ok(whatOf(same, 'Servers').length > 0);
});
