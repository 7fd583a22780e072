import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A regular file below the folder that was searched. */
export interface FoundFile {
  /** Path below the root, with `/` on every system. */
  readonly path: string;
  /** Path to open. */
  readonly absolute: string;
}

export interface FileSearch {
  readonly files: readonly FoundFile[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
  /** The search ended early because the tree is larger than `maxEntries`. */
  readonly truncated: boolean;
}

/** Entries looked at before a search gives up: some ten times the largest Salesforce projects known to us. */
export const maxEntries = 500_000;

/**
 * Files below a folder, in the order of their paths. Hidden folders and files, `node_modules`, and symbolic links to
 * folders (which may loop) are left out.
 *
 * Reads synchronously: listing thousands of small folders one awaited call at a time costs several times the CPU.
 *
 * @throws the file system's error when the root itself cannot be listed.
 */
export function findFiles(root: string, wanted: (name: string) => boolean, limit = maxEntries): FileSearch {
  const files: FoundFile[] = [];
  const unreadable: string[] = [];
  let seen = 0;
  const visit = (folder: string, below: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (++seen > limit) return;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const absolute = join(folder, entry.name);
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        try {
          visit(absolute, path);
        } catch {
          unreadable.push(path);
        }
      } else if (wanted(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && isFile(absolute)))) {
        files.push({ path, absolute });
      }
    }
  };
  visit(root, '');
  return { files, unreadable, truncated: seen > limit };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
