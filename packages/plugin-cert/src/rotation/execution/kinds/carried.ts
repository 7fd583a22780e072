import type { RotationPlan } from '@cert-health/core';
import { carriedBeside } from './carried-beside.ts';
import { carriedInPlace } from './carried-in-place.ts';
import type { KindExecution } from './kind-execution.ts';

/** A certificate of somebody else: in its place, or, with `method: replace`, in a second configuration beside it. */
export const carried: KindExecution = {
  onlyPlanned: (plan) => wayOf(plan).onlyPlanned(plan),
  take: (work, step, again, standing) => wayOf(work.stored.plan).take(work, step, again, standing),
  undo: (work, step) => wayOf(work.stored.plan).undo(work, step),
};

function wayOf({ successor }: RotationPlan): KindExecution {
  return successor === undefined ? carriedInPlace : carriedBeside;
}
