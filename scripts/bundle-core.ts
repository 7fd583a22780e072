/**
 * Bundles the compiled core into packages/core/dist: two hundred small modules cost a start-up five times what one file does.
 * The roots' certificates stay a file of their own, loaded only when a command asks for them. `index.js` is for Node, which
 * has digests of its own; `browser.js` imports them from the package's one dependency. No code of others is in either.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { explain, root } from './project.ts';

const core = join(root, 'packages', 'core');

export async function bundleCore(): Promise<void> {
  // Parts that an older build made under another name are gone, too.
  rmSync(join(core, 'dist'), { recursive: true, force: true });
  await bundle('index.js', [withoutPortableDigests]);
  await bundle('browser.js', []);
}

async function bundle(entryFileNames: string, plugins: readonly Plugin[]): Promise<void> {
  const bundled = await rollup({
    input: join(core, 'lib', 'index.js'),
    plugins: [...plugins],
    external: /^@noble\/hashes\//,
    onwarn: (warning) => {
      throw new Error(`The core could not be bundled: ${warning.message}`);
    },
  });
  await bundled.write({ dir: join(core, 'dist'), format: 'esm', entryFileNames, chunkFileNames: '[name].js' });
  await bundled.close();
}

/** Digests in JavaScript take longer to load than all the rest, and Node never asks for them. */
const withoutPortableDigests: Plugin = {
  name: 'without-portable-digests',
  load: (id) => (id.endsWith('portable-digest.js') ? 'export const portableDigest = undefined;' : null),
};

if (import.meta.main) await bundleCore().catch(explain);
