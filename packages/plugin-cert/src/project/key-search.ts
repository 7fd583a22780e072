import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { plural } from '@cert-health/core';
import type { ExposedKey, Source } from '@cert-health/core';
import { exposedKeysIn } from '../keys/exposed-keys.ts';
import { findFiles } from './find-files.ts';
import type { FileSearch, FoundFile } from './find-files.ts';
import { sourceOf } from './project-scan.ts';
import { shownBelow } from './shown-path.ts';

const about = { id: 'project.keys', label: 'Private keys among the files of the project' } as const;

/** Folders that are nobody's own work: version control, packages, caches of the Salesforce tools. */
const skippedFolders: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules', '.sf', '.sfdx']);

/** Largest file that is looked through: more than a static resource may have. */
const LARGEST = 8 * 1024 * 1024;
/** Read at once: nearly all files end before. */
const FIRST = 64 * 1024;
/** Files that are named one by one. */
const NAMED = 3;

/**
 * Looks through every file of some folders for secret keys: metadata, code, and all that lies about, hidden files included.
 * A file that lies in two of the folders is looked at once. Of a folder that is not there its own source tells.
 */
export function searchForKeys(folders: readonly string[]): {
  readonly source: Source;
  readonly exposedKeys: readonly ExposedKey[];
} {
  const exposedKeys: ExposedKey[] = [];
  const problems: string[] = [];
  const large: string[] = [];
  const seen = new Set<string>();
  let unopened = 0;
  for (const { shown, absolute } of filesIn(folders, problems)) {
    const own = resolve(absolute);
    if (seen.has(own)) continue;
    seen.add(own);
    const bytes = bytesOf(absolute);
    if (bytes === 'large') large.push(shown);
    else if (typeof bytes === 'string') problems.push(`${shown} (${bytes})`);
    else {
      const found = exposedKeysIn(bytes, shown, about.id);
      exposedKeys.push(...found.keys);
      unopened += found.unopened;
    }
  }
  const searched = plural(seen.size - large.length, 'file');
  const notes = [
    `${searched} looked through, ${exposedKeys.length === 0 ? 'no private key' : plural(exposedKeys.length, 'private key')} found.`,
    ...(large.length > 0 ? [`Not looked at, because of more than ${LARGEST / 1024 / 1024} MB: ${named(large)}.`] : []),
    ...(unopened > 0 ? [`${plural(unopened, 'entry', 'entries')} of archives could not be opened.`] : []),
  ];
  return { source: sourceOf(about, exposedKeys.length, problems, notes.join(' ')), exposedKeys };
}

interface ShownFile extends FoundFile {
  readonly shown: string;
}

function filesIn(folders: readonly string[], problems: string[]): ShownFile[] {
  return folders.flatMap((folder): ShownFile[] => {
    const shown = (path: string): string => shownBelow(folder, path);
    let search: FileSearch;
    try {
      search = findFiles(folder, () => true, { skipped: (name) => skippedFolders.has(name) });
    } catch {
      return [];
    }
    problems.push(...search.unreadable.map((path) => `${shown(path)} (the folder could not be listed)`));
    if (search.truncated) problems.push(`${folder} (too large to be searched to its end)`);
    return search.files.map((file) => ({ ...file, shown: shown(file.path) }));
  });
}

function named(paths: readonly string[]): string {
  const rest = paths.length - NAMED;
  return [...paths.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

const first = Buffer.allocUnsafe(FIRST);

/** A file's octets, valid until the next is read; a word on why there are none. */
function bytesOf(path: string): Uint8Array | string {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const length = readSync(file, first, 0, FIRST, 0);
    if (length < FIRST) return first.subarray(0, length);
    const { size } = fstatSync(file);
    if (size > LARGEST) return 'large';
    const whole = Buffer.allocUnsafe(size);
    first.copy(whole, 0, 0, FIRST);
    const rest = readSync(file, whole, FIRST, size - FIRST, FIRST);
    return whole.subarray(0, FIRST + rest);
  } catch (error) {
    return `it could not be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
