import { createHash, pbkdf2Sync, scryptSync } from 'node:crypto';
import { openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { AlgorithmIdentifier, DerCursor } from '@cert-health/core';
import { ciphers, openCbc, openRc2, openRc4, tripled } from './ciphers.ts';
import { hmacs, sha1 } from './digests.ts';
import { KeystoreError } from './keystore-error.ts';
import { utf8 } from './password.ts';
import type { Password } from './password.ts';
import { derivePkcs12Key, purpose } from './pkcs12-kdf.ts';
import type { Rounds } from './rounds.ts';

const oid = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
} as const;

/** A password as a key derivation takes it. */
export interface Secret {
  readonly octets: Uint8Array;
  /** Bouncy Castle hands scrypt the block size where the parallelization belongs, and its files rely on that. */
  readonly parallelIsBlockSize?: true;
}

/** Opens what a key derived from a password has closed. */
type OldScheme = (
  password: Password,
  salt: Uint8Array,
  iterations: number,
  content: Uint8Array,
) => Uint8Array | undefined;

/** Schemes of PKCS#12 itself (RFC 7292 appendix C): key and vector come from the derivation of appendix B. */
const ofPkcs12 =
  (
    keyLength: number,
    open: (key: Uint8Array, iv: Uint8Array, content: Uint8Array) => Uint8Array | undefined,
  ): OldScheme =>
  (password, salt, iterations, content) => {
    const derive = (use: 1 | 2, length: number): Uint8Array =>
      derivePkcs12Key(sha1, password.bmp, salt, iterations, use, length);
    return open(derive(purpose.key, keyLength), derive(purpose.iv, 8), content);
  };

/** Schemes of PKCS#5 before version 2 (RFC 8018 section 6.1): 16 octets from PBKDF1, half key, half vector. */
const ofPkcs5 =
  (hash: string, open: (key: Uint8Array, iv: Uint8Array, content: Uint8Array) => Uint8Array | undefined): OldScheme =>
  (password, salt, iterations, content) => {
    let digest = createHash(hash).update(utf8(password)).update(salt).digest();
    for (let round = 1; round < iterations; round++) digest = createHash(hash).update(digest).digest();
    return open(digest.subarray(0, 8), digest.subarray(8, 16), content);
  };

const openDes = (key: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array | undefined =>
  openCbc('des-ede3-cbc', tripled(key), iv, content);
const openRc2With =
  (bits: number) =>
  (key: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array | undefined =>
    openRc2(key, bits, iv, content);

const oldSchemes: Readonly<Record<string, OldScheme>> = {
  '1.2.840.113549.1.12.1.1': ofPkcs12(16, (key, _iv, content) => openRc4(key, content)),
  '1.2.840.113549.1.12.1.2': ofPkcs12(5, (key, _iv, content) => openRc4(key, content)),
  '1.2.840.113549.1.12.1.3': ofPkcs12(24, (key, iv, content) => openCbc('des-ede3-cbc', key, iv, content)),
  // Two keys: the first is used a third time. Not every build of OpenSSL has that cipher by name.
  '1.2.840.113549.1.12.1.4': ofPkcs12(16, (key, iv, content) =>
    openCbc('des-ede3-cbc', Buffer.concat([key, key.subarray(0, 8)]), iv, content),
  ),
  '1.2.840.113549.1.12.1.5': ofPkcs12(16, openRc2With(128)),
  '1.2.840.113549.1.12.1.6': ofPkcs12(5, openRc2With(40)),
  '1.2.840.113549.1.5.3': ofPkcs5('md5', openDes),
  '1.2.840.113549.1.5.6': ofPkcs5('md5', openRc2With(64)),
  '1.2.840.113549.1.5.10': ofPkcs5('sha1', openDes),
  '1.2.840.113549.1.5.11': ofPkcs5('sha1', openRc2With(64)),
};

/**
 * Decrypts what stands under a password (RFC 8018 section 6.2, RFC 7292 appendix C).
 *
 * @param secret the password as PBES2 takes it, where that is not its UTF-8 (Bouncy Castle)
 * @returns undefined when the password does not fit, as far as that shows
 * @throws {KeystoreError} `unsupported`
 * @throws {CertificateParseError} when parameters break their form
 */
export function decryptWithPassword(
  algorithm: AlgorithmIdentifier,
  content: Uint8Array,
  password: Password,
  rounds: Rounds,
  secret: Secret = { octets: utf8(password) },
): Uint8Array | undefined {
  const parameters = parametersOf(algorithm);
  const old = oldSchemes[algorithm.oid];
  if (old) {
    const salt = parameters.octetString('the salt');
    return old(password, salt, rounds.spend(countIn(parameters, 'the iteration count')), content);
  }
  if (algorithm.oid !== oid.pbes2) throw unsupported(algorithm);
  const derivation = readAlgorithm(parameters, 'the key derivation', []);
  const encryption = readAlgorithm(parameters, 'the cipher', []);
  const cipher = ciphers[encryption.oid];
  if (cipher === undefined) throw unsupported(encryption);
  const key = deriveKey(derivation, secret, cipher.keyLength, rounds);
  if (key.length !== cipher.keyLength) throw unsupported(encryption);
  return cipher.open(key, encryption.parameters ?? new Uint8Array(), content);
}

/**
 * PBKDF2 (RFC 8018 section 5.2) or scrypt (RFC 7914 section 7).
 *
 * @param wanted octets of the key, where the parameters do not say; undefined: they have to
 * @throws {KeystoreError} `unsupported`
 */
export function deriveKey(
  derivation: AlgorithmIdentifier,
  secret: Secret,
  wanted: number | undefined,
  rounds: Rounds,
): Uint8Array {
  if (derivation.oid === oid.scrypt) return deriveByScrypt(parametersOf(derivation), secret, wanted, rounds);
  if (derivation.oid !== oid.pbkdf2) throw unsupported(derivation);
  const parameters = parametersOf(derivation);
  const salt = parameters.octetString('the salt');
  const iterations = rounds.spend(countIn(parameters, 'the iteration count'));
  const length = keyLengthIn(parameters, wanted);
  const prf = parameters.done ? undefined : readAlgorithm(parameters, 'the pseudo-random function', []);
  const hash = prf === undefined ? 'sha1' : hmacs[prf.oid];
  if (hash === undefined) throw unsupported(prf ?? derivation);
  return pbkdf2Sync(secret.octets, salt, iterations, length, hash);
}

/** Whether a key can be derived so at all. */
export function derivationIsKnown(derivation: AlgorithmIdentifier): boolean {
  if (derivation.oid !== oid.pbkdf2) return derivation.oid === oid.scrypt;
  const parameters = parametersOf(derivation);
  parameters.octetString('the salt');
  parameters.integer('the iteration count');
  if (parameters.peek() === Tag.integer) parameters.integer('the key length');
  return parameters.done || readAlgorithm(parameters, 'the pseudo-random function', []).oid in hmacs;
}

/** Memory that scrypt may take, in octets; OpenSSL's own default asks for 16 MB. */
const maxMemory = 128 * 1024 * 1024;

function deriveByScrypt(parameters: DerCursor, secret: Secret, wanted: number | undefined, rounds: Rounds): Uint8Array {
  const salt = parameters.octetString('the salt');
  const cost = countIn(parameters, 'the cost');
  const blockSize = countIn(parameters, 'the block size');
  const stated = countIn(parameters, 'the parallelization');
  const parallel = secret.parallelIsBlockSize ? blockSize : stated;
  const length = keyLengthIn(parameters, wanted);
  const powerOfTwo = Number.isInteger(Math.log2(cost));
  if (!powerOfTwo || cost < 2 || 128 * blockSize * (cost + parallel) > maxMemory) {
    throw new KeystoreError(
      'unsupported',
      `The keystore asks for a key derivation (scrypt) that takes more than ${maxMemory / 1024 / 1024} MB; copy it into a new one.`,
    );
  }
  rounds.spend(cost * blockSize * parallel);
  return scryptSync(secret.octets, salt, length, { N: cost, r: blockSize, p: parallel, maxmem: 2 * maxMemory });
}

function keyLengthIn(parameters: DerCursor, wanted: number | undefined): number {
  if (wanted === undefined || parameters.peek() === Tag.integer) return parameters.smallInteger('the key length', 128);
  return wanted;
}

const countIn = (parameters: DerCursor, what: string): number => parameters.smallInteger(what, Number.MAX_SAFE_INTEGER);

function parametersOf({ parameters }: AlgorithmIdentifier): DerCursor {
  return openDer(parameters ?? new Uint8Array(), Tag.sequence, 'the parameters of the encryption');
}

function unsupported({ name }: AlgorithmIdentifier): KeystoreError {
  return new KeystoreError(
    'unsupported',
    `The keystore is encrypted in a way that is not read here (${name}); copy it into a new one.`,
  );
}
