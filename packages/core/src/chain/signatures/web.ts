import type { PublicKey } from '../../x509/model.ts';
import { ecdsaSignatureToRaw } from './ecdsa-raw.ts';
import type { SignatureRequest, SignatureVerdict, SignatureVerifier } from './port.ts';
import { keyFits, signatureScheme, type SignatureScheme } from './scheme.ts';
import { asPlainRsa } from './spki.ts';

interface WebAlgorithm {
  readonly imported: { readonly name: string; readonly hash?: string; readonly namedCurve?: string };
  readonly used: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
}

/** Octets of one coordinate by curve; other curves are unknown to WebCrypto. */
const COORDINATES: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

const HASHES = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

/**
 * Verifies with WebCrypto. It knows RSA, ECDSA on the NIST curves and, in most browsers, Ed25519; DSA, MD5, SHA-224 and
 * other curves are `unsupported`.
 */
export function webSignatures(subtle: SubtleCrypto): SignatureVerifier {
  const keys = new WeakMap<PublicKey, Map<string, Promise<CryptoKey | null>>>();

  const keyOf = (publicKey: PublicKey, algorithm: WebAlgorithm['imported']): Promise<CryptoKey | null> => {
    let imported = keys.get(publicKey);
    if (imported === undefined) keys.set(publicKey, (imported = new Map<string, Promise<CryptoKey | null>>()));
    const id = `${algorithm.name} ${algorithm.hash ?? ''}`;
    let key = imported.get(id);
    if (key === undefined) {
      const spki = publicKey.kind === 'RSA-PSS' ? asPlainRsa(publicKey) : publicKey.spki;
      key = subtle.importKey('spki', Uint8Array.from(spki), algorithm, false, ['verify']).catch(() => null);
      imported.set(id, key);
    }
    return key;
  };

  const verify = async ({ algorithm, publicKey, data, signature }: SignatureRequest): Promise<SignatureVerdict> => {
    const scheme = signatureScheme(algorithm);
    if (scheme === undefined) return 'unsupported';
    if (publicKey.kind === 'unknown') return 'unsupported';
    if (!keyFits(publicKey, scheme)) return 'invalid';
    const web = webAlgorithm(scheme, publicKey);
    const key = web === undefined ? null : await keyOf(publicKey, web.imported);
    if (web === undefined || key === null) return 'unsupported';
    const raw =
      scheme.kind === 'ECDSA' ? ecdsaSignatureToRaw(signature, COORDINATES[publicKey.curve ?? ''] ?? 0) : signature;
    if (raw === undefined) return 'invalid';
    try {
      return (await subtle.verify(web.used, key, Uint8Array.from(raw), Uint8Array.from(data))) ? 'valid' : 'invalid';
    } catch {
      return 'unsupported';
    }
  };
  return { name: 'WebCrypto', verify };
}

function webAlgorithm(scheme: SignatureScheme, key: PublicKey): WebAlgorithm | undefined {
  if ('hash' in scheme && !HASHES.has(scheme.hash)) return undefined;
  switch (scheme.kind) {
    case 'RSA-PKCS1': {
      const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: scheme.hash };
      return { imported: algorithm, used: algorithm };
    }
    case 'RSA-PSS': {
      if (scheme.mgfHash !== scheme.hash) return undefined;
      const imported = { name: 'RSA-PSS', hash: scheme.hash };
      return { imported, used: { name: 'RSA-PSS', saltLength: scheme.saltLength } };
    }
    case 'ECDSA': {
      const namedCurve = key.curve ?? '';
      if (COORDINATES[namedCurve] === undefined) return undefined;
      return { imported: { name: 'ECDSA', namedCurve }, used: { name: 'ECDSA', hash: scheme.hash } };
    }
    case 'Ed25519':
    case 'Ed448':
      return { imported: { name: scheme.kind }, used: { name: scheme.kind } };
    default:
      return undefined;
  }
}
