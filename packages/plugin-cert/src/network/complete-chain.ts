import {
  CertificateParseError,
  couldHaveIssued,
  isSelfSigned,
  loadMozillaCertificates,
  parseCertificate,
  readCryptographicFile,
} from '@cert-health/core';
import type { Certificate, TrustStore } from '@cert-health/core';
import type { Transferred, Wanted } from './transfers.ts';
import { issuerAddressesOf } from './named-addresses.ts';
import { isSignedBy } from './signed-by.ts';

/** A certificate that was not sent, and where it was fetched. */
export interface FetchedIssuer {
  readonly certificate: Certificate;
  readonly address: string;
}

export interface CompletedChain {
  /** The leaf first, each vouching for the one before, without the root. */
  readonly path: readonly Certificate[];
  readonly fetched: readonly FetchedIssuer[];
  /** The root above it, where it was fetched or sent. Nobody trusts it for that. */
  readonly root?: Certificate;
  /** Why it does not lead up to a root, one sentence; undefined: it does. */
  readonly problem?: string;
}

export interface CompletionRequest {
  /** What was sent and belongs to it, the leaf first. */
  readonly path: readonly Certificate[];
  /** Roots that are known beside Mozilla's: a chain ends below one. They are not made trusted by this. */
  readonly trustStore?: TrustStore | undefined;
  /** The day by which the fetched must hold. */
  readonly at: Date;
  /** Who fetches; left out: nothing is fetched. */
  readonly fetch?: ((wanted: Wanted) => Promise<Transferred>) | undefined;
}

/** Public chains lack one; more than a few is a maze. */
const maxSteps = 5;
const fileSize = 512 * 1024;
/** Milliseconds. */
const patience = 20_000;
/** A file of certificates (PKCS#7) may hold any number of them. */
const maxCandidates = 32;

/**
 * Fetches what stands between a chain and its root from the addresses that its certificates name (RFC 5280 section 4.2.2.1): DER, PEM
 * or PKCS#7. What is fetched belongs to the chain only if its key made the signature below; nothing fetched is trusted for that.
 */
export async function completeChain({ path: sent, trustStore, at, fetch }: CompletionRequest): Promise<CompletedChain> {
  const roots = [...certificatesOf(trustStore), ...certificatesOf(await loadMozillaCertificates())];
  const path = [...sent];
  const fetched: FetchedIssuer[] = [];
  // A file may hold more of the chain than the one that was asked for.
  const pool: FetchedIssuer[] = [];
  const ends = (problem?: string): CompletedChain => ({ path, fetched, ...(problem === undefined ? {} : { problem }) });
  const broken = await brokenLink(path);
  if (broken) return ends(broken);
  for (;;) {
    const top = path[path.length - 1];
    if (!top) return ends('No certificate was sent.');
    if (isSelfSigned(top)) {
      // A root is not sent; a certificate that is its own issuer is all that there is.
      if (path.length === 1) return ends();
      path.pop();
      if (fetched.at(-1)?.certificate === top) fetched.pop();
      return { ...ends(), root: top };
    }
    if (await isBelowRoot(top, roots)) return ends();
    if (fetched.length >= maxSteps)
      return ends(`More than ${maxSteps} certificates are missing above ${nameOf(path[0] as Certificate)}.`);
    const found = await issuerOf(top, pool, { at, fetch });
    if ('problem' in found) return ends(found.problem);
    if (path.some(({ fingerprint }) => fingerprint === found.certificate.fingerprint)) {
      return ends(`The certificates above ${nameOf(top)} vouch for each other in a circle.`);
    }
    fetched.push(found);
    path.push(found.certificate);
  }
}

async function brokenLink(path: readonly Certificate[]): Promise<string | undefined> {
  for (const [step, one] of path.entries()) {
    const issuer = path[step + 1];
    if (issuer && !(await isSignedBy(one, issuer))) {
      return `That ${nameOf(issuer)} signed ${nameOf(one)} could not be proven.`;
    }
  }
  return undefined;
}

async function isBelowRoot(top: Certificate, roots: readonly Certificate[]): Promise<boolean> {
  for (const root of roots) if (couldHaveIssued(root, top) && (await isSignedBy(top, root))) return true;
  return false;
}

async function issuerOf(
  below: Certificate,
  pool: FetchedIssuer[],
  { at, fetch }: Pick<CompletionRequest, 'at' | 'fetch'>,
): Promise<FetchedIssuer | { readonly problem: string }> {
  const holds = (one: Certificate): boolean => one.notBefore <= at && at <= one.notAfter;
  for (const one of pool) if (holds(one.certificate) && (await isIssuer(one.certificate, below))) return one;
  const missing = `${quoted(below.issuer.text)}, which vouches for ${nameOf(below)}, is missing`;
  const addresses = issuerAddressesOf(below);
  if (addresses.length === 0) return { problem: `${missing}, and no address of it is named.` };
  if (!fetch) return { problem: `${missing}; it is said to be at ${addresses[0]} (--network all fetches it).` };
  const problems: string[] = [];
  for (const address of addresses) {
    const transferred = await fetch({ address, size: fileSize, patience });
    const candidates = 'octets' in transferred ? certificatesIn(transferred.octets) : transferred.problem;
    if (typeof candidates === 'string') {
      problems.push(`${address}: ${candidates}`);
      continue;
    }
    const issuers: Certificate[] = [];
    for (const one of candidates) {
      pool.push({ certificate: one, address });
      if (await isIssuer(one, below)) issuers.push(one);
    }
    const certificate = issuers.find(holds);
    if (certificate) return { certificate, address };
    problems.push(
      issuers.length > 0
        ? `${address}: what is there is not valid on ${at.toISOString().slice(0, 10)}`
        : `${address}: what is there did not sign it`,
    );
  }
  return { problem: `${missing}, and could not be fetched (${problems.join('; ')}).` };
}

async function isIssuer(one: Certificate, below: Certificate): Promise<boolean> {
  const isAuthority = one.extensions.basicConstraints?.ca === true;
  return isAuthority && couldHaveIssued(one, below) && (await isSignedBy(below, one));
}

/** Certificates of a file, or why there are none: a clause. */
function certificatesIn(octets: Uint8Array): readonly Certificate[] | string {
  try {
    const { certificates } = readCryptographicFile(octets);
    return certificates.length > 0 ? certificates.slice(0, maxCandidates) : 'no certificate is there';
  } catch (error) {
    if (error instanceof CertificateParseError) return 'what is there is no certificate that can be read';
    throw error;
  }
}

function certificatesOf(store: TrustStore | undefined): Certificate[] {
  return (store?.anchors ?? []).flatMap(({ der }) => (der ? [parseCertificate(der)] : []));
}

const nameOf = ({ subject }: Certificate): string => quoted(subject.text);

/** Names come from strangers: without control characters, and not longer than a sentence bears. */
function quoted(text: string): string {
  const clean = text.replace(/\p{C}/gu, '\u{fffd}');
  return `"${clean.length > 120 ? `${clean.slice(0, 119)}…` : clean}"`;
}
