import type { Connection } from '@salesforce/core';
import { sentenceOf } from '../../org/access.ts';
import { OrgApiError } from '../../org/api.ts';
import { answer, orgApi } from '../../org/connection.ts';
import { ownUsername } from '../../org/own-username.ts';
import { newRunName } from '../home/org-run.ts';
import { runInWords } from './run-page.ts';
import type { RotationRunResult } from './run-result.ts';

/** The newest run of a user; the console and the digest go by it, also to say that none has come for days. */
const object = 'CertHealth_Rotation_Run__c';

/** What a run leaves in the org, whether it came through or not. */
export interface RunRecord {
  readonly at: Date;
  readonly done: number;
  readonly waiting: number;
  readonly failed: number;
  /** ISO date-time of what comes next by itself; undefined: nothing is known. */
  readonly next?: string | undefined;
  /** One sentence. */
  readonly says: string;
}

export function recordOfRun(result: RotationRunResult): RunRecord {
  const { rotations, notPlanned, problems, ended, next } = result;
  const count = (...ends: readonly string[]): number => rotations.filter(({ end }) => ends.includes(end)).length;
  return {
    at: new Date(ended),
    done: count('done', 'undone'),
    waiting: count('waits'),
    failed: count('failed', 'refused') + notPlanned.length + problems.length,
    next: next?.on,
    says: runInWords(result),
  };
}

/**
 * Keeps that a run took place: one row for each user that runs, in the place of the last one.
 *
 * @returns Why it could not be kept, one sentence; undefined: it is.
 */
export async function keepRun(
  connection: Connection,
  { at, done, waiting, failed, next, says }: RunRecord,
): Promise<string | undefined> {
  const api = orgApi(connection);
  const record = {
    attributes: { type: object },
    Key__c: ((await ownUsername(connection)) ?? api.username).toLowerCase(),
    Ran_At__c: at.toISOString(),
    Runner__c: newRunName(),
    Done__c: done,
    Waiting__c: waiting,
    Failed__c: failed,
    Next_On__c: next?.slice(0, 10) ?? null,
    Says__c: cut(says),
  };
  const url = `${api.instanceUrl}/services/data/v${connection.getApiVersion()}/composite/sobjects/${object}/Key__c`;
  try {
    const [saved] = await answer(
      connection.request<readonly Saved[]>({
        method: 'PATCH',
        url,
        body: JSON.stringify({ allOrNone: true, records: [record] }),
        headers: { 'content-type': 'application/json' },
      }),
    );
    if (saved?.success === true) return undefined;
    return notKept(saved?.errors?.[0]?.message ?? 'the org gave no reason');
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return notKept(sentenceOf(error, api));
  }
}

interface Saved {
  readonly success?: boolean;
  readonly errors?: readonly { readonly message: string }[];
}

/** Longest text of the record's fields. */
const longest = 255;

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function notKept(why: string): string {
  return `That this run took place could not be kept in the org, so that the console may say that none has come: ${why}`;
}
