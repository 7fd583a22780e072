import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Holding, Source } from '@cert-health/core';
import { maxBodySize, readBody } from '../body/read-body.ts';
import { holdingsOfFile } from './held-in-file.ts';

/** What a file given by name holds. */
export interface FileContent {
  readonly source: Source;
  readonly holdings: readonly Holding[];
}

/** Reads a certificate file. Whatever is wrong with it is one sentence in a failed source. */
export function readFile(path: string): FileContent {
  const shown = path.replaceAll('\\', '/');
  const about = { id: `file:${shown}`, label: `File ${shown}` };
  const failed = (detail: string): FileContent => ({
    source: { ...about, status: 'failed', items: 0, detail },
    holdings: [],
  });
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') return failed(bytes);
  const body = readBody(bytes);
  if (body.certificates.length === 0) return failed(body.problem ?? 'The file holds no certificate.');
  const holdings = holdingsOfFile(body, { source: about.id, name: shown, label: basename(shown), path: shown });
  const source: Source = {
    ...about,
    status: 'read',
    items: body.certificates.length,
    detail: `${body.certificates.length} read.`,
  };
  return { source, holdings };
}

/** The file's bytes, or why they cannot be had, in one sentence that says what to do. */
export function bytesOf(path: string, limit = maxBodySize): Uint8Array | string {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return 'This is a folder; give it to --source-dir, or name a file in it.';
    // A pipe or device has no size and may never end.
    if (!stat.isFile()) return 'This is not a regular file; save its content to a file first.';
    if (stat.size > limit) {
      return `The file has ${Math.round(stat.size / 1024 / 1024)} MB, far more than certificates take; give one of at most ${limit / 1024 / 1024} MB.`;
    }
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'The file does not exist; check the path.';
    if (code === 'EACCES' || code === 'EPERM') return 'You may not read this file; check its permissions.';
    return `The file could not be read (${code ?? 'unknown reason'}).`;
  }
}
