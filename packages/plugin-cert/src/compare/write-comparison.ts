import { statSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { withoutKeysIn } from '@cert-health/core';
import { OutputFileError } from '../options/output-file.ts';
import type { Comparison } from './compare-chains.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';

const formats: Readonly<Record<string, (comparison: Comparison) => string>> = {
  '.json': (comparison) => `${JSON.stringify(comparison, null, 2)}\n`,
  '.md': comparisonMarkdown,
};

/** Why it cannot be written there, in one sentence; undefined when it can. Asked before anything is read. */
export function comparisonFileProblem(path: string): string | undefined {
  const extension = extname(path).toLowerCase();
  if (!(extension in formats)) {
    return `The format of a comparison goes by the file's extension, and "${extension || path}" is none of ${Object.keys(formats).join(', ')}.`;
  }
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return `The folder ${folder} of ${path} does not exist; create it first.`;
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return `${path} is a folder; name a file in it.`;
  return undefined;
}

/**
 * Writes a comparison in the format of the file's extension.
 *
 * @throws {OutputFileError} when the file cannot be written
 */
export function writeComparison(comparison: Comparison, path: string): void {
  const write = formats[extname(path).toLowerCase()];
  if (!write) throw new OutputFileError(`No format goes by the extension of ${path}.`);
  try {
    writeFileSync(path, write(withoutKeysIn(comparison)));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new OutputFileError(
      `The comparison could not be written to ${path} (${code}); check the folder's permissions.`,
    );
  }
}
