import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Transaction } from '../transaction/transaction.ts';
import { Blob } from '../values/scalar.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA3-256': 'sha3-256',
  'SHA3-384': 'sha3-384',
  'SHA3-512': 'sha3-512',
};

const MACS: Readonly<Record<string, string>> = {
  HMACMD5: 'md5',
  HMACSHA1: 'sha1',
  HMACSHA256: 'sha256',
  HMACSHA512: 'sha512',
};

/** The name of the algorithm here. @throws System.InvalidParameterValueException for another one (unverified: the wording) */
function algorithm(tx: Transaction, known: Readonly<Record<string, string>>, name: string): string {
  const found = Object.entries(known).find(([key]) => key === name.toUpperCase());
  return found?.[1] ?? tx.throw('InvalidParameterValueException', `Invalid algorithm: ${name}`);
}

function mac(tx: Transaction, name: string, input: Blob, key: Blob): Blob {
  return new Blob(
    createHmac(algorithm(tx, MACS, name), key.bytes)
      .update(input.bytes)
      .digest(),
  );
}

export const crypto: PlatformType = {
  name: 'Crypto',
  page: referencePage('apex_classes_restful_crypto'),
  members: [
    strict('static Blob generateDigest(String algorithm, Blob input)', (tx, name: string, input: Blob) => {
      return new Blob(
        createHash(algorithm(tx, DIGESTS, name))
          .update(input.bytes)
          .digest(),
      );
    }),
    strict('static Blob generateMac(String algorithm, Blob input, Blob key)', mac),
    strict(
      'static Boolean verifyHmac(String algorithm, Blob input, Blob key, Blob expected)',
      (tx, name: string, input: Blob, key: Blob, expected: Blob) => {
        const { bytes } = mac(tx, name, input, key);
        return bytes.length === expected.bytes.length && timingSafeEqual(bytes, expected.bytes);
      },
    ),
    strict('static Blob generateAesKey(Integer size)', (tx, size: number) =>
      [128, 192, 256].includes(size)
        ? new Blob(randomBytes(size / 8))
        : tx.throw('IllegalArgumentException', 'Invalid key size'),
    ),
    member('static Integer getRandomInteger()', () => randomInt(2 ** 32) | 0),
    member('static Long getRandomLong()', () => randomBytes(8).readBigInt64BE()),
  ],
};
