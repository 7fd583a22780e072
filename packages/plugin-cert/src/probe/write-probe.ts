import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { ReportOptions, ServerReport } from '@cert-health/core';
import { OutputFileError, writeReport } from '../options/output-file.ts';
import type { Probe } from './probe-servers.ts';

/**
 * Writes down what was seen, in the format of the file's extension: `.json` holds what `--json` prints, all others what they hold for
 * any report.
 *
 * @throws {OutputFileError} when the file cannot be written.
 */
export function writeProbe(
  probe: Probe,
  { report, checks }: ServerReport,
  path: string,
  options: Omit<ReportOptions, 'checks'>,
): void {
  const isPlainJson = extname(path).toLowerCase() === '.json' && !/\.sarif\.json$/i.test(path);
  if (!isPlainJson) return writeReport(report, path, { ...options, checks });
  try {
    writeFileSync(path, `${JSON.stringify(probe, null, 2)}\n`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new OutputFileError(`The report could not be written to ${path} (${code}); check the folder's permissions.`);
  }
}
