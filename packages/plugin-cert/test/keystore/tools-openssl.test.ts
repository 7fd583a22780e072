import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { r4 } from '../trust/roots.ts';
import { hashes, missing, open } from './tools.ts';

describe('PKCS#12 stores that openssl makes', { skip: missing('openssl', 'version') }, () => {
  // Put away into a provider of its own, which not every build has.
  const legacy = [
    'PBE-SHA1-RC2-40',
    'PBE-SHA1-RC2-128',
    'PBE-SHA1-RC4-40',
    'PBE-SHA1-RC4-128',
    'PBE-MD5-DES',
    'PBE-SHA1-DES',
  ];
  const schemes = [
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'AES-128-CBC',
    'AES-192-CBC',
    'AES-256-CBC',
    'DES-EDE3-CBC',
    'CAMELLIA-256-CBC',
    'ARIA-256-CBC',
    'NONE',
    ...legacy,
  ];
  const macs = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'md5', 'sha512-256', 'sha3-256'];
  // Each scheme once, each MAC once; a MAC does not depend on the scheme.
  for (const [position, scheme] of schemes.entries()) {
    const mac = macs[position % macs.length] as string;
    test(`with ${scheme} and a MAC of ${mac} are opened, and nothing in them is marked as trusted`, (t) => {
      const cwd = folderWith(t, { 'root.pem': r4.pem });
      const args = ['-export', '-nokeys', '-in', 'root.pem', '-out', 's.p12', '-passout', 'pass:pässword'];
      const old = legacy.includes(scheme) ? ['-legacy'] : [];
      try {
        execFileSync('openssl', ['pkcs12', ...old, ...args, '-certpbe', scheme, '-macalg', mac], {
          cwd,
          stdio: 'ignore',
        });
      } catch {
        return t.skip(`this openssl does not make ${scheme}`);
      }
      const keystore = open(join(cwd, 's.p12'), 'pässword');
      assert.deepEqual(hashes(keystore), [r4.sha256]);
      assert.equal(keystore.entries[0]?.kind, 'unmarked');
      assert.equal(keystore.integrity, 'verified');
    });
  }

  test('without any password are opened without any', (t) => {
    const cwd = folderWith(t, { 'root.pem': r4.pem });
    const args = ['-export', '-nokeys', '-in', 'root.pem', '-out', 's.p12', '-passout', 'pass:'];
    execFileSync('openssl', ['pkcs12', ...args], { cwd, stdio: 'ignore' });
    assert.deepEqual(hashes(open(join(cwd, 's.p12'))), [r4.sha256]);
  });

  test('with a key have a chain that is not trusted', (t) => {
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
    assert.deepEqual(
      open(join(cwd, 's.p12'), 'x').entries.map(({ kind, certificates }) => [kind, certificates.length]),
      [
        ['key', 1],
        ['unmarked', 1],
      ],
    );
  });
});
