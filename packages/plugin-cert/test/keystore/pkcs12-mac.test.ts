import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { passwordOf } from '../../src/keystore/password.ts';
import { readPkcs12 } from '../../src/keystore/pkcs12.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { failureOf } from './failure.ts';
import { openPkcs12 } from './made-keystores.ts';
import { certificateBag, encryptedPart, openPart, pkcs12 } from './pkcs12-writer.ts';
import type { Mac } from './pkcs12-writer.ts';

const read = (bytes: Uint8Array, password?: string) =>
  readPkcs12(bytes, password === undefined ? undefined : passwordOf(password), new Rounds());
const root = read(openPkcs12).entries[0]?.certificates[0]?.der ?? new Uint8Array();

const macs: Readonly<Record<string, Mac>> = {
  'PBMAC1 (RFC 9579)': { kind: 'pbmac1', password: 'pump' },
  'PBMAC1 with another digest in its derivation': { kind: 'pbmac1', password: 'pump', prf: 'sha512' },
  'PBMAC1 with SHA-512': { kind: 'pbmac1', password: 'pump', prf: 'sha512', hash: 'sha512' },
  ...Object.fromEntries(
    ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256', 'sha3-256'].map((digest) => [
      `a MAC with ${digest}`,
      { kind: 'pkcs12', digest, password: 'pump' } as const,
    ]),
  ),
};

for (const [what, mac] of Object.entries(macs)) {
  describe(what, () => {
    const store = pkcs12([openPart(certificateBag(root))], mac);

    test('is checked with the right password', () => assert.equal(read(store, 'pump').integrity, 'verified'));

    test('tells a wrong password', () => {
      assert.equal(failureOf(() => read(store, 'Pump')).reason, 'password');
      assert.equal(failureOf(() => read(store, '')).reason, 'password');
    });

    test('tells a change', () => {
      const changed = Buffer.from(store);
      changed[200] = (changed[200] as number) ^ 1;
      assert.equal(failureOf(() => read(changed, 'pump')).reason, 'password');
    });

    test('is not called checked without a password', () => assert.equal(read(store).integrity, 'not-verified'));
  });
}

test('PBMAC1 that does not say how long its key is, is refused as its RFC asks', () => {
  const store = pkcs12([openPart(certificateBag(root))], { kind: 'pbmac1', password: 'pump', keyLength: false });
  assert.match(failureOf(() => read(store, 'pump')).message, /damaged: .*the key length/);
});

for (const [what, mac] of [
  ['a MAC of a kind that nobody knows', { kind: 'unknown' }],
  ['PBMAC1 with a derivation that nobody knows', { kind: 'pbmac1', password: 'pump', prf: 'unknown' }],
] as const)
  describe(what, () => {
    const store = pkcs12([openPart(certificateBag(root))], mac);

    test('is never called checked, with a password or without', () => {
      assert.equal(read(store, 'pump').integrity, 'not-checkable');
      assert.equal(read(store).integrity, 'not-checkable');
    });

    test('does not keep what it is about from being read', () => {
      assert.equal(read(store, 'pump').entries.length, 1);
    });
  });

test('without a MAC a wrong password shows in what comes out', () => {
  const store = pkcs12([encryptedPart('pump', certificateBag(root))], { kind: 'none' });
  assert.equal(read(store, 'pump').entries.length, 1);
  for (let attempt = 0; attempt < 40; attempt++) {
    assert.equal(failureOf(() => read(store, `wrong${attempt}`)).reason, 'password');
  }
});

test('a password with letters beyond ASCII, and beyond the first plane, is the same here and there', () => {
  for (const password of ['Größe', 'пароль', '🔑key']) {
    for (const mac of [
      { kind: 'pbmac1', password } as const,
      { kind: 'pkcs12', digest: 'sha256', password } as const,
    ]) {
      assert.equal(read(pkcs12([openPart(certificateBag(root))], mac), password).integrity, 'verified');
    }
  }
});
