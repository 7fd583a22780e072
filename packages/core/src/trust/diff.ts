import { nameKey } from './name-key.ts';
import type { AnchorConstraints, Fingerprints, TrustAnchor, TrustStore } from './trust-store.ts';

export interface TrustStoreDiff {
  readonly onlyInFirst: readonly TrustAnchor[];
  readonly onlyInSecond: readonly TrustAnchor[];
  readonly inBoth: readonly AnchorPair[];
  /** Pairs that only their names tie: one of the lists states no hash that the other has. Not proven to be the same. */
  readonly byNameOnly: readonly AnchorPair[];
  /** Of those in both: trusted by one without the other's constraint. */
  readonly constraintsDiffer: readonly AnchorPair[];
  /** A list that was not read in full: what seems to be missing from it may be there. */
  readonly partial: readonly string[];
}

export interface AnchorPair {
  readonly first: TrustAnchor;
  readonly second: TrustAnchor;
}

/** What two trust stores have in common and what only one of them has. */
export function diffTrustStores(first: TrustStore, second: TrustStore): TrustStoreDiff {
  const taken = new Set<TrustAnchor>();
  const find = (anchor: TrustAnchor, same: (a: TrustAnchor, b: TrustAnchor) => boolean): AnchorPair[] => {
    const match = second.anchors.find((other) => !taken.has(other) && same(anchor, other));
    if (!match) return [];
    taken.add(match);
    return [{ first: anchor, second: match }];
  };
  // Hashes first, over the whole list: a name must not take an entry that a hash ties to another one.
  const inBoth = first.anchors.flatMap((anchor) => find(anchor, sameHash));
  const paired = new Set(inBoth.map((pair) => pair.first));
  const byNameOnly = first.anchors.flatMap((anchor) => (paired.has(anchor) ? [] : find(anchor, sameNameOnly)));
  for (const pair of byNameOnly) paired.add(pair.first);
  return {
    onlyInFirst: first.anchors.filter((anchor) => !paired.has(anchor)),
    onlyInSecond: second.anchors.filter((anchor) => !taken.has(anchor)),
    inBoth,
    byNameOnly,
    constraintsDiffer: inBoth.filter(
      (pair) => constraintKey(pair.first.constraints) !== constraintKey(pair.second.constraints),
    ),
    partial: [first, second].filter(({ partial }) => partial).map(({ label }) => label),
  };
}

const strongestFirst = ['sha256', 'sha1', 'md5'] as const;

/** The strongest hash that both state decides. */
function sharedHash(a: Fingerprints, b: Fingerprints): 'same' | 'different' | 'none' {
  const hash = strongestFirst.find((one) => a[one] !== undefined && b[one] !== undefined);
  if (hash === undefined) return 'none';
  return a[hash] === b[hash] ? 'same' : 'different';
}

function sameHash(a: TrustAnchor, b: TrustAnchor): boolean {
  return sharedHash(a.fingerprints, b.fingerprints) === 'same';
}

function sameNameOnly(a: TrustAnchor, b: TrustAnchor): boolean {
  if (a.subject === undefined || b.subject === undefined) return false;
  return sharedHash(a.fingerprints, b.fingerprints) === 'none' && nameKey(a.subject) === nameKey(b.subject);
}

function constraintKey({ websites = true, distrustAfter = '', sctNotAfter = '' }: AnchorConstraints): string {
  return `${websites} ${distrustAfter} ${sctNotAfter}`;
}
