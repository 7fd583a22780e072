/**
 * The icons in use. lightning-primitive-icon asks for a library of templates by category; the package has one of all
 * 1,700 templates each. Here a library has the templates that our sources and the bundled base components name.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';
import { baseComponents, targetOf } from './places.ts';
import type { Mode } from './places.ts';
import { iconNames } from './used.ts';

const categories = ['action', 'custom', 'doctype', 'standard', 'utility'] as const;
const moduleOf = (category: string): string =>
  `lightning/iconSvgTemplates${category.charAt(0).toUpperCase()}${category.slice(1)}`;

/** What the base components import them by; right-to-left ones lead to the same. */
export const iconLibraries: readonly string[] = categories.flatMap((category) => [
  moduleOf(category),
  `${moduleOf(category)}Rtl`,
]);

/** Throws for an icon of ours that the design system does not have. */
export function icons(
  ours: readonly string[],
  mode: Mode,
): { readonly entries: Record<string, string>; readonly plugin: Plugin } {
  for (const name of ours) if (!existsSync(templateOf(name))) throw new Error(`There is no icon '${name}'.`);
  const all = [...new Set([...ours, ...theirs(mode)])].filter((name) => existsSync(templateOf(name))).sort();
  return {
    entries: Object.fromEntries(categories.map((category) => [`icons/${category}`, `\0icons:${category}`])),
    plugin: {
      name: 'icons',
      resolveId: (id) => (id.startsWith('\0icons:') ? id : null),
      load: (id) => (id.startsWith('\0icons:') ? library(id.slice('\0icons:'.length), all) : null),
    },
  };
}

/** What the import map says of them. */
export function iconImports(folder: string): Record<string, string> {
  return Object.fromEntries(
    categories.flatMap((category) => {
      const file = `${folder}/icons/${category}.js`;
      return [
        [moduleOf(category), file],
        [`${moduleOf(category)}Rtl`, file],
      ];
    }),
  );
}

function templateOf(name: string): string {
  const [category = '', icon = ''] = name.split(':');
  return join(baseComponents, 'src', 'lightning', 'iconSvgTemplates', 'buildTemplates', category, `${icon}.html`);
}

/** Icons that the bundled base components name, in markup or in script. */
function theirs(mode: Mode): string[] {
  const folder = join(targetOf(mode), 'vendor');
  return globSync('**/*.js', { cwd: folder }).flatMap((file) => iconNames(readFileSync(join(folder, file), 'utf8')));
}

function library(category: string, all: readonly string[]): string {
  const mine = all.filter((name) => name.startsWith(`${category}:`));
  const imports = mine.map((name, index) => `import icon${index} from ${JSON.stringify(templateOf(name))};`);
  const members = mine.map((name, index) => `${JSON.stringify(name.replace(':', '_'))}: icon${index}`);
  return `${imports.join('\n')}
const known = { ${members.join(', ')} };
export default new Proxy(known, {
  get(icons, name) {
    if (typeof name === 'string' && name.startsWith('${category}_') && !(name in icons))
      console.error('The icon ' + name + ' was not built: name it in full in the source.');
    return icons[name];
  },
});`;
}
