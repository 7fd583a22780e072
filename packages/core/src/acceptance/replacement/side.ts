import { findListedAnchor } from '../../checks/listed-anchor.ts';
import { hierarchyOf } from '../../checks/hierarchy.ts';
import { rootOf } from '../../checks/root-standing.ts';
import type { ListedAnchor } from '../../checks/index.ts';
import { verifyCertificatePath } from '../../chain/index.ts';
import type { PathProblem, SignatureVerifier } from '../../chain/index.ts';
import { couldHaveIssued, heldChain, isSelfSigned } from '../../inventory/index.ts';
import type { HeldChain } from '../../inventory/index.ts';
import type { Hierarchy, TrustStore } from '../../trust/index.ts';
import { sha256Hex } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { signatureVerification } from '../server/server-facts.ts';
import type { ServerFacts } from '../server/server-facts.ts';

/** A chain as it was given, sent or stored. */
export interface GivenChain {
  /** What people call it: a file, a server, a certificate's name. */
  readonly name: string;
  readonly leaf: Certificate;
  /** All of them, in the order given. */
  readonly certificates: readonly Certificate[];
  /** False: they come from a set, so that their order means nothing. */
  readonly ordered: boolean;
  /** Its private key is in the org already. */
  readonly keyInOrg?: boolean;
}

/** The root above a chain. */
export interface RootAbove {
  readonly name: string;
  /** SHA-256 of the certificate; of a root that is named and not at hand, the one that is known by that name. */
  readonly sha256: string;
  /** SHA-256 of its key, where that is known. */
  readonly spki?: string;
}

/** One of the two chains, arranged and followed up as far as can be. */
export interface ComparedChain extends GivenChain {
  /** The leaf and what vouches for it, as far as was given. */
  readonly path: readonly Certificate[];
  /** The same, followed further by signature through what the other side holds. */
  readonly followed: HeldChain;
  /** Undefined: to which root it leads does not show. */
  readonly root?: RootAbove;
  readonly kind: Hierarchy['kind'];
  /** Every intermediate was given; null where that cannot be told. */
  readonly complete: boolean | null;
  /** Intermediates that are missing and at hand. */
  readonly missing: readonly Certificate[];
  readonly inOrder: boolean;
  /** Undefined: there is no list. */
  readonly listed?: ListedAnchor;
  /** What is wrong with the path on the day, where it ends left out. */
  readonly problems: readonly PathProblem[];
}

export interface SideFacts {
  readonly at: Date;
  /** The list of roots that the org trusts (/cacerts.jsp). */
  readonly trustStore?: TrustStore | undefined;
  readonly signatures: SignatureVerifier;
}

/** Codes that say where a path ends; that is told in words of its own. */
const ends = new Set(['no-issuer', 'untrusted-root']);
/** No real chain is longer. */
const LONGEST = 10;

/** Arranges a chain and looks at what stands above it. What the other side holds shows what is missing, and is no part of it. */
export async function compareChain(
  given: GivenChain,
  elsewhere: readonly Certificate[],
  facts: SideFacts,
): Promise<ComparedChain> {
  const { leaf, certificates, ordered } = given;
  const others = certificates.filter((one) => one !== leaf);
  const arranged = heldChain([leaf, ...others]);
  const held = arranged?.leaf === leaf ? arranged : (heldChain([leaf]) as HeldChain);
  const verify = signatureVerification(facts.signatures);
  const longer = await climb(held.path, elsewhere, verify);
  const followed: HeldChain = longer.length === held.path.length ? held : { ...held, path: longer, strays: [] };
  const top = longer[longer.length - 1] as Certificate;
  const listed = facts.trustStore && (await findListedAnchor(facts.trustStore, followed, new Map(), verify));
  const missing = longer.slice(held.path.length).filter((one) => !isSelfSigned(one));
  const root = rootAbove(followed) ?? rootOfList(listed);
  const { problems } = await verifyCertificatePath({
    leaf,
    intermediates: longer.slice(1),
    trustAnchors: [top],
    at: facts.at,
    purpose: 'any',
    profile: 'path',
    revocation: 'off',
    signatures: facts.signatures,
  });
  return {
    ...given,
    path: held.path,
    followed,
    ...(root ? { root } : {}),
    kind: hierarchyOf(followed).kind,
    complete: completeness(held, missing, listed, longer.length > held.path.length && isSelfSigned(top)),
    missing,
    inOrder: !ordered || (heldChain([...certificates])?.inOrder ?? true),
    ...(listed ? { listed } : {}),
    problems: problems.filter(({ code }) => !ends.has(code)),
  };
}

function rootAbove(chain: HeldChain): RootAbove | undefined {
  const { root } = hierarchyOf(chain);
  if (root) return { name: root.name, sha256: root.sha256, spki: root.spkiSha256 };
  const known = rootOf(chain);
  const top = chain.path[chain.path.length - 1] as Certificate;
  if (!isSelfSigned(top)) return undefined;
  const name = known?.name ?? top.subject.text;
  return { name, sha256: top.fingerprint, spki: sha256Hex(top.publicKey.spki) };
}

/** The listed root that signed the last one, where nothing else shows it. */
function rootOfList(listed: ListedAnchor | undefined): RootAbove | undefined {
  if (listed?.verdict !== 'listed' || listed.by === 'subject') return undefined;
  const { name, fingerprints, spkiSha256 } = listed.anchor;
  if (fingerprints.sha256 === undefined) return undefined;
  return { name, sha256: fingerprints.sha256, ...(spkiSha256 === undefined ? {} : { spki: spkiSha256 }) };
}

function completeness(
  held: HeldChain,
  missing: readonly Certificate[],
  listed: ListedAnchor | undefined,
  rootElsewhere: boolean,
): boolean | null {
  if (missing.length > 0) return false;
  if (held.complete || rootElsewhere || hierarchyOf(held).root) return true;
  if (listed?.verdict === 'listed') return true;
  // The issuer of a lone certificate that is no listed root is all but always an intermediate.
  return listed && held.path.length === 1 ? false : null;
}

async function climb(
  path: readonly Certificate[],
  elsewhere: readonly Certificate[],
  verify: ServerFacts['verify'],
): Promise<readonly Certificate[]> {
  const longer = [...path];
  while (longer.length < LONGEST) {
    const top = longer[longer.length - 1] as Certificate;
    if (isSelfSigned(top)) break;
    const issuer = await issuerOf(
      top,
      elsewhere.filter((one) => !longer.includes(one)),
      verify,
    );
    if (!issuer) break;
    longer.push(issuer);
  }
  return longer;
}

async function issuerOf(
  subject: Certificate,
  candidates: readonly Certificate[],
  verify: ServerFacts['verify'],
): Promise<Certificate | undefined> {
  for (const one of candidates)
    if (couldHaveIssued(one, subject) && (await verify(subject, one)) === 'valid') return one;
  return undefined;
}
