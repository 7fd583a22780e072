import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import type { Elsewhere } from '../arrivals/elsewhere.ts';
import { PlanWaitsError } from '../execution/go-on.ts';
import { LockedError } from '../execution/local-lock.ts';
import { planOf } from '../execution/rotate-for-command.ts';
import type { RotateCommand } from '../execution/rotate-for-command.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { RotationHome } from '../home/rotation-home.ts';
import { rotationExitCodes } from '../rotation-result.ts';
import type { RotationOfFile } from '../rotation-settings.ts';
import { rehearse } from './rehearse.ts';
import type { Rehearsal } from './rehearse.ts';

export interface RehearseCommand {
  readonly which: RotateCommand['which'];
  /** Of the org that the plan is for. */
  readonly connection: Connection;
  readonly home: RotationHome;
  readonly settings: RotationOfFile;
  readonly sandbox: Connection;
  readonly authority: string | undefined;
  readonly leave: boolean;
  readonly elsewhere: Elsewhere;
  readonly tell: (sentence: string) => void;
}

/**
 * Rehearses a plan that is kept.
 *
 * @throws {SfError} with exit code 1, 2, 7 or 8.
 */
export async function rehearseForCommand(
  command: RehearseCommand,
): Promise<{ readonly rehearsal: Rehearsal; readonly certificate: string; readonly exitCode: number }> {
  const planned = planOf(command, await command.home.kept());
  try {
    const rehearsal = await rehearse({ ...command, planned });
    const exitCode = { undone: 'fine', left: 'fine', waits: 'waits', failed: 'failed' } as const;
    const isClean = rehearsal.asBefore !== false;
    return {
      rehearsal,
      certificate: planned.plan.certificate,
      exitCode: isClean ? rotationExitCodes[exitCode[rehearsal.end]] : rotationExitCodes.failed,
    };
  } catch (error) {
    const as = (exitCode: number): SfError => new SfError((error as Error).message, 'RotationError', [], exitCode);
    if (error instanceof PlanWaitsError) throw as(rotationExitCodes.waits);
    if (error instanceof LockedError) throw as(rotationExitCodes.refused);
    if (error instanceof StepProblem) throw as(error.refused ? rotationExitCodes.refused : rotationExitCodes.failed);
    throw error;
  }
}
