import { foldEvents, nextOf, readJournal } from 'c/certificateEngine';
import type { Next, RotationStanding } from 'c/certificateEngine';
import type { RotationEventRow } from './rows';

/** How a rotation stands by its events: found out by the same code as on the command line. */
export type ReadStanding =
  | { readonly standing: RotationStanding; readonly next: Next }
  /** What is wrong with the events, a sentence. */
  | { readonly problem: string };

/** @param at Now: whether a moment has come hangs on it. */
export function readStanding(events: readonly RotationEventRow[], at: Date): ReadStanding {
  try {
    const lines = events.map(({ Line__c: line }) => `${line ?? ''}\n`).join('');
    const standing = foldEvents(readJournal(lines, 'Events'));
    return { standing, next: nextOf(standing, at) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Name of the file that holds a line which is too long for its field; undefined: the field has it. */
export function lineFile({ Line__c: line, Files__c: files }: RotationEventRow): string | undefined {
  if (line || !files) return undefined;
  const [first] = JSON.parse(files) as readonly { readonly name: string }[];
  return first?.name;
}
