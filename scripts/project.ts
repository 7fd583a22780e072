/** Where things are, and how the project's own tools are called. Shared by the scripts of this folder. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

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

/** The options that a script was given; rejects what it does not know with what it takes. */
export function optionsOf<const Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
  argv: readonly string[] = process.argv.slice(2),
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/);
    const known = Object.entries(options).map(([name, { type }]) => `--${name}${type === 'string' ? ' VALUE' : ''}`);
    throw new Error(`${reason}. It takes ${known.join(', ')}.`, { cause: error });
  }
}

/** Ends the script with one sentence instead of a stack trace. */
export function explain(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
