import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { JournalStoppedError } from '../execution/journal-file.ts';
import { readableHome } from './choose-home.ts';
import { keptLocally } from './local-home.ts';
import type { Kept } from './rotation-home.ts';

/**
 * What the org keeps of rotations and this machine, and where that is, for people; what the org does not tell is told as such.
 */
export async function keptOf(
  connection: Connection | undefined,
  folder: string,
): Promise<{ readonly kept: Kept; readonly place: string }> {
  if (!connection) return { kept: readable(folder), place: folder };
  const home = await readableHome(connection, folder);
  try {
    return { kept: await home.kept(), place: home.place };
  } catch (error) {
    if (!(error instanceof JournalStoppedError)) throw error;
    const { rotations, problems } = readable(folder);
    return { kept: { rotations, problems: [...problems, { id: '', problem: error.message }] }, place: folder };
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
