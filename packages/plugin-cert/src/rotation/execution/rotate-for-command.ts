import { SfError } from '@salesforce/core';
import { RotationEventError, JournalError } from '@cert-health/core';
import type { Kept, RotationHome } from '../home/rotation-home.ts';
import type { StoredPlan } from '../plan-store.ts';
import { readStatus } from '../read-status.ts';
import { rotationExitCodes } from '../rotation-result.ts';
import type { RotationStatusResult } from '../rotation-result.ts';
import type { Said } from './go-on.ts';
import { goOn, PlanWaitsError } from './go-on.ts';
import { JournalStoppedError } from './journal-file.ts';
import { LockedError } from './local-lock.ts';
import { StepProblem } from './step-problem.ts';
import type { Surroundings } from './work-of.ts';

export interface RotateCommand extends Surroundings {
  readonly home: RotationHome;
  /** Id of a rotation, or the name of a certificate. */
  readonly which: { readonly id: string } | { readonly certificate: string };
  readonly said: Said;
}

/**
 * Goes on with one rotation as far as it comes.
 *
 * @returns How it stands, with the exit code.
 * @throws {SfError} with exit code 1, 2, 7 or 8; `data` has how it stands, where it has begun.
 */
export async function rotateForCommand(
  command: RotateCommand,
): Promise<{ readonly result: RotationStatusResult; readonly exitCode: number }> {
  const { home } = command;
  const newest = planOf(command, await home.kept());
  const { id } = newest.plan;
  const shown = async (): Promise<RotationStatusResult> => {
    const { rotations, problems } = await home.kept();
    const isMeant = (one: { readonly id: string }): boolean => one.id === id;
    return readStatus({ rotations: rotations.filter(isMeant), problems: problems.filter(isMeant) }, new Date());
  };
  const failed = async (message: string, name: string, exitCode: number): Promise<SfError> => {
    const error = new SfError(message, name, [], exitCode);
    // Why it failed is told in any case.
    const data = await shown().catch(() => undefined);
    if (data) error.setData(data as unknown as Parameters<SfError['setData']>[0]);
    return error;
  };
  try {
    const end = await goOn({ ...command, newest });
    const problem = end.standing.steps.find(({ state }) => state === 'failed')?.problem;
    if (problem !== undefined) {
      throw await failed(problem, 'RotationError', end.refused ? rotationExitCodes.refused : rotationExitCodes.failed);
    }
  } catch (error) {
    if (error instanceof LockedError) throw await failed(error.message, error.name, rotationExitCodes.refused);
    if (error instanceof RotationEventError)
      throw await failed(error.message, 'RotationError', rotationExitCodes.refused);
    if (error instanceof PlanWaitsError) throw await failed(error.message, error.name, rotationExitCodes.waits);
    if (error instanceof StepProblem && error.refused) {
      throw await failed(error.message, 'RotationError', rotationExitCodes.refused);
    }
    if (error instanceof StepProblem || error instanceof JournalStoppedError || error instanceof JournalError) {
      throw await failed(error.message, 'RotationError', rotationExitCodes.failed);
    }
    throw error;
  }
  const result = await shown();
  const waits = result.rotations.some(({ state }) => state === 'waiting');
  return { result, exitCode: waits ? rotationExitCodes.waits : rotationExitCodes.fine };
}

/** @throws {SfError} with exit code 1 when it cannot be read, 2 when there is no such plan, 8 when it was made for another org. */
function planOf({ which, connection }: RotateCommand, { rotations, problems }: Kept): StoredPlan {
  const org = connection.getAuthInfoFields().orgId?.slice(0, 15);
  const found = rotations
    .filter(({ id, stored: { plan, seen } }) =>
      'id' in which
        ? which.id === id
        : plan.certificate.toLowerCase() === which.certificate.toLowerCase() && seen.org?.slice(0, 15) === org,
    )
    .map(({ stored }) => stored);
  // Of one certificate the newest: an older one was of what it held before.
  const [plan] = found.sort((a, b) => (a.plannedAt < b.plannedAt ? 1 : -1));
  const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);
  const unreadable = problems.find(({ id }) => 'id' in which && which.id === id);
  if (unreadable) throw new SfError(unreadable.problem, 'RotationError', [], rotationExitCodes.failed);
  if (!plan) {
    const what = 'id' in which ? `rotation ${which.id}` : `plan for ${which.certificate} in this org`;
    const hint =
      'id' in which
        ? '"sf cert rotate status" shows what is kept'
        : `make one: sf cert rotate plan --certificate ${which.certificate}`;
    throw usage(`There is no ${what}; ${hint}.`);
  }
  if (plan.seen.org !== null && plan.seen.org.slice(0, 15) !== org) {
    throw new SfError(
      'The plan was made for another org; name that one with --target-org.',
      'RotationError',
      [],
      rotationExitCodes.refused,
    );
  }
  return plan;
}
