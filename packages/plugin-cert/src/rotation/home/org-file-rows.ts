import { JournalError } from '@cert-health/core';
import { soqlText } from '../../org/soql-text.ts';
import type { OrgRecords } from './org-records.ts';
import { digestOf, rotationObjects } from './org-rows.ts';
import type { WrittenFile } from './org-rows.ts';

interface FileRow {
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
    recordId,
    files.map(({ name }) => name),
  );
  return new Map(
    files.map(({ name, digest }) => {
      const text = textOf(rows.filter((row) => row.Name__c === name && row.Digest__c === digest));
      if (text === undefined || digestOf(text) !== digest) throw damaged(name, id);
      return [name, text];
    }),
  );
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
  const rows = await queryFiles(records, recordId, [name]);
  const digest = rows.find(({ Part__c: part }) => part === 1)?.Digest__c;
  if (digest === undefined) return undefined;
  const text = textOf(rows.filter((row) => row.Digest__c === digest));
  if (text === undefined || digestOf(text) !== digest) throw damaged(name, id);
  return text;
}

function queryFiles(records: OrgRecords, recordId: string, names: readonly string[]): Promise<FileRow[]> {
  const wanted = names.map((name) => `'${soqlText(name)}'`).join(', ');
  return records.query<FileRow>(
    `SELECT Name__c, Part__c, Parts__c, Content__c, Digest__c FROM ${rotationObjects.file} WHERE Rotation__c = '${soqlText(recordId)}' AND Name__c IN (${wanted}) ORDER BY Part__c`,
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
