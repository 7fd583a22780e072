import type { KeyObject } from 'node:crypto';
import { certificateToPem } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { entryName } from '../keystore/entry-name.ts';
import { KeystoreError } from '../keystore/keystore-error.ts';
import type { Keystore, KeystoreEntry } from '../keystore/keystore.ts';
import { openKey } from '../keystore/opened-key.ts';
import type { OpenedKey } from '../keystore/opened-key.ts';
import { openKeystore } from '../keystore/open-keystore.ts';
import { passwordOf } from '../keystore/password.ts';
import type { Password } from '../keystore/password.ts';
import type { PasswordSource } from '../keystore/password-source.ts';
import { Rounds } from '../keystore/rounds.ts';
import { CredentialsError } from './credentials-error.ts';

/** A certificate with its chain and key, as TLS stacks take them. */
export interface KeystoreCredentials {
  /** The leaf first; never empty. */
  readonly certificates: readonly Certificate[];
  /** PEM, the leaf first. */
  readonly cert: string;
  /** PKCS#8 in PEM, for the TLS stack alone: never shown or written. */
  readonly key: string;
}

/**
 * Opens a PKCS#12 keystore for use in handshakes, with the project's own reader: the ciphers of old writers (RC2, 3DES) are ones that
 * Node's TLS stack does not open any more.
 *
 * @throws {CredentialsError}
 */
export async function readKeystoreCredentials(
  bytes: Uint8Array,
  path: string,
  source: PasswordSource,
): Promise<KeystoreCredentials> {
  try {
    return await open(bytes, path, source);
  } catch (error) {
    if (!(error instanceof KeystoreError)) throw error;
    throw error.reason === 'password'
      ? passwordProblem(path, source)
      : new CredentialsError(`${path}: ${error.message}`);
  }
}

async function open(bytes: Uint8Array, path: string, source: PasswordSource): Promise<KeystoreCredentials> {
  const { keystore, password } = await openKeystore(bytes, 'pkcs12', source);
  if (keystore.sealedParts > 0) throw passwordProblem(path, source);
  const entry = entryOfKey(keystore, path);
  const certificates = entry.certificates.map(({ certificate, problem }) => {
    if (certificate) return certificate;
    throw new CredentialsError(`${path}: a certificate of its chain cannot be read (${problem ?? 'reason unknown'}).`);
  });
  if (certificates.length === 0)
    throw new CredentialsError(`${path} holds a key without its certificate; give both as PEM files.`);
  const opened = await openedKey(entry, { password, isRight: keystore.integrity === 'verified' }, source);
  if (!opened) throw passwordProblem(path, source);
  return {
    certificates,
    cert: certificates.map(({ der }) => certificateToPem(der)).join('\n'),
    key: pemOf(opened.key, path),
  };
}

function entryOfKey({ entries }: Keystore, path: string): KeystoreEntry {
  const keys = entries.filter(({ kind }) => kind === 'key');
  if (keys.length === 1) return keys[0] as KeystoreEntry;
  if (keys.length === 0) throw new CredentialsError(`${path} holds no private key; give it with --key, as PEM.`);
  const names = keys.slice(0, 5).map((entry) => entryName(entry, entries.indexOf(entry)));
  throw new CredentialsError(
    `${path} holds ${keys.length} keys (${names.join(', ')}, …); copy the one to show into a keystore of its own.`,
  );
}

/** Certificates may lie open beside a key that is closed, so that a password is wanted only now. */
async function openedKey(
  { key }: KeystoreEntry,
  { password, isRight }: { readonly password: Password | undefined; readonly isRight: boolean },
  { given, ask }: PasswordSource,
): Promise<OpenedKey | undefined> {
  if (!key) return undefined;
  const rounds = new Rounds();
  // What proved the store is right; what is only tried has to give a key.
  if (password) return openKey(key, password, rounds, { isRight });
  const first = openKey(key, passwordOf(given ?? ''), rounds);
  if (first || given !== undefined || !ask) return first;
  return openKey(key, passwordOf(await ask()), rounds);
}

function pemOf(key: KeyObject | undefined, path: string): string {
  if (!key) throw new CredentialsError(`${path}: its key is of a kind that can't be used here.`);
  return key.export({ format: 'pem', type: 'pkcs8' }) as string;
}

function passwordProblem(path: string, { given }: PasswordSource): CredentialsError {
  return new CredentialsError(
    given === undefined
      ? `${path} needs a password; put it in the environment variable CERT_PROBE_PASSWORD.`
      : `The password of ${path} is wrong.`,
  );
}
