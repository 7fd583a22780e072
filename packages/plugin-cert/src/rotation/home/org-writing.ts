import { OrgApiError } from '../../org/api.ts';
import { isDenied, sentenceOf } from '../../org/access.ts';
import { JournalStoppedError } from '../execution/journal-file.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { OrgRecords, RecordWrite, Written } from './org-records.ts';

export const runnerSet = 'Certificate Health Runner (CertHealth_Runner)';

/** Tries in all, and the first pause between them; each further one is twice as long. */
const tries = 5;
const firstPause = 500;

/** Reasons that pass: somebody else saves the same record at this moment. */
const passing = new Set(['UNABLE_TO_LOCK_ROW', 'ROW_LOCKED', 'REQUEST_RUNNING_TOO_LONG', 'SERVER_UNAVAILABLE']);
/** Nobody knows whether it was done; to write it again shows it. */
const broken = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'ETIMEDOUT', 'TimeoutError']);
const gone = new Set(['NOT_FOUND', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

/**
 * Writes records together, and again where that may help.
 *
 * @throws {JournalStoppedError} when the org does not answer.
 */
export async function writtenPatiently(records: OrgRecords, writes: readonly RecordWrite[]): Promise<Written> {
  for (let tried = 1; ; tried++) {
    try {
      const written = await records.together(writes);
      if (!('refused' in written) || !passing.has(written.refused.code) || tried >= tries) return written;
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
      if (!broken.has(error.code) || tried >= tries) throw notWritten(sentenceOf(error, records));
    }
    await records.sleep(firstPause * 2 ** (tried - 1));
  }
}

/** Why the org did not take a record, for whoever runs the command. */
export function refusalOf(
  { called, code, message }: { readonly called: string; readonly code: string; readonly message: string },
  { id, username }: { readonly id: string; readonly username: string },
): Error {
  if (gone.has(code)) return isGone(id);
  // The app's own words say what to do.
  if (called === 'event' && code === 'FIELD_CUSTOM_VALIDATION_EXCEPTION') return new StepProblem(message, true);
  const mayNot =
    code === 'INVALID_FIELD' || code === 'INVALID_FIELD_FOR_INSERT_UPDATE' || isDenied(new OrgApiError(code, message));
  if (mayNot) return notWritten(`${username} may not write them: assign the permission set ${runnerSet}.`);
  return notWritten(`${code}: ${message.slice(0, 300)}`);
}

export function isGone(id: string): JournalStoppedError {
  return new JournalStoppedError(
    `The record of ${id} in the org was deleted while it was carried out, and nothing was done since: restore it from the Recycle Bin and run the command again, or go on on this machine alone with --lock local.`,
  );
}

function notWritten(why: string): JournalStoppedError {
  return new JournalStoppedError(
    `The records of the rotation could not be written in the org, and nothing is done that is not there first. ${why}`,
  );
}
