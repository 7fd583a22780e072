import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { CertRotatePlanResult } from '../../src/commands/cert/rotate/plan.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { certificateMeta, folderWith } from '../fixtures/folder.ts';
import { AcmeServer } from './authorities/acme-server.ts';
import type { ServerWishes } from './authorities/acme-server.ts';
import { csrFor, TestCa } from './authorities/test-ca.ts';
import { TestClock, TestWorld } from './authorities/world.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.now();

let ca: TestCa;
/** Forty-five days, of which five are over: by its dates it is not due for long. */
let chain: string;
before(async () => {
  ca = await TestCa.make();
  const dates = { notBefore: new Date(now - 5 * day), notAfter: new Date(now + 40 * day) };
  chain = await ca.chain(await csrFor('CN=www.example.com'), new Date(), dates);
});

type Answer = NonNullable<ServerWishes['renewalInfo']>;
const windowFrom = (start: number, end: number, explanationURL?: string): Answer => {
  const suggestedWindow = { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
  return () => ({ document: { suggestedWindow, ...(explanationURL ? { explanationURL } : {}) }, retryAfter: '21600' });
};

/** A project with one certificate of an authority that answers so about its renewal. */
async function projectWith(t: TestContext, renewalInfo: Answer) {
  const server = await AcmeServer.start({ ca, clock: new TestClock(), world: new TestWorld(), renewalInfo });
  t.after(() => server.close());
  const cwd = folderWith(t, {
    'cert-health.yml': `rotation:
  authorities:
    public: { type: acme, directory: "${server.directory}", profile: classic, dns: [./dns-hook.sh] }
  certificates: [{ certificate: Portal_TLS, authority: public, trust: roots.pem }]
`,
    'roots.pem': `${ca.root.certificate.toString('pem')}\n`,
    'certs/Portal_TLS.crt': chain,
    'certs/Portal_TLS.crt-meta.xml': certificateMeta({ masterLabel: 'Portal TLS', caSigned: 'true', keySize: '2048' }),
  });
  const run = async (...args: string[]) => {
    const outcome = await runCommand(['rotate', 'plan', '-d', '.', ...args, '--json'], { cwd });
    return { exitCode: outcome.exitCode, ...jsonOf<CertRotatePlanResult>(outcome).result };
  };
  return { cwd, server, run, asked: () => server.asked(/^\/renewal\//) };
}

describe('sf cert rotate plan asks the authority when it wants a certificate renewed', () => {
  test('which is due at once where the window is over, though its dates are far, with profile, window and root', async (t) => {
    const why = 'https://ca.example/incident-7';
    const { cwd, run, asked } = await projectWith(t, windowFrom(now - 2 * day, now - day, why));
    const { exitCode, rotations } = await run();
    const [rotation] = rotations;
    assert.deepEqual([exitCode, rotation?.because, rotation?.due], [0, 'window', true]);
    assert.match(rotation?.reason ?? '', /^Due since .*: its authority asks for a renewal between /);
    const { type, profile, window, root, note } = rotation?.signing ?? {};
    assert.deepEqual([type, profile, window?.explanation, note], ['acme', 'classic', why, undefined]);
    assert.deepEqual(root, { name: 'Test Root', onOrgList: null, onOtherList: true });
    const page = await runCommand(['rotate', 'plan', '-d', '.'], { cwd });
    const text = page.stdout.replaceAll(/\s+/g, ' ');
    assert.match(text, /public signs \(acme, profile classic\)/);
    assert.match(text, /public wants it renewed between .*\. It says why: https:\/\/ca\.example\/incident-7/);
    assert.match(text, /Test Root stands above the one in use, and is expected above its successor;/);
    assert.match(text, /whether your org trusts it is not known and the other side trusts it/);
    const status = (await runCommand(['rotate', 'status'], { cwd })).stdout.replaceAll(/\s+/g, ' ');
    assert.match(status, /its authority asks for a renewal between/);
    // Three runs, and the authority was asked once.
    assert.equal(asked(), 1);
  });

  test('and is not due before the window, which the reason names', async (t) => {
    const { run } = await projectWith(t, windowFrom(now + 20 * day, now + 21 * day));
    const { exitCode, rotations, notDue } = await run();
    assert.deepEqual([exitCode, rotations], [0, []]);
    assert.match(notDue[0]?.reason ?? '', /^Not due before .*: its authority asks for a renewal between /);
  });

  for (const [what, answer] of [
    ['cannot answer', () => ({ status: 503, headers: { 'retry-after': '99999999' } })],
    ['hangs up', () => ({ status: 500, hangUp: true })],
    ['gives a window that ends before it starts', windowFrom(now, now - day)],
    ['gives a window in another century', windowFrom(now + 36_500 * day, now + 36_501 * day)],
  ] as const satisfies readonly (readonly [string, Answer])[]) {
    test(`but is never said not to be due where it ${what}: exit 1`, async (t) => {
      const { run } = await projectWith(t, answer);
      const { exitCode, rotations, notDue, notPlanned } = await run();
      assert.deepEqual([exitCode, rotations, notDue], [1, [], []]);
      assert.match(
        notPlanned[0]?.problem ?? '',
        /^Whether it is due is not known: The authority "public" .* By what is known it is not due before /,
      );
    });
  }

  test('but is planned by name all the same where it cannot answer, and says so', async (t) => {
    const { run } = await projectWith(t, () => ({ status: 503 }));
    const { exitCode, rotations } = await run('--certificate', 'Portal_TLS');
    assert.equal(exitCode, 0);
    assert.match(rotations[0]?.signing?.note ?? '', /^The authority "public" .* It is asked again from /);
  });

  test('is said to have been left out as of another day, and with --network none', async (t) => {
    const { run, server } = await projectWith(t, windowFrom(now - 2 * day, now - day));
    for (const [args, why] of [
      [['--network', 'none'], '--network none'],
      [['--as-of', new Date(now + day).toISOString().slice(0, 10)], 'what it will want on another day nobody can ask'],
    ] as const) {
      const { exitCode, notDue } = await run(...args);
      assert.equal(exitCode, 0);
      assert.ok(notDue[0]?.reason.endsWith(` Its authority was not asked: ${why}.`), notDue[0]?.reason);
      const { rotations } = await run('--certificate', 'Portal_TLS', ...args);
      assert.equal(rotations[0]?.signing?.note, `It was not asked when it wants the certificate renewed: ${why}.`);
    }
    assert.deepEqual(server.requests, []);
  });

  test('tells where its answer could not be kept, as it would be asked too often', async (t) => {
    const { cwd, run, asked } = await projectWith(t, windowFrom(now - 2 * day, now - day));
    mkdirSync(join(cwd, '.cert-health'));
    writeFileSync(join(cwd, '.cert-health', 'authorities'), 'a file where a folder belongs');
    const { exitCode, notPlanned } = await run();
    assert.equal(exitCode, 1);
    assert.match(notPlanned[0]?.problem ?? '', /could not be kept in the rotation folder \(ENOTDIR\)/);
    assert.equal(asked(), 0);
  });
});
