/**
 * Bundles the compiled core into packages/core/dist: two hundred small modules cost a start-up five times what one file does.
 * The roots' certificates stay a file of their own, loaded only when a command asks for them. `index.js` is for Node, which
 * has digests of its own; `browser.js` carries them.
 */
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { explain, root } from './project.ts';

const core = join(root, 'packages', 'core');

export async function bundleCore(): Promise<void> {
  await bundle('index.js', [withoutPortableDigests]);
  await bundle('browser.js', [nodeResolve({ browser: true })]);
}

async function bundle(entryFileNames: string, plugins: readonly Plugin[]): Promise<void> {
  const bundled = await rollup({
    input: join(core, 'lib', 'index.js'),
    plugins: [...plugins],
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
