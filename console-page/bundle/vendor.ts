/**
 * LWC, synthetic shadow and the base components in use, one ES module each for the page's import map. Icons are left out:
 * all of them cost half a minute to compile, so icons.ts compiles those in use.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { compile, writeBundle } from './compile.ts';
import { iconLibraries } from './icons.ts';
import { baseComponents, root, targetOf } from './places.ts';
import type { Mode } from './places.ts';

const fixed = ['lwc', '@lwc/synthetic-shadow'];

/** Builds unless the same was built before. Gives the specifiers that the import map resolves to this folder. */
export async function buildVendor(base: readonly string[], mode: Mode): Promise<readonly string[]> {
  const folder = join(targetOf(mode), 'vendor');
  const modules = [...fixed, ...base];
  const key = keyOf(modules);
  const keyFile = join(folder, 'key');
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return modules;
  const partial = `${folder}.${process.pid}`;
  const bundle = await rollup({
    input: Object.fromEntries(modules.map((module) => [module, `\0entry:${module}`])),
    external: [...iconLibraries],
    preserveEntrySignatures: 'strict',
    onwarn: () => {
      // What the compiler says of the base components is theirs to mend.
    },
    plugins: [
      entries(),
      ...compile(
        {
          rootDir: baseComponents,
          modules: [{ npm: 'lightning-base-components' }],
          exclude: ['\0*', '**/node_modules/@lwc/**', '**/node_modules/lwc/**'],
        },
        mode,
      ),
    ],
  });
  await writeBundle(bundle, partial);
  writeFileSync(join(partial, 'key'), key);
  mkdirSync(targetOf(mode), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return modules;
}

/** A name such as `lwc` cannot be an entry by itself: each entry hands on what the module exports. */
function entries(): Plugin {
  return {
    name: 'entries',
    resolveId: (id) => (id.startsWith('\0entry:') ? id : null),
    load(id) {
      if (!id.startsWith('\0entry:')) return null;
      const module = JSON.stringify(id.slice('\0entry:'.length));
      if (id.endsWith('synthetic-shadow')) return `import ${module};`;
      return `export * from ${module};${hasDefault(id) ? ` export { default } from ${module};` : ''}`;
    },
  };
}

function hasDefault(entry: string): boolean {
  const [, name] = /lightning\/(\w+)$/.exec(entry) ?? [];
  if (name === undefined) return false;
  return /export default|as default/.test(
    readFileSync(join(baseComponents, 'src', 'lightning', name, `${name}.js`), 'utf8'),
  );
}

function keyOf(modules: readonly string[]): string {
  const versions = ['lwc', '@lwc/rollup-plugin', 'lightning-base-components'].map((name) => {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
      version: string;
    };
    return `${name}@${version}`;
  });
  const how = createHash('sha256')
    .update(['vendor.ts', 'compile.ts'].map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join(''))
    .digest('hex');
  return [...versions, how, ...modules].join('\n');
}
