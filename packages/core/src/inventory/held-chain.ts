import type { Certificate } from '../x509/model.ts';
import type { Holding } from './model.ts';

/** What is held together in one place, put in order. Signatures are not looked at: that is the path validator's work. */
export interface HeldChain {
  readonly leaf: Certificate;
  /** Leaf first, each vouched for by the next one, as far as what is held goes. */
  readonly path: readonly Certificate[];
  /** The path ends in a certificate that names itself as issuer: nothing can be missing above it. */
  readonly complete: boolean;
  /** Held, but not on the leaf's path. */
  readonly strays: readonly Certificate[];
  /** Those of the strays that vouch for nothing on any path from the leaf: another certificate of an issuer is none of them. */
  readonly strangers: readonly Certificate[];
  /** Held more than once. */
  readonly repeated: readonly Certificate[];
  /**
   * The leaf stands first and each of its path behind the one that it vouches for, as TLS wants it sent (RFC 8446 section 4.4.2).
   * What does not belong there, and what stands there twice, is passed over.
   */
  readonly inOrder: boolean;
}

/** Every check asks for the chain of every holding; the array that holds it never changes. */
const arranged = new WeakMap<readonly Certificate[], HeldChain>();

/**
 * Puts certificates that are held together in order. The leaf is the first one that issued none of the others, rather one that
 * is no authority than one that is; among several candidates for an issuer (a cross-signed or a renewed intermediate) the
 * one that lasts longest is taken.
 *
 * @returns undefined when there are none.
 */
export function heldChain(certificates: readonly Certificate[]): HeldChain | undefined {
  const leaf = leafOf(certificates);
  if (!leaf) return undefined;
  const known = arranged.get(certificates);
  if (known) return known;
  const chain = arrange(leaf, certificates);
  arranged.set(certificates, chain);
  return chain;
}

function arrange(leaf: Certificate, all: readonly Certificate[]): HeldChain {
  const copies = Map.groupBy(all, ({ fingerprint }) => fingerprint);
  const certificates = [...copies.values()].flatMap(([first]) => first ?? []);
  const bySubject = Map.groupBy(certificates, (certificate) => certificate.subject.canonical);
  const path = new Set([leaf]);
  let last = leaf;
  while (!isSelfSigned(last)) {
    const below = last;
    const candidates = bySubject.get(below.issuer.canonical) ?? [];
    const issuer = longestLived(candidates.filter((other) => !path.has(other) && couldHaveIssued(other, below)));
    if (!issuer) break;
    path.add((last = issuer));
  }
  const places = [...path].map((certificate) => certificates.indexOf(certificate));
  const related = reachedFrom(leaf, bySubject);
  const strays = certificates.filter((certificate) => !path.has(certificate));
  return {
    leaf,
    path: [...path],
    complete: isSelfSigned(last),
    strays,
    strangers: strays.filter((certificate) => !related.has(certificate)),
    repeated: certificates.filter(({ fingerprint }) => (copies.get(fingerprint)?.length ?? 0) > 1),
    inOrder: places[0] === 0 && places.every((place, step) => step === 0 || place > (places[step - 1] ?? 0)),
  };
}

/** Everything that names and key identifiers lead to from the leaf, on whichever path. */
function reachedFrom(leaf: Certificate, bySubject: ReadonlyMap<string, readonly Certificate[]>): Set<Certificate> {
  const reached = new Set([leaf]);
  // A set that grows is walked to its end.
  for (const below of reached) {
    for (const other of bySubject.get(below.issuer.canonical) ?? [])
      if (couldHaveIssued(other, below)) reached.add(other);
  }
  return reached;
}

/**
 * Names and, where both are stated, key identifiers agree (RFC 5280 sections 4.2.1.1 and 6.1.3 (a)(4)). Necessary for
 * one certificate to have issued the other, not sufficient.
 */
export function couldHaveIssued(issuer: Certificate, subject: Certificate): boolean {
  if (issuer.subject.canonical !== subject.issuer.canonical) return false;
  const wanted = subject.extensions.authorityKeyIdentifier?.keyId;
  const offered = issuer.extensions.subjectKeyIdentifier;
  return !wanted || !offered || sameBytes(wanted, offered);
}

/** It names itself as its issuer, and its key identifiers do not say otherwise. */
export function isSelfSigned(certificate: Certificate): boolean {
  return certificate.selfIssued && couldHaveIssued(certificate, certificate);
}

/** A signing request waits for its chain: Salesforce says so, or a request is all that is held. */
export function isPending(holding: Holding): boolean {
  return holding.pendingSignature === true || (holding.request !== undefined && holding.certificates.length === 0);
}

function leafOf(certificates: readonly Certificate[]): Certificate | undefined {
  if (certificates.length < 2) return certificates[0];
  const ends = endsOf(certificates);
  return ends.find((one) => one.extensions.basicConstraints?.ca !== true) ?? ends[0] ?? certificates[0];
}

/** Those that vouch for none of the others, by name. */
export function endsOf(certificates: readonly Certificate[]): Certificate[] {
  const issuers = new Set(certificates.filter((one) => !one.selfIssued).map((one) => one.issuer.canonical));
  return certificates.filter((one) => !issuers.has(one.subject.canonical));
}

function longestLived(candidates: readonly Certificate[]): Certificate | undefined {
  return candidates.reduce<Certificate | undefined>(
    (best, one) => (best && best.notAfter >= one.notAfter ? best : one),
    undefined,
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, position) => byte === b[position]);
}
