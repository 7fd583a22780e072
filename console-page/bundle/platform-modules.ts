/** The modules that exist on the platform only: `@salesforce/…` made here, `lightning/…` as stand-ins of ../platform. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';
import { customLabels } from './labels.ts';
import { baseComponents, standIns } from './places.ts';
import { standInFor } from './used.ts';

type Maker = (name: string) => string;

/** Throws (as a build error) for a label that the labels file does not have, and for a module that nothing stands in for. */
export function platformModules(): Plugin {
  const labels = customLabels();
  const standIn = (file: string): string => JSON.stringify(join(standIns, file));
  const makers: readonly (readonly [prefix: string, make: Maker])[] = [
    [
      '@salesforce/apex/',
      (name) => `import { apexMethod } from ${standIn('apex.ts')}; export default apexMethod(${JSON.stringify(name)});`,
    ],
    [
      '@salesforce/label/c.',
      (name) => {
        const value = labels.get(name);
        if (value === undefined) throw new Error(`There is no custom label ${name} in CustomLabels.labels-meta.xml.`);
        return `export default ${JSON.stringify(value)};`;
      },
    ],
    [
      '@salesforce/customPermission/',
      (name) => `import { has } from ${standIn('user.ts')}; export default has(${JSON.stringify(name)});`,
    ],
    ['@salesforce/user/Id', () => `export { userId as default } from ${standIn('user.ts')};`],
    ['@salesforce/user/isGuest', () => 'export default false;'],
    [
      '@salesforce/schema/',
      (name) => {
        const [objectApiName, fieldApiName] = name.split('.');
        return `export default ${JSON.stringify({ objectApiName, ...(fieldApiName ? { fieldApiName } : {}) })};`;
      },
    ],
  ];
  const localized = scopedImports();
  const makerOf = (id: string): string | undefined => {
    for (const [prefix, make] of makers) if (id.startsWith(prefix)) return make(id.slice(prefix.length));
    return undefined;
  };
  return {
    name: 'platform-modules',
    resolveId(id) {
      if (id === '@salesforce/apex') return join(standIns, 'apex.ts');
      if (makers.some(([prefix]) => id.startsWith(prefix))) return `\0platform:${id}`;
      return standInFor(id) ?? localized.get(id) ?? null;
    },
    load: (id) => (id.startsWith('\0platform:') ? (makerOf(id.slice('\0platform:'.length)) ?? null) : null),
  };
}

/** `@salesforce/i18n/locale` and the like, as the base components have them: both must agree. */
function scopedImports(): ReadonlyMap<string, string> {
  const { lwc } = JSON.parse(readFileSync(join(baseComponents, 'package.json'), 'utf8')) as {
    lwc: { modules: readonly { name?: string; path?: string }[] };
  };
  return new Map(
    lwc.modules.flatMap(({ name, path }): [string, string][] =>
      name !== undefined && path !== undefined && /^@salesforce\/(i18n|client)\//.test(name)
        ? [[name, join(baseComponents, path)]]
        : [],
    ),
  );
}
