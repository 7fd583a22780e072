import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { folderWith } from '../fixtures/folder.ts';
import { issue, issueChain } from '../fixtures/issue.ts';
import { jsonOf, runCommand } from './run-command.ts';

describe('sf cert health', () => {
  let healthy: string;
  let expiring: string;
  let expired: string;

  before(async () => {
    const { leaf, intermediate, root } = await issueChain({ days: 100 });
    healthy = leaf.pem + intermediate.pem + root.pem;
    expiring = (await issue({ name: 'Expiring', from: '2025-12-01', days: 90 })).pem;
    expired = (await issue({ name: 'Expired', from: '2025-01-01', days: 90 })).pem;
  });

  // Judged as of 1 February 2026: the first has 69 of 100 days left, the second 28 of 90, the third ended long ago.
  const health = (t: TestContext, files: Record<string, string>, ...args: string[]) => {
    const folder = folderWith(t, files);
    const given = Object.keys(files).flatMap((file) => ['--file', file]);
    return runCommand(['health', '--as-of', '2026-02-01', ...given, ...args], { cwd: folder });
  };

  test('exits with 0 for healthy certificates, in three lines and one that says which day was judged', async (t) => {
    const { exitCode, stdout } = await health(t, { 'a.pem': healthy });
    assert.equal(exitCode, 0);
    assert.equal(stdout.trimEnd().split('\n').length, 4, stdout);
    assert.match(stdout, /\n(judged as of|as it will stand on) 1 Feb 2026 00:00 UTC,.* the rules in force then\n/);
    assert.match(stdout, /exit 0/);
  });

  test('exits with 4 for a critical finding, and says so', async (t) => {
    const { exitCode, stdout, stderr } = await health(t, { 'a.pem': healthy, 'old.pem': expired });
    assert.equal(exitCode, 4);
    assert.match(stdout, /^critical +old\.pem · ended 31 Mar 2025/m);
    assert.match(stdout, /exit 4/);
    assert.equal(stderr, '');
  });

  test('exits by the level of --fail-on', async (t) => {
    const files = { 'soon.pem': expiring };
    assert.equal((await health(t, files)).exitCode, 0);
    assert.equal((await health(t, files, '--fail-on', 'warning')).exitCode, 3);
    assert.equal((await health(t, files, '--fail-on', 'note')).exitCode, 3, 'as --fail-on info');
    assert.equal((await health(t, { 'old.pem': expired }, '--fail-on', 'never')).exitCode, 0);
  });

  test('thresholds move what is a warning and what is critical', async (t) => {
    const files = { 'soon.pem': expiring };
    assert.equal((await health(t, files, '--critical-at', '30d')).exitCode, 4);
    assert.equal(
      (await health(t, files, '--warn-at', '5%', '--critical-at', '1d', '--fail-on', 'warning')).exitCode,
      0,
    );
  });

  test('what cannot be read is "not checked", and gives 5 only where that is asked for', async (t) => {
    const folder = folderWith(t, { 'a.pem': healthy, 'b.pem': '<html></html>' });
    const args = ['health', '--as-of', '2026-02-01', '-f', 'a.pem', '-f', 'b.pem'];
    const usual = await runCommand(args, { cwd: folder });
    assert.equal(usual.exitCode, 0);
    assert.match(usual.stdout, /\? NOT CHECKED {2}File b\.pem\n +This is a web page/);
    assert.equal((await runCommand([...args, '--fail-on', 'incomplete'], { cwd: folder })).exitCode, 5);
  });

  test('--json prints the report and nothing else, with the exit code as status', async (t) => {
    const outcome = await health(t, { 'old.pem': expired }, '--json');
    const { status, result } = jsonOf<HealthReport>(outcome);
    assert.equal(outcome.exitCode, 4);
    assert.equal(status, 4);
    assert.equal(result.schemaVersion, '1');
    assert.equal(result.asOf, '2026-02-01T00:00:00.000Z');
    assert.equal(result.org, null);
    assert.equal(result.certificates[0]?.subject, 'CN=Expired');
    assert.equal(outcome.stderr, '');
  });

  test('a folder and files are judged together', async (t) => {
    const folder = folderWith(t, { 'p/tls/x.cer': expired, 'a.pem': healthy });
    const { result } = jsonOf<HealthReport>(
      await runCommand(['health', '-d', 'p', '-f', 'a.pem', '--json', '--as-of', '2026-02-01'], { cwd: folder }),
    );
    assert.deepEqual(
      result.certificates
        .flatMap((one) => one.holdings.filter((holding) => !holding.chainMember).map((holding) => holding.path))
        .sort(),
      ['a.pem', 'p/tls/x.cer'],
    );
  });

  test('the report is written in every format that is asked for, and shown as well', async (t) => {
    const folder = folderWith(t, { 'old.pem': expired });
    const names = ['r.json', 'r.html', 'r.csv', 'r.md'];
    const { stdout } = await runCommand(
      ['health', '-f', 'old.pem', '--as-of', '2026-02-01', ...names.flatMap((name) => ['--output-file', name])],
      { cwd: folder },
    );
    for (const name of names) assert.match(readFileSync(join(folder, name), 'utf8'), /Expired/, name);
    assert.equal((JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as HealthReport).schemaVersion, '1');
    assert.match(stdout, /^critical /m);
  });

  for (const [what, path, said] of [
    ['an extension that no format goes by', 'r.docx', /none of \.json, \.csv, \.html/],
    ['no extension', 'report', /none of \.json/],
    [
      'a folder that is not there',
      'no/such/r.json',
      /folder no\/such of no\/such\/r\.json does not exist; create it first/,
    ],
  ] as const) {
    test(`--output-file with ${what} is refused before the scan, with exit 2`, async (t) => {
      const folder = folderWith(t, { 'old.pem': expired });
      const { exitCode, stderr, stdout } = await runCommand(['health', '-f', 'old.pem', '--output-file', path], {
        cwd: folder,
      });
      assert.equal(exitCode, 2);
      assert.match(stderr.replaceAll(/\s+/g, ' '), said);
      assert.equal(stdout, '');
      assert.equal(existsSync(join(folder, path)), false);
    });
  }

  for (const args of [
    ['--as-of', 'tomorrow'],
    ['--warn-at', 'soon'],
    ['--fail-on', 'everything'],
    ['--no-such-flag'],
  ]) {
    test(`${args.join(' ')} is wrong usage: exit 2, one sentence, no stack`, async (t) => {
      const { exitCode, stderr } = await runCommand(['health', '-f', 'x.pem', ...args], {
        cwd: folderWith(t, { 'x.pem': '' }),
      });
      assert.equal(exitCode, 2);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  test('with nothing to look at says what can be given, with exit 2', async (t) => {
    const { exitCode, stderr } = await runCommand(['health'], { cwd: folderWith(t, {}) });
    assert.equal(exitCode, 2);
    for (const word of ['--target-org', '--source-dir', '--file', 'sf org login web'])
      assert.match(stderr, new RegExp(word));
  });

  test('an org that nobody logged in to is an error of its own, with exit 1', async (t) => {
    const { exitCode, stderr } = await runCommand(['health', '-o', 'nobody@example.com'], { cwd: folderWith(t, {}) });
    assert.equal(exitCode, 1);
    assert.match(stderr, /nobody@example\.com/);
  });

  test('colors follow FORCE_COLOR and NO_COLOR, and no word depends on them', async (t) => {
    const folder = folderWith(t, { 'old.pem': expired });
    const run = (env: Record<string, string>) =>
      runCommand(['health', '-f', 'old.pem', '--as-of', '2026-02-01'], { cwd: folder, env });
    const [colored, plain, piped] = await Promise.all([run({ FORCE_COLOR: '1' }), run({ NO_COLOR: '1' }), run({})]);
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
    assert.match(colored.stdout, escapes);
    assert.doesNotMatch(plain.stdout, escapes);
    assert.doesNotMatch(piped.stdout, escapes);
    assert.equal(colored.stdout.replaceAll(escapes, ''), plain.stdout);
  });

  test('--help tells the exit codes', async () => {
    const { stdout, exitCode } = await runCommand(['health', '--help']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /ERROR CODES\n {2}0 {2}Nothing at or above/);
  });

  test('-h is the short one: every flag in its group, and nothing else', async () => {
    const [short, long] = await Promise.all([runCommand(['health', '-h']), runCommand(['health', '--help'])]);
    assert.equal(short.exitCode, 0);
    const headings = (text: string): string[] => text.match(/^[A-Z][A-Z ]+$/gm) ?? [];
    const flags = ['FLAGS', 'GLOBAL FLAGS', 'JUDGING FLAGS', 'KEEPING FLAGS', 'NETWORK FLAGS'];
    assert.deepEqual(headings(short.stdout).sort(), ['ARGUMENTS', ...flags, 'USAGE'].sort());
    const more = ['DESCRIPTION', 'ERROR CODES', 'EXAMPLES', 'FLAG DESCRIPTIONS'];
    assert.deepEqual(headings(long.stdout).sort(), ['ARGUMENTS', ...flags, 'USAGE', ...more].sort());
    assert.ok(short.stdout.split('\n').length * 2 < long.stdout.split('\n').length);
  });
});
