import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError, RotationEventError, stateOf } from '@cert-health/core';
import type { RotationStanding } from '@cert-health/core';
import { hasOnlyLooked } from '../execution/begun-plan.ts';
import { journalName } from '../execution/journal-file.ts';
import type { RotationFolder } from '../execution/rotation-folder.ts';
import { setAside } from './local-home.ts';
import type { OrgRotation } from './org-reading.ts';
import { readJournalFile } from './read-journal-file.ts';
import type { ReadJournalFile } from './read-journal-file.ts';

/** The journal of a rotation in the folder of this machine, while the org's records are what counts. */
export class LocalCopy {
  readonly #own: string;
  readonly #folder: RotationFolder;

  /** @param own Folder of the rotation. */
  constructor(own: string, folder: RotationFolder) {
    this.#own = own;
    this.#folder = folder;
  }

  /**
   * Compares it with the org's records, and brings it up to them.
   *
   * @param org Undefined: the org has none.
   * @returns How the rotation stands by this copy alone, where it is over and the org knows nothing of it.
   * @throws {JournalError} when it knows of something that the org does not.
   */
  async bringUp(id: string, org: OrgRotation | undefined): Promise<RotationStanding | undefined> {
    const { standing, lines } = this.#read();
    if (!org) return this.#alone(id, standing);
    const current = org.current.map(({ line }) => line);
    if (!isStartOf(lines, current)) {
      if (isStartOf(current, lines)) throw lacking(id, lines.length - current.length);
      if (!isOlder(lines, org) && standing && !hasOnlyLooked(standing)) throw this.#other(id);
      this.setAside(standing?.at);
    }
    if (lines.length !== current.length || !isStartOf(lines, current)) {
      await this.#folder.write(journalName, current.map((line) => `${line}\n`).join(''));
    }
    return undefined;
  }

  /** The org has it: a copy that could not be written is brought up at the next run. */
  append(line: string): void {
    try {
      appendFileSync(join(this.#own, journalName), `${line}\n`, { mode: 0o600 });
    } catch {
      // As above.
    }
  }

  setAside(at: string | undefined): void {
    if (existsSync(join(this.#own, journalName))) setAside(this.#own, at);
  }

  #read(): ReadJournalFile {
    try {
      return readJournalFile(join(this.#own, journalName));
    } catch (error) {
      if (!(error instanceof JournalError) && !(error instanceof RotationEventError)) throw error;
      // What cannot be read is kept, and the org's records are gone by.
      this.setAside('damaged');
      return { standing: undefined, lines: [] };
    }
  }

  #alone(id: string, standing: RotationStanding | undefined): RotationStanding | undefined {
    if (standing === undefined) return undefined;
    if (['done', 'undone'].includes(stateOf(standing))) return standing;
    if (!hasOnlyLooked(standing)) {
      throw new JournalError(
        `The org has no record of ${id}, which the journal in ${this.#own} says was begun: the record was deleted, or the rotation was begun with --lock local. Restore the record from the Recycle Bin, or go on on this machine alone with --lock local.`,
      );
    }
    this.setAside(standing.at);
    return undefined;
  }

  #other(id: string): JournalError {
    return new JournalError(
      `${journalName} in ${this.#own} tells of another course than the org's records of ${id}, as when it was begun with --lock local: look at the org, and move that file away where its records are right.`,
    );
  }
}

function isStartOf(lines: readonly string[], all: readonly string[]): boolean {
  return lines.length <= all.length && lines.every((line, index) => line === all[index]);
}

/** Whether it is of a plan that the rotation was begun with earlier. */
function isOlder(lines: readonly string[], { events }: OrgRotation): boolean {
  const all = events.map(({ line }) => line);
  const from = all.indexOf(lines[0] ?? '');
  return from >= 0 && isStartOf(lines, all.slice(from));
}

function lacking(id: string, count: number): JournalError {
  return new JournalError(
    `The org's records of ${id} lack ${count === 1 ? 'an event' : `${count} events`} that the journal of this machine has: restore them from the Recycle Bin, or go on on this machine alone with --lock local.`,
  );
}
