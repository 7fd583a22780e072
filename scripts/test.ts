/** Every check and test, in the order in which a failure says most. Ends with the test runner's own closing lines. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesOf, runMark } from './leftovers.ts';
import { bin, explain, node, root, run } from './project.ts';

const mark = randomUUID();
const temporary = mkdtempSync(join(tmpdir(), 'cert-health-test-'));

/** Test files that run side by side: Node leaves one core free, which on two cores is half of them. */
const atOnce = `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`;

type Step = readonly [string, () => Promise<void> | void];

/** One after the other; those that stand together in a step share the cores: each of their lists is gone through from its beginning. */
const steps: readonly (Step | readonly (readonly Step[])[])[] = [
  // Steps are processes of their own: what a tool keeps until its process ends is gone when the next one begins.
  ['Build', () => run(node, ['scripts/build.ts'])],
  ['Types of the tests', () => run(node, [bin('tsc'), '-b'])],
  ['Types of the components', () => run(node, [bin('tsc'), '-p', 'force-app'])],
  ['Types of the scripts', () => run(node, [bin('tsc'), '-p', 'scripts'])],
  ['Types of the console page', () => run(node, [bin('tsc'), '-p', 'console-page'])],
  ['Types of the browser tests', () => run(node, [bin('tsc'), '-p', 'test-browser'])],
  [
    [['Lint', () => run(node, [bin('eslint'), '.'])]],
    [
      ['Format', () => run(node, [bin('prettier'), '--check', '--log-level', 'warn', '.'])],
      ['Apex, metadata and components, without an org', () => run(node, ['scripts/verify.ts'])],
    ],
  ],
  ['Apex tests, on our own runner', () => run(node, ['scripts/test-apex.ts'])],
  [
    'Apex tests, by a German in Tokyo beside a schedule',
    () => run(node, ['scripts/test-apex.ts', '--time-zone', 'Asia/Tokyo', '--locale', 'de_DE', '--scheduled']),
  ],
  ['Lightning web components', () => run(node, [bin('sfdx-lwc-jest'), '--', '--coverage', '--silent'])],
  ['The app in a browser', () => run(node, ['scripts/test-browser.ts'])],
  [
    'Packages and scripts',
    () =>
      run(
        node,
        ['--conditions=source', '--test', atOnce, 'packages/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
        {
          // The client library would start a log file in the person's home.
          env: { SF_DISABLE_LOG_FILE: 'true' },
        },
      ),
  ],
  ['Nothing is left behind', nothingLeft],
];

/** Every process that was started has ended, and no test left a file in the folder for temporary ones. */
function nothingLeft(): void {
  const running = processesOf(mark);
  if (!running) process.stdout.write('   Processes are not checked: this system does not show whose they are.\n');
  const files = readdirSync(temporary).filter((name) => !kept.some((pattern) => pattern.test(name)));
  const left = [
    ...(running ?? []).map(({ pid, command }) => `process ${pid}, ${command}`),
    ...files.map((name) => `temporary file or folder ${name}`),
  ];
  if (left.length > 0) throw new Error(`Left behind:\n${left.map((one) => `  ${one}`).join('\n')}`);
}

/** What tools of others keep for their next run. */
const kept = [
  /^node-compile-cache$/,
  /^jest_/,
  /^v8-compile-cache/,
  /^hsperfdata_/,
  // The browser of @sparticuz/chromium is unpacked there.
  /^(?:chromium|fonts|locales|vk_swiftshader_icd\.json|lib(?:EGL|GLESv2|vk_swiftshader|vulkan)\.so(?:\.1)?)$/,
];

// Whatever browsers and client libraries keep for a person goes there.
const home = join(root, 'build', 'test-home');
mkdirSync(home, { recursive: true });
Object.assign(process.env, { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' });
Object.assign(process.env, { [runMark]: mark, TMPDIR: temporary, TMP: temporary, TEMP: temporary });
// Each file of tests is a process of its own: what one has stripped of its types and compiled, the next one loads.
process.env['NODE_COMPILE_CACHE'] = join(temporary, 'node-compile-cache');
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));

const isOne = (step: (typeof steps)[number]): step is Step => typeof step[0] === 'string';

async function take([title, step]: Step): Promise<void> {
  const began = performance.now();
  process.stdout.write(`\n── ${title}\n`);
  await step();
  process.stdout.write(`   ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

/** Rejects when a list does, after all have ended: nothing goes on running. */
async function takeTogether(lists: readonly (readonly Step[])[]): Promise<void> {
  const ends = await Promise.allSettled(
    lists.map(async (list) => {
      for (const step of list) await take(step);
    }),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

try {
  for (const step of steps) await (isOne(step) ? take(step) : takeTogether(step));
} catch (error) {
  explain(error);
}
