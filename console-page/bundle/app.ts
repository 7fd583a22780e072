/** Our components, the stand-ins and the icons in use: what is built anew each time. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { compile, writeBundle } from './compile.ts';
import { engineModule } from './engine.ts';
import { icons } from './icons.ts';
import { components, page, standIns, targetOf } from './places.ts';
import type { Mode } from './places.ts';
import { platformModules } from './platform-modules.ts';
import { stripTypes } from './strip-types.ts';
import { ourComponents } from './used.ts';

/** @param shown our component that the page shows, such as `certificateConsole` */
export async function buildApp(
  vendor: readonly string[],
  ours: readonly string[],
  { shown, mode }: { readonly shown: string; readonly mode: Mode },
): Promise<void> {
  const folder = join(targetOf(mode), 'app');
  const iconParts = icons(ours, mode);
  const partial = `${folder}.${process.pid}`;
  const bundle = await rollup({
    input: { main: join(page, 'main.ts'), ...iconParts.entries },
    external: (id) => vendor.includes(id) || id === engineModule,
    preserveEntrySignatures: 'exports-only',
    onwarn: (warning) => {
      // What is not there would fail in the browser only; all else that a compiler has to say should be heard too.
      if (
        /UNRESOLVED_IMPORT|MISSING_EXPORT/.test(warning.code ?? '') ||
        warning.message.includes('could not be resolved')
      )
        throw new Error(warning.message);
      process.stderr.write(`${warning.message}\n`);
    },
    plugins: [
      shownComponent(shown),
      iconParts.plugin,
      platformModules(),
      stripTypes(),
      ...compile(
        {
          rootDir: components,
          // One by one: the compiler would take a folder of Salesforce's layout for a namespace named `lwc`.
          modules: ourComponents().map(({ name, script }) => ({ name: `c/${name}`, path: script })),
          exclude: ['\0*', `${page}/**`, `${standIns}/**`],
        },
        mode,
      ),
    ],
  });
  await writeBundle(bundle, partial);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}

/** `shown-component`: the component that the page shows, and its name. */
function shownComponent(name: string): Plugin {
  const tag = `c-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return {
    name: 'shown-component',
    resolveId: (id) => (id === 'shown-component' ? '\0shown-component' : null),
    load: (id) =>
      id === '\0shown-component'
        ? `export { default as Shown } from 'c/${name}'; export const tag = ${JSON.stringify(tag)};`
        : null,
  };
}
