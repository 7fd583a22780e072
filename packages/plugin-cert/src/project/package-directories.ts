import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

/** How a folder is laid out: a Salesforce DX project, or just a folder that may hold metadata anywhere. */
export interface ProjectLayout {
  /** Folders below the root that hold metadata, with `/` and no trailing slash; `''` is the root itself. */
  readonly directories: readonly string[];
  /** One sentence on how the folder was treated. */
  readonly treatedAs: string;
}

/** Reads `sfdx-project.json`; without a usable one the whole folder counts as metadata, and the sentence says so. */
export function projectLayout(root: string): ProjectLayout {
  const file = join(root, 'sfdx-project.json');
  if (!existsSync(file)) {
    return wholeFolder(
      'no sfdx-project.json here, so every folder below was searched for metadata and certificate files',
    );
  }
  const paths = packagePaths(readFileSync(file, 'utf8'));
  if (typeof paths === 'string') {
    return wholeFolder(
      `sfdx-project.json ${paths}, so every folder below was searched instead of its package directories`,
    );
  }
  const directories = paths.map(toPosix);
  return { directories, treatedAs: `Salesforce DX project with package directories ${directories.join(', ')}` };
}

/** Whether a path below the root lies in one of the layout's directories. */
export function isInLayout(layout: ProjectLayout, path: string): boolean {
  return layout.directories.some((directory) => directory === '' || path.startsWith(`${directory}/`));
}

function wholeFolder(treatedAs: string): ProjectLayout {
  return { directories: [''], treatedAs };
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
  if (!Array.isArray(directories)) return 'names no packageDirectories';
  const paths = directories.flatMap((directory: unknown) => {
    const path = (directory as { path?: unknown } | null)?.path;
    return typeof path === 'string' ? [path] : [];
  });
  return paths.length > 0 ? paths : 'names no packageDirectories';
}

function toPosix(path: string): string {
  const posix = normalize(path).replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');
  return posix === '.' ? '' : posix;
}
