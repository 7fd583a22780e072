import { readFileSync } from 'node:fs';
import { foldEvents, JournalError, readJournal } from '@cert-health/core';
import type { RotationStanding } from '@cert-health/core';

export interface ReadJournalFile {
  /** Undefined: nothing has begun. */
  readonly standing: RotationStanding | undefined;
  /** One event each, without line ends. */
  readonly lines: readonly string[];
}

/**
 * A journal on disk, to be looked at; nothing in it is changed, and a last line without its end is left out.
 *
 * @throws {JournalError | RotationEventError} for one that cannot be believed.
 */
export function readJournalFile(path: string): ReadJournalFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { standing: undefined, lines: [] };
    throw new JournalError(`${path} could not be read (${code ?? 'unknown reason'}).`);
  }
  const events = readJournal(text, path);
  const lines = text.split('\n').slice(0, -1);
  return {
    standing: events.length === 0 ? undefined : foldEvents(events),
    lines: lines.filter((line) => line !== ''),
  };
}
