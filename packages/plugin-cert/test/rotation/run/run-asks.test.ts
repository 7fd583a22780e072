import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Company } from '@cert-health/practice-org';
import type { CertRotateRunResult } from '../../../src/commands/cert/rotate/run.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { logIn } from '../../fixtures/log-in.ts';
import { AcmeServer } from '../authorities/acme-server.ts';
import type { ServerWishes } from '../authorities/acme-server.ts';
import { TestCa } from '../authorities/test-ca.ts';
import { TestClock, TestWorld } from '../authorities/world.ts';
import { companyWith } from '../execution/rotating.ts';

const appFolder = fileURLToPath(new URL('../../../../../force-app/main', import.meta.url));

/** By its dates its certificate is not due for months. */
let company: Company;
let ca: TestCa;
before(async () => {
  [company, ca] = await Promise.all([companyWith(1), TestCa.make()]);
});

/** A nightly run, whose authority answers so about renewal. */
async function nightly(t: TestContext, renewalInfo: NonNullable<ServerWishes['renewalInfo']>) {
  const server = await AcmeServer.start({ ca, clock: new TestClock(), world: new TestWorld(), renewalInfo });
  t.after(() => server.close());
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(company), appFolder });
  t.after(() => practice.close());
  await logIn(practice);
  const cwd = folderWith(t, {
    'cert-health.yml': `rotation:
  production: true
  authorities: { own: { type: acme, directory: "${server.directory}", dns: [./no-hook.sh] } }
  certificates: [{ certificate: Supplier_Client, authority: own }]
`,
  });
  const run = async (...args: string[]) => {
    const outcome = await runCommand(['rotate', 'run', '--due', '-o', practice.username, ...args, '--json'], { cwd });
    return { exitCode: outcome.exitCode, ...jsonOf<CertRotateRunResult>(outcome).result };
  };
  return { server, run };
}

describe('a run with nobody there asks the authority', () => {
  test('and begins at once what it wants renewed early, inside the lock too', async (t) => {
    const suggestedWindow = { start: '2026-11-01T00:00:00Z', end: '2026-11-02T00:00:00Z' };
    const { run, server } = await nightly(t, () => ({ document: { suggestedWindow } }));
    assert.deepEqual((await run('--network', 'none')).rotations, []);
    const { rotations } = await run();
    const [rotation] = rotations;
    assert.equal(rotation?.certificate, 'Supplier_Client');
    assert.match(rotation.reason, /its authority asks for a renewal between/);
    // It got as far as its authority, which cannot be given a proof here.
    assert.equal(rotation.steps.find(({ id }) => id === 'request')?.state, 'done');
    assert.equal(server.asked(/^\/renewal\//), 1);
  });

  test('and never says that nothing is due where it gives no answer', async (t) => {
    const { run } = await nightly(t, () => ({ status: 503 }));
    const { exitCode, rotations, notDue, notPlanned } = await run();
    assert.deepEqual([exitCode, rotations, notDue], [1, [], []]);
    assert.match(
      notPlanned[0]?.problem ?? '',
      /^Whether it is due is not known: The authority "own" cannot answer now/,
    );
  });
});
