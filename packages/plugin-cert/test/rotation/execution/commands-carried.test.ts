import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { CertRotatePlanResult } from '../../../src/commands/cert/rotate/plan.ts';
import type { CertRotateStartResult } from '../../../src/commands/cert/rotate/start.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';
import { logIn } from '../../fixtures/log-in.ts';
import { javaStore } from '../../keystore/jks-writer.ts';
import { companyCarrying, metadataOf, providerCertificate } from './carried-company.ts';

/** An identity provider's metadata at an address whose certificate only `ca` vouches for. */
async function metadataServer(t: TestContext, answer: () => string) {
  const issuer = await issue({ name: 'Root', from: '2026-01-01', days: 3000, ca: true });
  const own = await issue({ name: 'localhost', from: '2026-01-01', days: 3000, issuer, dnsNames: ['localhost'] });
  const server = createServer({ cert: own.pem, key: await exportKey(own) }, (_, response) => response.end(answer()));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  return { address: `https://localhost:${(server.address() as AddressInfo).port}/metadata`, ca: issuer.pem };
}

async function planned(t: TestContext, entry: string, certificate: string, env: Record<string, string> = {}) {
  const inUse = await providerCertificate(350, 365);
  const practice = await startPracticeOrg({ seed: () => companyCarrying(inUse) });
  t.after(() => practice.close());
  await logIn(practice);
  const settings = `rotation:\n  production: true\n  certificates: [{ ${entry} }]\n`;
  const cwd = folderWith(t, { 'cert-health.yml': settings });
  const call = (args: readonly string[]) => runCommand(['rotate', ...args, '-o', practice.username], { cwd, env });
  const run = async (...args: string[]) => {
    const outcome = await call([...args, '--lock', 'local', '--json']);
    const json = JSON.parse(outcome.stdout) as {
      message?: string;
      result?: CertRotateStartResult;
      data?: CertRotateStartResult;
      warnings?: string[];
    };
    const [rotation] = (json.result ?? json.data)?.rotations ?? [];
    const state = (id: string) => rotation?.steps.find((step) => step.id === id)?.state;
    return { exitCode: outcome.exitCode, message: json.message ?? '', rotation, state, told: outcome.stderr };
  };
  const outcome = await call(['plan', '--certificate', certificate, '--json']);
  const [rotation] = jsonOf<CertRotatePlanResult>(outcome).result.rotations;
  return { inUse, cwd, call, run, id: rotation?.id ?? '', exitCode: outcome.exitCode, practice, rotation };
}

describe('sf cert rotate for a certificate of somebody else', () => {
  test('takes it from the metadata, waits for the agreed moment, and is finished', async (t) => {
    const next = await providerCertificate(1, 365);
    let answer = '<html>Log in</html>';
    const { address, ca } = await metadataServer(t, () => answer);
    const trusted = join(folderWith(t, { 'ca.pem': ca }), 'ca.pem');
    const env = { NODE_EXTRA_CA_CERTS: trusted, NO_PROXY: 'localhost,127.0.0.1' };
    const { inUse, call, run, id } = await planned(t, `certificate: Okta, from: "${address}"`, 'Okta', env);
    const guarded = await run('start', id);
    assert.deepEqual([guarded.exitCode, guarded.state('request')], [1, 'failed']);
    assert.match(guarded.message, /not a public one\): allow it with --allow-private/);
    const page = await run('start', id, '--allow-private');
    assert.deepEqual([page.exitCode, page.state('request')], [1, 'failed']);
    assert.match(page.message, /gives a web page in place of metadata/);
    answer = metadataOf([inUse]);
    const early = await run('start', id, '--allow-private');
    assert.deepEqual([early.exitCode, early.rotation?.waitsFor?.who], [7, 'partner']);
    answer = metadataOf([inUse, next]);
    const started = await run('start', id, '--allow-private');
    assert.deepEqual([started.exitCode, started.state('judge'), started.state('verify')], [7, 'done', 'open']);
    assert.equal((await run('approve', id, 'verify', '--allow-private')).exitCode, 7);
    for (const [moment, says] of [
      ['soon', /"soon" is no moment for --at/],
      ['2026-01-01', /The moment 2026-01-01T00:00:00\.000Z is over/],
    ] as const) {
      const wrong = await run('approve', id, 'switch', '--at', moment);
      assert.equal(wrong.exitCode, 2);
      assert.match(wrong.message, says);
    }
    const agreed = await run('approve', id, 'switch', '--at', '2099-01-01T06:00Z');
    assert.deepEqual([agreed.exitCode, agreed.rotation?.waitsFor?.who, agreed.state('switch')], [7, 'date', 'open']);
    const text = (await call(['status'])).stdout.replaceAll(/\s+/g, ' ');
    assert.match(text, /the moment \(1 Jan 2099 06:00 UTC\): Put the new certificate into SamlSsoConfig:Okta/);
    const switched = await run('approve', id, 'switch', '--allow-private');
    assert.deepEqual([switched.exitCode, switched.state('switch')], [7, 'done']);
    const finished = await run('finish', id);
    assert.deepEqual([finished.exitCode, finished.rotation?.state], [0, 'done']);
  });

  test('tells of a keystore what is missing, takes its password from the environment, and says what to click', async (t) => {
    const without = await planned(t, 'certificate: Supplier_Client, method: import', 'Supplier_Client');
    assert.equal(without.exitCode, 7);
    assert.match(without.rotation?.waitsFor?.what ?? '', /name the file under keystore in its entry/);
    const entry = 'certificate: Supplier_Client, method: import, keystore: supplier.jks';
    const env = { CERT_STORE_PASSWORD: 'open sesame' };
    const { cwd, run, id, practice, rotation, exitCode } = await planned(t, entry, 'Supplier_Client', env);
    assert.equal(exitCode, 0);
    const alias = rotation?.successor ?? '';
    const key = await providerCertificate(1, 365, 'supplier');
    const pkcs8 = Buffer.from((await exportKey(key)).replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    const store = javaStore({ entries: [{ alias, key: pkcs8, chain: [key.der] }], password: 'open sesame' });
    writeFileSync(join(cwd, 'supplier.jks'), store);
    const started = await run('start', id);
    assert.deepEqual(
      [started.exitCode, started.state('judge'), started.rotation?.waitsFor?.who],
      [7, 'done', 'approver'],
    );
    assert.match(started.rotation?.waitsFor?.what ?? '', /click Import from Keystore, choose supplier\.jks/);
    const body = JSON.stringify({ alias, chain: key.pem });
    assert.equal((await fetch(`${practice.url}/practice-org/import`, { method: 'POST', body })).status, 200);
    const imported = await run('approve', id, 'install');
    assert.deepEqual([imported.exitCode, imported.state('switch')], [7, 'done']);
    assert.equal((await run('finish', id)).rotation?.state, 'done');
  });
});
