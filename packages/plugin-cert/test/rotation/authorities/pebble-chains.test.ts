import assert from 'node:assert/strict';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, it } from 'node:test';
import { chooseChain, parseCertificates, rootStanding, salesforceTrustStore } from '@cert-health/core';
import type { RootList } from '@cert-health/core';
import { acmeAuthority } from '../../../src/rotation/authorities/acme/acme-authority.ts';
import { outsideOf } from '../../../src/rotation/authorities/outside.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { wordsOf } from './attempt.ts';
import { dnsHook, startPebble, withoutPebble } from './pebble.ts';
import { csrFor } from './test-ca.ts';
import { TestMemory } from './world.ts';

describe('a real ACME server (pebble) that offers several chains', { skip: withoutPebble }, () => {
  it('has the one taken whose root the org trusts, whichever it is', async (t) => {
    const pebble = await startPebble(t, { otherRoots: 2 });
    const folder = folderWith(t, { 'hook.mjs': dnsHook, 'roots.pem': pebble.trust });
    const ports = {
      ...ownPorts({ settingsFolder: folder, rotationFolder: join(folder, '.cert-health') }),
      environment: { ...process.env, RECORDS: pebble.records },
      outside: outsideOf({ resolvers: [pebble.dns] }),
    };
    const authority = acmeAuthority(
      'public',
      {
        type: 'acme',
        directory: pebble.directory,
        dns: [execPath, 'hook.mjs'],
        trust: 'roots.pem',
        'look-first': 'yes',
      },
      ports,
    );
    t.after(() => authority.close());
    const csr = await csrFor('CN=www.example.com', [{ type: 'dns', value: 'www.example.com' }]);
    const outcome = await authority.sign(
      { csr, certificate: 'Portal_TLS', names: [], purposes: ['server'], intermediates: [] },
      new TestMemory(),
    );
    assert.ok(outcome.outcome === 'chain', wordsOf(outcome));
    assert.equal(outcome.alternates.length, 2, outcome.notes.join());
    const offered = [outcome.chain, ...outcome.alternates].map((chain) => parseCertificates(chain));
    assert.equal(new Set(offered.map(([leaf]) => leaf?.fingerprint)).size, 1);
    const roots = [pebble.root, ...pebble.otherRoots];
    for (const [place, root] of roots.entries()) {
      const org: RootList = { store: salesforceTrustStore(root, { source: 'a test' }), whose: 'your org' };
      const { chain, told, standings } = await chooseChain(offered, [org]);
      assert.equal(chain, offered[place]);
      assert.equal(standings[0]?.is, 'listed');
      assert.match(
        told ?? '',
        /^Of 3 chains that the authority offers .* whose root your org trusts; the others lead to /,
      );
      for (const other of offered.filter((one) => one !== chain)) {
        assert.notEqual((await rootStanding(other, org)).is, 'listed');
      }
    }
  });
});
