import { hash as digestOf } from 'node:crypto';
import type { Digest } from './digests.ts';

/** What a derived octet string is for (RFC 7292 appendix B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const;

/**
 * Derives a key from a password as PKCS#12 does.
 *
 * @param password in UTF-16 with its end mark (see `Password.bmp`)
 * @param length octets wanted
 * @source RFC 7292 appendix B.2
 */
export function derivePkcs12Key(
  { name, blockSize }: Digest,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  use: (typeof purpose)[keyof typeof purpose],
  length: number,
): Uint8Array {
  const diversifier = Buffer.alloc(blockSize, use);
  const input = Buffer.concat([repeated(salt, blockSize), repeated(password, blockSize)]);
  const parts: Uint8Array[] = [];
  for (let derived = 0; derived < length;) {
    let digest = digestOf(name, Buffer.concat([diversifier, input]), 'buffer');
    for (let round = 1; round < iterations; round++) digest = digestOf(name, digest, 'buffer');
    parts.push(digest);
    derived += digest.length;
    const addend = Buffer.alloc(blockSize, digest);
    for (let at = 0; at < input.length; at += blockSize) addOnePlus(input.subarray(at, at + blockSize), addend);
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** Copies, one after the other, up to a whole number of blocks; nothing stays nothing. */
function repeated(octets: Uint8Array, blockSize: number): Uint8Array {
  if (octets.length === 0) return octets;
  return Buffer.alloc(blockSize * Math.ceil(octets.length / blockSize), octets);
}

/** Big-endian `block + addend + 1`, what overflows is dropped. */
function addOnePlus(block: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let at = block.length - 1; at >= 0; at--) {
    const sum = block[at]! + addend[at]! + carry;
    block[at] = sum;
    carry = sum >> 8;
  }
}
