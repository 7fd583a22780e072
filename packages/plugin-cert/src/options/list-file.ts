import { statSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { toInventoryCsv } from '@cert-health/core';
import type { Listed } from '@cert-health/core';
import { OutputFileError } from './output-file.ts';

/** Ways to write an inventory down, by the extension of the file. */
const formats: Readonly<Record<string, (listed: Listed, result: object) => string>> = {
  '.csv': (listed) => toInventoryCsv(listed),
  '.json': (_, result) => `${JSON.stringify(result, null, 2)}\n`,
};

/** Why an inventory cannot be written to a path, in one sentence that says what to do; undefined when it can. */
export function listFileProblem(path: string): string | undefined {
  if (!formats[extname(path).toLowerCase()]) {
    return `A list is written as .csv or .json, by the file's extension, and "${extname(path) || path}" is neither.`;
  }
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return `The folder ${folder} of ${path} does not exist; create it first.`;
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return `${path} is a folder; name a file in it.`;
  return undefined;
}

/**
 * Writes an inventory in the format of the file's extension.
 *
 * @param result What `--json` prints.
 * @throws {OutputFileError} when the file cannot be written.
 */
export function writeList(listed: Listed, result: object, path: string): void {
  try {
    writeFileSync(path, formats[extname(path).toLowerCase()]?.(listed, result) ?? '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new OutputFileError(`The list could not be written to ${path} (${code}); check the folder's permissions.`);
  }
}
