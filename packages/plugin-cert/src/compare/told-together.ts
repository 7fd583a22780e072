import type { HandedOver, ReplacementReason } from '@cert-health/core';
import type { Comparison, JudgedUse } from './compare-chains.ts';

/** A reason that is the same in several places, with all who have to act on it. */
export interface SharedReason extends Omit<ReplacementReason, 'who'> {
  readonly who: readonly string[];
  /** How many of the places it holds for. */
  readonly places: number;
}

/** Places of one use: a certificate with many partners is told once, with all of them by name. */
export interface UseGroup {
  readonly places: readonly JudgedUse[];
  readonly outcome: JudgedUse['outcome'];
  readonly reasons: readonly SharedReason[];
}

export function groupsOf({ uses }: Pick<Comparison, 'uses'>): UseGroup[] {
  const groups = Map.groupBy(uses, ({ use, outcome, kind }) => `${use} ${outcome} ${kind === 'pins'}`);
  return [...groups.values()].map((places) => ({
    places,
    outcome: (places[0] as JudgedUse).outcome,
    reasons: shared(places),
  }));
}

function shared(places: readonly JudgedUse[]): SharedReason[] {
  const all = places.flatMap(({ reasons }) => reasons);
  const same = Map.groupBy(all, ({ subject, outcome, why, what }) => [subject, outcome, why, what ?? ''].join('\0'));
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [{ ...first, who: [...new Set(group.flatMap(({ who }) => who?.name ?? []))], places: group.length }];
  });
}

/** Everything that somebody must be given, once. */
export function handedOver({ uses }: Pick<Comparison, 'uses'>): HandedOver[] {
  const all = uses.flatMap(({ reasons }) => reasons.flatMap(({ give }) => give));
  return [...new Map(all.map((one) => [`${one.what} ${one.fingerprint}`, one])).values()];
}
