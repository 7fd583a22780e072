/** Where things are, and how the project's own tools are called. Shared by the scripts of this folder. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** The project's own Node: the one that runs this file. */
export const node = process.execPath;

export const bin = (name: string): string => resolve(root, 'node_modules', '.bin', name);

/** Runs a command to its end, its output passed through; rejects with one sentence when it fails. */
export function run(
  command: string,
  args: readonly string[],
  options: { quiet?: boolean; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...options.env },
    });
    let output = '';
    child.stdout?.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr?.on('data', (part: Buffer) => (output += part.toString()));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) return done();
      if (options.quiet) process.stderr.write(output);
      fail(new Error(`${[command, ...args].join(' ').replaceAll(`${root}/`, '')} ended with exit code ${code}.`));
    });
  });
}

/** Ends the script with one sentence instead of a stack trace. */
export function explain(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
