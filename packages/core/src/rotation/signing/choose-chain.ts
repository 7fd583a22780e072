import type { SignatureVerifier } from '../../chain/index.ts';
import { listOf, plural } from '../../findings/wording.ts';
import { isSelfSigned } from '../../inventory/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { rootNameOf, rootStanding } from './root-lists.ts';
import type { RootList, RootStanding } from './root-lists.ts';

/** The chain that is taken of those that an authority offers for one certificate. */
export interface ChosenChain {
  /** Leaf first. */
  readonly chain: readonly Certificate[];
  /** Where it stands on each list. */
  readonly standings: readonly RootStanding[];
  /** Which was taken and why, one sentence; undefined: there was no choice, and nothing is to be said against the one. */
  readonly told?: string;
}

/** Best first: what a list proves, before what it leaves open, before what it does not have. */
const ranks: Readonly<Record<RootStanding['is'], number>> = { listed: 0, 'by-name': 1, unknown: 2, absent: 3 };

/**
 * Chooses among the chains for one certificate: the one whose root the lists have, the first list before the others; of
 * equals the shortest, then the one that the authority names first. Without a list nothing speaks against the authority's own choice.
 *
 * @param offered Leaf first each, the authority's own choice first; not empty.
 */
export async function chooseChain(
  offered: readonly (readonly Certificate[])[],
  lists: readonly RootList[],
  signatures?: SignatureVerifier,
): Promise<ChosenChain> {
  const judged = await Promise.all(
    offered.map(async (chain) => ({
      chain,
      standings: await Promise.all(lists.map((list) => rootStanding(chain, list, signatures))),
    })),
  );
  const [first] = judged;
  if (!first) throw new TypeError('There is no chain to choose from.');
  const best = lists.length === 0 ? first : judged.reduce((one, other) => (compare(other, one) < 0 ? other : one));
  const told = sentenceOn(
    best,
    judged.filter((one) => one !== best),
  );
  return { ...best, ...(told === undefined ? {} : { told }) };
}

type Judged = Pick<ChosenChain, 'chain' | 'standings'>;

function compare(a: Judged, b: Judged): number {
  for (const [place, { is }] of a.standings.entries()) {
    const difference = ranks[is] - ranks[b.standings[place]?.is ?? 'unknown'];
    if (difference !== 0) return difference;
  }
  return lengthOf(a) - lengthOf(b);
}

/** A root need not be sent, and counts for nothing. */
function lengthOf({ chain }: Judged): number {
  return chain.filter((one) => !isSelfSigned(one)).length;
}

function sentenceOn(best: Judged, others: readonly Judged[]): string | undefined {
  const against = best.standings.filter(({ is }) => is !== 'listed').map(({ sentence }) => sentence);
  if (others.length === 0) return against.length === 0 ? undefined : against.join(' ');
  const root = `"${rootNameOf(best.chain)}"`;
  const otherRoots = listOf([...new Set(others.map(({ chain }) => `"${rootNameOf(chain)}"`))]);
  const choice = `Of ${plural(others.length + 1, 'chain')} that the authority offers the one up to ${root} was taken`;
  const rest = `${others.length === 1 ? 'the other one leads' : 'the others lead'} to ${otherRoots}`;
  if (best.standings.length === 0) return `${choice}, which it names first; no list of roots was at hand, and ${rest}.`;
  const good = best.standings.filter(({ is }) => is === 'listed').map(({ whose }) => whose);
  const why =
    good.length === 0
      ? 'though no list is known to have its root'
      : `whose root ${listOf(good)} ${good.length === 1 ? 'trusts' : 'trust'}`;
  return [`${choice}, ${why}; ${rest}.`, ...against].join(' ');
}
