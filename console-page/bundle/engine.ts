/** The engine, which is built from the core by scripts/build-engine.ts: the page takes it as it is. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildEngine, engineFolder, engineModules } from '../../scripts/build-engine.ts';
import { targetOf } from './places.ts';
import type { Mode } from './places.ts';

export const engineModule = 'c/certificateEngine';

export async function putEngineBeside(mode: Mode): Promise<void> {
  await buildEngine();
  const folder = join(targetOf(mode), 'engine');
  rmSync(folder, { recursive: true, force: true });
  for (const module of engineModules) cpSync(join(engineFolder, `${module}.js`), join(folder, `${module}.js`));
}
