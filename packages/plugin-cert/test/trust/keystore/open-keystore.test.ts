import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { openKeystore } from '../../../src/trust/keystore/open-keystore.ts';
import { utf16 } from '../../../src/trust/keystore/password.ts';
import { openPkcs12, rc2Pkcs12, smallJks, smallPkcs12 } from './made-keystores.ts';

/** The same store under another password: only the digest at the end of a JKS file depends on it. */
function withPassword(jks: Buffer, password: string): Buffer {
  const body = jks.subarray(0, -20);
  return Buffer.concat([
    body,
    createHash('sha1').update(utf16(password)).update('Mighty Aphrodite').update(body).digest(),
  ]);
}

const nobody = () => assert.fail('nobody should be asked');

describe('a password that is given', () => {
  test('opens the store it belongs to', async () => {
    for (const [bytes, kind] of [[smallJks, 'jks'] as const, [smallPkcs12, 'pkcs12'] as const]) {
      const { keystore, openedWith } = await openKeystore(bytes, kind, { given: 'open sesame' });
      assert.equal(keystore.integrity, 'verified');
      assert.equal(openedWith, 'given');
    }
  });

  test('is the only one tried: a wrong one is told, even where another would do', async () => {
    const java = withPassword(smallJks, 'changeit');
    await assert.rejects(openKeystore(java, 'jks', { given: 'wrong', ask: nobody }), { reason: 'password' });
    await assert.rejects(openKeystore(smallPkcs12, 'pkcs12', { given: 'wrong', ask: nobody }), { reason: 'password' });
  });

  test('may be empty', async () => {
    await assert.rejects(openKeystore(smallJks, 'jks', { given: '' }), { reason: 'password' });
  });
});

describe('without a password', () => {
  test("Java's published default is tried, and told", async () => {
    const { keystore, openedWith } = await openKeystore(withPassword(smallJks, 'changeit'), 'jks', { ask: nobody });
    assert.equal(openedWith, 'default');
    assert.equal(keystore.integrity, 'verified');
  });

  test('a Java keystore is read unverified, and nobody is asked', async () => {
    const { keystore, openedWith } = await openKeystore(smallJks, 'jks', { ask: nobody });
    assert.equal(openedWith, 'none');
    assert.equal(keystore.integrity, 'not-verified');
    assert.equal(keystore.certificates.length, 3);
  });

  test('a store that needs none is opened with none', async () => {
    const { keystore, openedWith } = await openKeystore(openPkcs12, 'pkcs12', { ask: nobody });
    assert.equal(openedWith, 'none');
    assert.equal(keystore.certificates.length, 1);
  });

  test('a person is asked for an encrypted one', async () => {
    const { keystore, openedWith } = await openKeystore(rc2Pkcs12, 'pkcs12', { ask: () => Promise.resolve('x') });
    assert.equal(openedWith, 'asked');
    assert.equal(keystore.integrity, 'verified');
    await assert.rejects(openKeystore(rc2Pkcs12, 'pkcs12', { ask: () => Promise.resolve('y') }), /password is wrong/);
  });

  test('and nobody to ask, an encrypted one says what it needs', async () => {
    await assert.rejects(openKeystore(smallPkcs12, 'pkcs12', {}), {
      reason: 'password',
      message: /password is needed/,
    });
  });
});

test('a damaged store is not tried with one password after the other', async () => {
  await assert.rejects(openKeystore(smallPkcs12.subarray(0, 900), 'pkcs12', { ask: nobody }), { reason: 'damaged' });
});

test('other kinds of keystore are named, with how to copy them', async () => {
  await assert.rejects(openKeystore(new Uint8Array(), 'jceks', {}), /JCEKS keystore.*-srcstoretype JCEKS/);
  await assert.rejects(openKeystore(new Uint8Array(), 'bks', {}), /Bouncy Castle \(BKS\)/);
});
