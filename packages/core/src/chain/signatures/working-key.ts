import type { Certificate, Der, PublicKey } from '../../x509/model.ts';
import type { CertificatePool } from '../certificate-pool.ts';
import { withDsaParameters } from './spki.ts';

const SEQUENCE = 0x30;
const completed = new WeakMap<PublicKey, PublicKey>();

/**
 * RFC 5280 section 6.1.4 (d) to (f): the key of a certificate; a DSA key without parameters takes those of the certificates
 * above it.
 */
export function workingKey(certificate: Certificate, pool: CertificatePool): PublicKey {
  const { publicKey } = certificate;
  if (publicKey.kind !== 'DSA' || parametersOf(publicKey) !== undefined) return publicKey;
  const known = completed.get(publicKey);
  if (known !== undefined) return known;
  const parameters = inheritedParameters(certificate.issuer.canonical, pool, new Set());
  if (parameters === undefined) return publicKey;
  const key = withDsaParameters(publicKey, parameters);
  completed.set(publicKey, key);
  return key;
}

function inheritedParameters(issuer: string, pool: CertificatePool, seen: Set<string>): Der | undefined {
  if (seen.has(issuer)) return undefined;
  seen.add(issuer);
  for (const { certificate } of pool.named(issuer)) {
    if (certificate.publicKey.kind !== 'DSA') continue;
    const found = parametersOf(certificate.publicKey) ?? inheritedParameters(certificate.issuer.canonical, pool, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

const parametersOf = ({ algorithm: { parameters } }: PublicKey): Der | undefined =>
  parameters?.[0] === SEQUENCE ? parameters : undefined;
