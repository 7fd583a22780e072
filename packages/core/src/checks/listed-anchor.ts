import type { SignatureVerdict } from '../chain/index.ts';
import { couldHaveIssued, isSelfSigned } from '../inventory/index.ts';
import type { HeldChain } from '../inventory/index.ts';
import { classifyHierarchy, matchAnchor } from '../trust/index.ts';
import type { AnchorMatch, KnownRoot, TrustAnchor, TrustStore } from '../trust/index.ts';
import { nameKey } from '../trust/name-key.ts';
import { parseCertificate } from '../x509/index.ts';
import type { Certificate } from '../x509/model.ts';

/** Where a chain stands on the org's list of roots. */
export type ListedAnchor =
  | {
      readonly verdict: 'listed';
      readonly anchor: TrustAnchor;
      /** What agreed. `signature`: the listed certificate's key verifies the chain. `subject`: a name, which proves little. */
      readonly by: AnchorMatch['by'] | 'signature';
    }
  | { readonly verdict: 'absent'; /** What people call the root. */ readonly root: string }
  | { readonly verdict: 'unknown'; /** One sentence. */ readonly reason: string };

/** What the key of one certificate says of the signature on another. */
export type VerifySignature = (subject: Certificate, issuer: Certificate) => Promise<SignatureVerdict>;

/** No real chain is longer; what is held elsewhere is followed no further. */
const LONGEST = 10;

/**
 * Looks for a certificate on the list that the chain leads to, by the strongest thing that both tell. A chain that is not
 * held up to its root is followed through what other places hold, by signature.
 */
export async function findListedAnchor(
  store: TrustStore,
  chain: HeldChain,
  held: ReadonlyMap<string, readonly Certificate[]>,
  verify: VerifySignature,
): Promise<ListedAnchor> {
  const path = await climb(chain.path, held, verify);
  const top = path[path.length - 1] as Certificate;
  const { root } = classifyHierarchy(chain.leaf, path.slice(1));
  const matches = matchesOf(store, path, root);
  const proven = matches.find(({ by }) => by !== 'subject') ?? (await signerOf(store, top, verify));
  if (proven && proven.by !== 'subject') return { verdict: 'listed', ...proven };
  const named = matches[0] ?? proven;
  if (named) return { verdict: 'listed', ...named };
  const name = root?.name ?? (isSelfSigned(top) ? top.subject.text : undefined);
  if (name === undefined) {
    return {
      verdict: 'unknown',
      reason: `"${top.issuer.text}", which issued ${path.length > 1 ? 'the last certificate of its chain' : 'it'}, is neither held nor on the list, so its root is not known.`,
    };
  }
  return store.partial
    ? {
        verdict: 'unknown',
        reason: `"${name}" is not among the entries of the list that could be read; others could not.`,
      }
    : { verdict: 'absent', root: name };
}

async function climb(
  path: readonly Certificate[],
  held: ReadonlyMap<string, readonly Certificate[]>,
  verify: VerifySignature,
): Promise<Certificate[]> {
  const longer = [...path];
  while (longer.length < LONGEST) {
    const top = longer[longer.length - 1] as Certificate;
    if (isSelfSigned(top)) break;
    const candidates = (held.get(top.issuer.canonical) ?? []).filter(
      (one) => !longer.includes(one) && couldHaveIssued(one, top),
    );
    const issuer = await firstThat(candidates, async (one) => (await verify(top, one)) === 'valid');
    if (!issuer) break;
    longer.push(issuer);
  }
  return longer;
}

/** Matches of the certificates above the leaf, and of the public root that they lead to. */
function matchesOf(store: TrustStore, path: readonly Certificate[], root: KnownRoot | undefined): AnchorMatch[] {
  const vouching = path.length > 1 ? path.slice(1).reverse() : path;
  const found = vouching.flatMap((certificate) => matchAnchor(store, certificate) ?? []);
  const known = root && matchKnownRoot(store, root);
  return known ? [known, ...found] : found;
}

/** As `matchAnchor`, for a root of which only the hashes are at hand. The strongest hash that is stated decides. */
function matchKnownRoot({ anchors }: TrustStore, root: KnownRoot): AnchorMatch | undefined {
  for (const anchor of anchors) {
    const { sha256, sha1, md5 } = anchor.fingerprints;
    if (sha256 !== undefined ? sha256 === root.sha256 : false) return { anchor, by: 'sha256' };
    if (anchor.spkiSha256 === root.spkiSha256) return { anchor, by: 'key' };
    if (sha256 === undefined && sha1 === root.sha1) return { anchor, by: 'sha1' };
    if (sha256 === undefined && sha1 === undefined && md5 === root.md5) return { anchor, by: 'md5' };
  }
  return undefined;
}

/** The listed certificate that issued the last one held: by its key where the list has the certificate, else by name. */
async function signerOf(
  store: TrustStore,
  top: Certificate,
  verify: VerifySignature,
): Promise<{ readonly anchor: TrustAnchor; readonly by: 'signature' | 'subject' } | undefined> {
  if (isSelfSigned(top)) return undefined;
  let byName: TrustAnchor | undefined;
  for (const anchor of namedAnchors(store).get(nameKey(top.issuer.text)) ?? []) {
    const verdict = anchor.der ? await verify(top, parseCertificate(anchor.der)) : 'unsupported';
    if (verdict === 'valid') return { anchor, by: 'signature' };
    if (verdict === 'unsupported') byName ??= anchor;
  }
  return byName && { anchor: byName, by: 'subject' };
}

const byName = new WeakMap<TrustStore, ReadonlyMap<string, readonly TrustAnchor[]>>();

function namedAnchors(store: TrustStore): ReadonlyMap<string, readonly TrustAnchor[]> {
  const known =
    byName.get(store) ?? Map.groupBy(store.anchors, ({ subject }) => (subject === undefined ? '' : nameKey(subject)));
  byName.set(store, known);
  return known;
}

async function firstThat<Item>(
  items: readonly Item[],
  holds: (item: Item) => Promise<boolean>,
): Promise<Item | undefined> {
  for (const item of items) if (await holds(item)) return item;
  return undefined;
}
