import { CertificateParseError, keystoreNames, parseCertificate } from '@cert-health/core';
import type { Certificate, KeystoreKind } from '@cert-health/core';
import { KeystoreError } from './keystore-error.ts';
import type { SealedKey } from './sealed-key.ts';

/** A certificate as it stands in a keystore. */
export interface KeystoreCertificate {
  readonly der: Uint8Array;
  /** Undefined when it breaks its own form; `problem` says how. */
  readonly certificate?: Certificate;
  readonly problem?: string;
}

/** One entry of a keystore. */
export interface KeystoreEntry {
  /** What the keystore calls it; undefined where it has no name there, or one that cannot be decoded. */
  readonly alias?: string;
  /** It has a name, and that cannot be decoded. */
  readonly aliasUnreadable?: true;
  /**
   * `key` a private key with its chain; `trusted` put there to be trusted; `unmarked` a certificate of a PKCS#12 store that
   * does not say: without keys in it OpenSSL and .NET take it as trusted, Java does not; `keyless` a certificate that goes
   * with a key which is not among what was read; `other` a secret key or something that is not looked at.
   */
  readonly kind: 'key' | 'trusted' | 'unmarked' | 'keyless' | 'other';
  /** Of a key: its own certificate first where the store says which that is. */
  readonly certificates: readonly KeystoreCertificate[];
  /** The private key, closed. Nobody opens it to see it: see `SealedKey`. */
  readonly key?: SealedKey;
}

/** What a keystore holds. */
export interface Keystore {
  readonly kind: KeystoreKind;
  readonly entries: readonly KeystoreEntry[];
  /** Whether a password proved that nothing was changed. */
  readonly integrity: Integrity;
  /** Encrypted parts that were not opened for want of a password. */
  readonly sealedParts: number;
  /** Octets that stand behind its end and belong to nothing. */
  readonly trailing: number;
}

/**
 * `not-verified`: no password was at hand; `not-checkable`: by a way that is not known here, whatever the password;
 * `none`: the store has nothing to prove it with.
 */
export type Integrity = 'verified' | 'not-verified' | 'not-checkable' | 'none';

export function damaged(kind: KeystoreKind, how: string): KeystoreError {
  return new KeystoreError('damaged', `The ${keystoreNames[kind]} is damaged: ${how}; copy it again from its system.`);
}

export function unsupported(kind: KeystoreKind, how: string): KeystoreError {
  return new KeystoreError('unsupported', `The ${keystoreNames[kind]} ${how}.`);
}

export function wrongPassword(kind: KeystoreKind): KeystoreError {
  return new KeystoreError('password', `The password is wrong, or the ${keystoreNames[kind]} was changed without it.`);
}

export function passwordNeeded(kind: KeystoreKind): KeystoreError {
  return new KeystoreError(
    'password',
    `The certificates of this ${keystoreNames[kind]} are encrypted; its password is needed: --password-file FILE, or the environment variable CERT_STORE_PASSWORD.`,
  );
}

export function keystoreCertificate(der: Uint8Array): KeystoreCertificate {
  try {
    return { der, certificate: parseCertificate(der) };
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    return { der, problem: error.message };
  }
}

/** Where nothing is marked and no key is there, the store is a list. Beside a key, what is not marked goes with that key. */
export function trustedEntries({ entries }: Keystore): (readonly [position: number, entry: KeystoreEntry])[] {
  const list = !entries.some(({ kind }) => kind === 'key');
  return entries
    .map((entry, position) => [position, entry] as const)
    .filter(([, { kind }]) => kind === 'trusted' || (list && kind === 'unmarked'));
}
