import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { keystoreKindOf } from '@cert-health/core';
import type { KeystoreKind } from '@cert-health/core';
import { openKeystore } from '../../src/keystore/open-keystore.ts';
import type { OpenedKeystore } from '../../src/keystore/open-keystore.ts';
import { utf16 } from '../../src/keystore/password.ts';
import type { PasswordSource } from '../../src/keystore/password-source.ts';
import { smallBcfks, smallBks, smallUber } from './made-by-bouncy-castle.ts';
import { openPkcs12, rc2Pkcs12, smallJks, smallPkcs12 } from './made-keystores.ts';
import { certificateBag, encryptedPart, openPart, pkcs12 } from './pkcs12-writer.ts';

/** The same store under another password: only the digest at the end of a JKS file depends on it. */
function withPassword(jks: Buffer, password: string): Buffer {
  const body = jks.subarray(0, -20);
  return Buffer.concat([
    body,
    createHash('sha1').update(utf16(password)).update('Mighty Aphrodite').update(body).digest(),
  ]);
}

const nobody = () => assert.fail('nobody should be asked');
const open = (bytes: Uint8Array, passwords: PasswordSource): Promise<OpenedKeystore> =>
  openKeystore(bytes, keystoreKindOf(bytes) as KeystoreKind, passwords);

const root = (await open(openPkcs12, {})).keystore.entries[0]?.certificates[0]?.der ?? new Uint8Array();

describe('a password that is given', () => {
  test('opens the store it belongs to, of every kind', async () => {
    for (const bytes of [smallJks, smallPkcs12, smallBks, smallBcfks]) {
      const { keystore, openedWith } = await open(bytes, { given: 'open sesame' });
      assert.equal(keystore.integrity, 'verified');
      assert.equal(openedWith, 'given');
    }
  });

  test('is the only one tried: a wrong one is told, even where another would do', async () => {
    const java = withPassword(smallJks, 'changeit');
    for (const bytes of [java, smallPkcs12, smallBks, smallBcfks]) {
      await assert.rejects(open(bytes, { given: 'wrong', ask: nobody }), { reason: 'password' });
    }
  });

  test('may be empty', async () => {
    await assert.rejects(open(smallJks, { given: '' }), { reason: 'password' });
    const empty = pkcs12([openPart(certificateBag(root))], { kind: 'pkcs12', digest: 'sha256', password: '' });
    assert.equal((await open(empty, { given: '' })).keystore.integrity, 'verified');
    assert.equal((await open(empty, {})).openedWith, 'none');
  });
});

describe('without a password', () => {
  test("Java's published default is tried, and told", async () => {
    const { keystore, openedWith } = await open(withPassword(smallJks, 'changeit'), { ask: nobody });
    assert.equal(openedWith, 'default');
    assert.equal(keystore.integrity, 'verified');
  });

  test('the default is not named where nothing proves that it fits', async () => {
    for (const mac of ['none', 'unknown'] as const) {
      const { openedWith, keystore } = await open(pkcs12([openPart(certificateBag(root))], { kind: mac }), {});
      assert.equal(openedWith, 'none');
      assert.equal(keystore.entries.length, 1);
    }
  });

  test('the default is named where it decrypts, though nothing else proves it', async () => {
    const store = pkcs12([encryptedPart('changeit', certificateBag(root))], { kind: 'none' });
    assert.equal((await open(store, {})).openedWith, 'default');
  });

  test('keystores whose certificates lie open are read unverified', async () => {
    for (const bytes of [smallJks, smallBks]) {
      const { keystore, openedWith } = await open(bytes, { ask: nobody });
      assert.equal(openedWith, 'none');
      assert.equal(keystore.integrity, 'not-verified');
      assert.ok(keystore.entries.length >= 2);
    }
  });

  test('a store that needs none is opened with none', async () => {
    const { keystore, openedWith } = await open(openPkcs12, { ask: nobody });
    assert.equal(openedWith, 'none');
    assert.equal(keystore.entries.length, 1);
  });

  test('a person is asked for an encrypted one', async () => {
    for (const [bytes, password] of [
      [rc2Pkcs12, 'x'],
      [smallBcfks, 'open sesame'],
    ] as const) {
      const { keystore, openedWith } = await open(bytes, { ask: () => Promise.resolve(password) });
      assert.equal(openedWith, 'asked');
      assert.equal(keystore.integrity, 'verified');
      await assert.rejects(open(bytes, { ask: () => Promise.resolve('y') }), /password is wrong/);
    }
  });

  test('and nobody to ask, what lies open is shown, and what does not is counted', async () => {
    const { keystore, openedWith } = await open(smallPkcs12, {});
    assert.deepEqual([keystore.sealedParts, openedWith, keystore.entries.length], [1, 'none', 1]);
  });

  test('and nobody to ask, one that is encrypted as a whole says what it needs', async () => {
    await assert.rejects(open(smallBcfks, {}), { reason: 'password', message: /password is needed: --password-file/ });
  });
});

test('a damaged store is not tried with one password after the other', async () => {
  await assert.rejects(openKeystore(smallPkcs12.subarray(0, 900), 'pkcs12', { ask: nobody }), { reason: 'damaged' });
});

test('a UBER store is named, with how to copy it; its provider belongs to the command', async () => {
  await assert.rejects(open(smallUber, { given: 'open sesame' }), {
    reason: 'unsupported',
    message:
      /UBER.*-srcstoretype UBER.*-deststoretype JKS -providerclass org\.bouncycastle\S+ -providerpath bcprov\.jar$/,
  });
});
