import { toldState } from '@cert-health/core';
import type { RotationStanding } from '@cert-health/core';
import type { Kept } from './home/rotation-home.ts';
import type { StoredPlan } from './plan-store.ts';
import type { RotationStatusResult, RotationStep } from './rotation-result.ts';

/**
 * How far rotations have come that are kept.
 *
 * @param org Only rotations of this org (its Id); undefined: all.
 */
export function readStatus({ rotations, problems }: Kept, at: Date, org?: string): RotationStatusResult {
  return {
    schemaVersion: '1',
    rotations: rotations
      // Ids may lack their last three characters.
      .filter(({ stored }) => org === undefined || stored.seen.org?.slice(0, 15) === org.slice(0, 15))
      .map(({ stored, standing }) => statusOf(stored, standing, at)),
    problems: problems.map(({ problem }) => problem),
  };
}

function statusOf(
  { plan, plannedAt, seen }: StoredPlan,
  standing: RotationStanding | undefined,
  at: Date,
): RotationStatusResult['rotations'][number] {
  const about = { plannedAt, org: seen.org };
  if (!standing) {
    return { ...plan, ...about, state: 'planned', steps: plan.steps.map((step) => ({ ...step, state: 'open' })) };
  }
  // What was begun goes by the plan that it began with.
  const begun = standing.plan;
  const { state, waitsFor } = toldState(standing, at);
  const steps = begun.steps.map((step, position): RotationStep => {
    const { state: of = 'open', at: last, problem } = standing.steps[position] ?? {};
    return {
      ...step,
      state: of,
      ...(last === undefined ? {} : { at: last }),
      ...(problem === undefined ? {} : { problem }),
    };
  });
  return { ...begun, ...about, state, ...(waitsFor ? { waitsFor } : {}), steps };
}
