import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isolated } from '../fixtures/home.ts';
import type { Asked } from './answer-commands.ts';

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

/** What a command is run with: of whoever runs the tests, only where programs are. */
const environmentOf = (env: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_OPTIONS: process.env['CERT_TEST_NODE_OPTIONS'],
  ...isolated,
  ...env,
});

/** The processes that wait for their next command, by the environment that they were started with. */
const waiting = new Map<string, ChildProcess[]>();

/**
 * Runs a command of the plugin with a home of its own, in a process that stays for the next one with the same environment: most of what
 * a command costs is loading the client library. For tests that look at what a command says and does, and at its exit code. How a
 * process starts and ends is tried with `runInOwnProcess`.
 */
export async function runCommand(
  args: readonly string[],
  { cwd = process.cwd(), env }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const environment = environmentOf(env);
  const key = JSON.stringify(environment);
  const idle = waiting.get(key) ?? [];
  waiting.set(key, idle);
  const child = idle.pop() ?? startAnswering(environment);
  const outcome = await answerOf(child, { args, cwd });
  idle.push(child);
  return outcome;
}

function startAnswering(env: NodeJS.ProcessEnv): ChildProcess {
  const program = fileURLToPath(new URL('./answer-commands.ts', import.meta.url));
  // What Node itself was told (a loader, a condition) is no part of the command that is tried.
  return fork(program, { env, execArgv: [], stdio: ['pipe', 'inherit', 'inherit', 'ipc'] });
}

/** Rejects when the process ends instead of answering. One that waits for its next command keeps nobody waiting. */
function answerOf(child: ChildProcess, asked: Asked): Promise<Outcome> {
  child.ref();
  child.channel?.ref();
  return new Promise((resolve, reject) => {
    const onEnd = (code: number | null, signal: string | null): void =>
      reject(new Error(`The process ended with ${signal ?? code} during sf cert ${asked.args.join(' ')}`));
    child.once('exit', onEnd).once('error', reject);
    child.once('message', (outcome: Outcome) => {
      child.off('exit', onEnd).off('error', reject);
      child.unref();
      child.channel?.unref();
      resolve(outcome);
    });
    child.send(asked);
  });
}

/** Runs the plugin as a user does, in a process of its own with a home of its own. */
export function runInOwnProcess(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const runner = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
  // What Node itself was told (a loader, a condition) is no part of the command that is tried.
  const child = spawn(process.execPath, [runner, 'cert', ...args], {
    cwd: options.cwd,
    env: environmentOf(options.env),
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
