/** How sources become what a browser runs; the same for the base components and for ours. */
import lwc from '@lwc/rollup-plugin';
import type { RollupLwcOptions } from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import type { Plugin, RollupBuild } from 'rollup';
import type { Mode } from './places.ts';

export function compile(options: RollupLwcOptions, mode: Mode): Plugin[] {
  // The package declares its types as those of a CommonJS module, which it is not.
  const plugin = lwc as unknown as (options: RollupLwcOptions) => Plugin;
  return [
    // Comboboxes use ElementInternals, which synthetic shadow has only where a component asks for it.
    plugin({ enableDynamicComponents: true, enableSyntheticElementInternals: true, ...options }),
    nodeResolve({ browser: true }),
    constants({ 'import.meta.env.SSR': 'false', 'process.env.NODE_ENV': JSON.stringify(mode) }),
    ...(mode === 'production' ? [minified] : []),
  ];
}

/** Writes a bundle to a folder: each entry by its name, what several share by a name that changes with it. */
export async function writeBundle(bundle: RollupBuild, dir: string): Promise<void> {
  await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' });
  await bundle.close();
}

/** A browser reads half as much before it shows anything. */
const minified: Plugin = {
  name: 'minified',
  renderChunk: async (code) => ({ code: (await transform(code, { minify: true, target: 'es2022' })).code, map: null }),
};

/** Expressions that a bundler is expected to know. */
function constants(values: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'constants',
    renderChunk: (code) =>
      Object.entries(values).reduce((text, [expression, value]) => text.replaceAll(expression, value), code),
  };
}
