import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith } from '../../fixtures/folder.ts';
import { mozillaRoots, r4 } from '../roots.ts';
import type { Root } from '../roots.ts';
import type { Keystore } from '../../../src/trust/keystore/keystore.ts';
import { keystoreKind } from '../../../src/trust/keystore/keystore.ts';
import { openKeystore } from '../../../src/trust/keystore/open-keystore.ts';
import { utf16 } from '../../../src/trust/keystore/password.ts';

/** Why a tool's tests are skipped; false: it is there. */
const missing = (tool: string, ...args: readonly string[]): string | false =>
  spawnSync(tool, args).error ? `${tool} is not on this computer` : false;

/** A JKS file of trusted roots, written by the format's description. */
function jksOf(roots: readonly Root[], password: string): Buffer {
  const number = (value: number): Buffer => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');
  const text = (value: string): Buffer => Buffer.concat([number(value.length).subarray(2), Buffer.from(value)]);
  const entries = roots.map(({ der }, position) =>
    Buffer.concat([number(2), text(`root${position}`), Buffer.alloc(8), text('X.509'), number(der.length), der]),
  );
  const body = Buffer.concat([Buffer.from('feedfeed00000002', 'hex'), number(roots.length), ...entries]);
  const digest = createHash('sha1').update(utf16(password)).update('Mighty Aphrodite').update(body).digest();
  return Buffer.concat([body, digest]);
}

async function open(path: string, given?: string): Promise<Keystore> {
  const bytes = readFileSync(path);
  const { keystore } = await openKeystore(bytes, keystoreKind(bytes) ?? 'jks', { given });
  return keystore;
}

const hashes = ({ certificates }: Keystore): string[] =>
  certificates.map(({ der }) => createHash('sha256').update(der).digest('hex')).sort();
const expected = mozillaRoots.map(({ sha256 }) => sha256).sort();

describe(
  'keystores with all roots of Mozilla, as keytool sees and makes them',
  { skip: missing('keytool', '-help') },
  () => {
    const keytool = (cwd: string, ...args: readonly string[]): string =>
      execFileSync('keytool', ['-J-Duser.language=en', ...args], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });

    test('a JKS store is read here as keytool reads it', async (t) => {
      const cwd = folderWith(t, { 'all.jks': jksOf(mozillaRoots, 'changeit') });
      const listed = keytool(cwd, '-list', '-keystore', 'all.jks', '-storepass', 'changeit');
      const seen = [...listed.matchAll(/SHA-256\): ([0-9A-F:]+)/g)].map(([, hash = '']) =>
        hash.replaceAll(':', '').toLowerCase(),
      );
      assert.equal(seen.length, mozillaRoots.length);
      const keystore = await open(join(cwd, 'all.jks'));
      assert.deepEqual(hashes(keystore), seen.sort());
      assert.equal(keystore.integrity, 'verified');
    });

    for (const [era, options] of [
      ['of today', []],
      ['as Java wrote them before 2021', ['-J-Dkeystore.pkcs12.legacy']],
      [
        'without protection',
        ['-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE', '-J-Dkeystore.pkcs12.macAlgorithm=NONE'],
      ],
    ] as const) {
      test(`PKCS#12 stores ${era} give every root octet for octet, as trusted`, async (t) => {
        const cwd = folderWith(t, { 'all.jks': jksOf(mozillaRoots, 'changeit') });
        const from = ['-srckeystore', 'all.jks', '-srcstorepass', 'changeit'];
        const to = ['-destkeystore', 'all.p12', '-deststoretype', 'PKCS12', '-deststorepass', 'changeit'];
        keytool(cwd, ...options, '-importkeystore', '-noprompt', ...from, ...to);
        const keystore = await open(join(cwd, 'all.p12'));
        assert.deepEqual(hashes(keystore), expected);
        assert.ok(keystore.certificates.every(({ role }) => role === 'trusted'));
        assert.equal(keystore.integrity, era === 'without protection' ? 'none' : 'verified');
      });
    }
  },
);

describe('PKCS#12 stores that openssl makes', { skip: missing('openssl', 'version') }, () => {
  const schemes = [
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'AES-128-CBC',
    'AES-192-CBC',
    'AES-256-CBC',
    'DES-EDE3-CBC',
    'NONE',
  ];
  const macs = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
  // Each scheme once, each MAC once; a MAC does not depend on the scheme.
  for (const [position, scheme] of schemes.entries()) {
    const mac = macs[position % macs.length] as string;
    test(`with ${scheme} and a MAC of ${mac} are opened, and nothing in them is marked as trusted`, async (t) => {
      const cwd = folderWith(t, { 'root.pem': r4.pem });
      const args = ['-export', '-nokeys', '-in', 'root.pem', '-out', 's.p12', '-passout', 'pass:pässword'];
      execFileSync('openssl', ['pkcs12', ...args, '-certpbe', scheme, '-macalg', mac], { cwd, stdio: 'ignore' });
      const keystore = await open(join(cwd, 's.p12'), 'pässword');
      assert.deepEqual(hashes(keystore), [r4.sha256]);
      assert.equal(keystore.certificates[0]?.role, 'unmarked');
      assert.equal(keystore.integrity, 'verified');
    });
  }

  test('without any password are opened without any', async (t) => {
    const cwd = folderWith(t, { 'root.pem': r4.pem });
    const args = ['-export', '-nokeys', '-in', 'root.pem', '-out', 's.p12', '-passout', 'pass:'];
    execFileSync('openssl', ['pkcs12', ...args], { cwd, stdio: 'ignore' });
    assert.deepEqual(hashes(await open(join(cwd, 's.p12'))), [r4.sha256]);
  });

  test('with a key have a chain that is not trusted', async (t) => {
    const cwd = folderWith(t, { 'roots.pem': r4.pem });
    const made = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'k.pem',
      '-out',
      'c.pem',
      '-subj',
      '/CN=server',
    ];
    execFileSync('openssl', made, { cwd, stdio: 'ignore' });
    const args = [
      '-export',
      '-inkey',
      'k.pem',
      '-in',
      'c.pem',
      '-certfile',
      'roots.pem',
      '-out',
      's.p12',
      '-passout',
      'pass:x',
    ];
    execFileSync('openssl', ['pkcs12', ...args], { cwd, stdio: 'ignore' });
    const { certificates, privateKeys } = await open(join(cwd, 's.p12'), 'x');
    assert.equal(privateKeys, 1);
    assert.deepEqual(
      certificates.map(({ role }) => role),
      ['of-key', 'of-key'],
    );
  });
});
