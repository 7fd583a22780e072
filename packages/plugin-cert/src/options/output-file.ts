import { statSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { formatForExtension, reportFormats } from '@cert-health/core';
import type { HealthReport, ReportOptions } from '@cert-health/core';

/** Raised for a report that cannot be written; the message is one sentence for people. */
export class OutputFileError extends Error {
  override readonly name = 'OutputFileError';
}

/**
 * Why a report cannot be written to a path, in one sentence that says what to do; undefined when it can.
 * Asked before the scan, so that nobody waits for a report that has nowhere to go.
 */
export function outputFileProblem(path: string): string | undefined {
  if (!formatForExtension(path)) {
    const known = reportFormats.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(', ');
    return `The format of a report goes by the file's extension, and "${extname(path) || path}" is none of ${known}.`;
  }
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return `The folder ${folder} of ${path} does not exist; create it first.`;
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return `${path} is a folder; name a file in it.`;
  return undefined;
}

/**
 * Writes a report in the format of the file's extension.
 *
 * @throws {OutputFileError} when the file cannot be written.
 */
export function writeReport(report: HealthReport, path: string, options: ReportOptions): void {
  const format = formatForExtension(path);
  if (!format) throw new OutputFileError(`No format goes by the extension of ${path}.`);
  try {
    writeFileSync(path, format.write(report, options));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new OutputFileError(`The report could not be written to ${path} (${code}); check the folder's permissions.`);
  }
}
