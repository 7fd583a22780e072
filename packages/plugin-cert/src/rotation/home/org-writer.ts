import { applyEvent, eventAt, foldEvents, JournalError, journalLine, momentOf, stateOf } from '@cert-health/core';
import type { NewEvent, RotationEvent, RotationPlan, RotationStanding } from '@cert-health/core';
import { JournalStoppedError } from '../execution/journal-file.ts';
import { LockedError } from '../execution/local-lock.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { OrgEvent, OrgRotation, RotationRow } from './org-reading.ts';
import { queryRotation, queryRotations, readEvents } from './org-reading.ts';
import type { OrgRecords, RecordWrite } from './org-records.ts';
import { digestOf, eventFields, fileWrites, lockOf, longest, rotationObjects, standingFields } from './org-rows.ts';
import type { WrittenFile } from './org-rows.ts';
import { soqlText } from '../../org/soql-text.ts';
import { isGone, refusalOf, writtenPatiently } from './org-writing.ts';

/** How a run shows that it still runs; all in milliseconds. */
export interface Heartbeat {
  /** It says so as often as this. */
  readonly every: number;
  /** After such a silence another run takes over. */
  readonly staleAfter: number;
  /** That it was not taken over holds for so long once it was seen. */
  readonly provenFor: number;
}

export const usualHeartbeat: Heartbeat = { every: 60_000, staleAfter: 15 * 60_000, provenFor: 2 * 60_000 };

export interface OrgWriterOptions {
  readonly records: OrgRecords;
  /** Of the rotation. */
  readonly id: string;
  /** Name of this run. */
  readonly run: string;
  readonly heartbeat: Heartbeat;
  /** What the record says besides, when it is made. */
  readonly made: () => Promise<RecordWrite['fields']>;
  /** Told of each event that the org has from then on. */
  readonly added: (event: Pick<OrgEvent, 'line' | 'event' | 'files'>) => void;
}

/**
 * The only one who writes the records of a rotation in a run. Each event goes with a proof that nobody else has gone on: the
 * record must still be free or this run's own, the number of its last event the known one, and the key of the next event
 * not taken.
 *
 * unverified: that a composite request with `allOrNone` is one transaction, and that of two at once one waits or is refused.
 */
export class OrgWriter {
  readonly #options: OrgWriterOptions;
  #recordId: string | undefined;
  #standing: RotationStanding | undefined;
  #last = 0;
  #owned = false;
  #lost: LockedError | undefined;
  #isReleased = false;
  /** The plan whose record is being made. */
  #begins: RotationPlan | undefined;
  #proven = { here: Number.NEGATIVE_INFINITY, monotonic: Number.NEGATIVE_INFINITY };
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param known Undefined: it has not begun in the org. */
  constructor(options: OrgWriterOptions, known: OrgRotation | undefined) {
    this.#options = options;
    if (!known) return;
    this.#recordId = known.row.Id;
    this.#standing = known.standing;
    this.#last = known.events.length;
  }

  get standing(): RotationStanding | undefined {
    return this.#standing;
  }

  /** Id of the record; undefined: it has not begun. */
  get recordId(): string | undefined {
    return this.#recordId;
  }

  /** What comes next begins it anew. */
  forget(): void {
    this.#standing = undefined;
  }

  /**
   * Adds an event, with the files that it stands on, in one request.
   *
   * @throws {RotationEventError} when it may not happen now.
   * @throws {LockedError} when another run has gone on.
   * @throws {JournalStoppedError} when it cannot be kept.
   */
  add(added: NewEvent, files: ReadonlyMap<string, string> = new Map()): Promise<RotationStanding> {
    return this.#inTurn(() => this.#add(added, files));
  }

  /** Goes on in place of a run of which nothing is heard any more. */
  async takeOver(from: string): Promise<void> {
    await this.#inTurn(() => this.#add({ type: 'taken-over', by: this.#options.run, from }, new Map(), true));
  }

  /** A file that changes between events, written at once. */
  writeLoose(name: string, text: string): Promise<void> {
    return this.#inTurn(async () => {
      const recordId = this.#recordId;
      if (recordId === undefined) throw new StepProblem('Nothing of this rotation is in the org yet.');
      await this.#writeProven(fileWrites(this.#options.id, recordId, name, text));
    });
  }

  /** @throws {LockedError} when another run has gone on. */
  async stillHeld(): Promise<void> {
    if (this.#lost) throw this.#lost;
    if (this.#recordId === undefined || (this.#owned && this.#isFresh())) return;
    await this.#inTurn(() => this.#writeProven([]));
  }

  /** Gives the rotation back. That it failed is not told: the run is then taken over after a while. */
  async release(): Promise<void> {
    this.#isReleased = true;
    this.#rest();
    await this.#turn.catch(() => undefined);
    if (!this.#owned || this.#lost || this.#recordId === undefined) return;
    const free: RecordWrite = { ...this.#own(this.#recordId, 'free'), fields: { Runner__c: null } };
    await writtenPatiently(this.#options.records, [this.#proof(this.#recordId), free]).catch(() => undefined);
    this.#owned = false;
  }

  async #add(added: NewEvent, files: ReadonlyMap<string, string>, takesOver = false): Promise<RotationStanding> {
    for (let tried = 1; tried <= 5; tried++) {
      if (this.#lost) throw this.#lost;
      const event = eventAt(this.#nextMoment(), added);
      const after = this.#standing === undefined ? foldEvents([event]) : applyEvent(this.#standing, event);
      if (await this.#isAdded(event, after, files, takesOver)) return after;
    }
    throw new JournalStoppedError(`Others kept adding to ${this.#options.id} in the org; run the command again.`);
  }

  /** @returns False: something else was added first that does not take this rotation away; it is known now. */
  async #isAdded(
    event: RotationEvent,
    after: RotationStanding,
    texts: ReadonlyMap<string, string>,
    takesOver: boolean,
  ): Promise<boolean> {
    const { records, id, run } = this.#options;
    const line = journalLine(event).trimEnd();
    const number = this.#last + 1;
    const long =
      line.length > longest.content ? [[`event-${String(number).padStart(6, '0')}.json`, line] as const] : [];
    const all = new Map([...long, ...texts]);
    const files = [...all].map(([name, text]): WrittenFile => ({ name, digest: digestOf(text) }));
    const recordId = this.#recordId;
    this.#begins = after.plan;
    const parent = recordId ?? '@{rotation.id}';
    const at = records.now();
    const isOver = ['done', 'undone'].includes(stateOf(after));
    const standing = {
      ...standingFields(after, at),
      Last_Event__c: number,
      Heartbeat__c: at.toISOString(),
      Runner__c: isOver ? null : run,
    };
    const parts = [...all].flatMap(([name, text]) => fileWrites(id, parent, name, text));
    if (parts.length > mostParts) throw new JournalStoppedError(`${id} is too large to be kept in the org.`);
    const fields = {
      Rotation__c: parent,
      ...eventFields(id, number, { event, line, plan: after.plan, by: run, files }),
    };
    const add: RecordWrite = { called: 'event', method: 'POST', path: rotationObjects.event, fields };
    const writes =
      recordId === undefined
        ? [await this.#making({ ...standing, Key__c: id, Begun_At__c: event.at }), ...parts, add]
        : [
            ...(takesOver ? [] : [this.#proof(recordId)]),
            ...parts,
            add,
            { ...this.#own(recordId, 'standing'), fields: standing },
          ];
    const written = await writtenPatiently(records, writes);
    if ('refused' in written) {
      if (!isRace(written.refused)) throw this.#stopped(written.refused);
      if (!(await this.#caughtUp({ line, by: event.type === 'approved' ? event.by : run }))) return false;
    } else {
      this.#recordId ??= written.ids.get('rotation');
      this.#take({ line, event, files }, after);
    }
    this.#isOwn(!isOver);
    return true;
  }

  /**
   * Learns what others have added.
   *
   * @param sent What this run tried to add last.
   * @returns Whether the org has that: an answer may have been lost on its way.
   * @throws {LockedError}
   */
  async #caughtUp(sent?: { readonly line: string; readonly by: string }): Promise<boolean> {
    const { records, id, run } = this.#options;
    const row = await queryRotation(records, id);
    if (!row) throw await this.#notThere();
    const read = (await readEvents(records, [row], this.#last)).get(row.Id) ?? [];
    if (read instanceof JournalError) throw read;
    const [first] = read;
    const isSent = first !== undefined && first.line === sent?.line && first.by === sent.by;
    const others = isSent ? read.slice(1) : read;
    const isFree = row.Runner__c === null || row.Runner__c === run;
    const isHarmless = others.every(({ event }) => event.type === 'approved');
    if (!isHarmless || (!isFree && !isSent)) throw (this.#lost = heldBy(row));
    if (!isSent && this.#standing === undefined) throw (this.#lost = heldBy(row));
    this.#recordId = row.Id;
    for (const one of read) {
      this.#take(one, this.#standing === undefined ? foldEvents([one.event]) : applyEvent(this.#standing, one.event));
    }
    return isSent;
  }

  /** Writes what changes no event, together with the proof that this run may. */
  async #writeProven(writes: readonly RecordWrite[]): Promise<void> {
    for (let tried = 1; tried <= 3; tried++) {
      if (this.#lost) throw this.#lost;
      const recordId = this.#recordId;
      if (recordId === undefined) return;
      const written = await writtenPatiently(this.#options.records, [this.#proof(recordId), ...writes]);
      if (!('refused' in written)) return this.#isOwn(true);
      if (!isRace(written.refused)) throw this.#stopped(written.refused);
      await this.#caughtUp();
    }
    throw new JournalStoppedError(`Others kept adding to ${this.#options.id} in the org; run the command again.`);
  }

  /** The record is made together with its first event. */
  async #making(fields: RecordWrite['fields']): Promise<RecordWrite> {
    const more = await this.#options.made();
    return { called: 'rotation', method: 'POST', path: rotationObjects.rotation, fields: { ...more, ...fields } };
  }

  /** Refused by validation rules where another run has it, or has added an event. */
  #proof(recordId: string): RecordWrite {
    const { records, run } = this.#options;
    const fields = { Runner__c: run, Heartbeat__c: records.now().toISOString(), Last_Event__c: this.#last };
    return { ...this.#own(recordId, 'proof'), fields };
  }

  #own(recordId: string, called: string): Omit<RecordWrite, 'fields'> {
    return { called, method: 'PATCH', path: `${rotationObjects.rotation}/${recordId}` };
  }

  #take(one: Pick<OrgEvent, 'line' | 'event' | 'files'>, after: RotationStanding): void {
    this.#standing = after;
    this.#last += 1;
    this.#options.added(one);
  }

  #isOwn(owned: boolean): void {
    this.#owned = owned;
    this.#proven = { here: Date.now(), monotonic: performance.now() };
    // What was on its way when it was given back starts nothing again.
    if (!owned || this.#isReleased) this.#rest();
    else {
      this.#timer ??= setInterval(() => {
        // What the org does not take now is noticed at the next event.
        if (this.#owned && !this.#lost) void this.#inTurn(() => this.#writeProven([])).catch(() => undefined);
      }, this.#options.heartbeat.every).unref();
    }
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A machine that slept has one of the two clocks stand still. */
  #isFresh(): boolean {
    const passed = Math.max(Date.now() - this.#proven.here, performance.now() - this.#proven.monotonic);
    return passed < this.#options.heartbeat.provenFor;
  }

  /** Never before the last event, whose second may be rounded up. */
  #nextMoment(): Date {
    const last = this.#standing === undefined ? 0 : Date.parse(this.#standing.at);
    return new Date(Math.max(last, this.#options.records.now().getTime()));
  }

  async #notThere(): Promise<Error> {
    const { records, id } = this.#options;
    if (this.#recordId !== undefined) return isGone(id);
    // The record was refused, and none has its key: the certificate has another one.
    const lock = this.#begins && soqlText(lockOf(this.#begins));
    const [other] = lock === undefined ? [] : await queryRotations(records, `Lock__c = '${lock}'`);
    return new LockedError(otherRotation(other?.Key__c));
  }

  #stopped(refused: Parameters<typeof refusalOf>[0]): Error {
    return refusalOf(refused, { id: this.#options.id, username: this.#options.records.username });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** Parts of files that fit into one request, beside the records themselves. */
const mostParts = 20;

/** Refusals by which another run shows. */
function isRace({ called, code }: { readonly called: string; readonly code: string }): boolean {
  if (code === 'DUPLICATE_VALUE') return true;
  return code === 'FIELD_CUSTOM_VALIDATION_EXCEPTION' && (called === 'proof' || called === 'standing');
}

/** That another run has it. */
export function heldBy({ Key__c: id, Runner__c: runner, Heartbeat__c: at }: RotationRow): LockedError {
  if (runner === null) return new LockedError(`Another run has gone on with ${id} meanwhile; run the command again.`);
  const heard = at === null ? '' : ` It said at ${momentOf(new Date(at))} that it still runs.`;
  return new LockedError(
    `Another run carries ${id} out: ${runner}.${heard} Wait until it is over; after 15 minutes of silence the next run takes over.`,
  );
}

export function otherRotation(id: string | undefined): string {
  return `Another rotation of this certificate is under way${id === undefined ? '' : `, ${id}`}: go on with it, or take it back with sf cert rotate undo.`;
}
