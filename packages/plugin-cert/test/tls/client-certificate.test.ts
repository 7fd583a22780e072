/** What comes of showing a client certificate, from servers of two TLS stacks. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { join } from 'node:path';
import type { ClientCredentials } from '../../src/tls/converse.ts';
import { probeTarget } from '../../src/tls/probe-target.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { nodeServer, opensslServer, pemOf, withoutOpenssl } from './servers.ts';

type Client = 'good' | 'expired' | 'stranger' | 'forServers';
let root: Issued;
let intermediate: Issued;
let leaf: Issued;
const clients = new Map<Client, ClientCredentials>();

before(async () => {
  ({ root, intermediate, leaf } = await issueChain({ dnsNames: ['partner.example'] }));
  const today = new Date(Date.now() - 86_400_000).toISOString();
  const wishes = {
    good: { from: today, days: 30, issuer: root, purposes: ['clientAuth'] },
    expired: { from: '2024-01-01', days: 30, issuer: root, purposes: ['clientAuth'] },
    stranger: { from: today, days: 30, purposes: ['clientAuth'] },
    forServers: { from: today, days: 30, issuer: root, purposes: ['serverAuth'] },
  } as const;
  for (const [name, wish] of Object.entries(wishes)) {
    const own = await issue({ name, ...wish });
    const fingerprint = new X509Certificate(own.pem).fingerprint256.replaceAll(':', '').toLowerCase();
    clients.set(name as Client, { options: { cert: own.pem, key: await exportKey(own) }, fingerprint });
  }
});

const probe = async (port: number, client: Client) => {
  const credentials = clients.get(client) as ClientCredentials;
  const options = { serverName: 'partner.example', timeout: 20_000, credentials };
  const { clientCertificate } = await probeTarget(parseTarget(`127.0.0.1:${port}`), options);
  return { ...clientCertificate, isOffered: clientCertificate.offered?.fingerprint === credentials.fingerprint };
};

const refusals: Record<Exclude<Client, 'good'>, RegExp> = {
  expired: /alert 45, certificate_expired/,
  stranger: /alert 48, unknown_ca/,
  forServers: /alert 43, unsupported_certificate/,
};

describe('OpenSSL', { skip: withoutOpenssl }, () => {
  for (const version of ['-tls1_2', '-tls1_3']) {
    for (const [argument, required] of [
      ['-Verify', true],
      ['-verify', false],
    ] as const) {
      test(`${version} ${argument}: a good one is taken, of the others the alert tells why not`, async (t) => {
        const folder = folderWith(t, { 'ca.pem': root.pem });
        const more = [version, argument, '3', '-verify_return_error', '-CAfile', join(folder, 'ca.pem')];
        const port = await opensslServer(t, { sends: [leaf, intermediate] }, ...more);
        const good = await probe(port, 'good');
        assert.deepEqual([good.requested, good.required, good.isOffered], [true, required, true]);
        assert.equal(good.offered?.accepted, true, good.offered?.problem);
        for (const [name, words] of Object.entries(refusals)) {
          const { offered, required: still } = await probe(port, name as Client);
          assert.equal(offered?.accepted, false, name);
          assert.match(offered.problem ?? '', words);
          // A bad one is refused even where none is needed, and that is not taken for a demand.
          assert.equal(still, required, name);
        }
      });
    }
  }
});

const answer = (status: string): string => `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;

describe('an answer that says no without a word on certificates', () => {
  const rows: readonly (readonly [string, string, boolean | null, boolean | null])[] = [
    ['403 Forbidden', '200 OK', true, true],
    ['403 Forbidden', '404 Not Found', true, true],
    ['401 Unauthorized', '200 OK', true, true],
    ['403 Forbidden', '403 Forbidden', null, null],
    ['401 Unauthorized', '401 Unauthorized', false, null],
    ['302 Found', '302 Found', false, null],
    ['200 OK', '302 Found', false, null],
    ['403 Forbidden', '302 Found', true, true],
    ['302 Found', '200 OK', false, true],
    ['200 OK', '403 Forbidden', false, null],
  ];
  for (const [without, shown, required, accepted] of rows) {
    test(`${without} without, ${shown} with`, async (t) => {
      const port = await nodeServer(t, {
        sends: [leaf, intermediate],
        requestCert: true,
        rejectUnauthorized: false,
        answer: answer(without),
        answerToShown: answer(shown),
      });
      const seen = await probe(port, 'good');
      assert.deepEqual([seen.required, seen.offered?.accepted], [required, accepted]);
    });
  }
});

test('a certificate that there was no time to show is told as not known', async (t) => {
  const port = await nodeServer(t, {
    sends: [leaf, intermediate],
    requestCert: true,
    rejectUnauthorized: false,
    maxVersion: 'TLSv1.2',
    answer: 'nothing',
  });
  const credentials = clients.get('good') as ClientCredentials;
  const options = { serverName: 'partner.example', timeout: 1_000, credentials };
  const { clientCertificate, sent } = await probeTarget(parseTarget(`127.0.0.1:${port}`), options);
  assert.equal(sent.length, 2);
  assert.equal(clientCertificate.offered?.accepted, null);
  assert.match(clientCertificate.offered?.problem ?? '', /time was over/);
});

describe('Node', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const versions = { minVersion: version, maxVersion: version };
    test(`${version}: a good one is taken, a stranger is dropped without a word`, async (t) => {
      const port = await nodeServer(t, {
        sends: [leaf, intermediate],
        requestCert: true,
        rejectUnauthorized: true,
        ca: pemOf(root),
        ...versions,
      });
      const good = await probe(port, 'good');
      assert.deepEqual([good.required, good.offered?.accepted], [true, true], good.offered?.problem);
      const { offered } = await probe(port, 'stranger');
      assert.equal(offered?.accepted, null);
      assert.match(offered.problem ?? '', /without a word/);
    });

    test(`${version}: a server that does not ask is shown nothing`, async (t) => {
      const port = await nodeServer(t, { sends: [leaf, intermediate], ...versions });
      const { requested, required, offered } = await probe(port, 'good');
      assert.deepEqual([requested, required, offered], [false, false, undefined]);
    });

    test(`${version}: a refusal in the answer is one`, async (t) => {
      const answer = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\nThis client certificate is not known.';
      const options = { requestCert: true, rejectUnauthorized: false, answer };
      const port = await nodeServer(t, { sends: [leaf, intermediate], ...options, ...versions });
      const { required, offered } = await probe(port, 'good');
      assert.equal(required, true);
      assert.equal(offered?.accepted, false);
    });
  }
});
