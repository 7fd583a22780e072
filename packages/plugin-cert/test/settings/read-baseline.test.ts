import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { readBaseline } from '../../src/settings/read-baseline.ts';
import { folderWith } from '../fixtures/folder.ts';

const report = {
  schemaVersion: '1',
  generatedAt: '2026-11-01T00:00:00.000Z',
  findings: [
    { id: 'a', severity: 'warning', status: 'open' },
    { id: 'b', severity: 'critical', status: 'waived' },
  ],
};

const fileWith = (t: TestContext, content: string): string => join(folderWith(t, { 'r.json': content }), 'r.json');

test('a report of --output-file tells its open findings and when it was made', (t) => {
  const { generatedAt, findings } = readBaseline(fileWith(t, JSON.stringify(report)));
  assert.equal(generatedAt, '2026-11-01T00:00:00.000Z');
  assert.deepEqual([...findings], [['a', 'warning']]);
});

test('what --json printed is a report, too', (t) => {
  const { findings } = readBaseline(fileWith(t, JSON.stringify({ status: 4, result: report, warnings: [] })));
  assert.deepEqual([...findings.keys()], ['a']);
});

for (const [what, content] of [
  ['no JSON', '<html>'],
  ['a list', '[]'],
  ['null', 'null'],
  ['another document', '{"a": 1}'],
  ['a report of another version', JSON.stringify({ ...report, schemaVersion: '2' })],
  ['a report without a date', JSON.stringify({ ...report, generatedAt: 5 })],
  ['findings without a severity', JSON.stringify({ ...report, findings: [{ id: 'a', status: 'open' }] })],
  ['a finding that is none', JSON.stringify({ ...report, findings: [null] })],
] as const) {
  test(`${what} is refused, with what to give instead`, (t) => {
    assert.throws(() => readBaseline(fileWith(t, content)), {
      name: 'SettingsError',
      message: /r\.json is no report to compare with; give a \.json file that "sf cert health --output-file" wrote\.$/,
    });
  });
}

test('a file that is not there is told as such', () => {
  assert.throws(() => readBaseline('gone.json'), { message: 'The baseline gone.json does not exist; check the path.' });
});
