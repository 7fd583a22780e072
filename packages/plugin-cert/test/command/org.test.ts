import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { logIn } from '../fixtures/log-in.ts';
import { jsonOf, runCommand } from './run-command.ts';

describe('sf cert health on an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date('2026-11-22T02:15:00Z') });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const at = ['--as-of', '2026-11-22T02:15:00Z'];
  const health = (...args: string[]) => runCommand(['health', '-o', practice.username, ...at, ...args]);

  test('names the org and finds what is wrong in it', async () => {
    const outcome = await health('--json');
    const { result } = jsonOf<HealthReport>(outcome);
    assert.equal(outcome.exitCode, 4);
    assert.equal(result.org?.id, practice.orgId);
    assert.equal(result.org?.username, practice.username);
    assert.ok(result.summary.findings.critical > 0);
    assert.ok(result.sources.every((source) => source.status === 'read'));
  });

  test('says which permission is missing; what is critical goes before it in the exit code', async () => {
    practice.setFaults({ deny: ['CertificateBody', 'ModifyMetadata'] });
    const { exitCode, stdout } = await health('--fail-on', 'incomplete');
    assert.equal(exitCode, 4);
    assert.match(stdout.replaceAll(/\s+/g, ' '), /NOT CHECKED.*"Modify Metadata Through Metadata API Functions"/);
  });

  test('a session that is over is one sentence with what to do, exit 1 and no stack', async () => {
    practice.setFaults({ sessionExpired: true });
    const { exitCode, stdout, stderr } = await health();
    assert.equal(exitCode, 1);
    assert.match(
      stderr.replaceAll(/\s+/g, ' '),
      /The session of .* has expired or is not valid; log in again: sf org login web/,
    );
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(stdout, '');
  });

  test('a session that is over does not lose the files that were given too', async (t) => {
    practice.setFaults({ sessionExpired: true });
    const { pem } = await issue({ name: 'Expired', from: '2025-01-01', days: 90 });
    const cwd = folderWith(t, { 'old.pem': pem });
    const outcome = await runCommand(['health', '-o', practice.username, '-f', 'old.pem', ...at, '--json'], { cwd });
    const { result } = jsonOf<HealthReport>(outcome);
    assert.equal(outcome.exitCode, 4);
    assert.equal(result.certificates.length, 1);
    assert.match(result.sources.find((source) => source.id === 'org')?.detail ?? '', /log in again/);
  });

  for (const fault of ['truncated', 'malformed'] as const) {
    test(`answers that are ${fault} end in a sentence, never in a stack or in "fine"`, async () => {
      practice.setFaults({ [fault]: true });
      const { exitCode, stdout, stderr } = await health('--fail-on', 'incomplete');
      assert.ok(exitCode === 1 || exitCode === 5, `exit ${exitCode}`);
      assert.doesNotMatch(stdout + stderr, /\n\s+at |TypeError/);
      assert.doesNotMatch(stdout, /in order/);
    });
  }
});
