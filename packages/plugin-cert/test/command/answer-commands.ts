/** The program of a kept process: runs one command after the other, each as bin/run.js would, and answers with how it ended. */
import { fileURLToPath } from 'node:url';
import { execute } from '@oclif/core';
import { ConfigAggregator, SfProject, StateAggregator } from '@salesforce/core';
import type { Outcome } from './run-command.ts';

/** A command, without `cert`. */
export interface Asked {
  readonly args: readonly string[];
  readonly cwd: string;
}

const runner = new URL('../../bin/run.js', import.meta.url);
const begunIn = process.cwd();
const endProcess = process.exit.bind(process);

async function outcomeOf({ args, cwd }: Asked): Promise<Outcome> {
  process.chdir(cwd);
  process.argv = [process.execPath, fileURLToPath(runner), 'cert', ...args];
  process.exitCode = undefined;
  await forgetPeople();
  const stdout = textOf(process.stdout);
  const stderr = textOf(process.stderr);
  let exited: number | undefined;
  // The framework ends the process after an error, and does nothing after that.
  process.exit = ((code?: number) => void (exited ??= code ?? 0)) as typeof process.exit;
  await execute({ dir: runner.href });
  // What is written when a command is over is a part of it.
  await new Promise(setImmediate);
  const exitCode = exited ?? Number(process.exitCode ?? 0);
  forgetListeners();
  process.chdir(begunIn);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

/** The client library remembers log-ins, settings and projects as long as a process lives. */
async function forgetPeople(): Promise<void> {
  StateAggregator.clearInstance();
  SfProject.clearInstances();
  await (await ConfigAggregator.create()).reload();
}

/** Of the framework, which listens anew with every command. */
function forgetListeners(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']) process.removeAllListeners(signal);
  process.stdout.removeAllListeners('drain');
}

/** Keeps what is written to a stream from now on. Gives it as text. */
function textOf(stream: NodeJS.WriteStream): () => string {
  const parts: Buffer[] = [];
  type Told = () => void;
  stream.write = (part: Uint8Array | string, encoding?: BufferEncoding | Told, done?: Told): boolean => {
    const encoded = typeof encoding === 'string' ? encoding : 'utf8';
    parts.push(typeof part === 'string' ? Buffer.from(part, encoded) : Buffer.from(part));
    const told = typeof encoding === 'function' ? encoding : done;
    if (told) process.nextTick(told);
    return true;
  };
  return () => Buffer.concat(parts).toString('utf8');
}

process.once('disconnect', () => endProcess(0));
process.on('message', (asked: Asked) => void outcomeOf(asked).then((outcome) => process.send?.(outcome)));
