import type { DatedRule } from './rule.ts';
import {
  signatureAlgorithms,
  signatureRules,
  type AllowedSignatures,
  type SignatureAlgorithm,
} from './signature-rules.ts';

/** What must be known of a signature algorithm; the parser's `AlgorithmIdentifier` fits. */
export interface SignatureFacts {
  readonly oid: string;
  readonly name?: string;
  /** DER of the parameters. */
  readonly parameters?: Uint8Array;
}

export interface SignatureJudgment {
  readonly verdict: 'allowed' | 'not-allowed' | 'undecidable';
  /** One sentence. */
  readonly reason: string;
  readonly rule: DatedRule<AllowedSignatures>;
}

/**
 * Whether a certificate's signature is made with an algorithm that the audience's rule allows. Do not ask it about a
 * trust anchor's own signature, which no one relies on.
 *
 * @source BR 2.2.6 section 7.1.3.2; NIST SP 800-131A Rev. 2
 */
export function judgeSignature(algorithm: SignatureFacts, audience: 'public-tls' | 'any'): SignatureJudgment {
  const rule = signatureRules[audience];
  const known = signatureAlgorithms[algorithm.oid];
  const name = algorithm.name ?? algorithm.oid;
  if (!known) return { verdict: 'undecidable', reason: `The signature algorithm ${name} is not known.`, rule };
  const hash = known.hash === 'parameters' ? pssHash(algorithm.parameters) : known.hash;
  if (!hash)
    return { verdict: 'undecidable', reason: 'The hash named in the RSASSA-PSS parameters is not known.', rule };
  const allowed = rule.value?.schemes.includes(known.scheme) && rule.value.hashes.includes(hash);
  const signed = hash === 'own' ? `Signed with ${name}` : `Signed with ${known.scheme} over ${hash}`;
  return allowed
    ? { verdict: 'allowed', reason: `${signed}.`, rule }
    : { verdict: 'not-allowed', reason: `${signed}, which is not allowed.`, rule };
}

/** The judgment when a signature is not plainly allowed, undefined when it is. */
export function weakSignatureReason(
  algorithm: SignatureFacts,
  audience: 'public-tls' | 'any',
): SignatureJudgment | undefined {
  const judgment = judgeSignature(algorithm, audience);
  return judgment.verdict === 'allowed' ? undefined : judgment;
}

/** Content octets of the hash OIDs that RSASSA-PSS parameters may name (RFC 4055 section 2.1), in hex. */
const pssHashes: Readonly<Record<string, SignatureAlgorithm['hash']>> = {
  '2b0e03021a': 'SHA-1',
  '608648016503040204': 'SHA-224',
  '608648016503040201': 'SHA-256',
  '608648016503040202': 'SHA-384',
  '608648016503040203': 'SHA-512',
};

/** The hash is the first OID of the first, [0]-tagged field; without that field it is SHA-1 (RFC 4055 section 3.1). */
function pssHash(parameters: Uint8Array | undefined): SignatureAlgorithm['hash'] | undefined {
  if (!parameters || parameters[0] !== 0x30) return undefined;
  if (parameters[2] !== 0xa0) return 'SHA-1';
  const length = parameters[7] ?? 0;
  if (parameters[4] !== 0x30 || parameters[6] !== 0x06) return undefined;
  return pssHashes[hex(parameters.subarray(8, 8 + length))];
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
