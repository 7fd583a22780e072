import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import type { HealthReport } from '@cert-health/core';
import type { Spinner } from '@salesforce/sf-plugins-core';
import { givenPassword } from '../options/password-flag.ts';
import type { InputFlags } from './org-of-flags.ts';
import type { ScanRequest } from './scan.ts';

/** Flags of a command that scans, as they were parsed. */
export interface ScanFlags extends InputFlags {
  readonly 'as-of'?: Date | undefined;
  readonly 'password-file'?: string | undefined;
}

/**
 * Scans for a command: says on a terminal what is being read, and turns an org that does not answer into the kind of
 * error that the framework shows in one sentence. Everything heavy is loaded only here, so that --help stays quick.
 */
export async function scanForCommand(
  flags: ScanFlags,
  connection: Connection | undefined,
  spinner: Spinner,
  judging: Pick<ScanRequest, 'decisions' | 'trustStore' | 'network' | 'keepIn' | 'allowPrivate'> = {},
): Promise<HealthReport> {
  // Nobody is asked in the midst of a scan: it may run for minutes.
  const password = givenPassword(flags['password-file']);
  const { scan } = await import('./scan.ts');
  const { OrgOutOfReachError } = await import('./read-inventory.ts');
  // Without a terminal the spinner would print a line for each step.
  const terminal = process.stderr.isTTY === true;
  if (terminal) spinner.start('Reading');
  try {
    return await scan(
      {
        connection,
        sourceDirs: flags['source-dir'] ?? [],
        files: flags.file ?? [],
        password,
        at: flags['as-of'],
        ...judging,
      },
      (what) => {
        if (terminal) spinner.status = what;
      },
    );
  } catch (error) {
    throw error instanceof OrgOutOfReachError ? new SfError(error.message, error.name) : error;
  } finally {
    if (terminal) spinner.stop();
  }
}

/** The folders and files that were given, as they were given. */
export function inputsOf(flags: InputFlags): string[] {
  return [...(flags['source-dir'] ?? []), ...(flags.file ?? [])];
}
