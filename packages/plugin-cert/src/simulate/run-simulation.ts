import { SfError } from '@salesforce/core';
import { VerifyInputError } from '../verify/verify-error.ts';
import { OrgSilentError } from './org-silent-error.ts';

/** What a command shows while it works. Without a terminal each step would be a line of its own. */
export interface Progress {
  start(what: string): void;
  status: string | undefined;
  stop(): void;
}

/**
 * Runs a simulation for a command: shows what it is at, and puts into words that there is no verdict.
 *
 * @throws {SfError}
 */
export async function runSimulation<Result>(
  spinner: Progress,
  simulate: (progress: (what: string) => void) => Promise<Result>,
): Promise<Result> {
  const terminal = process.stderr.isTTY === true;
  if (terminal) spinner.start('Reading');
  try {
    return await simulate((what) => {
      if (terminal) spinner.status = what;
    });
  } catch (error) {
    const told = error instanceof VerifyInputError || error instanceof OrgSilentError;
    throw told ? new SfError(error.message, error.name) : error;
  } finally {
    if (terminal) spinner.stop();
  }
}
