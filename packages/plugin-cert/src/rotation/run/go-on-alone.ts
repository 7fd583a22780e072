import { SfError } from '@salesforce/core';
import { NotNeededError } from '../execution/go-on.ts';
import type { Said } from '../execution/go-on.ts';
import { rotateForCommand } from '../execution/rotate-for-command.ts';
import type { RotateCommand } from '../execution/rotate-for-command.ts';
import { rotationExitCodes } from '../rotation-result.ts';
import type { RotationStatusResult } from '../rotation-result.ts';
import type { Gone } from './run-due.ts';
import type { KeptRotation } from './run-result.ts';

type Alone = Extract<Said, { what: 'run' }>;

/** Carries one rotation as far as it comes with nobody there, and resolves whatever happens to it. */
export async function goOnAlone(
  id: string,
  alone: Omit<Alone, 'what'>,
  command: Omit<RotateCommand, 'which' | 'said'>,
): Promise<Gone> {
  try {
    const { result } = await rotateForCommand({ ...command, which: { id }, said: { what: 'run', ...alone } });
    return goneOf(result.rotations[0]);
  } catch (error) {
    if (error instanceof NotNeededError) return { end: 'left', says: error.message };
    if (!(error instanceof SfError)) return { end: 'failed', says: (error as Error).message };
    const { message: says, exitCode } = error;
    const rotation = (error.data as RotationStatusResult | undefined)?.rotations[0];
    const again = againOf(rotation);
    const end =
      exitCode === rotationExitCodes.refused
        ? 'refused'
        : // Its plan says what people do.
          exitCode === rotationExitCodes.waits || exitCode === usage
          ? 'waits'
          : 'failed';
    return { end, says, ...(again === undefined ? {} : { again }) };
  }
}

/** The framework's code for what cannot be done as it was asked for: a kind that is only planned. */
const usage = 2;

function goneOf(rotation: KeptRotation | undefined): Gone {
  if (!rotation)
    return { end: 'failed', says: 'What was kept of it is gone; "sf cert rotate status" shows what there is.' };
  const { state, waitsFor } = rotation;
  if (state === 'done' || state === 'undone') return { end: state };
  if (!waitsFor) return { end: 'stopped', says: 'It was stopped after a step, and the next run goes on.' };
  const again = againOf(rotation);
  return { end: 'waits', says: waitsFor.what, ...(again === undefined ? {} : { again }) };
}

/** Until which moment it waits, where it goes on by itself then. */
function againOf(rotation: KeptRotation | undefined): string | undefined {
  return rotation?.waitsFor?.who === 'date' ? rotation.waitsFor.since : undefined;
}
