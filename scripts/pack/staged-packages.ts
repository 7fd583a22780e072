/**
 * Puts together what a package holds, file by file, in a folder of its own. The folders of the repository cannot be packed as they are: the
 * plugin's core lies beside it, not in it, and their manifests speak of sources (docs/decisions/075).
 */
import { copyFileSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../project.ts';
import { installedPackages } from './installed-packages.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

/** Where a release comes from; npm holds the address against the one that the provenance names. */
export interface Origin {
  /** Such as `https://github.com/owner/name`. */
  readonly repository?: string | undefined;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: string;
  readonly type: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly sideEffects?: boolean;
  readonly oclif?: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
}

const coreFolder = join(root, 'packages', 'core');
const pluginFolder = join(root, 'packages', 'plugin-cert');
const licensesFile = 'THIRD-PARTY-LICENSES.md';
const bundledCore = '@cert-health/core';

/** Stages the core: one file for Node, one for browsers, and the types that they speak of. */
export function stageCore(folder: string, origin: Origin): void {
  const manifest = readManifest(coreFolder);
  copyDocuments(coreFolder, folder);
  copyBundle('index.js', join(folder, 'dist'));
  copyBundle('browser.js', join(folder, 'dist'));
  copyTypes(join(folder, 'lib'));
  writeFileSync(join(folder, licensesFile), thirdPartyLicenses(manifest.name, installedPackages('packages/core')));
  writeManifest(folder, {
    ...common(manifest, origin),
    exports: {
      '.': { types: './lib/index.d.ts', browser: './dist/browser.js', default: './dist/index.js' },
    },
    sideEffects: false,
    files: ['dist', 'lib', licensesFile, 'CHANGELOG.md'],
    dependencies: manifest.dependencies,
  });
}

/** Stages the plugin, with the core's file for Node in it: whatever installs the plugin's file has all of ours. */
export function stagePlugin(folder: string, origin: Origin): void {
  const manifest = readManifest(pluginFolder);
  const core = readManifest(coreFolder);
  copyDocuments(pluginFolder, folder);
  copyCommands(join(folder, 'lib'));
  for (const name of ['messages', 'schemas']) cpSync(join(pluginFolder, name), join(folder, name), { recursive: true });
  for (const part of ['checks', 'uses']) copyPages(part, join(folder, 'docs', part));
  copyMade(join(pluginFolder, 'oclif.manifest.json'), join(folder, 'oclif.manifest.json'));
  writeFileSync(join(folder, licensesFile), thirdPartyLicenses(manifest.name, packagesOfThePlugin()));
  writeManifest(folder, {
    ...common(manifest, origin),
    exports: manifest.exports,
    files: ['docs', 'lib', 'messages', 'schemas', 'oclif.manifest.json', licensesFile, 'CHANGELOG.md'],
    oclif: manifest.oclif,
    dependencies: manifest.dependencies,
    bundleDependencies: [bundledCore],
  });
  const inside = join(folder, 'node_modules', ...bundledCore.split('/'));
  copyBundle('index.js', join(inside, 'dist'));
  copyFileSync(join(root, 'LICENSE'), join(inside, 'LICENSE'));
  const { name, version, description, license, type, engines } = core;
  // Digests in JavaScript are for browsers: this file has no dependency.
  const exports = './dist/index.js';
  writeManifest(inside, { name, version, description, license, type, exports, engines, files: ['dist'] });
}

/** What the plugin has npm fetch. The core's own dependency is for browsers, and not asked for. */
export const packagesOfThePlugin = (): ReturnType<typeof installedPackages> =>
  installedPackages('packages/plugin-cert');

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function writeManifest(folder: string, manifest: object): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function common(manifest: Manifest, { repository }: Origin): object {
  const { name, version, description, keywords, license, type, engines } = manifest;
  return {
    name,
    version,
    description,
    keywords,
    license,
    type,
    engines,
    ...(repository && {
      homepage: `${repository}#readme`,
      repository: { type: 'git', url: `git+${repository}.git` },
      bugs: { url: `${repository}/issues` },
    }),
  };
}

function copyDocuments(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, 'README.md'), join(to, 'README.md'));
  for (const name of ['LICENSE', 'CHANGELOG.md']) copyFileSync(join(root, name), join(to, name));
}

/** Copies a file that the build makes. */
function copyMade(from: string, to: string): void {
  if (!existsSync(from)) throw new Error(`${from.slice(root.length + 1)} is not there: npm run build makes it.`);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** A bundle of the core and the parts that it loads on demand. */
function copyBundle(name: string, to: string): void {
  const from = join(coreFolder, 'dist');
  copyMade(join(from, name), join(to, name));
  for (const [, part = ''] of readFileSync(join(from, name), 'utf8').matchAll(/import\('\.\/([\w-]+\.js)'\)/g)) {
    copyMade(join(from, part), join(to, part));
  }
}

/** The pages of the checks and uses, which `sf cert checks --explain` shows; their list is for who reads the repository. */
function copyPages(part: string, to: string): void {
  const from = join(root, 'docs', part);
  mkdirSync(to, { recursive: true });
  for (const page of globSync('*.md', { cwd: from, exclude: ['README.md'] }))
    copyFileSync(join(from, page), join(to, page));
}

/** The compiled commands and all they import. The compiler leaves what it once made of a source that is gone: that stays behind. */
function copyCommands(to: string): void {
  for (const source of globSync('**/*.ts', { cwd: join(pluginFolder, 'src'), exclude: ['**/*.d.ts'] })) {
    const compiled = source.replace(/\.ts$/, '.js');
    copyMade(join(pluginFolder, 'lib', compiled), join(to, compiled));
  }
}

/** The types that can be reached from those of the entry. */
function copyTypes(to: string): void {
  const copied = new Set<string>();
  const open = ['index.d.ts'];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (copied.has(file)) continue;
    copied.add(file);
    const from = join(coreFolder, 'lib', file);
    copyMade(from, join(to, file));
    for (const [, path = ''] of readFileSync(from, 'utf8').matchAll(/(?:from |import\()'(\.[^'\n]+)\.ts'/g)) {
      open.push(join(dirname(file), `${path}.d.ts`));
    }
  }
}
