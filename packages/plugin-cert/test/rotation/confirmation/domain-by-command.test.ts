import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createServer } from 'node:tls';
import { readJournal } from '@cert-health/core';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { CertRotateStatusResult } from '../../../src/commands/cert/rotate/status.ts';
import { journalName } from '../../../src/rotation/execution/journal-file.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';
import { logIn } from '../../fixtures/log-in.ts';
import { javaStore } from '../../keystore/jks-writer.ts';
import { keystorePassword } from '../execution/rotating.ts';
import { domain, servedCompany } from './served-company.ts';

const loopback = [
  process.env['CERT_TEST_NODE_OPTIONS'],
  `--import ${new URL('../../fixtures/domain-on-loopback.mjs', import.meta.url).href}`,
];

/** A certificate for the domain whose key is at hand, so that a server can show it. */
async function certificateForDomain() {
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const root = await issue({ name: 'Partner Root', from, days: 3000, ca: true, rsaBits: 2048 });
  const leaf = await issue({
    name: domain,
    dnsNames: [domain],
    from,
    days: 90,
    issuer: root,
    purposes: ['serverAuth'],
    rsaBits: 2048,
  });
  return { chain: [leaf, root], pem: leaf.pem + root.pem, key: await exportKey(leaf) };
}

async function serverWith(t: TestContext, own: { readonly cert: string; readonly key: string }): Promise<number> {
  const server = createServer(own, (socket) => socket.on('error', () => undefined).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('sf cert rotate sees at the domain itself that the new certificate works, and the old one goes when a person has looked elsewhere', async (t) => {
  const company = await servedCompany(false);
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(company) });
  t.after(() => practice.close());
  await logIn(practice);
  const cwd = folderWith(t, {
    'cert-health.yml': `rotation:
  production: true
  certificates: [{ certificate: Supplier_Client, method: import, keystore: site.jks }]
`,
  });
  const { chain, pem, key } = await certificateForDomain();
  const port = await serverWith(t, { cert: pem, key });
  const env = {
    NODE_OPTIONS: loopback.filter(Boolean).join(' '),
    TEST_DOMAIN_ON_LOOPBACK: JSON.stringify({ name: domain, port }),
    CERT_STORE_PASSWORD: keystorePassword,
  };
  const run = async (...args: string[]) => {
    const lock = args[0] === 'plan' ? [] : ['--lock', 'local'];
    const outcome = await runCommand(['rotate', ...args, ...lock, '-o', practice.username, '--json'], { cwd, env });
    const { message, data } = JSON.parse(outcome.stdout) as { message?: string; data?: CertRotateStatusResult };
    const { result = data } = jsonOf<CertRotateStatusResult | undefined>(outcome);
    return { exitCode: outcome.exitCode, message, rotation: result?.rotations[0] };
  };

  const { rotation: plan } = await run('plan', '--certificate', 'Supplier_Client');
  const { id = '', successor = '' } = plan ?? {};
  const der = Buffer.from(key.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const entries = [{ alias: successor, key: der, chain: chain.map((one) => one.der) }];
  writeFileSync(join(cwd, 'site.jks'), javaStore({ entries, password: keystorePassword }));
  const judged = await run('start', id);
  assert.deepEqual([judged.message, judged.exitCode, judged.rotation?.waitsFor?.who], [undefined, 7, 'approver']);
  const body = JSON.stringify({ alias: successor, chain: pem });
  assert.equal((await fetch(`${practice.url}/practice-org/import`, { method: 'POST', body })).status, 200);

  const moved = await run('approve', id, 'install');
  const stateOf = (step: string): string | undefined => moved.rotation?.steps.find((one) => one.id === step)?.state;
  assert.deepEqual(
    [moved.message, stateOf('switch'), stateOf('confirm'), moved.exitCode],
    [undefined, 'done', 'done', 7],
  );
  assert.match(moved.rotation?.waitsFor?.what ?? '', /^The new certificate works\./);
  const events = readJournal(readFileSync(join(cwd, '.cert-health', id, journalName), 'utf8'), journalName);
  const confirmed = events.find((event) => event.type === 'step-done' && event.step === 'confirm');
  assert.ok(confirmed?.type === 'step-done');
  assert.equal(confirmed.evidence?.by, 'probe');
  assert.ok(confirmed.evidence.notes?.[0]?.startsWith(`${domain} showed the new certificate at `));
  const finished = await run('finish', id);
  assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
});
