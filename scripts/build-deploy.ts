/** Makes build/deploy: an SFDX project whose components are JavaScript, which is what every org accepts. */
import { cpSync, existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildEngine, putEngine } from './build-engine.ts';
import { bin, explain, node, root, run } from './project.ts';

const target = join(root, 'build', 'deploy');
/** The tests of Apex stay in: an org counts what they cover before it takes the classes into production. */
const leftOut = new Set(['__tests__', 'types', 'tsconfig.json', 'tsconfig.paths.json']);

export async function buildDeploy(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await run(node, [bin('tsc'), '-p', 'config/tsconfig.lwc.build.json']);
  cpSync(join(root, 'force-app'), join(target, 'force-app'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts') && !leftOut.has(basename(path)),
  });
  cpSync(join(root, 'optional'), join(target, 'optional'), { recursive: true });
  await buildEngine();
  putEngine(join(target, 'force-app', 'main', 'console', 'lwc'));
  cpSync(join(root, 'sfdx-project.json'), join(target, 'sfdx-project.json'));
  cpSync(join(root, 'config', 'project-scratch-def.json'), join(target, 'config', 'project-scratch-def.json'));
  for (const meta of globSync('force-app/**/lwc/*/*.js-meta.xml', { cwd: target })) {
    // An org takes a bundle without its script for a template-only component: it must not get that far.
    const script = join(target, meta.replace(/-meta\.xml$/, ''));
    if (!existsSync(script))
      throw new Error(`${basename(script)} is missing beside ${meta}: the component would do nothing.`);
  }
}

if (import.meta.main) await buildDeploy().catch(explain);
