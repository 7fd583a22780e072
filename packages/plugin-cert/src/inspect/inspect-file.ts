import { bundleFaults, CertificateParseError, heldChain, readCryptographicFile } from '@cert-health/core';
import type { BundleFault, Certificate, CertificationRequest, Irregularity } from '@cert-health/core';
import { bytesOf } from '../file/read-files.ts';
import { certificateFacts, requestFacts } from './certificate-facts.ts';
import { crlFacts } from './crl-facts.ts';
import type { Fact } from './fact.ts';

/** One certificate, request, revocation list or key of a file. */
export interface InspectedPart {
  readonly kind: 'certificate' | 'request' | 'crl' | 'privateKey';
  /** What it is, in a few words. */
  readonly title: string;
  /** SHA-256 of a certificate. */
  readonly fingerprint?: string;
  /** The entry of a keystore that it belongs to, or to whom a server sends it that has two chains. */
  readonly entry?: string;
  readonly facts: readonly Fact[];
  /** Rules of its encoding that it breaks harmlessly. */
  readonly irregularities: readonly Irregularity[];
}

export interface Inspection {
  /** As it was given; of a server `host:port`. */
  readonly file: string;
  readonly parts: readonly InspectedPart[];
  /** How several certificates of the file belong together. */
  readonly chain: ChainSummary | null;
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

export interface ChainSummary {
  /** Subjects, leaf first. */
  readonly path: readonly string[];
  /** It ends in a certificate that vouches for itself. */
  readonly complete: boolean;
  /** The certificates stand in the order in which TLS sends them; null in PKCS#7, where order means nothing. */
  readonly inOrder: boolean | null;
  /** Subjects of certificates that do not belong to the path. */
  readonly strays: readonly string[];
  /** What is wrong with them as a chain, by names and key identifiers; a bundle of roots is none. */
  readonly faults: readonly BundleFault[];
}

/**
 * Decodes all parts of a file. Names and order of issuers are looked at, signatures are not.
 *
 * @param at The moment that relative times are counted from.
 * @throws {CertificateParseError} when there is nothing to decode; the message says what the file is.
 */
export function inspectFile(path: string, at: Date): Inspection {
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') throw new CertificateParseError('file.unreadable', bytes);
  const { certificates, requests, crls, privateKeys, problems, unordered } = readCryptographicFile(bytes);
  const parts: InspectedPart[] = [
    ...certificates.map((certificate) => inspectCertificate(certificate, at)),
    ...requests.map(inspectRequest),
    ...crls.map((crl) => ({
      kind: 'crl' as const,
      title: 'Certificate revocation list (CRL): certificates that must no longer be believed',
      facts: crlFacts(crl, at),
      irregularities: crl.irregularities,
    })),
    ...Array.from({ length: privateKeys }, () => ({
      kind: 'privateKey' as const,
      title: 'Private key: keep it secret; it was not looked at',
      facts: [],
      irregularities: [],
    })),
  ];
  if (parts.length === 0 && problems[0]) throw new CertificateParseError('file.unreadable', problems[0].message);
  if (parts.length === 0)
    throw new CertificateParseError('file.nothing-found', 'The file holds nothing that can be inspected.');
  return {
    file: path,
    parts,
    chain: chainOf(certificates, unordered),
    problems: problems.map((problem) => problem.message),
  };
}

export function inspectRequest(request: CertificationRequest): InspectedPart {
  return {
    kind: 'request',
    title: 'Certificate signing request (CSR): asks a certificate authority for a certificate',
    facts: requestFacts(request),
    irregularities: request.irregularities,
  };
}

export function inspectCertificate(certificate: Certificate, at: Date): InspectedPart {
  const { fingerprint, irregularities, extensions } = certificate;
  const role = extensions.basicConstraints?.ca ? 'of a certificate authority (CA)' : 'of an end entity (leaf)';
  return {
    kind: 'certificate',
    title: `Certificate ${role}`,
    fingerprint,
    facts: certificateFacts(certificate, at),
    irregularities,
  };
}

export function chainOf(certificates: readonly Certificate[], unordered: boolean): ChainSummary | null {
  const chain = certificates.length > 1 ? heldChain(certificates) : undefined;
  if (!chain) return null;
  const subjects = (list: readonly Certificate[]): string[] => list.map((certificate) => certificate.subject.text);
  return {
    path: subjects(chain.path),
    complete: chain.complete,
    inOrder: unordered ? null : chain.inOrder,
    strays: subjects(chain.strays),
    faults: isOneChain(certificates) ? bundleFaults(certificates, { ordered: !unordered }) : [],
  };
}

/** One certificate is no authority, so the others are there for its sake. */
function isOneChain(certificates: readonly Certificate[]): boolean {
  return certificates.filter(({ extensions }) => extensions.basicConstraints?.ca !== true).length === 1;
}
