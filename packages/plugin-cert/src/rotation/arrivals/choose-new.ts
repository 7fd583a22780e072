import { dayOf, listOf, momentOf, plural } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { StepProblem } from '../execution/step-problem.ts';

/** Certificates of somebody else, as they came. */
export interface Arrival {
  /** Each that may be meant, with those that vouch for it behind it. */
  readonly chains: readonly (readonly [Certificate, ...Certificate[]])[];
  /** What is to be known of how they came, one sentence each. */
  readonly notes: readonly string[];
}

/** The new one, or why there is none yet. */
export type Chosen =
  | { readonly chain: readonly Certificate[] }
  /** `until`: it is known from when on there is. */
  | { readonly waits: string; readonly until?: Date };

/**
 * Chooses the certificate that takes the place of another: the one that is not in use and has not ended. Where there are several, only their owner
 * can tell.
 *
 * @param from What gives them, for sentences.
 * @throws {StepProblem} when it cannot be told which one is meant.
 */
export function chooseNew(
  { chains }: Pick<Arrival, 'chains'>,
  inUse: Certificate | undefined,
  { from, at }: { readonly from: string; readonly at: Date },
): Chosen {
  const others = chains.filter(([leaf]) => leaf.fingerprint !== inUse?.fingerprint);
  const lasting = others.filter(([leaf]) => leaf.notAfter > at);
  const [chain, ...more] = lasting;
  if (!chain) {
    const ended = others.map(([leaf]) => dayOf(leaf.notAfter, at));
    return {
      waits:
        others.length === 0
          ? `${from} gives the certificate that is in use, and no other yet. It is looked at again by the next run.`
          : `${from} gives no certificate that takes its place: ${ended.length === 1 ? 'the other one' : 'the others'} ended on ${listOf(ended)}. It is looked at again by the next run.`,
    };
  }
  if (more.length > 0) {
    const ends = listOf(lasting.map(([leaf]) => dayOf(leaf.notAfter, at)));
    throw new StepProblem(
      `${from} gives ${plural(lasting.length, 'certificate')} beside the one in use (until ${ends}), and only its owner can tell which one comes next: put that one alone into a file, name the file under from, undo and plan again.`,
    );
  }
  const [leaf] = chain;
  if (leaf.notBefore > at) {
    return {
      waits: `The certificate that ${from} gives is not valid before ${momentOf(leaf.notBefore)}.`,
      until: leaf.notBefore,
    };
  }
  return { chain };
}
