import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { CertificateParseError } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { KeystoreError } from './keystore-error.ts';
import { openKey } from './opened-key.ts';
import type { OpenedKey } from './opened-key.ts';
import type { Password } from './password.ts';
import type { Rounds } from './rounds.ts';
import type { SealedKey } from './sealed-key.ts';

/** What opening a key in memory told of it. Null: not known. */
export interface KeyAnswer {
  /** Whether the store's password opens the key too. */
  readonly opens: boolean | null;
  /** Whether it is written as PKCS#8. */
  readonly pkcs8: boolean | null;
  /** Whether it is the key of the certificate beside it. */
  readonly fits: boolean | null;
}

const unknown: KeyAnswer = { opens: null, pkcs8: null, fits: null };

/**
 * Asks a sealed key what an import of the keystore would ask: does one password open both, and does the key belong to its
 * certificate? The key is opened in memory for that and wiped at once. Nothing of it is returned.
 */
export function questionKey(
  sealed: SealedKey,
  password: Password,
  certificate: Certificate | undefined,
  rounds: Rounds,
): KeyAnswer {
  let opened: OpenedKey | undefined;
  try {
    opened = openKey(sealed, password, rounds);
  } catch (error) {
    if (error instanceof KeystoreError || error instanceof CertificateParseError) return unknown;
    throw error;
  }
  if (opened === undefined) return { ...unknown, opens: false };
  const { key } = opened;
  if (key === undefined) return { opens: true, pkcs8: false, fits: null };
  return { opens: true, pkcs8: true, fits: certificate ? belongsTo(key, certificate) : null };
}

/** Null where this build of OpenSSL does not know the kind of key. */
function belongsTo(key: KeyObject, certificate: Certificate): boolean | null {
  try {
    const spki = Buffer.from(certificate.publicKey.spki);
    const own = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return createPublicKey(key).equals(own);
  } catch {
    return null;
  }
}
