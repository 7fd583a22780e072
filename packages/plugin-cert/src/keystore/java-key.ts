import { createDecipheriv, createHash } from 'node:crypto';
import { CertificateParseError, openDer, readAlgorithm, Tag } from '@cert-health/core';
import type { AlgorithmIdentifier } from '@cert-health/core';
import { KeystoreError } from './keystore-error.ts';
import { utf16 } from './password.ts';
import type { Password } from './password.ts';
import type { Rounds } from './rounds.ts';
import type { SealedKey } from './sealed-key.ts';

/** How JKS seals a key, and how JCEKS does. */
const jksProtector = '1.3.6.1.4.1.42.2.17.1.1';
const jceksProtector = '1.3.6.1.4.1.42.2.19.1';

/** A private key of a Java keystore: an EncryptedPrivateKeyInfo (RFC 5208 section 6) in one of Java's own schemes. */
export function sealedJavaKey(bytes: Uint8Array, kind: 'jks' | 'jceks'): SealedKey {
  return {
    ...(kind === 'jks' ? { proven: true } : {}),
    open(password, rounds) {
      try {
        const info = openDer(bytes, Tag.sequence, 'the private key');
        const algorithm = readAlgorithm(info, 'how the private key is sealed', []);
        const sealed = info.octetString('the private key');
        if (algorithm.oid === jksProtector) return openJks(sealed, password);
        if (algorithm.oid === jceksProtector) return openJceks(algorithm, sealed, password, rounds);
        throw new KeystoreError('unsupported', `The private key is sealed in a way that is not known here (${kind}).`);
      } catch (error) {
        if (!(error instanceof CertificateParseError)) throw error;
        throw new KeystoreError('damaged', 'A private key of the keystore is damaged.');
      }
    },
  };
}

/**
 * Twenty octets of salt, the key under a stream of SHA-1 digests, and the digest that proves it.
 *
 * @source OpenJDK, sun.security.provider.KeyProtector
 */
function openJks(sealed: Uint8Array, password: Password): Uint8Array | undefined {
  if (sealed.length < 40) return undefined;
  const secret = utf16(password.text);
  const body = sealed.subarray(20, -20);
  const plain = new Uint8Array(body.length);
  let stream: Uint8Array = sealed.subarray(0, 20);
  for (let at = 0; at < body.length; at += 20) {
    stream = createHash('sha1').update(secret).update(stream).digest();
    for (let i = at; i < Math.min(at + 20, body.length); i++)
      plain[i] = (body[i] as number) ^ (stream[i - at] as number);
  }
  const proof = createHash('sha1').update(secret).update(plain).digest();
  if (proof.equals(sealed.subarray(-20))) return plain;
  plain.fill(0);
  return undefined;
}

/**
 * PBEWithMD5AndTripleDES, a scheme of Sun's own.
 *
 * @source OpenJDK, com.sun.crypto.provider.PBES1Core
 */
function openJceks(
  algorithm: AlgorithmIdentifier,
  sealed: Uint8Array,
  password: Password,
  rounds: Rounds,
): Uint8Array | undefined {
  const parameters = openDer(algorithm.parameters ?? new Uint8Array(), Tag.sequence, 'the parameters of the key');
  const salt = Uint8Array.from(parameters.octetString('the salt'));
  const count = rounds.spend(parameters.smallInteger('the rounds', Number.MAX_SAFE_INTEGER));
  if (salt.length !== 8) return undefined;
  // Two equal halves would give one key twice; Java turns the first one round, with a slip that has become the format.
  if (Buffer.from(salt.subarray(0, 4)).equals(salt.subarray(4))) {
    for (let i = 0; i < 2; i++) {
      const octet = salt[i] as number;
      salt[i] = salt[3 - i] as number;
      salt[2] = octet;
    }
  }
  const secret = Uint8Array.from(password.text, (character) => (character.codePointAt(0) as number) & 0x7f);
  const derived = Buffer.concat([salt.subarray(0, 4), salt.subarray(4)].map((half) => md5Chain(half, secret, count)));
  try {
    const open = createDecipheriv('des-ede3-cbc', derived.subarray(0, 24), derived.subarray(24));
    return new Uint8Array(Buffer.concat([open.update(sealed), open.final()]));
  } catch {
    // Wrong padding: all that a wrong key shows.
    return undefined;
  }
}

function md5Chain(start: Uint8Array, secret: Uint8Array, count: number): Uint8Array {
  let digest: Uint8Array = start;
  for (let round = 0; round < count; round++) digest = createHash('md5').update(digest).update(secret).digest();
  return digest;
}
