import { diffTrustStores } from '@cert-health/core';
import type { AnchorPair, TrustAnchor } from '@cert-health/core';
import type { OpenedStore } from './opened-store.ts';
import { constraintFacts, factsOf, fingerprintFacts } from './store-facts.ts';
import type { ConstraintFacts, FingerprintFacts, StoreFacts } from './store-facts.ts';

/** What two trust stores have in common, and what only one of them has. */
export interface TrustStoreComparison {
  /** The moment judged, ISO. */
  readonly asOf: string;
  readonly first: StoreFacts;
  readonly second: StoreFacts;
  /** Roots in both, by the strongest hash that both lists state of them. */
  readonly inBoth: { readonly sha256: number; readonly sha1: number; readonly md5: number };
  readonly onlyInFirst: readonly ComparedAnchor[];
  readonly onlyInSecond: readonly ComparedAnchor[];
  /** Same name, and no hash that both state: not proven to be the same root. */
  readonly byNameOnly: readonly ComparedPair[];
  /** In both, but one list trusts them less than the other. */
  readonly constraintsDiffer: readonly ComparedPair[];
}

export interface ComparedAnchor {
  readonly name: string;
  readonly subject: string | null;
  readonly fingerprints: FingerprintFacts;
  readonly notAfter: string | null;
  readonly constraints: ConstraintFacts;
}

export interface ComparedPair {
  /** What agreed, strongest first. */
  readonly matchedBy: 'sha256' | 'sha1' | 'md5' | 'name';
  readonly first: ComparedAnchor;
  readonly second: ComparedAnchor;
}

export function compareStores(first: OpenedStore, second: OpenedStore, at: Date): TrustStoreComparison {
  const diff = diffTrustStores(first.store, second.store);
  const inBoth = { sha256: 0, sha1: 0, md5: 0 };
  for (const pair of diff.inBoth) {
    const by = matchedBy(pair);
    if (by !== 'name') inBoth[by]++;
  }
  return {
    asOf: at.toISOString(),
    first: factsOf(first, at),
    second: factsOf(second, at),
    inBoth,
    onlyInFirst: diff.onlyInFirst.map(comparedAnchor).sort(byName),
    onlyInSecond: diff.onlyInSecond.map(comparedAnchor).sort(byName),
    byNameOnly: diff.byNameOnly.map(comparedPair).sort(byFirstName),
    constraintsDiffer: diff.constraintsDiffer.map(comparedPair).sort(byFirstName),
  };
}

function comparedAnchor(anchor: TrustAnchor): ComparedAnchor {
  const { name, subject = null, notAfter, constraints } = anchor;
  return {
    name,
    subject,
    fingerprints: fingerprintFacts(anchor),
    notAfter: notAfter?.toISOString() ?? null,
    constraints: constraintFacts(constraints),
  };
}

function comparedPair(pair: AnchorPair): ComparedPair {
  return { matchedBy: matchedBy(pair), first: comparedAnchor(pair.first), second: comparedAnchor(pair.second) };
}

function matchedBy({ first, second }: AnchorPair): ComparedPair['matchedBy'] {
  const shared = (['sha256', 'sha1', 'md5'] as const).find(
    (hash) => first.fingerprints[hash] !== undefined && second.fingerprints[hash] !== undefined,
  );
  return shared ?? 'name';
}

function byName(a: ComparedAnchor, b: ComparedAnchor): number {
  return a.name.localeCompare(b.name, 'en', { sensitivity: 'base' });
}

function byFirstName(a: ComparedPair, b: ComparedPair): number {
  return byName(a.first, b.first);
}
