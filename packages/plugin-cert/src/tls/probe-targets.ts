import type { SeenServer } from '@cert-health/core';
import { probeTarget } from './probe-target.ts';
import type { ProbeOptions } from './probe-target.ts';
import type { Target } from './target.ts';

export interface ProbeAllOptions {
  /** Targets looked at at the same time. */
  readonly atOnce: number;
  /** Options of one target, by its place in the list. */
  readonly of: (target: Target, position: number) => ProbeOptions;
  /** Called after each. */
  readonly onSeen?: (done: number) => void;
}

/** Looks at several servers, so many at a time; one that stalls costs its own time and nobody else's. In the order given. */
export async function probeTargets(targets: readonly Target[], options: ProbeAllOptions): Promise<SeenServer[]> {
  const seen = new Array<SeenServer>(targets.length);
  const queue = targets.entries();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (const [at, target] of queue) {
      seen[at] = await probeTarget(target, options.of(target, at));
      options.onSeen?.(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.atOnce, targets.length) }, worker));
  return seen;
}
