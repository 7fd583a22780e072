/**
 * Makes `npx sf cert …` work inside this repository, without touching the person's own sf set-up: the plugin is linked in
 * a data folder under build/, and node_modules/.bin/sf becomes a small program that points the pinned CLI there.
 * Orgs that the person is logged in to stay visible, since those live in the home folder.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, explain, node, root, run } from './project.ts';
import { quietSf, quietSwitches } from './quiet-sf.ts';

const dataDir = join(root, 'build', 'sf-data');
const cli = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

const shim = `#!/usr/bin/env node
// Written by scripts/link-plugin.ts: the pinned sf CLI with this repository's plugin linked.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const child = spawnSync(at('../node/bin/node'), [at('../@salesforce/cli/bin/run.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    SF_DATA_DIR: at('../../build/sf-data'),
    ...${JSON.stringify(quietSwitches)},
    OCLIF_DISABLE_LINKED_ESM_WARNING: 'true',
    ...process.env,
  },
});
process.exit(child.status ?? 130);
`;

export async function linkPlugin(): Promise<void> {
  const linked = join(dataDir, 'package.json');
  const plugin = join(root, 'packages', 'plugin-cert');
  if (!existsSync(linked) || !readFileSync(linked, 'utf8').includes(JSON.stringify(plugin))) {
    rmSync(dataDir, { recursive: true, force: true });
    // A home of its own as well: the CLI writes state and logs there.
    const home = join(root, 'build', 'link-home');
    mkdirSync(home, { recursive: true });
    const env = { ...quietSf(home), SF_DATA_DIR: dataDir };
    await run(node, [cli, 'plugins', 'link', plugin, '--no-install'], { quiet: true, env });
  }
  // npm links the name to the CLI's own file: replace the link, never write through it.
  rmSync(bin('sf'), { force: true });
  writeFileSync(bin('sf'), shim, { mode: 0o755 });
}

if (import.meta.main) await linkPlugin().catch(explain);
