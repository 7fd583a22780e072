import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import type { CertChecksResult } from '../../src/commands/cert/checks.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { jsonOf, runCommand } from './run-command.ts';

let expired: string;
let expiring: string;

before(async () => {
  expired = (await issue({ name: 'Expired', from: '2025-01-01', days: 90 })).pem;
  expiring = (await issue({ name: 'Expiring', from: '2025-12-01', days: 90 })).pem;
});

/** Everything that the tests decide about would otherwise be critical. */
const waiver = (until: string): string => `waivers:
  - certificate: old.pem
    check: expired
    reason: Kept for the archive
    owner: Ada
    until: ${until}
`;

const asOf = ['--as-of', '2026-02-01'];
const statuses = ({ findings }: HealthReport): string[] =>
  findings.map(({ check, status }) => `${check} ${status}`).sort();

describe('sf cert health with a settings file', () => {
  test('finds it in a folder above, and waives what it waives', async (t) => {
    const folder = folderWith(t, { 'cert-health.yml': waiver('2026-06-30'), 'a/old.pem': expired });
    const outcome = await runCommand(['health', '-f', 'old.pem', ...asOf, '--json'], { cwd: join(folder, 'a') });
    assert.equal(outcome.exitCode, 0);
    const { result } = jsonOf<HealthReport>(outcome);
    assert.ok(statuses(result).includes('expired waived'));
    assert.deepEqual(result.findings.find(({ status }) => status === 'waived')?.waiver, {
      reason: 'Kept for the archive',
      owner: 'Ada',
      until: '2026-06-30',
    });
    assert.equal(result.decisions?.file, '../cert-health.yml');
  });

  test('goes by the one above the first --source-dir, not by that of the working directory', async (t) => {
    const folder = folderWith(t, {
      'cert-health.yml': 'checks-off: [expired]\n',
      'p/cert-health.yml': waiver('2026-06-30'),
      'p/certs/old.pem': expired,
    });
    const { result } = jsonOf<HealthReport>(
      await runCommand(['health', '-d', 'p/certs', ...asOf, '--json'], { cwd: folder }),
    );
    assert.equal(result.decisions?.file, 'p/cert-health.yml');
  });

  test('opens what was waived once the waiver has ended, and warns of the waiver', async (t) => {
    const folder = folderWith(t, { 'cert-health.yml': waiver('2026-01-31'), 'old.pem': expired });
    const { exitCode, stdout } = await runCommand(['health', '-f', 'old.pem', '--details', ...asOf], { cwd: folder });
    assert.equal(exitCode, 4);
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /WARNING expired counts again for old\.pem: its waiver ended yesterday \(Sat 31 Jan\)/,
    );
    assert.match(stdout, /owner +Ada/);
  });

  test('turns checks off and says so, in the terminal and in JSON', async (t) => {
    const folder = folderWith(t, { 'mine.yml': 'checks-off: [expired]\n', 'old.pem': expired });
    const args = ['health', '-f', 'old.pem', '--config', 'mine.yml', ...asOf];
    const { exitCode, stdout } = await runCommand(args, { cwd: folder });
    assert.equal(exitCode, 0);
    assert.match(stdout.replaceAll(/\s+/g, ' '), /1 check off · settings mine\.yml/);
    const { result } = jsonOf<HealthReport>(await runCommand([...args, '--json'], { cwd: folder }));
    assert.deepEqual(result.decisions, { checksOff: ['expired'], file: 'mine.yml' });
  });

  test('a check that is off is in no report as one that was passed', async (t) => {
    const folder = folderWith(t, { 'cert-health.yml': 'checks-off: [weak-key]\n', 'old.pem': expired });
    await runCommand(['health', '-f', 'old.pem', '--output-file', 'r.junit.xml', '--output-file', 'r.sarif', ...asOf], {
      cwd: folder,
    });
    for (const name of ['r.junit.xml', 'r.sarif']) {
      const written = readFileSync(join(folder, name), 'utf8');
      assert.match(written, /weak-signature/);
      assert.doesNotMatch(written, /weak-key/);
    }
  });

  test('sets thresholds, which flags override', async (t) => {
    const settings = 'thresholds: { certificates: [{ certificate: "*.pem", critical-at: 30d }] }\n';
    const folder = folderWith(t, { 'cert-health.yml': settings, 'soon.pem': expiring });
    const health = async (...args: string[]): Promise<number | null> =>
      (await runCommand(['health', '-f', 'soon.pem', ...asOf, ...args], { cwd: folder })).exitCode;
    assert.equal(await health(), 4);
    assert.equal(await health('--critical-at', '5d'), 0);
  });

  test('names owners, and groups by them', async (t) => {
    const folder = folderWith(t, {
      'cert-health.yml': 'owners: [{ certificate: old*, owner: Web team }]\n',
      'old.pem': expired,
    });
    const { stdout } = await runCommand(['health', '-f', 'old.pem', '--by', 'owner', ...asOf], { cwd: folder });
    assert.match(stdout, /── Web team · 1 critical/);
  });

  test('a mistake in it is wrong usage: exit 2, its place, what to write instead, and no scan', async (t) => {
    const folder = folderWith(t, { 'cert-health.yml': waiver('soon'), 'old.pem': expired });
    const { exitCode, stderr, stdout } = await runCommand(['health', '-f', 'old.pem'], { cwd: folder });
    assert.equal(exitCode, 2);
    assert.match(
      stderr.replaceAll(/\s+/g, ' '),
      /cert-health\.yml:6:12: "soon" is no date; write it as year-month-day, such as 2027-01-31\./,
    );
    assert.equal(stdout, '');
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  test('one that is named and not there is wrong usage', async (t) => {
    const { exitCode, stderr } = await runCommand(['health', '-f', 'x.pem', '--config', 'no.yml'], {
      cwd: folderWith(t, { 'x.pem': '' }),
    });
    assert.equal(exitCode, 2);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /The settings file no\.yml does not exist; check the path\./);
  });
});

describe('sf cert health --baseline', () => {
  test('counts only what is new, whichever way the former report was kept', async (t) => {
    const folder = folderWith(t, { 'old.pem': expired, 'soon.pem': expiring });
    const before = ['health', '-f', 'old.pem', ...asOf];
    await runCommand([...before, '--output-file', 'former.json'], { cwd: folder });
    const printed = await runCommand([...before, '--json'], { cwd: folder });
    const baselines = folderWith(t, { 'printed.json': printed.stdout });
    for (const baseline of ['former.json', join(baselines, 'printed.json')]) {
      const args = [
        'health',
        '-f',
        'old.pem',
        '-f',
        'soon.pem',
        '--fail-on',
        'warning',
        '--baseline',
        baseline,
        ...asOf,
      ];
      const { exitCode, stdout } = await runCommand(args, { cwd: folder });
      assert.equal(exitCode, 3, 'the new warning; the critical one was known');
      assert.doesNotMatch(stdout, /CRITICAL/);
      assert.match(stdout.replaceAll(/\s+/g, ' '), /\d known since/);
    }
  });

  test('a file that is no report is wrong usage', async (t) => {
    const folder = folderWith(t, { 'b.json': '{}', 'x.pem': '' });
    const { exitCode, stderr } = await runCommand(['health', '-f', 'x.pem', '--baseline', 'b.json'], { cwd: folder });
    assert.equal(exitCode, 2);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /b\.json is no report to compare with/);
  });
});

describe('sf cert health --trust-store', () => {
  test('names the list among what was looked at', async (t) => {
    const folder = folderWith(t, { 'old.pem': expired, 'roots.pem': expiring });
    const { result } = jsonOf<HealthReport>(
      await runCommand(['health', '-f', 'old.pem', '--trust-store', 'roots.pem', '--json', ...asOf], { cwd: folder }),
    );
    const source = result.sources.find(({ id }) => id === 'trust-store');
    assert.equal(source?.label, 'List of roots that your org trusts (roots.pem)');
    assert.equal(source?.detail, '1 root.');
  });

  test('a file from which nothing can be read is wrong usage', async (t) => {
    const folder = folderWith(t, { 'log-in.html': '<html>Log in</html>', 'x.pem': '' });
    const args = ['health', '-f', 'x.pem', '--trust-store'];
    for (const path of ['log-in.html', 'gone.html']) {
      const { exitCode, stderr, stdout } = await runCommand([...args, path], { cwd: folder });
      assert.equal(exitCode, 2, path);
      assert.match(stderr, new RegExp(path));
      assert.equal(stdout, '');
    }
  });
});

describe('sf cert checks --init', () => {
  test('writes a settings file that changes nothing, and never overwrites one', async (t) => {
    const folder = folderWith(t, { 'old.pem': expired });
    const path = join(folder, 'cert-health.yml');
    const { exitCode, stdout } = await runCommand(['checks', '--init'], { cwd: folder });
    assert.equal(exitCode, 0);
    assert.match(stdout, /Wrote cert-health\.yml/);
    assert.ok(existsSync(path));
    assert.equal((await runCommand(['health', '-f', 'old.pem', ...asOf], { cwd: folder })).exitCode, 4);
    const written = readFileSync(path, 'utf8');
    const again = await runCommand(['checks', '--init'], { cwd: folder });
    assert.equal(again.exitCode, 1);
    assert.match(
      again.stderr.replaceAll(/\s+/g, ' '),
      /There is a cert-health\.yml here already, and it stays as it is/,
    );
    assert.equal(readFileSync(path, 'utf8'), written);
  });

  test('tells its path in JSON', async (t) => {
    const { result } = jsonOf<CertChecksResult>(
      await runCommand(['checks', '--init', '--json'], { cwd: folderWith(t, {}) }),
    );
    assert.equal(result.written, 'cert-health.yml');
  });

  test('what is said of waivers is explained like a check', async () => {
    const { stdout, exitCode } = await runCommand(['checks', '--explain', 'waiver-expired']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^waiver-expired: /);
  });

  test('a check that does not exist is told with the one that was meant', async () => {
    const { stderr, exitCode } = await runCommand(['checks', '--explain', 'waiver-expird']);
    assert.equal(exitCode, 2);
    assert.match(
      stderr.replaceAll(/\s+/g, ' '),
      /There is no check or use "waiver-expird"; did you mean "waiver-expired"\?/,
    );
  });
});
