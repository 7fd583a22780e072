import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decryptRc2Cbc } from '../../src/keystore/rc2.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const zeros = new Uint8Array(8);

/** RFC 2268 section 5: key, effective bits, plain text, cipher text. One block in CBC with no vector is the block alone. */
const vectors = [
  ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
  ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
  ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
  ['88', 64, '0000000000000000', '61a8a244adacccf0'],
  ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
  ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
  ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
  ['88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e', 129, '0000000000000000', '5b78d3a43dfff1f1'],
] as const;

for (const [key, bits, plain, cipher] of vectors) {
  test(`the vector of RFC 2268 with ${key.length / 2} octets of key and ${bits} bits is met`, () => {
    assert.equal(toHex(decryptRc2Cbc(hex(key), bits, zeros, hex(cipher))), plain);
  });
}

test('a block is mixed with the cipher text before it, the first with the initialization vector', () => {
  const cipher = hex('278b27e42e2f0d49278b27e42e2f0d49');
  const plain = decryptRc2Cbc(hex('ffffffffffffffff'), 64, hex('0123456789abcdef'), cipher);
  assert.equal(toHex(plain), 'fedcba9876543210' + 'd874d81bd1d0f2b6');
});
