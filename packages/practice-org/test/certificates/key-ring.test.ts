import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KeyRing } from '../../src/certificates/key-ring.ts';
import type { KeyPair } from '../../src/certificates/keys.ts';
import { ecKeyPair, serialNumber } from '../../src/certificates/keys.ts';

async function modulus({ publicKey }: KeyPair): Promise<string | undefined> {
  return (await crypto.subtle.exportKey('jwk', publicKey)).n;
}

describe('a key ring', () => {
  it('gives the same key for the same name and size, and another for others', async () => {
    const ring = new KeyRing();
    const first = await ring.rsa('a', 1024);
    assert.equal(await modulus(await ring.rsa('a', 1024)), await modulus(first));
    assert.notEqual(await modulus(await ring.rsa('b', 1024)), await modulus(first));
    assert.deepEqual([first.size, (await ring.rsa('a', 2048)).size], [1024, 2048]);
  });

  it('keeps keys from one start to the next', async () => {
    const name = 'test only';
    const ring = await KeyRing.open();
    const key = await ring.rsa(name, 1024);
    await ring.save();
    assert.equal(await modulus(await (await KeyRing.open()).rsa(name, 1024)), await modulus(key));
  });

  it('signs by the hash that is asked for', async () => {
    const ring = new KeyRing();
    assert.deepEqual((await ring.rsa('a', 1024, 'SHA-1')).signing, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' });
    assert.deepEqual((await ring.rsa('a', 1024)).signing, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' });
  });
});

describe('keys', () => {
  it('on a curve are new every time', async () => {
    const [one, other] = await Promise.all([ecKeyPair(), ecKeyPair()]);
    assert.deepEqual([one.size, one.signing.name], [256, 'ECDSA']);
    const x = async ({ publicKey }: KeyPair) => (await crypto.subtle.exportKey('jwk', publicKey)).x;
    assert.notEqual(await x(one), await x(other));
  });

  it('have serial numbers of 16 octets that are positive without padding', () => {
    const numbers = Array.from({ length: 50 }, serialNumber);
    assert.ok(numbers.every((number) => /^[4-7][0-9a-f]{31}$/.test(number)));
    assert.equal(new Set(numbers).size, 50);
  });
});
