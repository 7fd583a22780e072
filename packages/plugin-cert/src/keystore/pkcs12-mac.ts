import { createHmac, timingSafeEqual } from 'node:crypto';
import { openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { AlgorithmIdentifier, DerCursor } from '@cert-health/core';
import { digests, hmacs } from './digests.ts';
import { utf8 } from './password.ts';
import type { Password } from './password.ts';
import { derivationIsKnown, deriveKey } from './password-based.ts';
import { derivePkcs12Key, purpose } from './pkcs12-kdf.ts';
import type { Rounds } from './rounds.ts';

/** PBMAC1 (RFC 9579): the digest's place holds a whole scheme, and salt and rounds beside it say nothing. */
const pbmac1 = '1.2.840.113549.1.5.14';

/** How the content of a store is proven unchanged (RFC 7292 section 4, `MacData`). */
export interface StoreMac {
  readonly algorithm: AlgorithmIdentifier;
  readonly value: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

export function readMac(macData: DerCursor): StoreMac {
  const digestInfo = macData.enter(Tag.sequence, 'the digest of the MAC');
  const algorithm = readAlgorithm(digestInfo, 'the algorithm of the MAC', []);
  const value = digestInfo.octetString('the MAC');
  const salt = macData.octetString('the salt of the MAC');
  const count = 'the iteration count of the MAC';
  const iterations = macData.done ? 1 : macData.smallInteger(count, Number.MAX_SAFE_INTEGER);
  return { algorithm, value, salt, iterations };
}

/** Whether it can be checked here at all, whatever the password. */
export function macIsKnown({ algorithm }: StoreMac): boolean {
  if (algorithm.oid !== pbmac1) return algorithm.oid in digests;
  const { derivation, mac } = schemeOf(algorithm);
  return mac.oid in hmacs && derivationIsKnown(derivation);
}

/**
 * @returns undefined when the MAC is of a kind that is not known here: it then proves nothing
 * @throws {KeystoreError} when it asks for too much work
 */
export function macFits(
  { algorithm, value, salt, iterations }: StoreMac,
  content: Uint8Array,
  password: Password,
  rounds: Rounds,
): boolean | undefined {
  if (algorithm.oid === pbmac1) return pbmac1Fits(algorithm, value, content, password, rounds);
  const digest = digests[algorithm.oid];
  if (digest === undefined) return undefined;
  const length = createHmac(digest.name, '').digest().length;
  const key = derivePkcs12Key(digest, password.bmp, salt, rounds.spend(iterations), purpose.mac, length);
  return same(createHmac(digest.name, key).update(content).digest(), value);
}

/** RFC 8018 section 7.1; RFC 9579 sections 4 to 6. */
function pbmac1Fits(
  algorithm: AlgorithmIdentifier,
  value: Uint8Array,
  content: Uint8Array,
  password: Password,
  rounds: Rounds,
): boolean | undefined {
  const { derivation, mac } = schemeOf(algorithm);
  const hash = hmacs[mac.oid];
  if (hash === undefined || !derivationIsKnown(derivation)) return undefined;
  // The length of the key has to be stated: no two implementations would choose the same.
  const key = deriveKey(derivation, { octets: utf8(password) }, undefined, rounds);
  return same(createHmac(hash, key).update(content).digest(), value);
}

/** `PBMAC1-params` (RFC 8018 appendix A.5). */
function schemeOf({ parameters }: AlgorithmIdentifier): { derivation: AlgorithmIdentifier; mac: AlgorithmIdentifier } {
  const inner = openDer(parameters ?? new Uint8Array(), Tag.sequence, 'the parameters of the MAC');
  const derivation = readAlgorithm(inner, 'the key derivation of the MAC', []);
  return { derivation, mac: readAlgorithm(inner, 'the algorithm of the MAC', []) };
}

function same(made: Uint8Array, value: Uint8Array): boolean {
  return made.length === value.length && timingSafeEqual(made, value);
}
