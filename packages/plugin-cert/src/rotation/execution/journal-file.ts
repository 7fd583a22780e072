import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { applyEvent, eventAt, foldEvents, journalLine, readJournal } from '@cert-health/core';
import type { NewEvent, RotationEvent, RotationStanding } from '@cert-health/core';

/** Name of the journal beside a plan. */
export const journalName = 'journal.jsonl';

/** What has happened of one rotation, and the only way to add to it. */
export interface Journal {
  /** Undefined: nothing has begun. */
  readonly standing: RotationStanding | undefined;
  /**
   * Adds an event. When this is over, the event would survive a crash; what it announces comes after it.
   *
   * @throws {RotationEventError} for an event that may not happen now.
   * @throws {JournalStoppedError} when it could not be kept: whatever it announces must not be done.
   */
  record(event: NewEvent): Promise<RotationStanding> | RotationStanding;
}

/** A journal in a file, until it is closed. */
export interface JournalFile extends Journal {
  record(event: NewEvent): RotationStanding;
  /** Of a last line that was being written when the machine stopped, and was dropped: one sentence. */
  readonly dropped?: string;
  close(): void;
}

/** Raised when a journal cannot be kept; the message is one sentence that says what to do. */
export class JournalStoppedError extends Error {
  override readonly name = 'JournalStoppedError';
}

/** What is done with the file, so that a full disk can be tried. */
export interface JournalDisk {
  /** @returns Octets that were written, perhaps fewer than given. */
  write(file: number, bytes: Uint8Array): number;
  flush(file: number): void;
}

const ownDisk: JournalDisk = { write: (file, bytes) => writeSync(file, bytes), flush: (file) => fsyncSync(file) };

/**
 * Opens the journal of a rotation, or begins it. Events are only ever added, one line each, and flushed one by one. A
 * last line without its end did not happen: it is cut off, and that is told.
 *
 * @throws {JournalError} for one that is damaged.
 * @throws {RotationEventError} for one that contradicts itself.
 * @throws {JournalStoppedError} for one that cannot be read or written.
 */
export function openJournal(path: string, now: () => Date, disk: JournalDisk = ownDisk): JournalFile {
  const file = opened(path);
  try {
    const bytes = readFileSync(file);
    const whole = bytes.subarray(0, bytes.lastIndexOf(LINE_END) + 1);
    const events = readJournal(whole.toString('utf8'), path);
    const standing = events.length === 0 ? undefined : foldEvents(events);
    if (whole.length === bytes.length) return new OpenJournal({ path, file, now, disk }, standing, whole.length);
    // Else the next line would go on in the midst of this one.
    ftruncateSync(file, whole.length);
    disk.flush(file);
    const dropped = `The last line of ${path} was cut off while it was written, so that what it says did not happen; it was dropped.`;
    return new OpenJournal({ path, file, now, disk }, standing, whole.length, dropped);
  } catch (error) {
    closeSync(file);
    throw stopped(path, error);
  }
}

const LINE_END = 0x0a;

interface Place {
  readonly path: string;
  readonly file: number;
  readonly now: () => Date;
  readonly disk: JournalDisk;
}

class OpenJournal implements JournalFile {
  readonly dropped?: string;
  readonly #place: Place;
  #standing: RotationStanding | undefined;
  #length: number;
  #broken = false;

  constructor(place: Place, standing: RotationStanding | undefined, length: number, dropped?: string) {
    this.#place = place;
    this.#standing = standing;
    this.#length = length;
    if (dropped !== undefined) this.dropped = dropped;
  }

  get standing(): RotationStanding | undefined {
    return this.#standing;
  }

  record(added: NewEvent): RotationStanding {
    const event: RotationEvent = eventAt(this.#place.now(), added);
    const after = this.#standing === undefined ? foldEvents([event]) : applyEvent(this.#standing, event);
    this.#append(Buffer.from(journalLine(event)));
    this.#standing = after;
    return after;
  }

  close(): void {
    closeSync(this.#place.file);
  }

  #append(line: Uint8Array): void {
    const { path, file, disk } = this.#place;
    if (this.#broken) throw new JournalStoppedError(`${path} could not be written before; run the command again.`);
    if (fstatSync(file).size !== this.#length) {
      this.#broken = true;
      throw new JournalStoppedError(
        `Something else writes ${path} at the same time; wait until the other run is over, and run the command again.`,
      );
    }
    try {
      for (let written = 0; written < line.length;) written += disk.write(file, line.subarray(written));
      disk.flush(file);
      this.#length += line.length;
    } catch (error) {
      this.#broken = true;
      takeBack(file, this.#length);
      throw stopped(path, error);
    }
  }
}

function opened(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'a+', 0o600);
    if (fstatSync(file).size === 0) flushFolder(dirname(path));
    return file;
  } catch (error) {
    throw stopped(path, error);
  }
}

/** The name of a file survives a crash when its folder is flushed, where a system can do that. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What was announced is not done, so that it is not left announced; where that fails too, the next run drops half a line. */
function takeBack(file: number, length: number): void {
  try {
    ftruncateSync(file, length);
  } catch {
    // The disk takes nothing any more; the error that is told is the first one.
  }
}

/** Errors of the file system become sentences; others stay as they are. */
function stopped(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || typeof code !== 'string') return error;
  const why = code === 'ENOSPC' ? 'the disk is full' : code;
  return new JournalStoppedError(
    `${path} could not be kept (${why}), and nothing is done that is not written there first; put that right and run the command again.`,
  );
}
