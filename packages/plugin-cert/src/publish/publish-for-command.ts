import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import type { Spinner } from '@salesforce/sf-plugins-core';
import type { HealthReport } from '@cert-health/core';
import type { RecordApi } from './record-api.ts';
import type { PublishOutcome } from './publish-report.ts';

/** The exit code where rows could not be written, or nothing could. */
export const notPublished = 1;

/**
 * The records of an org, once it is known that the app is there.
 *
 * @throws {SfError} with a sentence that says what to do.
 */
export async function openRecords(connection: Connection): Promise<RecordApi> {
  const { connectionRecords } = await import('./connection-records.ts');
  const { requireApp } = await import('./require-app.ts');
  return inOneSentence(async () => {
    const api = connectionRecords(connection);
    await requireApp(api);
    return api;
  });
}

/** Publishes for a command: says on a terminal what is being done. Loaded only when asked for, so that --help stays quick. */
export async function publishForCommand(
  api: RecordApi,
  report: HealthReport,
  { spinner, dryRun }: { readonly spinner: Spinner; readonly dryRun?: boolean },
): Promise<PublishOutcome> {
  const { publishReport } = await import('./publish-report.ts');
  const terminal = process.stderr.isTTY === true;
  if (terminal) spinner.start('Publishing');
  const progress = (what: string): void => {
    if (terminal) spinner.status = what;
  };
  try {
    const at = new Date().toISOString();
    return await inOneSentence(() =>
      publishReport(api, { report, origin: 'cli', at, progress, ...(dryRun === undefined ? {} : { dryRun }) }),
    );
  } finally {
    if (terminal) spinner.stop();
  }
}

/** What people can do something about is one sentence; anything else stays what it is. */
export async function inOneSentence<T>(work: () => T | Promise<T>): Promise<T> {
  const { PublishError } = await import('./publish-error.ts');
  try {
    return await work();
  } catch (error) {
    if (error instanceof PublishError)
      throw new SfError(error.message, error.name, [], error.isUsage ? 2 : notPublished);
    throw error;
  }
}
