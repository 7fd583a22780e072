import { createHash, createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EvidenceError } from './evidence-error.ts';

/** The variable that holds the password of the signing key. It is never an argument: those are seen by all. */
export const passwordVariable = 'CERT_EVIDENCE_PASSWORD';

const kinds = ['rsa', 'ec', 'ed25519'];
/** Shorter ones can be forged, or are near to it (NIST SP 800-131A). */
const SHORTEST_RSA = 2048;
const curves = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Ed25519 hashes by itself (RFC 8032); RSA (PKCS#1 v1.5) and ECDSA sign the SHA-256, as `openssl dgst -sha256` verifies it. */
function digestFor(key: KeyObject): 'sha256' | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

/**
 * Reads the private key that evidence is signed with: PEM, RSA, EC or Ed25519.
 *
 * @throws {EvidenceError}
 */
export function readSigningKey(path: string, passphrase = process.env[passwordVariable]): KeyObject {
  const text = textOf(path);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    const isLocked = text.includes('ENCRYPTED');
    throw new EvidenceError(
      isLocked
        ? `${path} could not be opened; put its password in the environment variable ${passwordVariable}.`
        : `${path} is no private key in PEM; give one that openssl or ssh-keygen -m PEM made.`,
    );
  }
  return usable(key, path);
}

/**
 * Reads the public key that a signature is verified with: PEM, a certificate too.
 *
 * @throws {EvidenceError}
 */
export function readVerifyingKey(path: string): KeyObject {
  return publicKeyIn(textOf(path), path);
}

/** @throws {EvidenceError} */
export function publicKeyIn(text: string, path: string): KeyObject {
  // A private key would give its public half, and has no business here.
  if (text.includes('PRIVATE KEY-----')) {
    throw new EvidenceError(`${path} is a private key; give the public key or the certificate of the signer.`);
  }
  try {
    const isCertificate = text.includes('BEGIN CERTIFICATE-----');
    return usable(isCertificate ? new X509Certificate(text).publicKey : createPublicKey(text), path);
  } catch (error) {
    if (error instanceof EvidenceError) throw error;
    throw new EvidenceError(`${path} is no public key and no certificate in PEM.`);
  }
}

export function signatureOf(content: string, key: KeyObject): Buffer {
  return sign(digestFor(key), Buffer.from(content), key);
}

export function isSignedBy(content: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  return verify(digestFor(key), content, key, signature);
}

export function publicPem(key: KeyObject): string {
  return publicHalf(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** SHA-256 of SubjectPublicKeyInfo, lower-case hex: what people compare. */
export function keyFingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(publicHalf(key).export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function publicHalf(key: KeyObject): KeyObject {
  return key.type === 'public' ? key : createPublicKey(key);
}

function usable(key: KeyObject, path: string): KeyObject {
  const problem = weaknessOf(key);
  if (problem === undefined) return key;
  throw new EvidenceError(`${path} holds ${problem}.`);
}

function weaknessOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  const kind: string = asymmetricKeyType ?? 'unknown';
  if (!kinds.includes(kind)) return `a key of the kind ${kind}; RSA, EC and Ed25519 are used here`;
  const { modulusLength = 0, publicExponent = 0n, namedCurve = 'unknown' } = asymmetricKeyDetails ?? {};
  if (kind === 'rsa' && (modulusLength < SHORTEST_RSA || publicExponent < 3n)) {
    return `an RSA key of ${modulusLength} bits and exponent ${publicExponent}, which can be forged; use one of ${SHORTEST_RSA} bits or more`;
  }
  if (kind === 'ec' && !curves.includes(namedCurve)) {
    return `a key on the curve ${namedCurve}; P-256, P-384 and P-521 are used here`;
  }
  return undefined;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new EvidenceError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}
