import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Company, PracticeOrg } from '@cert-health/practice-org';
import type { CertRotatePlanResult } from '../../../src/commands/cert/rotate/plan.ts';
import type { CertRotateStartResult } from '../../../src/commands/cert/rotate/start.ts';
import { journalName } from '../../../src/rotation/execution/journal-file.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { logIn } from '../../fixtures/log-in.ts';
import { companyWith } from './rotating.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

const settings = (practice: PracticeOrg, more = ''): string => `rotation:
  production: true
  authorities: { practice: { type: practice, address: "${practice.url}" } }
  certificates: [{ certificate: Supplier_Client, authority: practice${more} }]
`;

/** An org with a plan for one certificate. */
async function planned(t: TestContext, more = '') {
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(company) });
  t.after(() => practice.close());
  await logIn(practice);
  const cwd = folderWith(t, { 'cert-health.yml': settings(practice, more) });
  const run = async (...args: string[]) => {
    const outcome = await runCommand(['rotate', ...args, '-o', practice.username, '--json'], { cwd });
    const json = JSON.parse(outcome.stdout) as { message?: string; data?: CertRotateStartResult };
    const { result } = jsonOf<CertRotateStartResult>(outcome);
    const [rotation] = (result ?? json.data)?.rotations ?? [];
    return { exitCode: outcome.exitCode, message: json.message ?? '', rotation };
  };
  const outcome = await runCommand(
    ['rotate', 'plan', '--certificate', 'Supplier_Client', '-o', practice.username, '--json'],
    { cwd },
  );
  const { id = '' } = jsonOf<CertRotatePlanResult>(outcome).result.rotations[0] ?? {};
  return { practice, cwd, run, id, folder: join(cwd, '.cert-health', id) };
}

const stateOf = (outcome: { rotation?: CertRotateStartResult['rotations'][number] | undefined }, id: string) =>
  outcome.rotation?.steps.find((step) => step.id === id)?.state;
const local = ['--lock', 'local'];

describe('sf cert rotate start, approve, finish and undo', () => {
  test('carry a rotation out, and each says whom it waits for', async (t) => {
    const { run, id, folder } = await planned(t, ', hold-before: [switch]');
    const refused = await run('start', id);
    assert.deepEqual([refused.exitCode, existsSync(join(folder, journalName))], [2, false]);
    assert.match(refused.message, /--lock local/);
    const started = await run('start', '--certificate', 'supplier_client', ...local);
    assert.deepEqual(
      [started.exitCode, started.rotation?.state, started.rotation?.waitsFor?.who],
      [7, 'waiting', 'approver'],
    );
    assert.deepEqual([stateOf(started, 'verify'), stateOf(started, 'switch')], ['done', 'open']);
    const early = await run('finish', id, ...local);
    assert.deepEqual([early.exitCode, early.rotation?.state], [8, 'waiting']);
    assert.match(early.message, /have not moved yet/);
    const approved = await run('approve', id, 'switch', ...local);
    assert.deepEqual([approved.exitCode, stateOf(approved, 'switch')], [7, 'done']);
    const twice = await run('approve', id, 'switch', ...local);
    assert.equal(twice.exitCode, 8);
    const finished = await run('finish', id, ...local);
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
    const late = await run('undo', id, ...local);
    assert.equal(late.exitCode, 8);
    assert.equal(existsSync(join(folder, 'lock.json')), false);
  });

  test('take a rotation back, though it was planned again meanwhile', async (t) => {
    const { run, id, folder, practice, cwd } = await planned(t);
    assert.equal((await run('start', id, ...local)).exitCode, 7);
    await runCommand(['rotate', 'plan', '--certificate', 'Supplier_Client', '-o', practice.username, '--json'], {
      cwd,
    });
    // A line that was being written when the machine stopped.
    appendFileSync(join(folder, journalName), '{"version":1,"at":"20');
    const undone = await run('undo', id, ...local);
    assert.deepEqual([undone.exitCode, undone.rotation?.state], [0, 'undone']);
    assert.deepEqual([stateOf(undone, 'switch'), stateOf(undone, 'request')], ['undone', 'undone']);
  });

  test('refuse a production org that the settings do not open, and go on once they do', async (t) => {
    const { run, id, cwd, practice } = await planned(t);
    const opened = settings(practice);
    writeFileSync(join(cwd, 'cert-health.yml'), opened.replace('production: true', 'production: false'));
    const refused = await run('start', id, ...local);
    assert.deepEqual([refused.exitCode, stateOf(refused, 'preflight')], [8, 'failed']);
    assert.match(refused.message, /only with "production: true"/);
    writeFileSync(join(cwd, 'cert-health.yml'), opened);
    assert.equal(stateOf(await run('start', id, ...local), 'switch'), 'done');
  });

  test('let one run at a time, and take over from one that is gone', async (t) => {
    const { run, id, folder } = await planned(t);
    const lock = (pid: number, host = hostname()): void =>
      writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid, host, since: '2026-11-30T00:00:00.000Z' }));
    lock(process.pid);
    const held = await run('start', id, ...local);
    assert.deepEqual([held.exitCode, existsSync(join(folder, journalName))], [8, false]);
    assert.match(held.message, /Another run holds this rotation/);
    // Nobody can tell whether a process of another machine runs.
    lock(2 ** 30, 'elsewhere');
    assert.equal((await run('start', id, ...local)).exitCode, 8);
    lock(2 ** 30);
    assert.equal((await run('start', id, ...local)).exitCode, 7);
  });

  test('say what is used wrongly', async (t) => {
    const { run, id, folder } = await planned(t);
    for (const [args, wanted] of [
      [['start', ...local], /Say which rotation to start/],
      [['start', id, '--certificate', 'Supplier_Client', ...local], /Say which rotation to start/],
      [['start', 'Nobody-12345678', ...local], /There is no rotation Nobody-12345678; "sf cert rotate status"/],
      [
        ['start', '--certificate', 'Webhook_Signing', ...local],
        /make one: sf cert rotate plan --certificate Webhook_Signing/,
      ],
      [['approve', id, 'dance', ...local], /dance/],
    ] as const) {
      const outcome = await run(...args);
      assert.equal(outcome.exitCode, 2, args.join(' '));
      assert.match(outcome.message, wanted);
    }
    const bare = await planned(t, ', method: renew');
    const waits = await bare.run('start', bare.id, ...local);
    assert.equal(waits.exitCode, 7);
    assert.match(waits.message, /The request that the key of Supplier_Client made is not at hand.* Then plan again\.$/);
    const idle = await run('undo', id, ...local);
    assert.equal(idle.exitCode, 1);
    assert.match(idle.message, /has not begun/);
    const plan = readFileSync(join(folder, 'plan.json'), 'utf8');
    writeFileSync(join(folder, 'plan.json'), plan.replace('new-key', 'guided'));
    assert.match((await run('start', id, ...local)).message, /is damaged or was changed; make the plan again/);
  });
});
