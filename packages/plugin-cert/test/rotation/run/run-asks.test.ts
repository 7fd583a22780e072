import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { certificateId, parseCertificate } from '@cert-health/core';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Company } from '@cert-health/practice-org';
import type { CertRotateRunResult } from '../../../src/commands/cert/rotate/run.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { logIn } from '../../fixtures/log-in.ts';
import { AcmeServer } from '../authorities/acme-server.ts';
import type { ServerWishes } from '../authorities/acme-server.ts';
import { csrFor, TestCa } from '../authorities/test-ca.ts';
import { TestClock, TestWorld } from '../authorities/world.ts';
import { companyWith } from '../execution/rotating.ts';

const appFolder = fileURLToPath(new URL('../../../../../force-app/main', import.meta.url));

/** By its dates its certificate is not due for months. */
let company: Company;
/** The same with a certificate of the authority that is asked, for the name of a host. */
let issued: Company;
const day = 86_400_000;
let ca: TestCa;
before(async () => {
  [company, ca] = await Promise.all([companyWith(1), TestCa.make()]);
  const notBefore = new Date(Date.now() - 5 * day);
  const notAfter = new Date(Date.now() + 85 * day);
  const body = await ca.chain(await csrFor('CN=supplier.example.com'), new Date(), { notBefore, notAfter });
  issued = {
    ...company,
    keyPairs: company.keyPairs.map((one) =>
      one.developerName === 'Supplier_Client' ? { ...one, body, expirationDate: notAfter } : one,
    ),
  };
});

/** Writes the record that it is told of into a file, which the server takes for the DNS. */
const hook = `import { appendFileSync } from 'node:fs';
const { CERT_RECORD, CERT_VALUE } = process.env;
if (process.argv.at(-1) === 'deploy') appendFileSync('records.txt', CERT_RECORD + ' ' + CERT_VALUE + '\\n');
`;

/** What the hook has written in a folder. */
class FileWorld extends TestWorld {
  folder = '';
  override txt(name: string): Promise<readonly string[]> {
    const path = join(this.folder, 'records.txt');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    return Promise.resolve(lines.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : [])));
  }
}

/** A nightly run, whose authority answers so about renewal. */
async function nightly(
  t: TestContext,
  renewalInfo: NonNullable<ServerWishes['renewalInfo']>,
  { own = 'dns: [./no-hook.sh]', at = company } = {},
) {
  const world = new FileWorld();
  const clock = new TestClock(new Date().toISOString());
  const server = await AcmeServer.start({ ca, clock, world, renewalInfo });
  t.after(() => server.close());
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(at), appFolder });
  t.after(() => practice.close());
  await logIn(practice);
  const cwd = folderWith(t, {
    'hook.mjs': hook,
    'cert-health.yml': `rotation:
  production: true
  authorities: { own: { type: acme, directory: "${server.directory}", ${own} } }
  certificates: [{ certificate: Supplier_Client, authority: own }]
`,
  });
  world.folder = cwd;
  const run = async (...args: string[]) => {
    const outcome = await runCommand(['rotate', 'run', '--due', '-o', practice.username, ...args, '--json'], { cwd });
    return { exitCode: outcome.exitCode, ...jsonOf<CertRotateRunResult>(outcome).result };
  };
  return { server, run, cwd };
}

/** What an authority said is kept as if that were six hours ago. */
function passSixHours(folder: string): void {
  const path = join(folder, '.cert-health', 'authorities', 'own.json');
  const kept = readFileSync(path, 'utf8');
  const moved = kept.replaceAll(/"nextCheck":"([^"]+)"/g, (_, at: string) => {
    return `"nextCheck":"${new Date(Date.parse(at) - 6 * 3_600_000).toISOString()}"`;
  });
  assert.notEqual(moved, kept);
  writeFileSync(path, moved);
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

  test('and has a certificate that is to be revoked early replaced, once its window has moved', async (t) => {
    let from = Date.now() + 60 * day;
    const { run, server, cwd } = await nightly(
      t,
      () => {
        const suggestedWindow = { start: new Date(from).toISOString(), end: new Date(from + day).toISOString() };
        return { document: { suggestedWindow }, retryAfter: '21600' };
      },
      { own: `dns: [${JSON.stringify(process.execPath)}, hook.mjs], look-first: no`, at: issued },
    );
    const refused: unknown[] = [];
    server.misbehavior.instead = (path, payload) => {
      if (path !== '/order' || !('replaces' in payload)) return undefined;
      refused.push(payload['replaces']);
      return { status: 409, type: 'alreadyReplaced', detail: 'certificate was replaced already' };
    };
    const first = await run();
    assert.deepEqual([first.exitCode, first.rotations, first.problems], [0, [], []]);
    assert.match(first.notDue[0]?.reason ?? '', /its authority asks for a renewal between/);
    // The window moves into the past, and is not seen before the moment that the authority has set for the next question.
    from = Date.now() - 2 * day;
    assert.deepEqual((await run()).rotations, []);
    assert.equal(server.asked(/^\/renewal\//), 1);
    passSixHours(cwd);
    const { rotations, exitCode } = await run();
    const [rotation] = rotations;
    const states = rotation?.steps.map(({ id, state, problem }) => [id, problem ?? state]);
    assert.deepEqual(Object.fromEntries(states ?? []), {
      preflight: 'done',
      request: 'done',
      sign: 'done',
      judge: 'done',
      install: 'done',
      verify: 'done',
      switch: 'done',
      confirm: 'running',
      retire: 'open',
    });
    assert.deepEqual([exitCode, rotation?.waitsFor?.who], [7, 'approver']);
    assert.match(rotation?.reason ?? '', /its authority asks for a renewal between/);
    // A server that does not take it as a replacement has it ordered without saying so.
    assert.equal(server.orders.length, 1);
    assert.equal(server.orders[0]?.payload['replaces'], undefined);
    assert.deepEqual(refused, [certificateId(parseCertificate(issued.keyPairs[0]?.body ?? ''))]);
    assert.equal(server.asked(/^\/renewal\//), 2);
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
