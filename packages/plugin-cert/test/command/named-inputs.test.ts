import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { jsonOf, runCommand } from './run-command.ts';

describe('an input that is named and not there', () => {
  let cwd: string;
  const kept: (() => void)[] = [];
  before(async () => {
    const { pem } = await issue({ name: 'Held', from: '2026-01-01', days: 365 });
    cwd = folderWith({ after: (work) => void kept.push(work as () => void) }, { 'a.pem': pem, 'app/certs/a.pem': pem });
    symlinkSync('nowhere', join(cwd, 'dangling'));
    symlinkSync('circle', join(cwd, 'circle'));
  });
  after(() => {
    for (const work of kept) work();
  });

  for (const args of [
    'health -d gone',
    'health -d app -d gone',
    'health -d gone --fail-on never',
    'health -d gone --fail-on incomplete --json',
    'health -d dangling',
    'health -d circle',
    'health -d a.pem',
    'health -f gone.pem',
    'health -f a.pem -f gone.pem --fail-on never',
    'health -f a.pem/under',
    'health -f dangling',
    'health -f app',
    'health -d app -f gone.pem',
    'health -f a.pem --trust-store gone',
    'health -f a.pem --config gone.yml',
    'health -f a.pem --baseline gone.json',
    'list -d gone',
    'list -f gone.pem',
    'inspect gone.pem',
    'inspect app',
    'verify gone.pem --anchors a.pem',
    'verify a.pem --anchors gone.pem',
    'verify a.pem --anchors a.pem --untrusted gone.pem',
    'verify a.pem --anchors a.pem --crl gone.crl',
    'trust list gone',
    'trust audit gone',
    'trust diff mozilla gone',
    'trust list a.pem --password-file gone',
  ]) {
    test(`is an error of usage: ${args}`, async () => {
      const { exitCode, stdout, stderr } = await runCommand(args.split(' '), { cwd });
      assert.equal(exitCode, 2, stderr);
      const said = args.includes('--json') ? stdout : stderr;
      assert.match(said, /gone|dangling|circle|a\.pem|app/);
      assert.doesNotMatch(stderr, /\n\s+at /);
      if (!args.includes('--json')) assert.equal(stdout, '');
    });
  }
});

describe('a folder in which there is nothing to judge', () => {
  for (const [what, files] of [
    ['empty', {}],
    ['of other things', { 'readme.txt': 'x' }],
    ['of a manifest', { 'package.xml': '<Package/>' }],
  ] as const) {
    test(`(${what}) is no good news`, async (t) => {
      const folder = folderWith(t, files);
      const outcome = await runCommand(['health', '-d', folder, '--fail-on', 'incomplete', '--json']);
      assert.equal(outcome.exitCode, 5);
      const { result } = jsonOf<HealthReport>(outcome);
      assert.equal(result.summary.status, 'empty');
      const source = result.sources.find(({ id }) => id.startsWith('project:'));
      assert.match(source?.detail ?? '', /Nothing to judge there/);
    });
  }
});

test('a package directory that is not there is not checked, whatever else is fine', async (t) => {
  const { pem } = await issue({ name: 'Held', from: '2026-01-01', days: 365 });
  const folder = folderWith(t, {
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app' }, { path: 'not-here' }] }),
    'app/tls/a.pem': pem,
  });
  const args = ['health', '-d', folder, '--as-of', '2026-02-01'];
  const outcome = await runCommand([...args, '--fail-on', 'incomplete', '--json']);
  assert.equal(outcome.exitCode, 5);
  assert.equal(jsonOf<HealthReport>(outcome).result.summary.status, 'incomplete');
  const { stdout } = await runCommand(args);
  assert.match(stdout, /\? NOT CHECKED {2}Package directory not-here/);
});
