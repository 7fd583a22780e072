import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { nullValue, oid, sequence } from './der.ts';

export interface Key {
  readonly privateKey: KeyObject;
  readonly spki: Uint8Array;
  /** SHA-1 of the subjectPublicKey, as key identifier (RFC 5280 section 4.2.1.2). */
  readonly id: Uint8Array;
}

export type KeyKind = 'P-256' | 'P-384' | 'RSA' | 'RSA-1024' | 'RSA-512' | 'Ed25519';

export function makeKey(kind: KeyKind = 'P-256'): Key {
  const { publicKey, privateKey } = generate(kind);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey, spki, id: createHash('sha1').update(spki).digest() };
}

function generate(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'P-256' || kind === 'P-384') return generateKeyPairSync('ec', { namedCurve: kind });
  return generateKeyPairSync('rsa', { modulusLength: kind === 'RSA' ? 2048 : Number(kind.slice(4)) });
}

const ECDSA: Readonly<Record<string, string>> = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
};
const RSA: Readonly<Record<string, string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
};

/** AlgorithmIdentifier of the signatures that a key makes. */
export function algorithmOf(key: Key, hash = 'sha256'): Uint8Array {
  const type = key.privateKey.asymmetricKeyType;
  if (type === 'ed25519') return sequence(oid('1.3.101.112'));
  return type === 'ec' ? sequence(oid(ECDSA[hash]!)) : sequence(oid(RSA[hash]!), nullValue);
}

export const signature = (key: Key, data: Uint8Array, hash = 'sha256'): Uint8Array =>
  sign(key.privateKey.asymmetricKeyType === 'ed25519' ? null : hash, data, key.privateKey);
