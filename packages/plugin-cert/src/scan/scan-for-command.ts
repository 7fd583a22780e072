import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import type { HealthReport } from '@cert-health/core';
import type { Spinner } from '@salesforce/sf-plugins-core';
import { givenPassword } from '../options/password-flag.ts';
import type { InputFlags } from './org-of-flags.ts';
import type { FullScan, ScanRequest } from './scan.ts';

/** Flags of a command that scans, as they were parsed. */
export interface ScanFlags extends InputFlags {
  readonly 'as-of'?: Date | undefined;
  readonly 'password-file'?: string | undefined;
}

/** What a scan is judged by. */
export type Judging = Pick<ScanRequest, 'decisions' | 'trustStore' | 'network' | 'keepIn' | 'allowPrivate'>;

/**
 * Scans for a command: says on a terminal what is being read, and turns an org that does not answer into the kind of
 * error that the framework shows in one sentence. Everything heavy is loaded only here, so that --help stays quick.
 */
export async function scanForCommand(
  flags: ScanFlags,
  connection: Connection | undefined,
  spinner: Spinner,
  judging: Judging = {},
): Promise<HealthReport> {
  const { scan } = await import('./scan.ts');
  return whileReading(spinner, (progress) => scan(requestOf(flags, connection, judging), progress));
}

/** The same with all that the report rests on. */
export async function scanForEvidence(
  flags: ScanFlags,
  connection: Connection | undefined,
  spinner: Spinner,
  judging: Judging = {},
): Promise<FullScan> {
  const { scanInFull } = await import('./scan.ts');
  return whileReading(spinner, (progress) => scanInFull(requestOf(flags, connection, judging), progress));
}

function requestOf(flags: ScanFlags, connection: Connection | undefined, judging: Judging): ScanRequest {
  return {
    connection,
    sourceDirs: flags['source-dir'] ?? [],
    files: flags.file ?? [],
    // Nobody is asked in the midst of a scan: it may run for minutes.
    password: givenPassword(flags['password-file']),
    at: flags['as-of'],
    ...judging,
  };
}

async function whileReading<Result>(
  spinner: Spinner,
  work: (progress: (what: string) => void) => Promise<Result>,
): Promise<Result> {
  const { OrgOutOfReachError } = await import('./read-inventory.ts');
  // Without a terminal the spinner would print a line for each step.
  const terminal = process.stderr.isTTY === true;
  if (terminal) spinner.start('Reading');
  try {
    return await work((what) => {
      if (terminal) spinner.status = what;
    });
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
