import { SfError } from '@salesforce/core';
import { stateOf } from '@cert-health/core';
import type { NewEvent, RotationPlan, RotationStanding, StepId } from '@cert-health/core';
import type { RotationHome } from '../home/rotation-home.ts';
import type { StoredPlan } from '../plan-store.ts';
import { begunPlan, hasOnlyLooked } from './begun-plan.ts';
import { carryOut, onlyPlanned } from './carry-out.ts';
import type { CarriedOut } from './carry-out.ts';
import { executions } from './kinds/index.ts';
import { StepProblem } from './step-problem.ts';
import type { Surroundings } from './work-of.ts';
import { workOf } from './work-of.ts';
import { ownUsername } from '../../org/own-username.ts';

/** What a command adds to a rotation before it goes on. */
export type Said =
  | { readonly what: 'start' }
  /** `notBefore`: the agreed moment. */
  | { readonly what: 'approve'; readonly step: StepId; readonly notBefore?: Date }
  | { readonly what: 'finish' }
  /** `wentBack`: whoever had moved to the new certificate uses the old one again. */
  | { readonly what: 'undo'; readonly wentBack?: boolean }
  /** Nobody is there: pauses are kept, and it stops between two steps when asked to. */
  | {
      readonly what: 'run';
      readonly stops: () => boolean;
      /** Asked inside the lock before anything begins: why it is not needed any more; undefined: it is. */
      readonly notNeeded: (plan: RotationPlan) => Promise<string | undefined>;
    };

export interface GoingOn extends Surroundings {
  readonly home: RotationHome;
  /** The newest plan of the rotation. */
  readonly newest: StoredPlan;
  readonly said: Said;
}

/** A plan that cannot be started before somebody has acted. */
export class PlanWaitsError extends Error {
  override readonly name = 'PlanWaitsError';
}

/** What was due when it was planned is not any more; the message says why. */
export class NotNeededError extends Error {
  override readonly name = 'NotNeededError';
}

/**
 * Goes on with one rotation as far as it comes, while nobody else does.
 *
 * @throws {LockedError} when another run holds it.
 * @throws {NotNeededError} when a run finds that another one was faster.
 * @throws {PlanWaitsError} when it cannot begin before somebody has acted.
 * @throws {JournalError | JournalStoppedError | RotationEventError} when what is kept of it does not allow to go on.
 * @throws {StepProblem} when what was said cannot be said now.
 * @throws {SfError} with exit code 2 for a plan that is only planned.
 */
export async function goOn(going: GoingOn): Promise<CarriedOut> {
  const { home, newest, tell, said } = going;
  const held = await home.hold({ id: newest.plan.id, stored: newest });
  try {
    held.told.forEach(tell);
    const { journal } = held;
    const { standing: before } = journal;
    if (said.what === 'run' && (!before || hasOnlyLooked(before))) {
      const why = await said.notNeeded(newest.plan);
      if (why !== undefined) throw new NotNeededError(why);
    }
    const begins = said.what === 'start' || said.what === 'run';
    if (before && begins && mayBeginAnew(before, newest, said.what === 'start')) await held.startAnew();
    const { standing } = journal;
    if (standing === undefined && !begins) {
      throw new StepProblem(`This rotation has not begun: sf cert rotate start ${newest.plan.id}.`);
    }
    // What has begun goes by the plan that it began with, whatever was planned since.
    const only = standing ? undefined : onlyPlanned(newest.plan, newest.seen.org);
    if (only !== undefined) throw new SfError(only, 'UsageError', [], 2);
    const { waitsFor } = newest.plan;
    if (standing === undefined && waitsFor) throw new PlanWaitsError(`${waitsFor.what} Then plan again.`);
    const stored = await begunPlan(held.folder, newest, standing);
    for (const event of await eventsOf(going, standing)) await journal.record(event);
    const { what } = said;
    const how = what === 'run' ? ({ pace: 'alone', stops: said.stops } as const) : {};
    return await carryOut(workOf(going, stored, held), journal, how);
  } finally {
    await held.release();
  }
}

/** Nothing was changed by it, or all was taken back, it was planned again since, and a person says so. */
function mayBeginAnew(before: RotationStanding, newest: StoredPlan, isPerson: boolean): boolean {
  if (before.digest !== newest.digest && hasOnlyLooked(before)) return true;
  return isPerson && stateOf(before) === 'undone' && newest.plannedAt > before.at;
}

/** What the command says, as events. */
async function eventsOf({ said, connection }: GoingOn, standing: RotationStanding | undefined): Promise<NewEvent[]> {
  if (said.what === 'approve') {
    const { step, notBefore } = said;
    const by = await whoSays(connection);
    return [{ type: 'approved', step, by, ...(notBefore ? { notBefore: notBefore.toISOString() } : {}) }];
  }
  if (said.what === 'undo') {
    if (!standing || standing.undoing) return [];
    const first = executions[standing.plan.kind]?.goBackFirst?.(standing.plan, standing);
    if (first !== undefined && said.wentBack !== true) throw new StepProblem(first, true);
    const back = first === undefined ? '' : ' Whoever had moved uses the old certificate again.';
    return [{ type: 'undo-started', why: `${await whoSays(connection)} asked for it.${back}` }];
  }
  if (said.what === 'start' || said.what === 'run') return [];
  // To finish is to say that it works, and that the old one may go.
  const open = (['confirm', 'retire'] as const).filter((id) =>
    standing?.steps.some((step) => step.id === id && step.state !== 'done' && step.state !== 'skipped'),
  );
  const before = standing?.steps.filter(({ id }) => id !== 'confirm' && id !== 'retire') ?? [];
  if (before.some(({ state }) => state !== 'done' && state !== 'skipped')) {
    const what = before.some(({ id }) => id === 'switch')
      ? 'The references have not moved yet'
      : 'The new certificate is not in its place yet';
    throw new StepProblem(
      `${what}, so that nothing can be finished; "sf cert rotate status" says what it waits for.`,
      true,
    );
  }
  if (open.length === 0) return [];
  const by = await whoSays(connection);
  return open.map((step): NewEvent => ({ type: 'approved', step, by }));
}

/**
 * Who approves is kept for good, and in an org compared with who saved it.
 *
 * @throws {StepProblem} when nobody tells.
 */
async function whoSays(connection: GoingOn['connection']): Promise<string> {
  const name = await ownUsername(connection);
  if (name !== undefined) return name;
  throw new StepProblem(
    'The org does not say who is logged in, and nothing is approved or taken back without a name: log in with "sf org login web" and name that user with --target-org.',
    true,
  );
}
