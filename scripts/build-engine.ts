/**
 * Bundles the core for the browser, as Lightning web components without markup: build/engine/lwc, one folder a module, for
 * an org; build/engine/<module>.js, the same with relative imports, for pages without one; build/engine/certificateEngine.cjs
 * in one piece for Jest. Built again only when a source changed. Why it is cut this way: docs/decisions/019.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import type { Plugin, RollupBuild } from 'rollup';
import { explain, root } from './project.ts';

const core = join(root, 'packages', 'core', 'src');
const component = join(root, 'force-app', 'main', 'console', 'lwc', 'certificateEngine');
const entry = join(component, 'certificateEngine.ts');

/** What `npm run build` makes for the browser. */
export const engineFolder = join(root, 'build', 'engine');

/** Files of core/checks that checks have in common. */
const shared = [
  ...[
    'answered-request',
    'chain-shape',
    'check',
    'client-authentication',
    'ending-words',
    'hierarchy',
    'listed-anchor',
  ],
  ...['made-by-salesforce', 'permission-holders', 'remedy', 'renewal', 'rollover', 'root-standing', 'stake', 'unused'],
  ...['uses-of-holding', 'verified-chains'],
];

/** What stands in a module of its own, the first that fits; imports go one way. */
const parts: readonly (readonly [module: string, files: RegExp])[] = [
  ['certificateStakes', new RegExp(`^checks/(${shared.join('|')})\\.`)],
  ['certificateChecks', /^checks\//],
  ['certificateUses', /^uses\//],
  ['certificateRules', /^(policy|trust(?!\/generated))\//],
  ['certificateInventory', /^(findings|inventory|secrets)\//],
  ['certificateChains', /^chain\//],
  ['certificateReader', /^x509\//],
  ['rootProgramRoots', /^trust\/generated\/known-roots\./],
  ['rootProgramData', /^trust\/generated\//],
];

/** The page that Jest has in place of a browser (jsdom) does not decode text. */
const forJest = "const { TextDecoder } = require('node:util');";

/** Every module of the engine; `certificateEngine` is the one to import from. */
export const engineModules: readonly string[] = ['certificateEngine', ...parts.map(([name]) => name)];

/** Copies the modules into a folder of components. */
export function putEngine(components: string): void {
  cpSync(join(engineFolder, 'lwc'), components, { recursive: true });
}

export async function buildEngine(): Promise<void> {
  const inputs = hashOfInputs();
  const stamp = join(engineFolder, 'inputs.sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  const bundle = await rollup({
    input: { certificateEngine: entry },
    plugins: [typeScriptOfCore(), nodeResolve({ browser: true })],
    treeshake: { moduleSideEffects: false },
    onwarn: (warning) => {
      throw new Error(`The engine could not be bundled: ${warning.message}`);
    },
  });
  // Put in place as a whole: tests that run side by side may each find it out of date.
  const partial = `${engineFolder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  for (const [name, code] of await modulesOf(bundle)) writeModule(partial, name, code);
  await bundle.write({ dir: partial, entryFileNames: '[name].cjs', format: 'cjs', banner: forJest });
  await bundle.close();
  writeFileSync(join(partial, 'inputs.sha256'), inputs);
  rmSync(engineFolder, { recursive: true, force: true });
  renameSync(partial, engineFolder);
}

/** Names are kept, so that an error in an org can be read; only space is taken out (docs/decisions/019). */
async function modulesOf(bundle: RollupBuild): Promise<[name: string, code: string][]> {
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    manualChunks: moduleOf,
    minifyInternalExports: false,
    hoistTransitiveImports: false,
  });
  return Promise.all(
    output.map(async (part): Promise<[string, string]> => {
      if (part.type !== 'chunk' || !engineModules.includes(part.name) || part.dynamicImports.length > 0)
        throw new Error(`The engine has a part that no org would take: ${part.fileName}.`);
      const slim = { minifyWhitespace: true, legalComments: 'none', charset: 'utf8' } as const;
      return [part.name, noticeFor(part.moduleIds) + (await transform(part.code, slim)).code];
    }),
  );
}

/** The one piece of code by others, digests for browsers, is given on with its license. */
function noticeFor(sources: readonly string[]): string {
  if (!sources.some((id) => id.includes('/@noble/hashes/'))) return '';
  const license = readFileSync(join(root, 'node_modules', '@noble', 'hashes', 'LICENSE'), 'utf8').trim();
  return `/*\nDigests: @noble/hashes\n\n${license}\n*/\n`;
}

function moduleOf(id: string): string | undefined {
  if (id.includes('/@noble/hashes/')) return 'certificateReader';
  const path = id.startsWith(core) ? id.slice(core.length + 1).replaceAll('\\', '/') : '';
  return parts.find(([, files]) => files.test(path))?.[0];
}

function writeModule(target: string, name: string, code: string): void {
  const folder = join(target, 'lwc', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(target, `${name}.js`), code);
  writeFileSync(join(folder, `${name}.js`), code.replaceAll(/(["'])\.\/(\w+)\.js\1/g, '"c/$2"'));
  cpSync(join(component, 'certificateEngine.js-meta.xml'), join(folder, `${name}.js-meta.xml`));
}

/** The platform's compiler takes private fields and not private methods. */
function typeScriptOfCore(): Plugin {
  const options = { loader: 'ts', target: 'es2022', supported: { 'class-private-method': false } } as const;
  return {
    name: 'typescript-of-core',
    resolveId: (id) => (id === '@cert-health/core' ? join(core, 'index.ts') : null),
    transform: async (code, id) =>
      id.endsWith('.ts') ? { code: (await transform(code, options)).code, map: null } : null,
  };
}

function hashOfInputs(): string {
  const hash = createHash('sha256');
  const sources = globSync('**/*.ts', { cwd: core }).sort();
  const others = [entry, `${entry.slice(0, -3)}.js-meta.xml`, import.meta.filename, join(root, 'package-lock.json')];
  for (const file of [...sources.map((source) => join(core, source)), ...others]) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

if (import.meta.main) await buildEngine().catch(explain);
