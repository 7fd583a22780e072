/** What is read from the wire is what OpenSSL's client saw there, from servers of two TLS stacks. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { createSecureContext } from 'node:tls';
import { judgeServers } from '@cert-health/core';
import { probeTarget } from '../../src/tls/probe-target.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { exportKey, issue, issueChain } from '../fixtures/issue.ts';
import { folderWith } from '../fixtures/folder.ts';
import type { Issued } from '../fixtures/issue.ts';
import { nodeServer, openssl, opensslServer, seenByOpenssl, withoutOpenssl } from './servers.ts';
import type { ServerWish } from './servers.ts';

type Name = 'root' | 'intermediate' | 'leaf' | 'expired' | 'underExpired' | 'rsa' | 'edwards' | 'stray';
let made: Record<Name, Issued>;

before(async () => {
  const { root, intermediate, leaf } = await issueChain({ dnsNames: ['partner.example'] });
  const common = { name: 'partner.example', from: '2026-01-01', days: 100, dnsNames: ['partner.example'] };
  const expired = await issue({ name: 'Expired', from: '2020-01-01', days: 90, ca: true, issuer: root });
  made = {
    root,
    intermediate,
    leaf,
    expired,
    underExpired: await issue({ ...common, issuer: expired }),
    rsa: await issue({ ...common, issuer: intermediate, rsaBits: 2048 }),
    edwards: await issue({ ...common, issuer: intermediate, ed25519: true }),
    stray: await issue({ name: 'stray.example', from: '2026-01-01', days: 100 }),
  };
});

const probe = (port: number) =>
  probeTarget(parseTarget(`127.0.0.1:${port}`), { serverName: 'partner.example', timeout: 20_000 });

const shapes: Record<string, { sends: readonly Name[]; alsoSends?: readonly Name[] }> = {
  full: { sends: ['leaf', 'intermediate'] },
  'leaf only': { sends: ['leaf'] },
  'with the root': { sends: ['leaf', 'intermediate', 'root'] },
  'with a stray': { sends: ['leaf', 'intermediate', 'stray'] },
  'with a duplicate': { sends: ['leaf', 'intermediate', 'intermediate'] },
  'in the wrong order': { sends: ['leaf', 'root', 'intermediate'] },
  'under an expired intermediate': { sends: ['underExpired', 'expired'] },
  RSA: { sends: ['rsa', 'intermediate'] },
  'RSA and ECDSA': { sends: ['rsa', 'intermediate'], alsoSends: ['leaf', 'intermediate', 'root'] },
  Ed25519: { sends: ['edwards', 'intermediate'] },
};

const stacks = {
  Node: (test: TestContext, wish: ServerWish, version: string) =>
    nodeServer(test, { ...wish, minVersion: version as 'TLSv1.2', maxVersion: version as 'TLSv1.2' }),
  OpenSSL: (test: TestContext, wish: ServerWish, version: string) =>
    opensslServer(test, wish, version === 'TLSv1.2' ? '-tls1_2' : '-tls1_3'),
};

describe('what was sent', { skip: withoutOpenssl }, () => {
  for (const [stack, start] of Object.entries(stacks)) {
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      for (const [shape, { sends, alsoSends }] of Object.entries(shapes)) {
        test(`${stack}, ${version}: ${shape}`, async (t) => {
          const wish: ServerWish = {
            sends: sends.map((name) => made[name]),
            ...(alsoSends ? { alsoSends: alsoSends.map((name) => made[name]) } : {}),
          };
          const port = await start(t, wish, version);
          const seen = await probe(port);
          assert.equal(seen.status, 'reached', seen.problem);
          assert.equal(seen.protocol, version);
          assert.match(seen.cipher ?? '', /^TLS_/);
          const own = Buffer.from(seen.sent[0] as Uint8Array).equals(Buffer.from(made[sends[0] as Name].der));
          const algorithms = own ? sends : (alsoSends ?? []);
          assert.deepEqual(
            seen.sent.map((der) => Buffer.from(der)),
            algorithms.map((name) => Buffer.from(made[name].der)),
          );
          const choice = alsoSends
            ? ['-sigalgs', own ? 'RSA-PSS+SHA256:RSA+SHA256' : 'ECDSA+SHA256']
            : ([] as string[]);
          assert.deepEqual(
            await seenByOpenssl(port, ...choice),
            seen.sent.map((der) => Buffer.from(der)),
          );
          assert.equal(seen.alternative !== undefined, alsoSends !== undefined);
          if (!seen.alternative) return;
          const other = own ? (alsoSends ?? []) : sends;
          assert.equal(seen.alternative.keyType, other[0] === 'rsa' ? 'RSA' : 'ECDSA');
          assert.deepEqual(
            seen.alternative.sent.map((der) => Buffer.from(der)),
            other.map((name) => Buffer.from(made[name].der)),
          );
        });
      }
    }
  }
});

describe('a client certificate', () => {
  const wishes: Record<string, { options: Partial<ServerWish>; expected: readonly [boolean, boolean | null] }> = {
    'is not asked for': { options: {}, expected: [false, false] },
    'is asked for, and the server goes on without': {
      options: { requestCert: true, rejectUnauthorized: false },
      expected: [true, false],
    },
    'is required': { options: { requestCert: true, rejectUnauthorized: true }, expected: [true, true] },
    'is required by an HTTP answer': {
      options: {
        requestCert: true,
        rejectUnauthorized: false,
        answer: 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\nA client certificate is required.',
      },
      expected: [true, true],
    },
    'is asked for, and the server closes without a word': {
      options: { requestCert: true, rejectUnauthorized: false, answer: 'close' },
      expected: [true, null],
    },
  };
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    for (const [what, { options, expected }] of Object.entries(wishes)) {
      for (const names of [true, false]) {
        test(`${version}: ${what}, ${names ? 'with' : 'without'} names of authorities`, async (t) => {
          const { root, intermediate, leaf } = made;
          const ca = names ? { ca: [root.pem, intermediate.pem] } : {};
          const port = await nodeServer(t, {
            sends: [leaf, intermediate],
            minVersion: version,
            maxVersion: version,
            ...ca,
            ...options,
          });
          const { status, clientCertificate, sent } = await probe(port);
          assert.equal(status, 'reached');
          assert.equal(sent.length, 2);
          assert.deepEqual([clientCertificate.requested, clientCertificate.required], expected);
          // Node's store is large; without one of its own a server of Node lists no names.
          assert.equal(clientCertificate.authorities.length, names && expected[0] ? 2 : 0);
        });
      }
    }
  }

  for (const [argument, required] of [
    ['-verify', false],
    ['-Verify', true],
  ] as const) {
    for (const version of ['-tls1_2', '-tls1_3']) {
      test(`OpenSSL ${version} ${argument}`, { skip: withoutOpenssl }, async (t) => {
        const wish = { sends: [made.leaf, made.intermediate] };
        const port = await opensslServer(t, wish, version, argument, '1');
        const { clientCertificate } = await probe(port);
        assert.deepEqual([clientCertificate.requested, clientCertificate.required], [true, required]);
      });
    }
  }
});

test(
  'the name that is asked for decides what a server with several names sends',
  { skip: withoutOpenssl },
  async (t) => {
    const { leaf, intermediate, stray } = made;
    const context = createSecureContext({ cert: leaf.pem + intermediate.pem, key: await exportKey(leaf) });
    const port = await nodeServer(t, {
      sends: [stray],
      SNICallback: (name, done) => (name === 'partner.example' ? done(null, context) : done(new Error('unknown'))),
    });
    const right = await probe(port);
    assert.deepEqual(
      right.sent.map((der) => Buffer.from(der)),
      [leaf, intermediate].map(({ der }) => Buffer.from(der)),
    );
    const wrong = await probeTarget(parseTarget(`127.0.0.1:${port}`), { serverName: 'other.example', timeout: 20_000 });
    assert.notEqual(wrong.status, 'reached');
    assert.ok(wrong.problem);
  },
);

test('a server that wants another hello first is read', async (t) => {
  const { leaf, intermediate } = made;
  const only = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', ecdhCurve: 'P-521' } as const;
  const seen = await probe(await nodeServer(t, { sends: [leaf, intermediate], ...only }));
  assert.equal(seen.status, 'reached', seen.problem);
  assert.equal(seen.sent.length, 2);
});

for (const [status, row] of [
  ['good', 'V\t361231000000Z\t'],
  ['revoked', 'R\t361231000000Z\t260201000000Z,keyCompromise'],
] as const) {
  test(`an OCSP response that is sent along is read and judged: ${status}`, { skip: withoutOpenssl }, async (t) => {
    const { leaf, intermediate } = made;
    const folder = folderWith(t, {
      'leaf.pem': leaf.pem,
      'ca.pem': intermediate.pem,
      'ca.key': await exportKey(intermediate),
      'index.txt': `${row}\t${leaf.certificate.serialNumber.toUpperCase()}\tunknown\t/CN=partner.example\n`,
    });
    const run = (...args: string[]) => spawnSync(openssl, ['ocsp', ...args], { cwd: folder, encoding: 'utf8' });
    run('-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'request.der', '-no_nonce');
    const answered = run(
      ...['-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key'],
      ...['-reqin', 'request.der', '-respout', 'response.der', '-ndays', '30'],
    );
    assert.equal(answered.status, 0, answered.stderr);
    const file = join(folder, 'response.der');
    for (const version of ['-tls1_2', '-tls1_3']) {
      const port = await opensslServer(t, { sends: [leaf, intermediate] }, version, '-status_file', file);
      const seen = await probe(port);
      assert.deepEqual(seen.staple && Buffer.from(seen.staple), readFileSync(file), version);
      const [server] = (await judgeServers([seen], { at: new Date() })).servers;
      assert.equal(server?.staple?.status, status);
      assert.ok(server.staple.thisUpdate && server.staple.nextUpdate);
      const codes = server.reasons.map(({ code }) => code);
      assert.equal(codes.includes('revoked'), status === 'revoked');
    }
  });
}
