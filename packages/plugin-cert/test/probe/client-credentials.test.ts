/** What a client shows, from keystores of old and new writers, up to the handshake. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { readClientCredentials } from '../../src/probe/client-credentials.ts';
import { CredentialsError } from '../../src/probe/credentials-error.ts';
import { probeTarget } from '../../src/tls/probe-target.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { nodeServer, openssl, withoutOpenssl } from '../tls/servers.ts';

let root: Issued;
let authority: Issued;
let client: Issued;
let other: Issued;
let server: Issued;
before(async () => {
  ({ root, leaf: server } = await issueChain());
  const wish = { from: '2026-01-01', days: 9000 };
  authority = await issue({ ...wish, name: 'Clients', ca: true, issuer: root });
  client = await issue({ ...wish, name: 'client', issuer: authority, purposes: ['clientAuth'], rsaBits: 2048 });
  other = await issue({ ...wish, name: 'other', issuer: authority, purposes: ['clientAuth'] });
});

async function keystore(t: TestContext, ...more: readonly string[]): Promise<string> {
  const folder = folderWith(t, {
    'client.pem': client.pem,
    'client.key': await exportKey(client),
    'authority.pem': authority.pem,
  });
  const args = ['pkcs12', '-export', '-in', 'client.pem', '-inkey', 'client.key', '-certfile', 'authority.pem'];
  const made = spawnSync(openssl, [...args, '-out', 'client.p12', ...more], { cwd: folder, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return join(folder, 'client.p12');
}

const old = (certpbe: string, keypbe: string) => ['-legacy', '-certpbe', certpbe, '-keypbe', keypbe, '-macalg', 'sha1'];
const writers: Record<string, readonly string[]> = {
  'of today': [],
  'with RC2 and 3DES, as Windows and OpenSSL 1 wrote them': old('PBE-SHA1-RC2-40', 'PBE-SHA1-3DES'),
  'with RC2 of 128 bits': old('PBE-SHA1-RC2-128', 'PBE-SHA1-RC2-128'),
  'with 3DES': old('PBE-SHA1-3DES', 'PBE-SHA1-3DES'),
  'with RC4': old('PBE-SHA1-RC4-128', 'PBE-SHA1-RC4-128'),
  'with open certificates': ['-certpbe', 'NONE'],
};

describe('a PKCS#12 keystore', { skip: withoutOpenssl }, () => {
  for (const [what, more] of Object.entries(writers)) {
    test(`${what} brings its key and its chain to the handshake`, async (t) => {
      const cert = await keystore(t, ...more, '-passout', 'pass:right');
      const credentials = await readClientCredentials({ cert, password: { given: 'right' } });
      // Only who is sent the intermediate too can trust the chain.
      const port = await nodeServer(t, { sends: [server], requestCert: true, rejectUnauthorized: true, ca: root.pem });
      const seen = await probeTarget(parseTarget(`127.0.0.1:${port}`), { timeout: 20_000, credentials });
      assert.deepEqual([seen.clientCertificate.required, seen.clientCertificate.offered?.accepted], [true, true]);
      for (const given of ['wrong', undefined]) {
        const refused = readClientCredentials({ cert, password: { given } });
        await assert.rejects(refused, (error) => {
          assert.ok(error instanceof CredentialsError);
          assert.match(error.message, given ? /password of .* is wrong/ : /needs a password; put it in/);
          return true;
        });
      }
    });
  }

  test('asks for its password where somebody can be asked, once', async (t) => {
    for (const more of [writers['of today'], writers['with open certificates']]) {
      const cert = await keystore(t, ...(more ?? []), '-passout', 'pass:right');
      let asked = 0;
      const ask = () => Promise.resolve((asked++, 'right'));
      const { options } = await readClientCredentials({ cert, password: { ask } });
      assert.ok(options.key);
      assert.equal(asked, 1);
    }
  });

  test('without a password opens without one', async (t) => {
    const cert = await keystore(t, '-passout', 'pass:');
    assert.ok((await readClientCredentials({ cert, password: {} })).options.key);
  });

  test('without a key is refused in one sentence', async (t) => {
    const none = await keystore(t, '-nokeys', '-passout', 'pass:right');
    await assert.rejects(readClientCredentials({ cert: none, password: { given: 'right' } }), /holds no private key/);
  });
});

test('a key of another certificate is told, of the same kind or another', async (t) => {
  const folder = folderWith(t, {
    'client.pem': client.pem,
    'ec.key': await exportKey(other),
    'rsa.key': await exportKey(await issue({ name: 'x', from: '2026-01-01', days: 1, rsaBits: 2048 })),
  });
  for (const key of ['ec.key', 'rsa.key']) {
    const files = { cert: join(folder, 'client.pem'), key: join(folder, key), password: {} };
    await assert.rejects(readClientCredentials(files), /do not belong together/, key);
  }
});

test('a key that is locked opens with its password only', { skip: withoutOpenssl }, async (t) => {
  const folder = folderWith(t, { 'client.pem': client.pem, 'client.key': await exportKey(client) });
  const args = ['pkey', '-in', 'client.key', '-aes256', '-passout', 'pass:right', '-out', 'locked.key'];
  assert.equal(spawnSync(openssl, args, { cwd: folder }).status, 0);
  const files = { cert: join(folder, 'client.pem'), key: join(folder, 'locked.key') };
  assert.ok((await readClientCredentials({ ...files, password: { given: 'right' } })).options.key);
  await assert.rejects(readClientCredentials({ ...files, password: { given: 'wrong' } }), /password of .* is wrong/);
  await assert.rejects(readClientCredentials({ ...files, password: {} }), /needs a password/);
});
