import { defaultSignatures } from '../chain/index.ts';
import type { SignatureVerdict, SignatureVerifier } from '../chain/index.ts';
import { couldHaveIssued, heldChain, isSelfSigned } from '../inventory/index.ts';
import type { HeldChain, Inventory } from '../inventory/index.ts';
import type { TrustStore } from '../trust/index.ts';
import type { Certificate } from '../x509/model.ts';
import { findListedAnchor } from './listed-anchor.ts';
import type { ListedAnchor, VerifySignature } from './listed-anchor.ts';

/** Whether one certificate is signed with the key of another. */
export interface VerifiedLink {
  readonly subject: Certificate;
  /** The one that signed it or, where none did, the one that should have. */
  readonly issuer: Certificate;
  /** `unsupported`: nobody here can verify it. `not-tried`: too many certificates of that name are held. */
  readonly verdict: LinkVerdict;
}

export type LinkVerdict = SignatureVerdict | 'not-tried';

/** What the signatures of one held chain say. */
export interface VerifiedChain {
  /**
   * From the leaf upward, as far as what is held goes; the last link is the first that is not valid. A self-signed
   * certificate that is held alone is a link to itself; a root above others is not, as nobody relies on its signature.
   */
  readonly links: readonly VerifiedLink[];
  /** What the signature on itself says of a root above others; nobody relies on it, so it is no link. */
  readonly root?: SignatureVerdict;
  /** Where the chain stands on the org's list of roots, when that was given. */
  readonly listed?: ListedAnchor;
}

export type VerifiedChains = ReadonlyMap<HeldChain, VerifiedChain>;

/** Signatures tried for one holding: a chain takes three or four, a file of a thousand certificates of one name no more. */
const SIGNATURES_PER_HOLDING = 64;

/**
 * Verifies the signatures of every chain that is held, each pair of certificates once. Names and key identifiers, by
 * which chains are put in order, can be copied by anyone; keys cannot.
 *
 * @param trustStore when given, each chain is also looked up in it
 */
export async function verifyHeldChains(
  inventory: Inventory,
  signatures: SignatureVerifier = defaultSignatures(),
  trustStore?: TrustStore,
): Promise<VerifiedChains> {
  const verify = verifierOf(signatures);
  const pool = new Map<string, Certificate>();
  for (const holding of inventory.holdings) for (const one of holding.certificates) pool.set(one.fingerprint, one);
  const held = Map.groupBy(pool.values(), (certificate) => certificate.subject.canonical);
  const verified = new Map<HeldChain, VerifiedChain>();
  for (const { certificates } of inventory.holdings) {
    const chain = heldChain(certificates);
    if (!chain || verified.has(chain)) continue;
    const links = await linksOf(chain, verify);
    const top = links[links.length - 1];
    const root =
      top?.verdict === 'valid' && top.subject !== top.issuer && isSelfSigned(top.issuer) ? top.issuer : undefined;
    const listed = trustStore && (await findListedAnchor(trustStore, chain, held, verify));
    verified.set(chain, {
      links,
      ...(root ? { root: await verify(root, root) } : {}),
      ...(listed ? { listed } : {}),
    });
  }
  return verified;
}

async function linksOf(chain: HeldChain, verify: VerifySignature): Promise<VerifiedLink[]> {
  const { leaf, path, strays } = chain;
  if (path.length === 1 && isSelfSigned(leaf)) {
    return [{ subject: leaf, issuer: leaf, verdict: await verify(leaf, leaf) }];
  }
  const links: VerifiedLink[] = [];
  const seen = new Set([leaf]);
  const tries = { left: SIGNATURES_PER_HOLDING };
  for (let below = leaf; ;) {
    const position = path.indexOf(below);
    // The one that names chose is nearly always the right one.
    const expected = position < 0 ? undefined : path[position + 1];
    const others = () =>
      isSelfSigned(below) ? [] : [...path, ...strays].filter((one) => one !== expected && couldHaveIssued(one, below));
    const link = await linkTo(expected, others, below, seen, tries, verify);
    if (link) links.push(link);
    if (link?.verdict !== 'valid') return links;
    seen.add((below = link.issuer));
  }
}

/** The link to the first certificate whose key made the signature; else to the one that should have. */
async function linkTo(
  expected: Certificate | undefined,
  others: () => readonly Certificate[],
  subject: Certificate,
  seen: ReadonlySet<Certificate>,
  tries: { left: number },
  verify: VerifySignature,
): Promise<VerifiedLink | undefined> {
  let told: VerifiedLink | undefined;
  const offer = async (issuer: Certificate): Promise<boolean> => {
    if (seen.has(issuer)) return false;
    const verdict = tries.left-- > 0 ? await verify(subject, issuer) : 'not-tried';
    // One that could not be verified may be the right one: then nothing is proven.
    if (!told || verdict === 'valid' || (verdict !== 'invalid' && told.verdict === 'invalid')) {
      told = { subject, issuer, verdict };
    }
    return verdict === 'valid';
  };
  if (expected && (await offer(expected))) return told;
  for (const issuer of others()) if (await offer(issuer)) break;
  return told;
}

/** The same intermediate stands below many leaves: its key is imported, and its own signature verified, once. */
function verifierOf(signatures: SignatureVerifier): VerifySignature {
  const issuers = new Map<string, Certificate>();
  const known = new Map<string, SignatureVerdict>();
  return async (subject, issuer) => {
    const key = `${subject.fingerprint} ${issuer.fingerprint}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const first = issuers.get(issuer.fingerprint) ?? issuer;
    issuers.set(issuer.fingerprint, first);
    const verdict = await signatures.verify({
      algorithm: subject.signatureAlgorithm,
      publicKey: first.publicKey,
      data: subject.tbs,
      signature: subject.signature,
    });
    known.set(key, verdict);
    return verdict;
  };
}
