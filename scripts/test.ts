/** Every check and test, in the order in which a failure says most. Ends with the test runner's own closing lines. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { bin, explain, node, root, run } from './project.ts';
import { verify } from './verify.ts';

const steps: readonly [string, () => Promise<void>][] = [
  ['Build', build],
  ['Types of the tests', () => run(node, [bin('tsc'), '-b'])],
  ['Types of the components', () => run(node, [bin('tsc'), '-p', 'force-app'])],
  ['Types of the scripts', () => run(node, [bin('tsc'), '-p', 'scripts'])],
  ['Types of the console page', () => run(node, [bin('tsc'), '-p', 'console-page'])],
  ['Types of the browser tests', () => run(node, [bin('tsc'), '-p', 'test-browser'])],
  ['Lint', () => run(node, [bin('eslint'), '.'])],
  ['Format', () => run(node, [bin('prettier'), '--check', '--log-level', 'warn', '.'])],
  ['Apex, metadata and components, without an org', verify],
  ['Lightning web components', () => run(node, [bin('sfdx-lwc-jest'), '--', '--coverage', '--silent'])],
  ['The app in a browser', () => run(node, ['scripts/test-browser.ts'])],
  [
    'Packages and scripts',
    () =>
      run(node, ['--conditions=source', '--test', 'packages/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'], {
        // The client library would start a log file in the person's home.
        env: { SF_DISABLE_LOG_FILE: 'true' },
      }),
  ],
];

// Whatever browsers and client libraries keep for a person goes there.
const home = join(root, 'build', 'test-home');
mkdirSync(home, { recursive: true });
Object.assign(process.env, { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' });

try {
  for (const [title, step] of steps) {
    const began = performance.now();
    process.stdout.write(`\n── ${title}\n`);
    await step();
    process.stdout.write(`   ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  }
} catch (error) {
  explain(error);
}
