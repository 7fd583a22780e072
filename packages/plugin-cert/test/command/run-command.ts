import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isolated } from '../fixtures/home.ts';

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** For a command that looks at servers of made-up companies: their names are asked of nobody. */
export const onlyLoopbackNames = {
  NODE_OPTIONS: [
    process.env['CERT_TEST_NODE_OPTIONS'],
    `--import ${new URL('../fixtures/known-names.mjs', import.meta.url).href}`,
  ]
    .filter(Boolean)
    .join(' '),
};

/** Runs the plugin as a user does, in a process of its own with a home of its own. */
export function runCommand(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const runner = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
  // What Node itself was told (a loader, a condition) is no part of the command that is tried.
  const child = spawn(process.execPath, [runner, 'cert', ...args], {
    cwd: options.cwd,
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: process.env['CERT_TEST_NODE_OPTIONS'],
      ...isolated,
      ...options.env,
    },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}

/** The JSON document that a command printed; fails when stdout holds anything else. */
export function jsonOf<T>({ stdout }: Outcome): { status: number; result: T; warnings: unknown[] } {
  return JSON.parse(stdout) as { status: number; result: T; warnings: unknown[] };
}
