import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, it } from 'node:test';
import { certificateToPem, parseCertificate, parseCertificates } from '@cert-health/core';
import type { CertRotatePlanResult } from '../../src/commands/cert/rotate/plan.ts';
import { acmeAuthority } from '../../src/rotation/authorities/acme/acme-authority.ts';
import { outsideOf } from '../../src/rotation/authorities/outside.ts';
import { ownPorts } from '../../src/rotation/authorities/own-ports.ts';
import type { AcmeAuthoritySettings } from '../../src/settings/authorities-shape.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { certificateMeta, folderWith } from '../fixtures/folder.ts';
import { wordsOf } from './authorities/attempt.ts';
import { dnsHook, startPebble, withoutPebble } from './authorities/pebble.ts';
import { csrFor } from './authorities/test-ca.ts';
import { TestMemory } from './authorities/world.ts';

describe('a plan asks a real ACME server (pebble)', { skip: withoutPebble }, () => {
  it('and a certificate that it will revoke early is due at once, with the window and the page that says why', async (t) => {
    const pebble = await startPebble(t);
    const csr = await csrFor('CN=www.example.com', [{ type: 'dns', value: 'www.example.com' }]);
    const settings: AcmeAuthoritySettings = {
      type: 'acme',
      directory: pebble.directory,
      dns: [execPath, 'hook.mjs'],
      trust: 'pebble.pem',
      'look-first': 'yes',
    };
    const cwd = folderWith(t, {
      'hook.mjs': dnsHook,
      'pebble.pem': pebble.trust,
      'issued.pem': pebble.root,
      'cert-health.yml': `rotation:
  authorities: { public: ${JSON.stringify(settings)} }
  certificates: [{ certificate: Portal_TLS, authority: public, trust: issued.pem }]
`,
    });
    const ports = {
      ...ownPorts({ settingsFolder: cwd, rotationFolder: join(cwd, '.cert-health') }),
      environment: { ...process.env, RECORDS: pebble.records },
      outside: outsideOf({ resolvers: [pebble.dns] }),
    };
    const authority = acmeAuthority('public', settings, ports);
    t.after(() => authority.close());
    const outcome = await authority.sign(
      { csr, certificate: 'Portal_TLS', names: [], purposes: ['server'], intermediates: [] },
      new TestMemory(),
    );
    const chain = wordsOf(outcome);
    assert.equal(outcome.outcome, 'chain', chain);
    const leaf = parseCertificates(chain)[0];
    assert.ok(leaf);
    const project = folderWith(t, {
      'certs/Portal_TLS.crt': chain,
      'certs/Portal_TLS.crt-meta.xml': certificateMeta({ masterLabel: 'Portal', caSigned: 'true', keySize: '2048' }),
    });
    const plan = async (folder: string) => {
      const args = ['rotate', 'plan', '-d', project, '--config', join(folder, 'cert-health.yml'), '--json'];
      const run = await runCommand(args, { cwd: folder });
      return { exitCode: run.exitCode, ...jsonOf<CertRotatePlanResult>(run).result };
    };
    const usual = await plan(cwd);
    assert.deepEqual([usual.exitCode, usual.rotations], [0, []]);
    if (!/its authority asks for a renewal/.test(usual.notDue[0]?.reason ?? '')) {
      assert.match(JSON.stringify(usual.notDue), /Not due before/);
      return t.skip('this pebble has no renewal information');
    }
    await pebble.setRenewal(certificateToPem(parseCertificate(leaf.der)), {
      suggestedWindow: { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' },
      explanationURL: 'https://ca.example/incident',
    });
    // It is asked again when it said: until then its word of before counts.
    assert.deepEqual((await plan(cwd)).rotations, []);
    // A machine that has not asked yet.
    const elsewhere = folderWith(t, {
      'hook.mjs': dnsHook,
      'pebble.pem': pebble.trust,
      'issued.pem': pebble.root,
      'cert-health.yml': `rotation:
  authorities: { public: ${JSON.stringify(settings)} }
  certificates: [{ certificate: Portal_TLS, authority: public, trust: issued.pem }]
`,
    });
    const { exitCode, rotations } = await plan(elsewhere);
    const [rotation] = rotations;
    assert.deepEqual([exitCode, rotation?.because], [0, 'window']);
    assert.match(rotation?.reason ?? '', /between Thu 1 Jan and Fri 2 Jan/);
    const { type, window, root } = rotation?.signing ?? {};
    assert.deepEqual([type, window?.explanation], ['acme', 'https://ca.example/incident']);
    assert.equal(root?.onOtherList, true);
  });
});
