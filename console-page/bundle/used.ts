/** What our components use of the platform: base components, their icons, custom labels. Read from the sources. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { baseComponents, components, page, standIns } from './places.ts';

/** One of our components: `c/<name>` and its script. */
export interface Component {
  readonly name: string;
  readonly script: string;
}

export interface Used {
  /** `lightning/<name>` of lightning-base-components, sorted. */
  readonly base: readonly string[];
  /** Icons such as `utility:lock`, sorted. */
  readonly icons: readonly string[];
}

export function ourComponents(): readonly Component[] {
  return globSync('*/lwc/*/*.ts', { cwd: components })
    .filter((file) => basename(file, '.ts') === basename(dirname(file)))
    .map((file) => ({ name: basename(file, '.ts'), script: join(components, file) }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Throws with the file's name for a base component that neither the package nor a stand-in has. */
export function usedByComponents(): Used {
  const base = new Set<string>(['lightning/modal', 'lightning/toast', 'lightning/toastContainer']);
  const icons = new Set<string>();
  for (const file of sources()) {
    const text = readFileSync(file, 'utf8');
    for (const name of file.endsWith('.html') ? tags(text) : imports(text)) {
      if (hasStandIn(name)) continue;
      if (!existsSync(join(baseComponents, 'src', name, `${basename(name)}.js`)))
        throw new Error(`${file} uses ${name}, which lightning-base-components does not have: add a stand-in for it.`);
      base.add(name);
    }
    for (const name of iconNames(text)) icons.add(name);
  }
  return { base: [...base].sort(), icons: [...icons].sort() };
}

/** Names of icons in a text, such as `utility:lock`. */
export function iconNames(text: string): readonly string[] {
  return text.match(/\b(?:action|custom|doctype|standard|utility):[a-z]\w*/g) ?? [];
}

export function standInFor(module: string): string | undefined {
  const file = join(standIns, `${module}.ts`);
  return existsSync(file) ? file : undefined;
}

function hasStandIn(module: string): boolean {
  return standInFor(module) !== undefined;
}

function sources(): string[] {
  const ours = globSync('*/lwc/*/*.{html,ts}', { cwd: components }).map((file) => join(components, file));
  return [...ours, ...globSync('**/*.ts', { cwd: page }).map((file) => join(page, file))].sort();
}

function tags(template: string): string[] {
  const names = [...template.matchAll(/<lightning-([a-z0-9-]+)/g)].map(([, tag = '']) => tag);
  return names.map((tag) => `lightning/${tag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`);
}

function imports(script: string): string[] {
  return [...script.matchAll(/^import (?!type )[^;]*? from '(lightning\/\w+)'/gm)].map(([, module = '']) => module);
}
