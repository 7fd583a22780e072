import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MAX_FILE } from '@cert-health/core';
import { StepProblem } from './step-problem.ts';

/** Files that people put down for a rotation. They lie on this machine, and are read anew each time. */
export interface GivenFiles {
  /**
   * A file that the settings name, relative to them.
   *
   * @returns undefined: it is not there.
   * @throws {StepProblem} when it cannot be read.
   */
  read(path: string): Promise<Uint8Array | undefined>;
  /** A file below the folder of rotations, as a plan names it. */
  kept(path: string): Promise<Uint8Array | undefined>;
  /** Path of what people put into the folder of this rotation, for `read` and to be shown. */
  inbox(name: string): string;
}

/**
 * @param base Folder of the settings: paths in them begin there.
 * @param folder Where rotations are kept.
 * @param own Folder of this rotation.
 */
export function givenFiles({
  base,
  folder,
  own,
}: {
  readonly base: string;
  readonly folder: string;
  readonly own: string;
}): GivenFiles {
  return {
    read: (path) => contentOf(resolve(base, path), path),
    kept: (path) => contentOf(resolve(folder, path), path),
    inbox: (name) => join(own, name),
  };
}

async function contentOf(path: string, shown: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE) throw new StepProblem(`${shown} is too large to hold certificates; put them alone there.`);
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === undefined) throw error;
    throw new StepProblem(`${shown} could not be read (${code}); check the path and its permissions.`);
  }
}
