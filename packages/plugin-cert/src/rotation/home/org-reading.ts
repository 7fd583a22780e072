import { foldEvents, JournalError, readJournal, RotationEventError } from '@cert-health/core';
import type { RotationEvent, RotationStanding } from '@cert-health/core';
import { soqlText } from '../../org/soql-text.ts';
import { readFileRows } from './org-file-rows.ts';
import type { OrgRecords } from './org-records.ts';
import { digestOf, eventKey, rotationObjects } from './org-rows.ts';
import type { WrittenFile } from './org-rows.ts';

/** The record of a rotation, as far as it decides who goes on. */
export interface RotationRow {
  readonly Id: string;
  readonly Key__c: string;
  readonly Lock__c: string | null;
  readonly Runner__c: string | null;
  readonly Heartbeat__c: string | null;
  readonly Last_Event__c: number | null;
  readonly SystemModstamp: string;
}

interface EventRow {
  readonly Key__c: string | null;
  readonly Number__c: number | null;
  readonly Type__c: string | null;
  readonly Step__c: string | null;
  readonly By__c: string | null;
  readonly Line__c: string | null;
  readonly Digest__c: string | null;
  readonly Files__c: string | null;
  readonly CreatedBy: { readonly Username: string | null } | null;
  readonly Rotation__c: string;
}

/** An event as the org has it. */
export interface OrgEvent {
  readonly number: number;
  /** As it was written, without line end. */
  readonly line: string;
  readonly event: RotationEvent;
  /** The run that did it, or who approved. */
  readonly by: string;
  readonly files: readonly WrittenFile[];
}

/** A rotation as the org's records have it. */
export interface OrgRotation {
  readonly row: RotationRow;
  /** All of them, from the first. */
  readonly events: readonly OrgEvent[];
  /** Those since it was begun the last time. */
  readonly current: readonly OrgEvent[];
  readonly standing: RotationStanding;
}

const rotationFields = 'Id, Key__c, Lock__c, Runner__c, Heartbeat__c, Last_Event__c, SystemModstamp';
const eventFields =
  'Key__c, Number__c, Type__c, Step__c, By__c, Line__c, Digest__c, Files__c, CreatedBy.Username, Rotation__c';

/**
 * The records of rotations, newest first.
 *
 * @param where Condition in SOQL.
 */
export async function queryRotations(records: OrgRecords, where: string): Promise<RotationRow[]> {
  return records.query<RotationRow>(
    `SELECT ${rotationFields} FROM ${rotationObjects.rotation} WHERE ${where} ORDER BY Begun_At__c DESC NULLS LAST LIMIT 200`,
  );
}

export async function queryRotation(records: OrgRecords, id: string): Promise<RotationRow | undefined> {
  return (await queryRotations(records, `Key__c = '${soqlText(id)}'`)).find((row) => row.Key__c === id);
}

/**
 * The events of rotations, each with what it says, by the Id of the record of its rotation.
 *
 * @param after Only those with a greater number.
 * @throws {JournalError} for one that is missing, damaged or was changed.
 */
export async function readEvents(
  records: OrgRecords,
  rows: readonly RotationRow[],
  after = 0,
): Promise<Map<string, OrgEvent[] | JournalError>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ Id }) => `'${soqlText(Id)}'`).join(', ');
  const found = await records.query<EventRow>(
    `SELECT ${eventFields} FROM ${rotationObjects.event} WHERE Rotation__c IN (${ids}) AND Number__c > ${after} ORDER BY Number__c`,
  );
  const byRotation = Map.groupBy(found, ({ Rotation__c }) => Rotation__c);
  const read = new Map<string, OrgEvent[] | JournalError>();
  for (const row of rows) {
    try {
      read.set(row.Id, await eventsOf(records, row, byRotation.get(row.Id) ?? [], after));
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      read.set(row.Id, error);
    }
  }
  return read;
}

/** The rotation that events lead to. A plan that came later begins it anew. */
export function rotationOf(row: RotationRow, events: readonly OrgEvent[]): OrgRotation {
  const begun = events.findLastIndex(({ event }) => event.type === 'planned');
  const current = events.slice(Math.max(begun, 0));
  try {
    return { row, events, current, standing: foldEvents(current.map(({ event }) => event)) };
  } catch (error) {
    if (!(error instanceof RotationEventError)) throw error;
    throw new JournalError(`The events of ${row.Key__c} in the org contradict themselves: ${error.message}`);
  }
}

async function eventsOf(
  records: OrgRecords,
  { Key__c: id, Id, Last_Event__c: last }: RotationRow,
  rows: readonly EventRow[],
  after: number,
): Promise<OrgEvent[]> {
  // One that was added while they were read makes more than the row tells; those are read, too.
  if (rows.length < (last ?? 0) - after)
    throw bad(id, `${(last ?? 0) - after - rows.length} of its events are missing`);
  const events: OrgEvent[] = [];
  for (const [index, row] of rows.entries()) {
    const number = after + index + 1;
    if (row.Number__c !== number || row.Key__c !== eventKey(id, number)) throw bad(id, `event ${number} is missing`);
    const files = filesIn(row, id, number);
    const line = row.Line__c ?? (await longLine(records, Id, id, number, files));
    if (digestOf(line) !== row.Digest__c) throw bad(id, `event ${number} is damaged or was changed`);
    const [event, second] = readJournal(`${line}\n`, `Event ${number} of ${id} in the org`);
    if (!event || second) throw bad(id, `event ${number} is none`);
    if (event.type !== row.Type__c || ('step' in event ? event.step : null) !== row.Step__c) {
      throw bad(id, `event ${number} says two things`);
    }
    // Who approves is who saved it, whatever stands in it.
    if (event.type === 'approved' && (event.by !== row.By__c || event.by !== row.CreatedBy?.Username)) {
      throw bad(id, `event ${number} says that ${event.by} approved, and another user saved it`);
    }
    events.push({ number, line, event, by: row.By__c ?? '', files });
  }
  return events;
}

function filesIn({ Files__c: text }: EventRow, id: string, number: number): WrittenFile[] {
  if (text === null || text === undefined) return [];
  try {
    const files = JSON.parse(text) as unknown;
    const isFile = (one: unknown): one is WrittenFile =>
      typeof one === 'object' &&
      one !== null &&
      typeof (one as WrittenFile).name === 'string' &&
      typeof (one as WrittenFile).digest === 'string';
    if (Array.isArray(files) && files.every(isFile)) return files;
  } catch {
    // It is told below.
  }
  throw bad(id, `the files of event ${number} are damaged`);
}

async function longLine(
  records: OrgRecords,
  recordId: string,
  id: string,
  number: number,
  [file]: readonly WrittenFile[],
): Promise<string> {
  const text = file && (await readFileRows(records, { recordId, id }, [file])).get(file.name);
  if (text === undefined) throw bad(id, `event ${number} says nothing`);
  return text;
}

function bad(id: string, what: string): JournalError {
  return new JournalError(
    `The records of ${id} in the org cannot be believed: ${what}. Restore them from the Recycle Bin where they were deleted; else look at the org, and go on by hand.`,
  );
}
