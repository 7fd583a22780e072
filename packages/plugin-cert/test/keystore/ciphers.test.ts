import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCbc, openRc2, openRc4 } from '../../src/keystore/ciphers.ts';

// RFC 6229 gives key streams: what comes out of zeros.
test('RC4 gives the key streams of RFC 6229', () => {
  const stream = (key: string): string =>
    Buffer.from(openRc4(Buffer.from(key, 'hex'), new Uint8Array(16))).toString('hex');
  assert.equal(stream('0102030405'), 'b2396305f03dc027ccc3524a0a1118a8');
  assert.equal(stream('0102030405060708090a0b0c0d0e0f10'), '9ac7cc9a609d1ef7b2932899cde41b97');
});

test('what has no whole blocks, or no padding, is not opened', () => {
  const [key, iv] = [new Uint8Array(16), new Uint8Array(8)];
  assert.equal(openRc2(key, 128, iv, new Uint8Array(9)), undefined);
  assert.equal(openRc2(key, 128, new Uint8Array(4), new Uint8Array(8)), undefined);
  assert.equal(openRc2(key, 128, iv, new Uint8Array(8)), undefined);
  assert.equal(openCbc('aes-128-cbc', key, new Uint8Array(16), new Uint8Array(15)), undefined);
  assert.equal(openCbc('aes-128-cbc', key, new Uint8Array(3), new Uint8Array(16)), undefined);
});
