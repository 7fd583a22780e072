import { couldHaveIssued, isSelfSigned } from '../../inventory/index.ts';
import type { Certificate } from '../../x509/model.ts';
import type { ServerFacts } from './server-facts.ts';

/** Certificates as a server sent them, put into the order in which each vouches for the one before. */
export interface SentChain {
  readonly leaf: Certificate;
  /** Leaf first, as far as what was sent goes. */
  readonly path: readonly Certificate[];
  /** The step above the last of these is not genuine: names agree, the signature does not. */
  readonly forged?: { readonly subject: Certificate; readonly issuer: Certificate };
  /** No signature of this algorithm can be verified here. */
  readonly unverified: readonly Certificate[];
  /** Sent, on no path from the leaf, and no root. */
  readonly strays: readonly Certificate[];
  /** Sent more than once; each once. */
  readonly duplicates: readonly Certificate[];
  readonly rootSent: boolean;
  /** Each of the path behind the one that it vouches for, whatever else stands between. */
  readonly inOrder: boolean;
  /** Something that does not belong to the path stands between two of it. */
  readonly interrupted: boolean;
}

/**
 * Arranges what was sent. unverified: that Salesforce refuses a wrong order and takes strays, duplicates and a root sent along.
 * The first one is the server's own, unless it is an authority that vouches for another one there.
 *
 * @param sent in the order sent, at least one
 * @param isKnownRoot whether a self-signed certificate is a root that somebody trusts
 */
export async function arrangeSent(
  sent: readonly Certificate[],
  verify: ServerFacts['verify'],
  isKnownRoot: (certificate: Certificate) => boolean,
): Promise<SentChain> {
  const copies = Map.groupBy(sent, ({ fingerprint }) => fingerprint);
  const distinct = [...copies.values()].flatMap(([first]) => first ?? []);
  const leaf = leafOf(distinct);
  const { path, forged, unverified } = await climb(leaf, distinct, verify);
  const isRoot = (one: Certificate): boolean =>
    one !== leaf && isSelfSigned(one) && (isKnownRoot(one) || vouchesByName(one, path));
  const outside = distinct.filter((one) => !path.includes(one));
  const strays = outside.filter((one) => !isRoot(one));
  const places = path.map((one) => distinct.indexOf(one));
  return {
    leaf,
    path,
    ...(forged ? { forged } : {}),
    unverified,
    strays,
    duplicates: distinct.filter(({ fingerprint }) => (copies.get(fingerprint)?.length ?? 0) > 1),
    rootSent: distinct.some(isRoot),
    inOrder: places.every((place, step) => step === 0 || place > (places[step - 1] as number)),
    interrupted: outside.some((one) => distinct.indexOf(one) < Math.max(...places)),
  };
}

function leafOf(distinct: readonly Certificate[]): Certificate {
  const first = distinct[0] as Certificate;
  const isServer = (one: Certificate): boolean => one.extensions.basicConstraints?.ca !== true;
  if (isServer(first)) return first;
  const below = distinct.find((one) => one !== first && isServer(one) && leadsTo(one, first, distinct));
  return below ?? first;
}

/** Whether names lead from one certificate up to another. */
function leadsTo(from: Certificate, to: Certificate, all: readonly Certificate[]): boolean {
  const reached = new Set([from]);
  // A set that grows is walked to its end.
  for (const below of reached) for (const one of all) if (couldHaveIssued(one, below)) reached.add(one);
  return reached.has(to);
}

interface Climb {
  readonly path: Certificate[];
  readonly forged?: SentChain['forged'];
  readonly unverified: Certificate[];
}

async function climb(leaf: Certificate, all: readonly Certificate[], verify: ServerFacts['verify']): Promise<Climb> {
  const path = [leaf];
  const unverified: Certificate[] = [];
  for (let below = leaf; !isSelfSigned(below);) {
    const candidates = all.filter((one) => !path.includes(one) && couldHaveIssued(one, below));
    if (candidates.length === 0) break;
    const found = await issuerAmong(candidates, below, verify);
    if (!found) return { path, forged: { subject: below, issuer: candidates[0] as Certificate }, unverified };
    if (!found.proven) unverified.push(below);
    path.push((below = found.issuer));
  }
  return { path, unverified };
}

/** The first, in the order sent, whose key made the signature; else one of which that cannot be told. */
async function issuerAmong(
  candidates: readonly Certificate[],
  below: Certificate,
  verify: ServerFacts['verify'],
): Promise<{ readonly issuer: Certificate; readonly proven: boolean } | undefined> {
  let doubtful: Certificate | undefined;
  for (const issuer of candidates) {
    const verdict = await verify(below, issuer);
    if (verdict === 'valid') return { issuer, proven: true };
    if (verdict === 'unsupported') doubtful ??= issuer;
  }
  return doubtful && { issuer: doubtful, proven: false };
}

function vouchesByName(root: Certificate, path: readonly Certificate[]): boolean {
  return path.some((one) => one !== root && couldHaveIssued(root, one));
}
