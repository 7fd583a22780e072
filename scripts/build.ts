/** Builds everything: the packages, the plugin's manifest, `sf` with the plugin linked, and build/deploy for an org. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildDeploy } from './build-deploy.ts';
import { bundleCore } from './bundle-core.ts';
import { componentPaths } from './component-paths.ts';
import { linkPlugin } from './link-plugin.ts';
import { bin, explain, node, root, run } from './project.ts';

export async function build(): Promise<void> {
  componentPaths();
  await run(node, [
    bin('tsc'),
    '-b',
    'packages/core',
    'packages/plugin-cert',
    'packages/apex-runner',
    'packages/practice-org',
  ]);
  await bundleCore();
  // Loading the commands would leave a log file and a file of aliases in the person's home.
  const home = join(root, 'build', 'manifest-home');
  mkdirSync(home, { recursive: true });
  const env = { SF_DISABLE_LOG_FILE: 'true', HOME: home, USERPROFILE: home };
  await run(node, ['packages/plugin-cert/scripts/write-manifest.mjs'], { env });
  await linkPlugin();
  await buildDeploy();
}

if (import.meta.main) await build().catch(explain);
