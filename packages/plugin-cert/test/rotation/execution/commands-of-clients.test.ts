import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { CertRotatePlanResult } from '../../../src/commands/cert/rotate/plan.ts';
import type { CertRotateStartResult } from '../../../src/commands/cert/rotate/start.ts';
import { journalName } from '../../../src/rotation/execution/journal-file.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { logIn } from '../../fixtures/log-in.ts';
import type { World } from './company-of-clients.ts';
import { companyOfClients } from './company-of-clients.ts';

let world: World;
before(async () => {
  world = await companyOfClients();
});

const local = ['--lock', 'local'];

/** An org with a plan for one certificate, by an entry of the settings. */
async function planned(t: TestContext, certificate: string, more: string) {
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(world.company) });
  t.after(() => practice.close());
  await logIn(practice);
  const cwd = folderWith(t, {
    'cert-health.yml': `rotation:
  production: true
  authorities: { practice: { type: practice, address: "${practice.url}" } }
  certificates: [{ certificate: ${certificate}${more} }]
`,
  });
  const to = ['-o', practice.username];
  const run = async (...args: string[]) => {
    const outcome = await runCommand(['rotate', ...args, ...to, '--json'], { cwd });
    const json = JSON.parse(outcome.stdout) as { message?: string; data?: CertRotateStartResult };
    const { result } = jsonOf<CertRotateStartResult>(outcome);
    const [rotation] = (result ?? json.data)?.rotations ?? [];
    return { exitCode: outcome.exitCode, message: json.message ?? '', rotation };
  };
  const plan = async () => {
    const outcome = await runCommand(['rotate', 'plan', '--certificate', certificate, ...to, '--json'], { cwd });
    return jsonOf<CertRotatePlanResult>(outcome).result.rotations[0];
  };
  const id = (await plan())?.id ?? '';
  const page = async (...args: string[]) => {
    const { stdout, exitCode } = await runCommand(['rotate', ...args, ...to], { cwd });
    return { exitCode, text: stdout.replaceAll(/\s+/g, ' ') };
  };
  return { practice, cwd, run, page, plan, id, folder: join(cwd, '.cert-health', id) };
}

const stateOf = (outcome: { rotation?: CertRotateStartResult['rotations'][number] | undefined }, id: string) =>
  outcome.rotation?.steps.find((step) => step.id === id)?.state;

describe('sf cert rotate with certificates of clients, users, and renewals in place', () => {
  test('waits for the new certificate of a client, for its move, and finishes', async (t) => {
    const { run, page, id, cwd } = await planned(t, 'Billing_Client', ', from: new.pem');
    const started = await run('start', id, ...local);
    assert.deepEqual(
      [started.exitCode, started.rotation?.state, started.rotation?.waitsFor?.who],
      [7, 'waiting', 'partner'],
    );
    assert.match(started.rotation?.waitsFor?.what ?? '', /put its chain \(PEM\) into new\.pem/);
    const shown = await page('status');
    assert.match(
      shown.text,
      /WAITING Billing_Client → Billing_Client_\d{6} .* waits the other side: The owner of the client must give/,
    );
    writeFileSync(join(cwd, 'new.pem'), await world.chainFor('client'));
    const gone = await run('start', id, ...local);
    assert.deepEqual([gone.exitCode, stateOf(gone, 'verify'), stateOf(gone, 'switch')], [7, 'done', 'open']);
    assert.match(gone.rotation?.waitsFor?.what ?? '', /must have put the new certificate in place of Billing_Client/);
    const early = await run('finish', id, ...local);
    assert.equal(early.exitCode, 8);
    assert.equal((await run('approve', id, 'switch', ...local)).exitCode, 7);
    const finished = await run('finish', id, ...local);
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
  });

  test('undoes nothing for a client that has moved before somebody says that it went back', async (t) => {
    const { run, id, cwd, folder } = await planned(t, 'Billing_Client', ', from: new.pem');
    writeFileSync(join(cwd, 'new.pem'), await world.chainFor('client'));
    await run('start', id, ...local);
    await run('approve', id, 'switch', ...local);
    const refused = await run('undo', id, ...local);
    assert.deepEqual([refused.exitCode, refused.rotation?.state], [8, 'waiting']);
    assert.match(
      refused.message,
      /have the owner of the client go back to Billing_Client first, and say so with --went-back/,
    );
    const undone = await run('undo', id, '--went-back', ...local);
    assert.deepEqual([undone.exitCode, undone.rotation?.state], [0, 'undone']);
    assert.ok(existsSync(join(folder, journalName)));
  });

  test('undoes without a word what no client can have moved to', async (t) => {
    const { run, id, cwd } = await planned(t, 'Billing_Client', ', from: new.pem');
    writeFileSync(join(cwd, 'new.pem'), await world.chainFor('client'));
    await run('start', id, ...local);
    const undone = await run('undo', id, ...local);
    assert.deepEqual([undone.exitCode, undone.rotation?.state], [0, 'undone']);
  });

  test('makes a key where the settings say so, and says where it is', async (t) => {
    const { page, id, cwd, plan } = await planned(t, 'Billing_Client', ', authority: practice, key-folder: keys');
    const made = await plan();
    assert.equal(made?.entry.keyFolder, 'keys');
    const started = await page('start', id, ...local);
    assert.equal(started.exitCode, 7);
    assert.ok(existsSync(join(cwd, 'keys', `${made?.successor}.key`)));
  });

  test('adds a certificate of a user, and deletes the old one when the user has moved', async (t) => {
    const { run, id, cwd } = await planned(t, 'Dispatcher_Login', ', from: new.pem');
    writeFileSync(join(cwd, 'new.pem'), await world.chainFor('client'));
    const started = await run('start', id, ...local);
    assert.deepEqual([started.exitCode, stateOf(started, 'verify')], [7, 'done']);
    await run('approve', id, 'switch', ...local);
    const finished = await run('finish', id, ...local);
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
  });

  test('renews in place, and finishes though nothing was re-pointed', async (t) => {
    const { run, id, cwd } = await planned(t, 'Supplier_Client', ', authority: practice, csr: supplier.csr');
    const waits = await run('start', id, ...local);
    assert.deepEqual([waits.exitCode, waits.rotation?.waitsFor?.who], [7, 'approver']);
    const early = await run('finish', id, ...local);
    assert.equal(early.exitCode, 8);
    assert.match(early.message, /The new certificate is not in its place yet/);
    writeFileSync(join(cwd, 'supplier.csr'), world.request);
    const started = await run('start', id, ...local);
    assert.deepEqual([started.exitCode, stateOf(started, 'verify')], [7, 'done']);
    const finished = await run('finish', id, ...local);
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
    assert.equal((await run('undo', id, ...local)).exitCode, 8);
  });
});
