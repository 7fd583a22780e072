import type { RotationStanding } from '@cert-health/core';
import { readPlanText, textOfPlan } from '../plan-store.ts';
import type { StoredPlan } from '../plan-store.ts';
import type { RotationFolder } from './rotation-folder.ts';
import { keptFiles } from './rotation-folder.ts';
import { StepProblem } from './step-problem.ts';

/** Whether a rotation has got no further than its preflight, so that a newer plan may take the place of its own. */
export function hasOnlyLooked({ steps }: RotationStanding): boolean {
  return steps.every(({ id, state }) => state === 'open' || (id === 'preflight' && state !== 'done'));
}

/**
 * The plan that is carried out: the one that the rotation began with, else the newest, which is kept as such.
 *
 * @param folder Of the rotation.
 * @param standing Undefined: it begins now.
 * @throws {StepProblem}
 */
export async function begunPlan(
  folder: RotationFolder,
  newest: StoredPlan,
  standing: RotationStanding | undefined,
): Promise<StoredPlan> {
  const name = keptFiles.begun;
  if (standing === undefined) {
    // The journal, which begins after it, must not outlive it.
    await folder.write(name, textOfPlan(newest));
    return newest;
  }
  const text = await folder.read(name);
  const read = text === undefined ? { problem: `${name} is gone.` } : readPlanText(text, name);
  if ('problem' in read) {
    throw new StepProblem(
      `${read.problem} Without the plan that it began with, this rotation cannot go on; look at the org, and go on by hand.`,
    );
  }
  if (read.stored.digest !== standing.digest) {
    throw new StepProblem(`${name} is not the plan that this rotation began with; look at the org, and go on by hand.`);
  }
  return read.stored;
}
