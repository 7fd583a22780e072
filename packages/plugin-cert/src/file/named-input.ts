import { statSync } from 'node:fs';
import { Messages, SfError } from '@salesforce/core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inputs');

/** What stands at a path, following links. */
type Kind = 'file' | 'folder' | 'nothing' | 'not to be told';

/**
 * Refuses an input that somebody named and that is not there, before anything is read: a typo is a mistake of whoever
 * called, never a source that could not be read.
 *
 * @param flag What it was given to, for the message: `--file`.
 * @throws {SfError} with exit code 2.
 */
export function requireFiles(paths: readonly string[] | undefined, flag: string): void {
  for (const path of paths ?? []) {
    const kind = kindOf(path);
    if (kind === 'nothing') throw refused('errors.missing-input', path, flag);
    if (kind === 'folder') throw refused('errors.folder-for-file', path, flag);
  }
}

/** The same for folders. */
export function requireFolders(paths: readonly string[] | undefined, flag: string): void {
  for (const path of paths ?? []) {
    const kind = kindOf(path);
    if (kind === 'nothing') throw refused('errors.missing-input', path, flag);
    if (kind === 'file') throw refused('errors.file-for-folder', path, flag);
  }
}

/** The same for what may be either. */
export function requireExisting(paths: readonly string[], flag: string): void {
  const missing = paths.find((path) => kindOf(path) === 'nothing');
  if (missing !== undefined) throw refused('errors.missing-input', missing, flag);
}

/** Whether nothing stands at a path, so that the text may mean something else. */
export function isNothing(path: string): boolean {
  return kindOf(path) === 'nothing';
}

/** A link that leads nowhere, or in a circle, is nothing. Why else a path cannot be looked at is told by whoever reads it. */
function kindOf(path: string): Kind {
  try {
    const stat = statSync(path);
    return stat.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? 'nothing' : 'not to be told';
  }
}

function refused(key: string, path: string, flag: string): SfError {
  return new SfError(messages.getMessage(key, [path.replaceAll('\\', '/'), flag]), 'UsageError', [], 2);
}
