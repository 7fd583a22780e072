import { verifyCertificatePath } from '../../chain/index.ts';
import type { PathProblem, SignatureVerifier } from '../../chain/index.ts';
import { heldChain, isSelfSigned } from '../../inventory/index.ts';
import { classifyHierarchy } from '../../trust/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { listedAnchors, namesakeOf } from './listed-anchors.ts';
import type { InboundAttempt, PresentedChain } from './model.ts';

/** Where the path of what was sent ends. */
export type PathEnd =
  /** At a root of the list. */
  | { readonly kind: 'listed'; readonly root: string }
  /** At a self-signed certificate, or below a public root that is known elsewhere, and neither is on the list. */
  | { readonly kind: 'root'; readonly root: string; readonly doubt?: string }
  /** Below an issuer that is neither sent nor on the list: a root or an intermediate, which nobody here can tell. */
  | { readonly kind: 'open'; readonly issuer: string; readonly doubt?: string };

/** What Salesforce would make of the chain that was sent. */
export interface SentPath {
  readonly presented: PresentedChain;
  /** Leaf first, as far as it goes: with the root where that is at hand. */
  readonly path: readonly Certificate[];
  /** What is wrong with the path, but for where it ends and whether it was revoked. */
  readonly problems: readonly PathProblem[];
  readonly end: PathEnd;
  /** Of the path, those that are at hand and were not sent, the root left out. */
  readonly notSent: readonly Certificate[];
  /** Sent, and not of the path. */
  readonly strays: readonly Certificate[];
  readonly repeated: readonly Certificate[];
  /** Each certificate of the path stands behind the one that it vouches for. Of a set: true. */
  readonly inOrder: boolean;
}

/** Codes that say where a path ends; the steps tell that in words of their own. */
const ends = new Set(['no-issuer', 'untrusted-root']);

/** Judges what was sent by RFC 5280 section 6.1 against the list of roots, once for all steps. */
export async function sentPath(
  attempt: InboundAttempt,
  presented: PresentedChain,
  signatures?: SignatureVerifier,
): Promise<SentPath> {
  const { roots, at, elsewhere = [] } = attempt;
  const { leaf, certificates } = presented;
  const others = certificates.filter((one) => one !== leaf);
  const anchors = roots.kind === 'known' ? await listedAnchors(roots.value, others) : [];
  const verify = (intermediates: readonly Certificate[]) =>
    verifyCertificatePath({
      leaf,
      intermediates,
      trustAnchors: anchors,
      at,
      purpose: 'clientAuth',
      profile: 'path',
      revocation: 'off',
      ...(signatures ? { signatures } : {}),
    });
  const sent = await verify(others);
  const isOpen = sent.problems.some(({ code }) => code === 'no-issuer');
  // What was not sent helps nobody in; it tells what is missing, and what the rest is worth.
  const result = isOpen && elsewhere.length > 0 ? await verify([...others, ...elsewhere]) : sent;
  const path = result.path ?? result.candidate ?? [leaf];
  const listed = new Set(anchors.map(({ fingerprint }) => fingerprint));
  const top = path[path.length - 1] as Certificate;
  const isSent = ({ fingerprint }: Certificate): boolean => certificates.some((one) => one.fingerprint === fingerprint);
  const isRoot = (one: Certificate): boolean => listed.has(one.fingerprint) || isSelfSigned(one);
  const held = heldChain([...certificates]);
  return {
    presented,
    path,
    problems: result.problems.filter(({ code }) => !ends.has(code)),
    end: listed.has(top.fingerprint) ? { kind: 'listed', root: top.subject.text } : endOf(attempt, path),
    notSent: path.filter((one) => !isSent(one) && !isRoot(one)),
    strays: certificates.filter(({ fingerprint }) => !path.some((one) => one.fingerprint === fingerprint)),
    repeated: held?.repeated ?? [],
    inOrder: !presented.ordered || standsInOrder(certificates, path),
  };
}

function endOf({ roots }: InboundAttempt, path: readonly Certificate[]): PathEnd {
  const top = path[path.length - 1] as Certificate;
  const store = roots.kind === 'known' ? roots.value : undefined;
  const namesake = store && namesakeOf(store, top);
  const doubt = namesake
    ? `The list has an entry called "${namesake.name}" and gives nothing by which to know whether it is the same root.`
    : store?.partial
      ? 'It is not among the entries of the list that could be read; others could not.'
      : undefined;
  const told = doubt === undefined ? {} : { doubt };
  if (isSelfSigned(top)) return { kind: 'root', root: top.subject.text, ...told };
  const { root } = classifyHierarchy(path[0] as Certificate, path.slice(1));
  if (root && !namesake) return { kind: 'root', root: root.name, ...told };
  return { kind: 'open', issuer: top.issuer.text, ...told };
}

function standsInOrder(certificates: readonly Certificate[], path: readonly Certificate[]): boolean {
  const places = path
    .map(({ fingerprint }) => certificates.findIndex((one) => one.fingerprint === fingerprint))
    .filter((place) => place >= 0);
  return places[0] === 0 && places.every((place, step) => step === 0 || place > (places[step - 1] as number));
}
