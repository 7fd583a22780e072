import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { runInOwnProcess } from './run-command.ts';

/** Addresses of all modules that a command loads: Node's coverage names every script that it ran. */
async function loadedBy(
  t: TestContext,
  args: readonly string[],
  files: Record<string, string> = {},
): Promise<string[]> {
  const cwd = folderWith(t, files);
  const coverage = folderWith(t, {});
  await runInOwnProcess(args, { cwd, env: { NODE_V8_COVERAGE: coverage } });
  const loaded = readdirSync(coverage).flatMap((name) => {
    const report = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as { result: { url: string }[] };
    return report.result.map(({ url }) => url);
  });
  assert.ok(
    loaded.some((url) => url.endsWith('/plugin-cert/bin/run.js')),
    'nothing was recorded',
  );
  return loaded;
}

for (const command of [
  'health',
  'list',
  'inspect',
  'verify',
  'checks',
  'compare',
  'simulate inbound',
  'simulate outbound',
  'simulate sso',
  'simulate jwt',
]) {
  test(`cert ${command} --help loads nothing that reads certificates`, async (t) => {
    const loaded = await loadedBy(t, [...command.split(' '), '--help']);
    assert.deepEqual(
      loaded.filter((url) => /\/packages\/core\/|fast-xml-parser|@peculiar/.test(url)),
      [],
    );
  });
}

test('cert health never loads the library that only makes certificates', async (t) => {
  const { pem } = await issue({ name: 'A', from: '2026-01-01', days: 90 });
  const loaded = await loadedBy(t, ['health', '-f', 'a.pem', '-d', '.'], { 'a.pem': pem });
  assert.ok(loaded.some((url) => url.includes('/packages/core/')));
  assert.deepEqual(
    loaded.filter((url) => url.includes('@peculiar')),
    [],
  );
});
