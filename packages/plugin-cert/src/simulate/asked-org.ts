import type { Connection } from '@salesforce/core';
import { sentenceOf } from '../org/access.ts';
import type { OrgApi } from '../org/api.ts';
import { OrgApiError } from '../org/api.ts';
import { orgApi } from '../org/connection.ts';
import { usernameOf } from '../org/username.ts';
import { OrgSilentError } from './org-silent-error.ts';

/** The org that was asked, as results name it. */
export type AskedOrg = { readonly username: string; readonly instanceUrl: string } | null;

export function askedOrg(connection: Connection | undefined): AskedOrg {
  return connection ? { username: usernameOf(connection), instanceUrl: connection.instanceUrl } : null;
}

/**
 * Asks an org for what decides.
 *
 * @throws {OrgSilentError} when the org as a whole does not answer
 */
export async function ask<Answer>(
  connection: Connection,
  question: (api: OrgApi) => Promise<Answer>,
  progress?: (what: string) => void,
): Promise<Answer> {
  const api = orgApi(connection);
  progress?.(api.username);
  try {
    return await question(api);
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    throw new OrgSilentError(`Org ${api.username} at ${api.instanceUrl}: ${sentenceOf(error, api)}`);
  }
}
