/** Builds everything: the packages, the plugin's manifest, `sf` with the plugin linked, and build/deploy for an org. */
import { buildDeploy } from './build-deploy.ts';
import { bundleCore } from './bundle-core.ts';
import { componentPaths } from './component-paths.ts';
import { linkPlugin } from './link-plugin.ts';
import { bin, explain, node, run } from './project.ts';

export async function build(): Promise<void> {
  componentPaths();
  await run(node, [bin('tsc'), '-b', 'packages/core', 'packages/plugin-cert', 'packages/practice-org']);
  await bundleCore();
  // Loading the commands would start a log file in the person's home.
  await run(node, ['packages/plugin-cert/scripts/write-manifest.mjs'], { env: { SF_DISABLE_LOG_FILE: 'true' } });
  await linkPlugin();
  await buildDeploy();
}

if (import.meta.main) await build().catch(explain);
