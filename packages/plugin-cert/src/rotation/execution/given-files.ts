import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MAX_FILE } from '@cert-health/core';
import type { KeptRequest } from '../kept-requests.ts';
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
  /** A signing request that is kept, as a plan names it: below the folder of rotations, or where other machines see it too. */
  request(path: string): Promise<Uint8Array | undefined>;
  /** Path of what people put into the folder of this rotation, for `read` and to be shown. */
  inbox(name: string): string;
}

/**
 * @param base Folder of the settings: paths in them begin there.
 * @param folder Where rotations are kept.
 * @param own Folder of this rotation.
 * @param requests Signing requests that are kept elsewhere; left out: none.
 */
export function givenFiles({
  base,
  folder,
  own,
  requests = () => Promise.resolve([]),
}: {
  readonly base: string;
  readonly folder: string;
  readonly own: string;
  readonly requests?: () => Promise<readonly KeptRequest[]>;
}): GivenFiles {
  return {
    read: (path) => contentOf(resolve(base, path), path),
    async request(path) {
      const content = await contentOf(resolve(folder, path), path);
      if (content !== undefined) return content;
      const text = (await requests()).find((one) => one.path === path)?.text;
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
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
