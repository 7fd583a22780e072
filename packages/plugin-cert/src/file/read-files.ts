import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { keystoreIn, MAX_FILE, tooLargeFault } from '@cert-health/core';
import type { ExposedKey, Holding, Source } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { exposedKeysIn } from '../keys/exposed-keys.ts';
import { holdingsOfFile, whyNone } from './held-in-file.ts';
import { contentOfKeystore } from './read-keystore.ts';

/** What a file given by name holds. */
export interface FileContent {
  readonly source: Source;
  readonly holdings: readonly Holding[];
  readonly exposedKeys: readonly ExposedKey[];
}

/**
 * Reads a certificate file or keystore, by its content. Whatever is wrong with it is one sentence in a failed source.
 *
 * @param password of a keystore; the only one tried where it is given
 */
export function readFile(path: string, password?: string): FileContent {
  const shown = path.replaceAll('\\', '/');
  const about = { id: `file:${shown}`, label: `File ${shown}` };
  let exposedKeys: readonly ExposedKey[] = [];
  const failed = (detail: string): FileContent => ({
    source: { ...about, status: 'failed', items: 0, detail },
    holdings: [],
    exposedKeys,
  });
  const read = (holdings: readonly Holding[], items: number, notes: readonly string[] = []): FileContent => ({
    source: { ...about, status: 'read', items, detail: [`${items} read.`, ...notes].join(' ') },
    holdings,
    exposedKeys,
  });
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') return failed(bytes);
  exposedKeys = exposedKeysIn(bytes, shown, about.id).keys;
  const identity = { source: about.id, name: shown, label: basename(shown), path: shown };
  const keystore = keystoreIn(bytes);
  if (keystore) {
    const content = contentOfKeystore(keystore, identity, password);
    if ('problem' in content) return failed(content.problem);
    return read(content.holdings, content.certificates, content.notes);
  }
  const body = readBody(bytes);
  if (body.certificates.length === 0) return failed(whyNone(body));
  return read(holdingsOfFile(body, identity), body.certificates.length);
}

/** Enough to tell a revocation list, which may be large, from other files. */
const headSize = 64 * 1024;

/** Why a file of this size is not read, in one sentence; undefined when it is. */
export function tooLarge(path: string, size: number): string | undefined {
  return size > MAX_FILE ? tooLargeFault(size, headOf(path)) : undefined;
}

function headOf(path: string): Uint8Array {
  const head = new Uint8Array(headSize);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** The file's bytes, or why they cannot be had, in one sentence that says what to do. */
export function bytesOf(path: string): Uint8Array | string {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return 'This is a folder; give it to --source-dir, or name a file in it.';
    // A pipe or device has no size and may never end.
    if (!stat.isFile()) return 'This is not a regular file; save its content to a file first.';
    return tooLarge(path, stat.size) ?? readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'The file does not exist; check the path.';
    if (code === 'EACCES' || code === 'EPERM') return 'You may not read this file; check its permissions.';
    return `The file could not be read (${code ?? 'unknown reason'}).`;
  }
}
