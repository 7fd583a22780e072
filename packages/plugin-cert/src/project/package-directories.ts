import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { decodeText } from './decode-text.ts';

/** How a folder is laid out: a Salesforce DX project, or just a folder that may hold metadata anywhere. */
export interface ProjectLayout {
  /** Folders below the root that hold metadata, with `/` and no trailing slash; `''` is the root itself. */
  readonly directories: readonly string[];
  /** Package directories that cannot be read, and why. */
  readonly missing: readonly MissingDirectory[];
  /** One sentence on how the folder was treated. */
  readonly treatedAs: string;
  /** There is a project file, and it cannot be used: it may name folders that nobody looked at. */
  readonly isBroken?: boolean;
}

export interface MissingDirectory {
  /** As the project file writes it, where that can be a path. */
  readonly path: string;
  /** A sentence that says what to do. */
  readonly detail: string;
}

const projectFile = 'sfdx-project.json';

/** Reads `sfdx-project.json`; without a usable one the whole folder counts as metadata, and the sentence says so. */
export function projectLayout(root: string): ProjectLayout {
  const text = textOf(join(root, projectFile));
  if (text === undefined) {
    return wholeFolder(
      'no sfdx-project.json here, so every folder below was searched for metadata and certificate files',
    );
  }
  const paths = typeof text === 'string' ? packagePaths(text) : text.problem;
  if (typeof paths === 'string') {
    const instead = 'so every folder below was searched instead of its package directories; correct it';
    return { ...wholeFolder(`sfdx-project.json ${paths}, ${instead}`), isBroken: true };
  }
  const found = [...new Set(paths)].map((path) => directoryAt(root, path));
  // `force-app` and `./force-app/` are one.
  const directories = [...new Set(found.filter((one) => typeof one === 'string'))];
  const missing = found.filter((one) => typeof one !== 'string');
  const shown = directories.map((directory) => directory || '.').join(', ');
  const which = directories.length > 0 ? `with package directories ${shown}` : 'of which no package directory is there';
  return { directories, missing, treatedAs: `Salesforce DX project ${which}` };
}

/** Whether a path below the root lies in one of the layout's directories. */
export function isInLayout(layout: ProjectLayout, path: string): boolean {
  return layout.directories.some((directory) => directory === '' || path.startsWith(`${directory}/`));
}

function wholeFolder(treatedAs: string): ProjectLayout {
  return { directories: [''], missing: [], treatedAs };
}

/** Undefined: there is none. */
function textOf(file: string): string | { readonly problem: string } | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : { problem: `could not be read (${code})` };
  }
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : { problem: `is no text: ${decoded.problem}` };
}

/** The package directories' paths, or what is wrong with the file. */
function packagePaths(text: string): string[] | string {
  let project: unknown;
  try {
    project = JSON.parse(text);
  } catch {
    return 'is not valid JSON';
  }
  const directories = (project as { packageDirectories?: unknown } | null)?.packageDirectories;
  if (!Array.isArray(directories) || directories.length === 0) return 'names no packageDirectories';
  const paths = directories.map((directory: unknown) => (directory as { path?: unknown } | null)?.path);
  const named = paths.filter((path) => typeof path === 'string' && path.trim() !== '') as string[];
  return named.length === paths.length ? named : 'has a package directory without a path';
}

/** The directory below the root as it is really spelled, or why it cannot be read. */
function directoryAt(root: string, path: string): string | MissingDirectory {
  const shown = /^[\w@+. /\\-]{1,120}$/.test(path) ? path : 'an entry that is no path';
  const missing = (why: string): MissingDirectory => ({
    path: shown,
    detail: `sfdx-project.json names ${shown}, ${why}`,
  });
  const below = relative(root, resolve(root, path.replaceAll('\\', '/'))).replaceAll('\\', '/');
  if (below === '..' || below.startsWith('../') || isAbsolute(below)) {
    return missing('which lies outside of this folder and was not read; give it to --source-dir too.');
  }
  const spelled = spellingOf(root, below);
  const stat = statOf(join(root, below));
  if (!stat) {
    const hint = spelled === undefined ? 'check its path' : `${spelled} is there, so check upper and lower case`;
    return missing(`which does not exist; ${hint}.`);
  }
  if (!stat.isDirectory()) return missing('which is not a folder; check its path.');
  if (!holdsFiles(join(root, below))) {
    return missing('which is empty; check its path, and whether submodules were fetched.');
  }
  return realPlace(root, below) ?? spelled ?? below;
}

/** A link to another folder of the project is that folder, which is searched under its own path. */
function realPlace(root: string, below: string): string | undefined {
  const place = relative(realpathSync(root), realpathSync(join(root, below))).replaceAll('\\', '/');
  return place.startsWith('..') || isAbsolute(place) ? undefined : place;
}

/** A link that leads nowhere is nothing. */
function statOf(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The path as its folders are really called, where they differ from it in case only; undefined: there is no such path. */
function spellingOf(root: string, below: string): string | undefined {
  let spelled = '';
  for (const step of below === '' ? [] : below.split('/')) {
    const entries = namesIn(join(root, spelled));
    const entry = entries.includes(step) ? step : entries.find((one) => one.toLowerCase() === step.toLowerCase());
    if (entry === undefined) return undefined;
    spelled = spelled === '' ? entry : `${spelled}/${entry}`;
  }
  return spelled;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether there is anything but folders. What cannot be listed is told by whoever searches it. */
function holdsFiles(folder: string): boolean {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.some((entry) => !entry.isDirectory()) || entries.some(({ name }) => holdsFiles(join(folder, name)));
  } catch {
    return true;
  }
}
