/** Compiles every component with the compiler that the platform publishes, as an org does with a customer's components. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Issue } from './issue.ts';

interface Compiler {
  readonly compile: (options: object) => Promise<{
    readonly success: boolean;
    readonly diagnostics?: readonly { readonly message: string; readonly location?: { readonly line: number } }[];
  }>;
}

/** An org takes at most so many characters in one script. Source: LWC Developer Guide, component limits; 128 KB in older copies. */
const longest = 1_000_000;

/** @param folder The built components: JavaScript only. */
export async function platformCompile(folder: string): Promise<Issue[]> {
  const { compile } = createRequire(import.meta.url)('@lwc/sfdc-lwc-compiler') as Compiler;
  const issues: Issue[] = [];
  for (const meta of globSync('**/lwc/*/*.js-meta.xml', { cwd: folder })) {
    const bundle = dirname(meta);
    const name = basename(bundle);
    const names = readdirSync(join(folder, bundle)).filter((file) => /\.(js|ts|html|css)$/.test(file));
    const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(folder, bundle, file), 'utf8')]));
    const source = files[`${name}.js`];
    if (source === undefined) {
      // The compiler takes a template alone for a component that has no behavior.
      issues.push({ file: bundle, message: `${name}.js is missing: the component would do nothing.` });
      continue;
    }
    if (source.length > longest) issues.push({ file: bundle, message: `${name}.js is longer than an org takes.` });
    const result = await compile({
      bundle: { namespace: 'c', name, type: 'platform', files, apiVersion: 66 },
      outputConfigs: [{ minify: false, env: { NODE_ENV: 'development' } }],
    });
    if (result.success) continue;
    for (const { message, location } of result.diagnostics ?? []) {
      issues.push({ file: bundle, ...(location ? { line: location.line } : {}), message });
    }
  }
  return issues;
}
