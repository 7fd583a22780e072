import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordOf } from '../../src/keystore/password.ts';
import { sha1 } from '../../src/keystore/digests.ts';
import { derivePkcs12Key, purpose } from '../../src/keystore/pkcs12-kdf.ts';

const derive = (password: string, salt: string, iterations: number, use: 1 | 2 | 3, length: number): string => {
  const octets = derivePkcs12Key(sha1, passwordOf(password).bmp, Buffer.from(salt, 'hex'), iterations, use, length);
  return Buffer.from(octets).toString('hex');
};

// Vectors that went round among implementers with PKCS#12 version 1.0, and that every library is tried with.
test('keys, vectors and MAC keys are those of the known vectors', () => {
  assert.equal(
    derive('smeg', '0a58cf64530d823f', 1, purpose.key, 24),
    '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3',
  );
  assert.equal(derive('smeg', '0a58cf64530d823f', 1, purpose.iv, 8), '79993dfe048d3b76');
  assert.equal(derive('smeg', '3d83c0e4546ac140', 1, purpose.mac, 20), '8d967d88f6caa9d714800ab3d48051d63f73a312');
});

test('many iterations lead to the known vectors too', () => {
  assert.equal(
    derive('queeg', '05dec959acff72f7', 1000, purpose.key, 24),
    'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4',
  );
  assert.equal(derive('queeg', '05dec959acff72f7', 1000, purpose.iv, 8), '11dedad7758d4860');
});

test('a password has its end mark, and none is none', () => {
  assert.deepEqual([...passwordOf('Ab').bmp], [0, 0x41, 0, 0x62, 0, 0]);
  assert.deepEqual([...passwordOf('').bmp], [0, 0]);
});
