import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { logIn } from '../fixtures/log-in.ts';
import { jsonOf, runCommand } from './run-command.ts';

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('what cert health claims of a healthy org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date(), seed: quietHarbor });
    await logIn(practice);
  });
  after(() => practice.close());
  afterEach(() => practice.setFaults({}));

  const health = (...args: string[]) => runCommand(['health', '-o', practice.username, ...args]);

  it('is said of what was read; what nobody asked is one line, no failure, and not nothing', async () => {
    const { exitCode, stdout } = await health('--fail-on', 'incomplete');
    assert.equal(exitCode, 0, 'hints and what nobody asked fail nothing');
    assert.match(flat(stdout), /nothing wrong in what was read; revocation not asked and called servers not looked at/);
    assert.equal(stdout.match(/^Revocation: not asked \(--network crl\)$/gm)?.length, 1);
    assert.equal(stdout.match(/^Called servers: not looked at \(--network all\)$/gm)?.length, 1);
    assert.doesNotMatch(stdout, /NOT CHECKED|docs\/checks/);
    const { result } = jsonOf<HealthReport>(await health('--json'));
    assert.equal(result.summary.status, 'healthy');
    assert.ok(!result.decided?.some(({ check }) => check === 'revoked'));
  });

  it('is nothing when nothing could be read: no verdict, exit 1 whatever is asked, and no kind of org', async () => {
    practice.setFaults({ limitExceeded: true });
    const { exitCode, stdout } = await health('--fail-on', 'never');
    assert.equal(exitCode, 1);
    assert.match(flat(stdout), /kind of org not known.*no verdict: nothing could be read/);
    assert.doesNotMatch(stdout, /production|nothing wrong/);
    const asJson = await health('--json');
    const { status, result } = jsonOf<HealthReport>(asJson);
    assert.deepEqual([asJson.exitCode, status, result.summary.status], [1, 1, 'incomplete']);
    assert.equal(result.org?.isSandbox, null);
  });

  it('is incomplete, and for want of a permission 6, when a part could not be read', async () => {
    practice.setFaults({ deny: ['ManageCertificates', 'ModifyMetadata'] });
    assert.equal((await health('--fail-on', 'incomplete')).exitCode, 6);
    assert.equal((await health()).exitCode, 0);
  });

  it('is listed by cert list with the same 1 when nothing could be read', async () => {
    practice.setFaults({ limitExceeded: true });
    assert.equal((await runCommand(['list', '-o', practice.username])).exitCode, 1);
  });
});

describe('what cert health claims of files', () => {
  const health = (cwd: string, ...args: string[]) => runCommand(['health', ...args], { cwd });

  it('of a folder with nothing in it: nothing to judge, and with --fail-on incomplete not complete', async (t) => {
    const cwd = folderWith(t, {});
    mkdirSync(join(cwd, 'empty'));
    const outcome = await health(cwd, '-d', 'empty', '--json');
    assert.notEqual(jsonOf<HealthReport>(outcome).result.summary.status, 'healthy');
    const { exitCode, stdout } = await health(cwd, '-d', 'empty', '--fail-on', 'incomplete');
    assert.doesNotMatch(stdout, /nothing wrong|nothing to do/);
    assert.ok(exitCode === 5 || exitCode === 1, String(exitCode));
  });

  it('of a file that is no certificate: no verdict, exit 1, also with --fail-on never', async (t) => {
    const cwd = folderWith(t, { 'page.pem': '<!doctype html><title>Log in</title>' });
    const { exitCode, stdout } = await health(cwd, '-f', 'page.pem', '--fail-on', 'never');
    assert.equal(exitCode, 1);
    assert.match(flat(stdout), /no verdict: nothing could be read/);
  });

  it('of one that names no revocation list: nothing is left open', async (t) => {
    const { pem } = await issue({ name: 'Partner', from: new Date().toISOString().slice(0, 10), days: 300 });
    const { exitCode, stdout } = await health(
      folderWith(t, { 'a.pem': pem }),
      '-f',
      'a.pem',
      '--fail-on',
      'incomplete',
    );
    assert.equal(exitCode, 0);
    assert.match(stdout, /nothing wrong$/m);
    assert.doesNotMatch(stdout, /not asked/);
  });
});

describe('levels that contradict each other', () => {
  for (const args of [
    ['--warn-at', '10d', '--critical-at', '30d'],
    ['--warn-at', '10%', '--critical-at', '20%'],
    ['--critical-at', '50%'],
  ]) {
    it(`${args.join(' ')} is wrong usage: exit 2, before anything is read`, async (t) => {
      const { exitCode, stdout, stderr } = await runCommand(['health', '-f', 'a.pem', ...args], {
        cwd: folderWith(t, { 'a.pem': 'x' }),
      });
      assert.deepEqual([exitCode, stdout], [2, '']);
      assert.match(flat(stderr), /critical-at \(.*\) comes before warn-at \(.*\); give --warn-at and --critical-at/);
    });
  }
});
