import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError, RotationEventError } from '@cert-health/core';
import type { JournalFile } from '../execution/journal-file.ts';
import { journalName, openJournal } from '../execution/journal-file.ts';
import { lockLocally } from '../execution/local-lock.ts';
import { rotationFolder } from '../execution/rotation-folder.ts';
import { readPlans } from '../plan-store.ts';
import { readJournalFile } from './read-journal-file.ts';
import type { HeldRotation, Kept, KeptRotation, RotationHome } from './rotation-home.ts';

/** Rotations in a folder of this machine. Its locks keep out other runs on this folder, and nobody else. */
export function localHome(folder: string): RotationHome {
  return {
    place: folder,
    kept: () => Promise.resolve(keptLocally(folder)),
    requests: () => Promise.resolve([]),
    hold: ({ id }) => Promise.resolve().then(() => hold(join(folder, id))),
  };
}

/** What is kept in a folder. */
export function keptLocally(folder: string): Kept {
  const rotations: KeptRotation[] = [];
  const problems: Kept['problems'][number][] = [];
  for (const [id, read] of readPlans(folder)) {
    if ('problem' in read) {
      problems.push({ id, problem: read.problem });
      continue;
    }
    try {
      rotations.push({ id, stored: read.stored, standing: readJournalFile(join(folder, id, journalName)).standing });
    } catch (error) {
      if (!(error instanceof JournalError) && !(error instanceof RotationEventError)) throw error;
      const problem =
        error instanceof JournalError ? error.message : `The journal of ${id} contradicts itself: ${error.message}`;
      problems.push({ id, problem });
    }
  }
  return { rotations, problems };
}

function hold(own: string): HeldRotation {
  const lock = lockLocally(join(own, 'lock.json'), new Date());
  const path = join(own, journalName);
  const now = (): Date => new Date();
  let file: JournalFile;
  try {
    file = openJournal(path, now);
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    told: [lock.takenOver, file.dropped].filter((sentence) => sentence !== undefined),
    journal: {
      get standing() {
        return file.standing;
      },
      record: (event) => Promise.resolve().then(() => file.record(event)),
    },
    folder: rotationFolder(own),
    now,
    startAnew() {
      file.close();
      setAside(own, file.standing?.at);
      file = openJournal(path, now);
      return Promise.resolve();
    },
    stillHeld: () => Promise.resolve(),
    release() {
      file.close();
      lock.release();
      return Promise.resolve();
    },
  };
}

/**
 * Renames a journal, so that another one can begin.
 *
 * @param own Folder of the rotation.
 * @param at ISO date-time of its last event.
 */
export function setAside(own: string, at = ''): void {
  renameSync(join(own, journalName), join(own, `journal-${at.replaceAll(/[^\dTZ]/g, '')}.jsonl`));
}
