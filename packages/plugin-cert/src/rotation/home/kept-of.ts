import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { JournalStoppedError } from '../execution/journal-file.ts';
import { readableHome } from './choose-home.ts';
import { keptLocally } from './local-home.ts';
import type { Kept, RotationHome } from './rotation-home.ts';

export interface KeptOf {
  readonly kept: Kept;
  /** Where that is, for people. */
  readonly place: string;
  readonly requests: RotationHome['requests'];
}

/**
 * What the org keeps of rotations and this machine; what the org does not tell is told as such.
 */
export async function keptOf(connection: Connection | undefined, folder: string): Promise<KeptOf> {
  if (!connection) return { kept: readable(folder), place: folder, requests: () => Promise.resolve([]) };
  const home = await readableHome(connection, folder);
  const requests = (): ReturnType<RotationHome['requests']> => home.requests();
  try {
    return { kept: await home.kept(), place: home.place, requests };
  } catch (error) {
    if (!(error instanceof JournalStoppedError)) throw error;
    const { rotations, problems } = readable(folder);
    const told = [...problems, { id: '', problem: error.message }];
    return { kept: { rotations, problems: told }, place: folder, requests };
  }
}

/** @throws {SfError} where the folder cannot be read. */
function readable(folder: string): Kept {
  try {
    return keptLocally(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string') throw error;
    throw new SfError(`${folder} cannot be read (${code}); check rotation.folder in the settings.`, 'RotationError');
  }
}
