/**
 * Tells TypeScript where `c/<name>` is: force-app/tsconfig.paths.json, one entry a component. A pattern cannot do it, as
 * the name stands twice in `lwc/<name>/<name>.ts` and TypeScript allows one `*`.
 */
import { globSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { explain, root } from './project.ts';

export function componentPaths(): void {
  const folder = join(root, 'force-app');
  const scripts = globSync('main/*/lwc/*/*.ts', { cwd: folder })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => basename(file, '.ts') === basename(dirname(file)));
  const paths = Object.fromEntries(scripts.sort().map((file) => [`c/${basename(file, '.ts')}`, [`./${file}`]]));
  writeFileSync(join(folder, 'tsconfig.paths.json'), `${JSON.stringify({ compilerOptions: { paths } }, null, 2)}\n`);
}

if (import.meta.main) {
  try {
    componentPaths();
  } catch (error) {
    explain(error);
  }
}
