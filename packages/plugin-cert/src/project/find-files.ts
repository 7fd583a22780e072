import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { beginsAsMaterial } from '../file/begins-as-material.ts';

/** A regular file below the folder that was searched. */
export interface FoundFile {
  /** Path below the root, with `/` on every system. */
  readonly path: string;
  /** Path to open. */
  readonly absolute: string;
  /** It begins as a certificate or a keystore does, whatever it is called. */
  readonly isMaterial?: true;
}

export interface FileSearch {
  readonly files: readonly FoundFile[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
  /** Symbolic links that lead nowhere, in place of a folder or of a file that was wanted. */
  readonly dangling: readonly string[];
  /** The search ended early because the tree is larger than `maxEntries`. */
  readonly truncated: boolean;
}

/** Entries looked at before a search gives up: some ten times the largest Salesforce projects known to us. */
export const maxEntries = 500_000;

export interface FileSearchOptions {
  /** Default: `maxEntries`. */
  readonly limit?: number;
  /** Names of files and folders that are left out; default: hidden ones and `node_modules`. */
  readonly skipped?: (name: string) => boolean;
  /** Folders below the root that are searched whatever they are called, and wherever they lie. */
  readonly named?: readonly string[];
}

/**
 * Wanted files below a folder, and certificates and keystores among the others, in the order of their paths; those that only links lead to
 * come last. Each folder is searched once, whatever leads to it: a project may be put together of
 * links, and links may loop.
 *
 * Reads synchronously: listing thousands of small folders one awaited call at a time costs several times the CPU.
 *
 * @param named Folders below the root that are searched whatever they are called, and wherever they lie.
 * @throws the file system's error when the root itself cannot be listed.
 */
export function findFiles(
  root: string,
  wanted: (name: string) => boolean,
  { limit = maxEntries, skipped = isHiddenOrPackages, named = [] }: FileSearchOptions = {},
): FileSearch {
  const search = new Search(wanted, skipped, limit);
  search.visit(root, '', realpathSync(root));
  for (const path of named) search.follow({ path, absolute: join(root, path) });
  search.followLinks();
  const { files, unreadable, dangling } = search;
  return { files, unreadable, dangling, truncated: search.isOver() };
}

interface Link {
  readonly absolute: string;
  readonly path: string;
}

class Search {
  readonly files: FoundFile[] = [];
  readonly unreadable: string[] = [];
  readonly dangling: string[] = [];
  readonly #wanted: (name: string) => boolean;
  readonly #skipped: (name: string) => boolean;
  readonly #limit: number;
  /** Where folders really are that were visited. */
  readonly #visited = new Set<string>();
  /** Links to folders: what is there by itself comes first and keeps its path. */
  readonly #links: Link[] = [];
  #seen = 0;

  constructor(wanted: (name: string) => boolean, skipped: (name: string) => boolean, limit: number) {
    this.#wanted = wanted;
    this.#skipped = skipped;
    this.#limit = limit;
  }

  isOver(): boolean {
    return this.#seen > this.#limit;
  }

  visit(folder: string, below: string, real: string): void {
    this.#visited.add(real);
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (++this.#seen > this.#limit) return;
      if (this.#skipped(entry.name)) continue;
      const absolute = join(folder, entry.name);
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) this.#tryVisit({ absolute, path }, join(real, entry.name));
      else if (entry.isSymbolicLink()) this.#look(entry.name, { absolute, path });
      else if (entry.isFile()) this.#offer(entry.name, { absolute, path });
    }
  }

  followLinks(): void {
    for (let link = this.#links.shift(); link && !this.isOver(); link = this.#links.shift()) this.follow(link);
  }

  follow(link: Link): void {
    const real = realPath(link.absolute);
    if (real === undefined) this.unreadable.push(link.path);
    else if (!this.#visited.has(real) && !this.#isAbove(real)) this.#tryVisit(link, real);
  }

  /** Above a folder that was visited lies everything around the project, and the project again. */
  #isAbove(real: string): boolean {
    const below = real.endsWith(sep) ? real : real + sep;
    return [...this.#visited].some((folder) => folder.startsWith(below));
  }

  #tryVisit({ absolute, path }: Link, real: string): void {
    try {
      this.visit(absolute, path, real);
    } catch {
      this.unreadable.push(path);
    }
  }

  #offer(name: string, { path, absolute }: Link): void {
    if (this.#wanted(name)) this.files.push({ path, absolute });
    else if (beginsAsMaterial(absolute)) this.files.push({ path, absolute, isMaterial: true });
  }

  #look(name: string, link: Link): void {
    const stat = statOf(link.absolute);
    if (stat?.isDirectory()) this.#links.push(link);
    else if (stat?.isFile()) {
      this.#offer(name, link);
      // A name without a dot is one of a folder.
    } else if (!stat && (this.#wanted(name) || !name.includes('.'))) this.dangling.push(link.path);
  }
}

function isHiddenOrPackages(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function statOf(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Links in a circle, or a folder on the way that may not be entered.
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
