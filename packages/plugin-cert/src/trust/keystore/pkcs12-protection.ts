import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { AlgorithmIdentifier, DerCursor } from '@cert-health/core';
import { KeystoreError } from './keystore.ts';
import type { Password } from './password.ts';
import { derivePkcs12Key, purpose } from './pkcs12-kdf.ts';
import { decryptRc2Cbc } from './rc2.ts';

/** No writer asks for more rounds; more would only keep the reader busy. */
const maxIterations = 1_000_000;

/** Hashes that a MAC may be made with. */
const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Pseudo-random functions of PBKDF2 (RFC 8018 appendix B.1). */
const randomFunctions: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Ciphers of PBES2, with the length of their keys. */
const ciphers: Readonly<Record<string, readonly [name: string, keyLength: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};

/** Schemes of PKCS#12 itself (RFC 7292 appendix C): a cipher and the length of its key. */
const oldSchemes: Readonly<Record<string, readonly [name: 'des-ede3-cbc' | 'des-ede-cbc' | 'rc2', keyLength: number]>> =
  {
    '1.2.840.113549.1.12.1.3': ['des-ede3-cbc', 24],
    '1.2.840.113549.1.12.1.4': ['des-ede-cbc', 16],
    '1.2.840.113549.1.12.1.5': ['rc2', 16],
    '1.2.840.113549.1.12.1.6': ['rc2', 5],
  };

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';

/** How the content of a store is proven unchanged. */
export interface StoreMac {
  /** OID of the digest, or of a scheme that is not known here. */
  readonly algorithm: string;
  readonly value: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** @returns undefined when the MAC is of a kind that is not known here: it then proves nothing. */
export function macFits(mac: StoreMac, content: Uint8Array, password: Password): boolean | undefined {
  const hash = digests[mac.algorithm];
  if (hash === undefined) return undefined;
  const size = createHmac(hash, '').digest().length;
  const key = derivePkcs12Key(hash, password.bmp, mac.salt, checkedCount(mac.iterations), purpose.mac, size);
  const value = createHmac(hash, key).update(content).digest();
  return value.length === mac.value.length && timingSafeEqual(value, mac.value);
}

/**
 * Decrypts one part of a PKCS#12 store.
 *
 * @returns undefined when the password does not fit
 * @throws {KeystoreError} `unsupported` for a way of encryption that is not read here
 */
export function decryptPart(
  algorithm: AlgorithmIdentifier,
  content: Uint8Array,
  password: Password,
): Uint8Array | undefined {
  const old = oldSchemes[algorithm.oid];
  if (old) return decryptOld(old, parametersOf(algorithm), content, password);
  if (algorithm.oid === pbes2) return decryptPbes2(parametersOf(algorithm), content, password);
  throw unsupported(algorithm);
}

function decryptOld(
  [cipher, keyLength]: (typeof oldSchemes)[string],
  parameters: DerCursor,
  content: Uint8Array,
  password: Password,
): Uint8Array | undefined {
  const salt = parameters.octetString('the salt');
  const iterations = checkedCount(parameters.smallInteger('the iteration count', Number.MAX_SAFE_INTEGER));
  const derive = (use: 1 | 2, length: number): Uint8Array =>
    derivePkcs12Key('sha1', password.bmp, salt, iterations, use, length);
  const key = derive(purpose.key, keyLength);
  const iv = derive(purpose.iv, 8);
  if (cipher === 'rc2') return withoutPadding(decryptRc2Cbc(key, keyLength * 8, iv, content));
  // Two keys: the first is used a third time. Not every build of OpenSSL has that cipher by name.
  const whole = cipher === 'des-ede-cbc' ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decipher('des-ede3-cbc', whole, iv, content);
}

/** RFC 8018 appendix A.4. */
function decryptPbes2(parameters: DerCursor, content: Uint8Array, password: Password): Uint8Array | undefined {
  const derivation = readAlgorithm(parameters, 'the key derivation', []);
  const encryption = readAlgorithm(parameters, 'the cipher', []);
  const [cipher, keyLength] = ciphers[encryption.oid] ?? [];
  if (derivation.oid !== pbkdf2) throw unsupported(derivation);
  if (cipher === undefined || keyLength === undefined) throw unsupported(encryption);
  const pbkdf2Parameters = parametersOf(derivation);
  const salt = pbkdf2Parameters.octetString('the salt');
  const iterations = checkedCount(pbkdf2Parameters.smallInteger('the iteration count', Number.MAX_SAFE_INTEGER));
  if (pbkdf2Parameters.peek() === Tag.integer) pbkdf2Parameters.read('the key length');
  const prf = pbkdf2Parameters.done ? undefined : readAlgorithm(pbkdf2Parameters, 'the pseudo-random function', []);
  const hash = prf === undefined ? 'sha1' : randomFunctions[prf.oid];
  if (hash === undefined) throw unsupported(prf ?? derivation);
  const key = pbkdf2Sync(Buffer.from(password.text, 'utf8'), salt, iterations, keyLength, hash);
  const iv = openDer(encryption.parameters ?? new Uint8Array(), Tag.octetString, 'the initialization vector');
  return decipher(cipher, key, iv.bytes.subarray(iv.at, iv.end), content);
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array | undefined {
  try {
    const open = createDecipheriv(name, key, iv);
    return Buffer.concat([open.update(content), open.final()]);
  } catch {
    // Wrong padding: all that a wrong key shows.
    return undefined;
  }
}

function withoutPadding(plain: Uint8Array): Uint8Array | undefined {
  const length = plain[plain.length - 1] ?? 0;
  const padded = length >= 1 && length <= 8 && plain.subarray(-length).every((octet) => octet === length);
  return padded ? plain.subarray(0, -length) : undefined;
}

function parametersOf({ parameters }: AlgorithmIdentifier): DerCursor {
  return openDer(parameters ?? new Uint8Array(), Tag.sequence, 'the parameters of the encryption');
}

function checkedCount(iterations: number): number {
  if (iterations >= 1 && iterations <= maxIterations) return iterations;
  throw new KeystoreError(
    'unsupported',
    `The PKCS#12 keystore asks for ${iterations} rounds of key derivation, and at most ${maxIterations} are done here.`,
  );
}

function unsupported({ name }: AlgorithmIdentifier): KeystoreError {
  return new KeystoreError(
    'unsupported',
    `The PKCS#12 keystore is encrypted in a way that is not read here (${name}); export its certificates as PEM.`,
  );
}
