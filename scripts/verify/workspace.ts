/** The app as it would be deployed, in a folder of its own: what the checkers of Apex read. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const leftOut = new Set(['__tests__', 'types', 'lwc', 'aura', 'tsconfig.json', 'tsconfig.paths.json']);

/** Copies the metadata and Apex of `source` (no components) to `target`, with the project file that the checkers want. */
export function apexWorkspace(source: string, target: string): string {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(source, join(target, 'force-app'), { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
  writeFileSync(
    join(target, 'sfdx-project.json'),
    JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' }),
  );
  return target;
}
