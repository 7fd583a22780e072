import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the settings file is called where it is not named with --config. */
export const settingsFileName = 'cert-health.yml';

/**
 * The nearest settings file in a folder or one above it. The search ends with the repository (a folder with `.git`), so
 * that nothing from outside a project silences its findings.
 *
 * @param start A folder, or a file in it.
 */
export function findSettings(start: string): string | undefined {
  let folder = folderOf(resolve(start));
  for (;;) {
    const path = join(folder, settingsFileName);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
    const above = dirname(folder);
    if (above === folder || existsSync(join(folder, '.git'))) return undefined;
    folder = above;
  }
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? dirname(path) : path;
}
