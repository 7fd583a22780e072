import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

/** Another run is at it; the message is one sentence. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** A lock on this machine's disk, until it is given back. */
export interface LocalLock {
  /** Whose lock was taken over, a sentence. */
  readonly takenOver?: string;
  release(): void;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Keeps a second run on the same folder out. A lock whose process is gone is taken over, and that is told; one of another
 * machine never, as nobody here can tell whether that still runs.
 *
 * @throws {LockedError}
 */
export function lockLocally(path: string, now: Date, isRunning = runsHere): LocalLock {
  mkdirSync(dirname(path), { recursive: true });
  if (written(path, now)) return { release: () => rmSync(path, { force: true }) };
  const owner = ownerIn(path);
  const isStale = owner?.host === hostname() && !isRunning(owner.pid);
  if (!owner || !isStale) throw locked(path, owner);
  rmSync(path, { force: true });
  if (!written(path, now)) throw locked(path, ownerIn(path));
  return {
    takenOver: `The run that began at ${owner.since} has ended without an end; it is gone on with.`,
    release: () => rmSync(path, { force: true }),
  };
}

function locked(path: string, owner: Owner | undefined): LockedError {
  const who = owner ? `since ${owner.since} on ${owner.host} (process ${owner.pid})` : 'by a process that is not known';
  return new LockedError(
    `Another run holds this rotation, ${who}: wait until it is over, or, when you know that it is, delete ${path}.`,
  );
}

function written(path: string, now: Date): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    const owner: Owner = { pid: process.pid, host: hostname(), since: now.toISOString() };
    writeSync(file, JSON.stringify(owner));
    fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}

function ownerIn(path: string): Owner | undefined {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string' && typeof since === 'string'
      ? { pid, host, since }
      : undefined;
  } catch {
    // It was being written when its process stopped, or is gone by now: nobody can tell.
    return undefined;
  }
}

/** A signal of number 0 only asks (kill(2)). */
function runsHere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
