import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { leaksIn, planted } from '../../../core/test/fixtures/planted-secrets.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';

let certificate = '';
before(async () => {
  certificate = (await issue({ name: 'Partner', from: '2026-01-01', days: 3650 })).pem;
});

const filesOf = (text: string): Record<string, string> => ({
  'server.key': text,
  'bundle.pem': certificate + text,
  'ca.pem': certificate,
  'values.yml': `thresholds:\n  warn-at: ${JSON.stringify(text)}\n`,
  'names.yml': `${JSON.stringify(text)}: 1\n`,
  'broken.yml': `owners: [${JSON.stringify(text)}\n  - ${JSON.stringify(text)}: {\n`,
  'report.json': JSON.stringify({ schemaVersion: text }),
});

/** Commands that meet the key, or are given it. */
const commands = (text: string): string[][] => [
  ['health', '-d', '.'],
  ['health', '-d', '.', '--json'],
  ['health', '-f', 'server.key'],
  ['health', '-f', 'bundle.pem', '--json'],
  ['health', '-f', 'ca.pem', '--config', 'values.yml'],
  ['health', '-f', 'ca.pem', '--config', 'names.yml', '--json'],
  ['health', '-f', 'ca.pem', '--config', 'broken.yml'],
  ['health', '-f', 'ca.pem', '--baseline', 'report.json'],
  ['health', '-f', 'ca.pem', '--as-of', text],
  ['health', '-f', text],
  ['health', '-f', 'ca.pem', '--output-file', `${text.replaceAll('/', '')}.html`],
  ['list', '-d', '.'],
  ['inspect', 'server.key'],
  ['inspect', 'bundle.pem', '--json'],
  ['inspect', text],
  ['verify', 'server.key', '--anchors', 'ca.pem'],
  ['verify', 'bundle.pem', '--anchors', 'server.key', '--json'],
  ['trust', 'audit', 'server.key'],
  ['trust', 'audit', 'bundle.pem', '--json'],
  ['trust', 'diff', 'mozilla', 'server.key'],
  ['checks', '--explain', text],
  ['simulate', 'outbound', '127.0.0.1:1', '--cert', 'server.key'],
  ['simulate', 'outbound', '127.0.0.1:1', '--cert', text],
  ['simulate', 'sso', '--response', 'server.key', '-d', '.'],
  ['simulate', 'sso', '--response', text],
  ['simulate', 'jwt', 'server.key', '--app', 'App', '-d', '.'],
  ['simulate', 'jwt', text, '--app', 'App', '-d', '.'],
  ['simulate', 'jwt', '--key', 'server.key', '--app', 'App', '-d', '.', '--json'],
];

test('no command repeats a secret key that it meets or is given', async (t) => {
  const secret = planted('base64 of DER');
  const folder = folderWith(t, filesOf(secret.text));
  for (const args of commands(secret.text)) {
    const { stdout, stderr } = await runCommand(args, { cwd: folder });
    assert.ok(stdout + stderr !== '', args.join(' '));
    assert.deepEqual(leaksIn(stdout + stderr, secret), [], args.slice(0, 2).join(' '));
  }
});

describe('a file that was given by its name', () => {
  const health = async (t: TestContext, files: Record<string, string | Uint8Array>, ...args: string[]) => {
    const folder = folderWith(t, files);
    const outcome = await runCommand(['health', ...args, '--as-of', '2026-06-01', '--json'], { cwd: folder });
    const { findings } = jsonOf<HealthReport>(outcome).result;
    return { ...outcome, keys: findings.filter(({ check }) => check === 'exposed-key') };
  };

  test('and is a key is a finding, with the exit code of its level', async (t) => {
    const { exitCode, keys } = await health(t, { 'server.key': planted('PKCS#8 in PEM').text }, '-f', 'server.key');
    assert.deepEqual(
      [exitCode, keys.map(({ severity, title }) => [severity, title])],
      [4, [['critical', 'Whoever sees the file server.key has the private key in it']]],
    );
  });

  test('and holds a key beside its certificate is a finding too', async (t) => {
    const files = { 'bundle.pem': certificate + planted('SEC 1 in PEM').text };
    const { keys } = await health(t, files, '-f', 'bundle.pem');
    assert.deepEqual(
      keys.map(({ evidence }) => evidence['line']),
      [certificate.split('\n').length],
    );
  });

  test('and lies in a folder of the scan is told once', async (t) => {
    const files = { 'ci/server.key': planted('PKCS#8 in PEM').text };
    const { keys } = await health(t, files, '-d', '.', '-f', 'ci/server.key');
    assert.equal(keys.length, 1);
  });
});
