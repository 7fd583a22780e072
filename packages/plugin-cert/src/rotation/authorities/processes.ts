import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface CommandRun {
  /** The program and its arguments; no shell is between. */
  readonly command: readonly string[];
  readonly folder: string;
  /** Standard input. */
  readonly input: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is ended. */
  readonly timeLimit: number;
}

export interface CommandEnd {
  /** Exit code; undefined where it did not end by itself, or never began. */
  readonly code?: number;
  /** Why it has no code: a clause. */
  readonly problem?: string;
  readonly output: string;
  readonly errors: string;
}

export interface Processes {
  /** Never rejects. */
  run(run: CommandRun): Promise<CommandEnd>;
}

/** Exit code of a command that means "later" (EX_TEMPFAIL of sysexits.h). */
export const later = 75;
/** Milliseconds that a command may take unless told. */
export const usualTimeLimit = 300_000;

/** Octets of standard output; a chain has some ten thousand. */
const mostOutput = 1024 * 1024;
/** Octets of standard error that are kept. */
const mostErrors = 64 * 1024;

/** Programs of this computer. What a program starts itself ends with it. */
export const processes: Processes = {
  run({ command: [program = '', ...rest], folder, input, environment, timeLimit }) {
    return new Promise((resolve) => {
      const child = spawn(program, rest, {
        cwd: folder,
        env: { ...environment },
        detached: process.platform !== 'win32',
      });
      const output = new Kept(mostOutput);
      const errors = new Kept(mostErrors);
      let problem: string | undefined;
      const end = (why: string): void => {
        problem ??= why;
        endAll(child);
      };
      const timer = setTimeout(() => end(`it did not end within ${timeLimit / 1000} s`), timeLimit);
      child.stdout.on('data', (chunk: Buffer) => {
        if (!output.add(chunk)) end('it wrote more than 1 MB');
      });
      child.stderr.on('data', (chunk: Buffer) => errors.add(chunk));
      // A program that does not read its input is no failure by that.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
      child.on('error', (error: NodeJS.ErrnoException) => {
        problem ??= `it could not be started (${error.code ?? error.message})`;
      });
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        problem ??= code === null ? `it was ended by ${signal}` : undefined;
        resolve({
          ...(problem === undefined ? { code: code ?? 0 } : { problem }),
          output: output.text,
          errors: errors.text,
        });
      });
      // Programs left behind that hold the pipes open must not hold up the rotation.
      child.on('exit', () => setTimeout(() => (child.stdout.destroy(), child.stderr.destroy()), 2000).unref());
    });
  },
};

/** The beginning of what comes. */
class Kept {
  readonly #chunks: Buffer[] = [];
  readonly #most: number;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns false when it is too much. */
  add(chunk: Buffer): boolean {
    if (this.#size < this.#most) this.#chunks.push(chunk.subarray(0, this.#most - this.#size));
    this.#size += chunk.length;
    return this.#size <= this.#most;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

function endAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    // The group that `detached` made; Windows has none.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
