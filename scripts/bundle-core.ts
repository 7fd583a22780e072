/**
 * Bundles the compiled core into packages/core/dist: two hundred small modules cost a start-up five times what one file does.
 * The roots' certificates stay a file of their own, loaded only when a command asks for them.
 */
import { join } from 'node:path';
import { rollup } from 'rollup';
import { explain, root } from './project.ts';

const core = join(root, 'packages', 'core');

export async function bundleCore(): Promise<void> {
  const bundle = await rollup({
    input: join(core, 'lib', 'index.js'),
    external: (id) => id.startsWith('@noble/hashes'),
    onwarn: (warning) => {
      throw new Error(`The core could not be bundled: ${warning.message}`);
    },
  });
  await bundle.write({ dir: join(core, 'dist'), format: 'esm', chunkFileNames: '[name].js' });
  await bundle.close();
}

if (import.meta.main) await bundleCore().catch(explain);
