import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { certificateToPem, keystoreIn, parseCertificates } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import type { PasswordSource } from '../keystore/password-source.ts';
import type { ClientCredentials } from '../tls/converse.ts';
import { CredentialsError } from './credentials-error.ts';
import { readKeystoreCredentials } from './keystore-credentials.ts';

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
  const { certificates, ...options } = await readKeystoreCredentials(keystore.bytes, cert, password);
  prove(options, cert);
  return { options, fingerprint: (certificates[0] as Certificate).fingerprint, certificates };
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

/** The TLS stack's own word, put so that people understand it. It compares keys of one kind only, so they are compared here too. */
function prove({ cert, key, passphrase }: ClientCredentials['options'], path: string): void {
  try {
    const { publicKey } = new X509Certificate(cert as string);
    const own = createPrivateKey({ key: key as string | Buffer, ...(passphrase === undefined ? {} : { passphrase }) });
    if (!createPublicKey(own).equals(publicKey)) throw strangers();
    createSecureContext({ cert, key, passphrase, ciphers: 'DEFAULT:@SECLEVEL=0' });
  } catch (error) {
    if (error instanceof CredentialsError) throw error;
    const { message } = error as Error;
    if (/key values mismatch|key type mismatch/i.test(message)) throw strangers();
    if (/bad decrypt|bad password|cancelled|interrupted/i.test(message)) {
      throw new CredentialsError(`The password of ${path} is wrong.`);
    }
    throw new CredentialsError(`${path} can't be used for TLS (${message}).`);
  }
}

const strangers = (): CredentialsError => new CredentialsError('The certificate and the key do not belong together.');

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CredentialsError(`${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}
