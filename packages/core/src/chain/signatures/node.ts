import type { PublicKey } from '../../x509/model.ts';
import type { SignatureRequest, SignatureVerdict, SignatureVerifier } from './port.ts';
import { keyFits, signatureScheme, type Hash, type SignatureScheme } from './scheme.ts';

/** The part of node:crypto that is used. Core imports no `node:` module, so it is described here. */
interface NodeCrypto {
  createPublicKey(input: { key: Uint8Array; format: 'der'; type: 'spki' }): object;
  verify(algorithm: string | null, data: Uint8Array, key: object, signature: Uint8Array): boolean;
  readonly constants: { readonly RSA_PKCS1_PADDING: number; readonly RSA_PKCS1_PSS_PADDING: number };
}

const DIGESTS: Readonly<Partial<Record<Hash, string>>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-224': 'sha224',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The node:crypto of this runtime; undefined in browsers. */
export function nodeCrypto(): NodeCrypto | undefined {
  const runtime = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return runtime.process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;
}

/** Verifies with node:crypto, synchronously. Keys are imported once each. */
export function nodeSignatures(crypto: NodeCrypto): SignatureVerifier {
  const keys = new WeakMap<PublicKey, object | null>();

  const keyOf = (publicKey: PublicKey): object | null => {
    let key = keys.get(publicKey);
    if (key === undefined) {
      try {
        key = crypto.createPublicKey({ key: publicKey.spki, format: 'der', type: 'spki' });
      } catch {
        key = null;
      }
      keys.set(publicKey, key);
    }
    return key;
  };

  const verify = ({ algorithm, publicKey, data, signature }: SignatureRequest): SignatureVerdict => {
    const scheme = signatureScheme(algorithm);
    if (scheme === undefined) return 'unsupported';
    if (publicKey.kind === 'unknown') return 'unsupported';
    if (!keyFits(publicKey, scheme)) return 'invalid';
    const digest = digestOf(scheme);
    const key = digest === undefined ? null : keyOf(publicKey);
    if (digest === undefined || key === null) return 'unsupported';
    if (scheme.kind === 'RSA-PSS' && scheme.mgfHash !== scheme.hash && !keyStatesMask(publicKey)) return 'unsupported';
    try {
      return crypto.verify(digest, data, withPadding(crypto, key, scheme), signature) ? 'valid' : 'invalid';
    } catch {
      return 'unsupported';
    }
  };
  return { name: 'node:crypto', verify };
}

/** Name of the digest; null for schemes that sign the data itself; undefined when node has none. */
function digestOf(scheme: SignatureScheme): string | null | undefined {
  return 'hash' in scheme ? DIGESTS[scheme.hash] : null;
}

function withPadding(crypto: NodeCrypto, key: object, scheme: SignatureScheme): object {
  if (scheme.kind === 'RSA-PSS')
    return { key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength };
  return key;
}

/** node takes the hash of the mask from the parameters of the key, else it takes the hash of the data. */
const keyStatesMask = (key: PublicKey): boolean => key.kind === 'RSA-PSS' && key.algorithm.parameters !== undefined;
