import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { certificateToPem, keystoreIn, parseCertificates } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import type { PasswordSource } from '../keystore/password-source.ts';
import { KeystoreError } from '../keystore/keystore.ts';
import type { ClientCredentials } from '../tls/converse.ts';
import { certificatesOfKeystore } from '../verify/certificates-of-keystore.ts';
import { VerifyInputError } from '../verify/verify-error.ts';

/** Raised for a certificate and key that cannot be used; the message is one sentence for people. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/** What is shown, with the certificates that are sent, the client's own first. */
export interface ReadCredentials extends ClientCredentials {
  readonly certificates: readonly Certificate[];
}

export interface CredentialFiles {
  /** Certificate with its chain (PEM or DER), or a PKCS#12 keystore with its key. */
  readonly cert: string;
  /** Private key (PEM); left out: it stands in the first file. */
  readonly key?: string | undefined;
  readonly password: PasswordSource;
}

/**
 * Reads what is to be shown to servers, and sees that it belongs together before any server is called.
 *
 * @throws {CredentialsError}
 */
export async function readClientCredentials({ cert, key, password }: CredentialFiles): Promise<ReadCredentials> {
  const bytes = bytesOf(cert);
  const keystore = keystoreIn(bytes);
  if (!keystore) return fromPem(bytes, { cert, key, password });
  if (keystore.kind !== 'pkcs12')
    throw new CredentialsError(`${cert} is no PKCS#12 keystore; give that, or PEM files.`);
  if (key !== undefined) throw new CredentialsError(`${cert} brings its own key; leave --key out.`);
  const pfx = Buffer.from(keystore.bytes);
  const passphrase = password.given ?? (opens({ pfx, passphrase: '' }) ? '' : await asked(password, cert));
  prove({ pfx, passphrase }, cert);
  const certificates = chainOfKeystore(keystore, passphrase, cert);
  return { options: { pfx, passphrase }, fingerprint: (certificates[0] as Certificate).fingerprint, certificates };
}

async function fromPem(bytes: Buffer, { cert, key, password }: CredentialFiles): Promise<ReadCredentials> {
  const chain = certificatesIn(bytes, cert);
  const keyText = key === undefined ? bytes : bytesOf(key);
  if (!keyText.includes('PRIVATE KEY-----')) {
    throw new CredentialsError(
      key === undefined ? `${cert} holds no private key; give it with --key.` : `${key} holds no private key in PEM.`,
    );
  }
  const isLocked = keyText.includes('ENCRYPTED');
  const options = {
    cert: chain.map((one) => certificateToPem(one.der)).join('\n'),
    key: keyText,
    ...(isLocked ? { passphrase: password.given ?? (await asked(password, key ?? cert)) } : {}),
  };
  prove(options, key ?? cert);
  return { options, fingerprint: (chain[0] as Certificate).fingerprint, certificates: chain };
}

function chainOfKeystore(
  keystore: NonNullable<ReturnType<typeof keystoreIn>>,
  password: string,
  path: string,
): readonly Certificate[] {
  try {
    return certificatesOfKeystore(keystore, 'leaf', { password }).certificates;
  } catch (error) {
    const isKnown = error instanceof KeystoreError || error instanceof VerifyInputError;
    throw isKnown ? new CredentialsError(`${path}: ${error.message}`) : error;
  }
}

function certificatesIn(bytes: Buffer, path: string): Certificate[] {
  try {
    return parseCertificates(bytes);
  } catch (error) {
    throw new CredentialsError(`${path}: ${(error as Error).message}`);
  }
}

async function asked({ ask }: PasswordSource, path: string): Promise<string> {
  if (ask) return ask();
  throw new CredentialsError(`${path} needs a password; put it in the environment variable CERT_PROBE_PASSWORD.`);
}

function opens(options: ClientCredentials['options']): boolean {
  try {
    createSecureContext({ ...options, ciphers: 'DEFAULT:@SECLEVEL=0' });
    return true;
  } catch {
    return false;
  }
}

/** The TLS stack's own word, put so that people understand it. */
function prove(options: ClientCredentials['options'], path: string): void {
  try {
    createSecureContext({ ...options, ciphers: 'DEFAULT:@SECLEVEL=0' });
  } catch (error) {
    const { message } = error as Error;
    if (/key values mismatch|key type mismatch/i.test(message)) {
      throw new CredentialsError('The certificate and the key do not belong together.');
    }
    if (/bad decrypt|mac verify|bad password|cancelled|pkcs12 cipherfinal/i.test(message)) {
      throw new CredentialsError(`The password of ${path} is wrong.`);
    }
    throw new CredentialsError(`${path} can't be used for TLS (${message}).`);
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CredentialsError(`${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}
