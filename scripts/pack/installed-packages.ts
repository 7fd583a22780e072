/** What the lock file says is installed for a package of this repository: everything that it brings along when somebody installs it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../project.ts';

/** An entry of package-lock.json, as far as it is read here. */
export interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface InstalledPackage {
  /** Where it lies below the root of the repository: `node_modules/@scope/name`, or deeper. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly entry: LockEntry;
}

export type Lock = Readonly<Record<string, LockEntry>>;

/** Every entry of package-lock.json, by where it lies. */
export function readLock(): Lock {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock };
  return lock.packages;
}

/**
 * The packages of others that come with a package of this repository, each version once a place, sorted by name.
 *
 * @param workspace Where the package lies, such as `packages/plugin-cert`.
 * @throws Error where the lock file does not have what is asked for.
 */
export function installedPackages(workspace: string, lock: Lock = readLock()): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const open = [workspace];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const entry = lock[path];
    if (!entry) throw new Error(`package-lock.json has no entry ${path}: run npm install.`);
    for (const { name, needed } of wishes(entry)) {
      const at = resolved(path, name, lock);
      if (at === undefined) {
        if (needed) throw new Error(`package-lock.json does not have ${name}, which ${path} depends on.`);
        continue;
      }
      const { link, version = '' } = lock[at] ?? {};
      // A link is another package of this repository: it is packed with what asks for it (docs/decisions/075).
      if (link || found.has(at)) continue;
      found.set(at, { path: at, name: lock[at]?.name ?? name, version, entry: lock[at] ?? {} });
      open.push(at);
    }
  }
  return [...found.values()].sort((a, b) => (a.name === b.name ? order(a.path, b.path) : order(a.name, b.name)));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function wishes(entry: LockEntry): { name: string; needed: boolean }[] {
  const names = (wanted: Readonly<Record<string, string>> = {}): string[] => Object.keys(wanted);
  return [
    // npm lists what is optional among the dependencies, too.
    ...names(entry.dependencies).map((name) => ({ name, needed: !entry.optionalDependencies?.[name] })),
    ...names(entry.optionalDependencies).map((name) => ({ name, needed: false })),
    ...names(entry.peerDependencies).map((name) => ({ name, needed: !entry.peerDependenciesMeta?.[name]?.optional })),
  ];
}

/** Where Node would find a package: beside whoever asks, else further up. */
function resolved(from: string, name: string, lock: Lock): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (!folder.endsWith('node_modules')) {
      const candidate = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      if (lock[candidate]) return candidate;
    }
    if (folder === '.') return undefined;
  }
}
