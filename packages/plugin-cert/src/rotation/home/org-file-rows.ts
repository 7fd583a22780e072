import { JournalError } from '@cert-health/core';
import { soqlText } from '../../org/soql-text.ts';
import type { OrgRecords } from './org-records.ts';
import { digestOf, rotationObjects } from './org-rows.ts';
import type { WrittenFile } from './org-rows.ts';

interface FileRow {
  readonly Rotation__c: string;
  readonly Name__c: string | null;
  readonly Part__c: number | null;
  readonly Parts__c: number | null;
  readonly Content__c: string | null;
  readonly Digest__c: string | null;
}

/** Whose files are read. */
export interface OfRotation {
  /** Id of the rotation's record. */
  readonly recordId: string;
  /** Id of the rotation. */
  readonly id: string;
}

/**
 * Files as the events name them.
 *
 * @throws {JournalError} for one that is missing, damaged or was changed.
 */
export async function readFileRows(
  records: OrgRecords,
  { recordId, id }: OfRotation,
  files: readonly WrittenFile[],
): Promise<Map<string, string>> {
  if (files.length === 0) return new Map();
  const rows = await queryFiles(
    records,
    [recordId],
    files.map(({ name }) => name),
  );
  return new Map(files.map((file) => [file.name, wholeText(rows, file, id)]));
}

/**
 * One file of each of several rotations, by the rotations' ids.
 *
 * @param files As the events name them.
 */
export async function readFileOfEach(
  records: OrgRecords,
  files: readonly (OfRotation & { readonly file: WrittenFile })[],
): Promise<Map<string, string | JournalError>> {
  if (files.length === 0) return new Map();
  const rows = await queryFiles(
    records,
    files.map(({ recordId }) => recordId),
    [...new Set(files.map(({ file }) => file.name))],
  );
  const byRotation = Map.groupBy(rows, ({ Rotation__c }) => Rotation__c);
  const texts = new Map<string, string | JournalError>();
  for (const { recordId, id, file } of files) {
    try {
      texts.set(id, wholeText(byRotation.get(recordId) ?? [], file, id));
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      texts.set(id, error);
    }
  }
  return texts;
}

function wholeText(rows: readonly FileRow[], { name, digest }: WrittenFile, id: string): string {
  const text = textOf(rows.filter((row) => row.Name__c === name && row.Digest__c === digest));
  if (text === undefined || digestOf(text) !== digest) throw damaged(name, id);
  return text;
}

/**
 * A file that no event names, as it was written last; undefined: there is none.
 *
 * @throws {JournalError} for one that is damaged or was changed.
 */
export async function readLooseFile(
  records: OrgRecords,
  { recordId, id }: OfRotation,
  name: string,
): Promise<string | undefined> {
  const rows = await queryFiles(records, [recordId], [name]);
  const digest = rows.find(({ Part__c: part }) => part === 1)?.Digest__c;
  if (digest === undefined) return undefined;
  const text = textOf(rows.filter((row) => row.Digest__c === digest));
  if (text === undefined || digestOf(text) !== digest) throw damaged(name, id);
  return text;
}

/** Newest first, as many as are looked at. */
const mostFiles = 2000;

/**
 * The files of one name of all rotations, newest first, whether an event names them or not; what is damaged is left out.
 */
export async function readEveryFile(
  records: OrgRecords,
  name: string,
): Promise<{ readonly id: string; readonly text: string }[]> {
  const rows = await records.query<FileRow & { readonly Rotation__r: { readonly Key__c: string } | null }>(
    `SELECT Rotation__r.Key__c, ${fileFields} FROM ${rotationObjects.file} WHERE Name__c = '${soqlText(name)}' ORDER BY CreatedDate DESC, Part__c LIMIT ${mostFiles}`,
  );
  const files = Map.groupBy(rows, ({ Rotation__c: rotation, Digest__c: digest }) => `${rotation} ${digest}`);
  return [...files.values()].flatMap((parts) => {
    const id = parts[0]?.Rotation__r?.Key__c;
    const text = textOf(parts.toSorted((one, other) => (one.Part__c ?? 0) - (other.Part__c ?? 0)));
    return id !== undefined && text !== undefined && digestOf(text) === parts[0]?.Digest__c ? [{ id, text }] : [];
  });
}

const fileFields = 'Rotation__c, Name__c, Part__c, Parts__c, Content__c, Digest__c';

function queryFiles(records: OrgRecords, recordIds: readonly string[], names: readonly string[]): Promise<FileRow[]> {
  const listed = (texts: readonly string[]): string => texts.map((text) => `'${soqlText(text)}'`).join(', ');
  return records.query<FileRow>(
    `SELECT ${fileFields} FROM ${rotationObjects.file} WHERE Rotation__c IN (${listed(recordIds)}) AND Name__c IN (${listed(names)}) ORDER BY Part__c`,
  );
}

/** A shorter text leaves the last parts of a longer one behind: those have another digest. */
function textOf(rows: readonly FileRow[]): string | undefined {
  const parts = rows[0]?.Parts__c;
  if (rows.length === 0 || rows.length !== parts) return undefined;
  try {
    const texts = rows.map(({ Content__c: content }) => JSON.parse(content ?? '') as unknown);
    return texts.every((text) => typeof text === 'string') ? texts.join('') : undefined;
  } catch {
    return undefined;
  }
}

function damaged(name: string, id: string): JournalError {
  return new JournalError(
    `${name} in the records of ${id} in the org is missing, is damaged or was changed; look at the org, and go on by hand.`,
  );
}
