import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { RotationStanding } from '@cert-health/core';
import { readPlanFile } from '../plan-store.ts';
import type { StoredPlan } from '../plan-store.ts';
import { StepProblem } from './step-problem.ts';

/** The plan that a rotation began with: planning again takes the place of the other one and changes nothing here. */
const BEGUN = 'begun.json';

/** Whether a rotation has got no further than its preflight, so that a newer plan may take the place of its own. */
export function hasOnlyLooked({ steps }: RotationStanding): boolean {
  return steps.every(({ id, state }) => state === 'open' || (id === 'preflight' && state !== 'done'));
}

/**
 * The plan that is carried out: the one that the rotation began with, else the newest.
 *
 * @param folder Of the rotation.
 * @param begins Whether it begins now.
 * @throws {StepProblem}
 */
export function begunPlan(folder: string, newest: StoredPlan, standing: RotationStanding | undefined): StoredPlan {
  const path = join(folder, BEGUN);
  if (standing === undefined) {
    copyFileSync(join(folder, 'plan.json'), `${path}.part`);
    flush(`${path}.part`);
    renameSync(`${path}.part`, path);
    return newest;
  }
  const read = existsSync(path) ? readPlanFile(path) : { problem: `${path} is gone.` };
  if ('problem' in read) {
    throw new StepProblem(
      `${read.problem} Without the plan that it began with, this rotation cannot go on; look at the org, and go on by hand.`,
    );
  }
  if (read.stored.digest !== standing.digest) {
    throw new StepProblem(`${path} is not the plan that this rotation began with; look at the org, and go on by hand.`);
  }
  return read.stored;
}

/** The journal, which is flushed after it, must not outlive it. */
function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
