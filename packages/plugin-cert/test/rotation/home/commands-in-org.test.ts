import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Company } from '@cert-health/practice-org';
import type { CertRotatePlanResult } from '../../../src/commands/cert/rotate/plan.ts';
import type { CertRotateStatusResult } from '../../../src/commands/cert/rotate/status.ts';
import { connectionRecords } from '../../../src/rotation/home/org-records.ts';
import { rotationNeeds } from '../../../src/rotation/home/rotation-needs.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { connect, logIn } from '../../fixtures/log-in.ts';
import { companyWith } from '../execution/rotating.ts';
import { appFolder } from './rotating-in-org.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

/** An org with the app, and folders of machines that have nothing but the settings. */
async function orgWithApp(t: TestContext, entry = 'certificate: Supplier_Client, hold-before: [switch]') {
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(company), appFolder });
  t.after(() => practice.close());
  await logIn(practice);
  const settings = (own: string): string => `rotation:
  production: true
  authorities: { practice: { type: practice, address: "${practice.url}" } }
  certificates: [{ authority: practice, ${own} }]
`;
  const machine = (own = entry) => {
    const cwd = folderWith(t, { 'cert-health.yml': settings(own) });
    const run = async (...args: string[]) => {
      const outcome = await runCommand(['rotate', ...args, '-o', practice.username, '--json'], { cwd });
      const json = JSON.parse(outcome.stdout) as { message?: string; data?: CertRotateStatusResult };
      const { result } = jsonOf<CertRotateStatusResult>(outcome);
      const { rotations = [], problems = [] } = result ?? json.data ?? {};
      return { exitCode: outcome.exitCode, message: json.message ?? '', rotation: rotations[0], rotations, problems };
    };
    return { cwd, run, folder: join(cwd, '.cert-health') };
  };
  return { practice, machine };
}

describe('sf cert rotate in an org with the app', () => {
  test('needs no --lock, and each command may come from another machine', async (t) => {
    const { practice, machine } = await orgWithApp(t);
    const first = machine();
    const planned = await runCommand(
      ['rotate', 'plan', '--certificate', 'Supplier_Client', '-o', practice.username, '--json'],
      { cwd: first.cwd },
    );
    const { id = '' } = jsonOf<CertRotatePlanResult>(planned).result.rotations[0] ?? {};
    const started = await first.run('start', id);
    assert.deepEqual([started.exitCode, started.rotation?.state, started.message], [7, 'waiting', '']);
    // One machine alone does not go on with what others see.
    const alone = await first.run('start', id, '--lock', 'local');
    assert.deepEqual([alone.exitCode, /leave --lock local out/.test(alone.message)], [8, true]);
    const second = machine();
    const status = await second.run('status');
    assert.deepEqual([status.exitCode, status.rotations.map((one) => [one.id, one.state])], [0, [[id, 'waiting']]]);
    assert.equal(existsSync(second.folder), false);
    const approved = await second.run('approve', id, 'switch');
    assert.deepEqual([approved.exitCode, approved.rotation?.waitsFor?.who], [7, 'approver']);
    assert.deepEqual(readdirSync(join(second.folder, id)).sort(), [
      'begun.json',
      'chain.pem',
      'journal.jsonl',
      'replaced.pem',
      'request.csr',
    ]);
    const third = machine();
    const finished = await third.run('finish', id);
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
    const late = await machine().run('undo', id);
    assert.deepEqual([late.exitCode, /The rotation is over \(done\)/.test(late.message)], [8, true]);
  });

  test('plans where another machine has begun, and goes by the plan that it began with', async (t) => {
    const { practice, machine } = await orgWithApp(t);
    const plan = async ({ cwd }: { readonly cwd: string }): Promise<string> => {
      const args = ['rotate', 'plan', '--certificate', 'Supplier_Client', '-o', practice.username, '--json'];
      return jsonOf<CertRotatePlanResult>(await runCommand(args, { cwd })).result.rotations[0]?.id ?? '';
    };
    const [first, second] = [machine(), machine()];
    const id = await plan(first);
    assert.equal((await first.run('start', id)).exitCode, 7);
    assert.equal(await plan(second), id);
    const undone = await second.run('undo', id);
    assert.deepEqual([undone.exitCode, undone.rotation?.state], [0, 'undone']);
    // What was taken back may be planned and begun once more.
    assert.equal(await plan(first), id);
    const again = await first.run('start', id);
    assert.deepEqual([again.exitCode, again.rotation?.state], [7, 'waiting']);
  });

  test('keeps who approved where somebody is logged in by an access token, as the org has the name', async (t) => {
    const { practice, machine } = await orgWithApp(t);
    const env = { SF_ORG_INSTANCE_URL: practice.url };
    const { cwd } = machine();
    const run = async (...args: string[]) => {
      const outcome = await runCommand(['rotate', ...args, '-o', practice.accessToken, '--json'], { cwd, env });
      assert.equal(outcome.stdout.includes(practice.accessToken), false);
      const { message } = JSON.parse(outcome.stdout) as { message?: string };
      assert.equal(message, undefined);
      return { ...outcome, result: jsonOf<CertRotateStatusResult>(outcome).result };
    };
    const { result: plan } = await run('plan', '--certificate', 'Supplier_Client');
    const { id = '' } = plan.rotations[0] ?? {};
    assert.equal((await run('start', id)).exitCode, 7);
    const approved = await run('approve', id, 'switch');
    assert.deepEqual([approved.exitCode, approved.result.rotations[0]?.waitsFor?.who], [7, 'approver']);
    assert.equal((await run('undo', id)).exitCode, 0);
    const records = connectionRecords(await connect(practice));
    const events = await records.query<{ Type__c: string; By__c: string; Text__c: string }>(
      `SELECT Type__c, By__c, Text__c FROM CertHealth_Rotation_Event__c WHERE Type__c IN ('approved', 'undo-started')`,
    );
    assert.equal(events.find(({ Type__c: type }) => type === 'approved')?.By__c, practice.username);
    const undone = events.find(({ Type__c: type }) => type === 'undo-started')?.Text__c ?? '';
    assert.ok(undone.includes(practice.username), undone);
  });

  test('renews in place by the request that a rotation on another machine has kept', async (t) => {
    const { machine } = await orgWithApp(t, 'certificate: Supplier_Client');
    const first = machine();
    await first.run('plan', '--certificate', 'Supplier_Client');
    const made = await first.run('start', '--certificate', 'Supplier_Client');
    const { id, successor = '' } = made.rotation ?? {};
    assert.equal((await first.run('finish', id ?? '')).rotation?.state, 'done');
    const second = machine(`certificate: ${successor}, method: renew`);
    const planned = await second.run('plan', '--certificate', successor);
    const { waitsFor, kind, steps } = planned.rotation ?? {};
    assert.deepEqual([planned.exitCode, kind, waitsFor], [0, 'renew-in-place', undefined]);
    assert.match(steps?.find((step) => step.id === 'request')?.precondition ?? '', new RegExp(`${id}/request\\.csr`));
    const renewed = await second.run('start', '--certificate', successor);
    assert.deepEqual([renewed.message, renewed.rotation?.waitsFor?.who], ['', 'approver']);
    const finished = await machine(`certificate: ${successor}, method: renew`).run(
      'finish',
      renewed.rotation?.id ?? '',
    );
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
  });

  test('names what is missing of the app', async (t) => {
    const practice = await startPracticeOrg({ seed: () => Promise.resolve(company) });
    t.after(() => practice.close());
    await logIn(practice);
    const cwd = folderWith(t, {
      'cert-health.yml': 'rotation: { certificates: [{ certificate: Supplier_Client }] }\n',
    });
    const outcome = await runCommand(['rotate', 'start', 'any', '-o', practice.username, '--json'], { cwd });
    const { message } = JSON.parse(outcome.stdout) as { message: string };
    assert.equal(outcome.exitCode, 2);
    assert.match(message, /^The app is not in this org, or .+ may not see its records: deploy it .+ --lock local/);
    assert.match(message, /assign the permission set Certificate Health Runner \(CertHealth_Runner\)/);
  });

  test('reads and writes every field that the objects have', async (t) => {
    const { practice } = await orgWithApp(t);
    const records = connectionRecords(await connect(practice));
    for (const { object, reads, writes } of rotationNeeds) {
      const { fields } = await records.describe(object);
      const own = [...fields.keys()].filter((name) => name.endsWith('__c')).sort();
      assert.deepEqual([reads.toSorted(), writes.toSorted()], [own, own], object);
    }
  });
});
