import { sha256Hex, toHex } from '../x509/index.ts';
import type { Certificate } from '../x509/model.ts';
import { knownRootByKey, knownRootByName, type KnownRoot } from './known-root.ts';

export interface Hierarchy {
  /**
   * `public` the issuer chain ends at a root of a public program; `claims-public` it says of itself that public rules
   * apply; `self-signed`; `private` the held chain ends in a root of no public program; `unknown` none of these can be told.
   */
  readonly kind: 'public' | 'claims-public' | 'self-signed' | 'private' | 'unknown';
  /** One sentence. */
  readonly reason: string;
  /** The public root, when `public`. */
  readonly root?: KnownRoot;
}

/** Reserved policy identifiers of the CA/Browser Forum: DV, OV, IV and the older EV one (BR section 7.1.6.1). */
const reservedPolicies: ReadonlySet<string> = new Set([
  '2.23.140.1.2.1',
  '2.23.140.1.2.2',
  '2.23.140.1.2.3',
  '2.23.140.1.1',
]);

/**
 * Which kind of hierarchy a certificate belongs to. Rules for publicly trusted TLS apply to `public` and
 * `claims-public` only. It goes by names, key identifiers and key hashes: no signature is verified here, so it says
 * whose rules to apply, not whom to trust.
 *
 * @param others certificates held or sent with it, in any order
 */
export function classifyHierarchy(leaf: Certificate, others: readonly Certificate[]): Hierarchy {
  const { path, root } = climb(leaf, others);
  if (root) return { kind: 'public', reason: `Its issuers lead to ${root.name}, a root of a public program.`, root };
  if (isOwnIssuer(leaf)) return { kind: 'self-signed', reason: 'It names itself as its issuer.' };
  const claim = publicClaim(leaf);
  if (claim) return { kind: 'claims-public', reason: `${claim}, though no public root was found above it.` };
  const last = path[path.length - 1] as Certificate;
  if (isOwnIssuer(last)) {
    return {
      kind: 'private',
      reason: `Its chain ends in ${last.subject.text}, which is in no public program known here.`,
    };
  }
  return {
    kind: 'unknown',
    reason: `The issuer of ${last === leaf ? 'it' : last.subject.text} is not held, and names no public root.`,
  };
}

/** Upward by names and key identifiers until a public root is met or named, or nothing more is held. */
function climb(leaf: Certificate, others: readonly Certificate[]): { path: Certificate[]; root?: KnownRoot } {
  const path = [leaf];
  for (let current = leaf; ;) {
    const root = knownRootByKey(hash(current.publicKey.spki)) ?? namedRoot(current);
    if (root) return { path, root };
    if (isOwnIssuer(current)) return { path };
    const issuer = others.find((other) => !path.includes(other) && mayHaveIssued(other, current));
    if (!issuer) return { path };
    path.push((current = issuer));
  }
}

function namedRoot(certificate: Certificate): KnownRoot | undefined {
  if (certificate.selfIssued) return undefined;
  const keyId = certificate.extensions.authorityKeyIdentifier?.keyId;
  return knownRootByName(hash(certificate.issuer.der), keyId && toHex(keyId));
}

/** Self-issued, and its key identifiers do not point elsewhere (as they do in a key roll-over certificate). */
function isOwnIssuer(certificate: Certificate): boolean {
  return certificate.selfIssued && mayHaveIssued(certificate, certificate);
}

function mayHaveIssued(issuer: Certificate, subject: Certificate): boolean {
  if (issuer.subject.canonical !== subject.issuer.canonical) return false;
  const wanted = subject.extensions.authorityKeyIdentifier?.keyId;
  const offered = issuer.extensions.subjectKeyIdentifier;
  return !wanted || !offered || toHex(wanted) === toHex(offered);
}

function publicClaim(leaf: Certificate): string | undefined {
  const policy = leaf.extensions.certificatePolicies?.find(({ oid }) => reservedPolicies.has(oid));
  if (policy) return `It carries the CA/Browser Forum policy ${policy.oid}`;
  if (leaf.extensions.signedCertificateTimestamps?.length || leaf.extensions.precertificatePoison) {
    return 'It was logged to Certificate Transparency';
  }
  return undefined;
}

function hash(bytes: Uint8Array): string {
  return sha256Hex(bytes);
}
