import type { Certificate } from '../../x509/model.ts';
import { label } from '../certificate-label.ts';
import { problem, type Problem } from '../problem.ts';
import type { PathPurpose } from '../request.ts';
import { signatureHash, type Hash } from '../signatures/scheme.ts';

/** Hashes whose signatures can be forged by anyone (RFC 6149, RFC 6150, RFC 6151). */
const BROKEN: ReadonlySet<Hash> = new Set(['MD2', 'MD4', 'MD5']);

/**
 * Whether the signature on a certificate is worth verifying. RFC 5280 sets no floor. MD2, MD4 and MD5 are refused always;
 * SHA-1 where the purpose is TLS (RFC 9155; RFC 8446 section 4.4.2.2), but not with purpose `any`, where old archives are
 * still to be read. Not asked of trust anchors: nobody relies on their signatures.
 */
export function signatureStrengthProblem(certificate: Certificate, purpose: PathPurpose): Problem | undefined {
  const hash = signatureHash(certificate.signatureAlgorithm);
  if (hash === undefined) return undefined;
  const broken = BROKEN.has(hash);
  if (!broken && (hash !== 'SHA-1' || purpose === 'any')) return undefined;
  return problem(
    'weak-signature',
    certificate,
    broken ? 'RFC 6151 section 2' : 'RFC 9155 section 2',
    `${label(certificate)} is signed with ${hash}, which can be forged; TLS software refuses it.`,
  );
}

/** RSA keys below this can be factored by anyone with a budget; every TLS stack refuses them. */
const SMALLEST_RSA = 1024;

export function keyProblem(certificate: Certificate): Problem | undefined {
  const { kind, size, curve } = certificate.publicKey;
  if (curve === 'explicit')
    return problem(
      'explicit-curve',
      certificate,
      'RFC 5480 section 2.1.1',
      `${label(certificate)} describes an elliptic curve of its own instead of naming a known one, which lets keys be forged.`,
    );
  if ((kind !== 'RSA' && kind !== 'RSA-PSS') || size === undefined || size >= SMALLEST_RSA) return undefined;
  return problem(
    'weak-key',
    certificate,
    'NIST SP 800-131A section 3',
    `The key of ${label(certificate)} is too short to protect anything (RSA, ${size} bits).`,
  );
}

/** RFC 5280 section 4.1.1.2: the algorithm is stated twice, once under the signature, and both must agree. */
export function algorithmMismatchProblem(certificate: Certificate): Problem | undefined {
  const outer = certificate.signatureAlgorithm.der;
  const inner = certificate.tbsSignatureAlgorithm.der;
  if (outer.length === inner.length && outer.every((octet, i) => octet === inner[i])) return undefined;
  return problem(
    'signature-algorithm-mismatch',
    certificate,
    'RFC 5280 section 4.1.1.2',
    `${label(certificate)} contradicts itself about how it is signed.`,
  );
}
