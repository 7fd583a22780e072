/** What lies in a packed file, as npm would put it into node_modules. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Unpacks a package into a folder. */
export function unpack(tarball: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components', '1']);
}

/** Names of modules that the JavaScript below a folder imports, without what lies in `node_modules` there; with the file that asks. */
export function importsOf(folder: string): { from: string; name: string }[] {
  const files = globSync('**/*.{js,d.ts}', { cwd: folder, exclude: ['node_modules'] });
  return files.flatMap((from) =>
    [...readFileSync(join(folder, from), 'utf8').matchAll(importing)].map(([, name = '']) => ({ from, name })),
  );
}

const importing = /(?:^(?:import|export)\b[^'"`;=()]*\bfrom |^import |\bimport\()'([^'\n]+)'/gm;

/** Bytes of all files below a folder. */
export function bytesBelow(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}
