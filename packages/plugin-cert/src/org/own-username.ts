import type { Connection } from '@salesforce/core';
import { OrgApiError } from './api.ts';
import { answer } from './connection.ts';
import { isNamed, usernameOf } from './username.ts';

/**
 * The username of the session, as the org itself has it: an access token carries none, and one that a log-in has kept may have
 * been changed in the org since.
 *
 * Source: Salesforce Help, "Query for User Information" (`/services/oauth2/userinfo`).
 * unverified: every session that may use the API is answered, with the user's Username letter for letter.
 *
 * @returns What the log-in says where the org does not tell; undefined: neither does.
 */
export async function ownUsername(connection: Connection): Promise<string | undefined> {
  try {
    const url = `${connection.instanceUrl.replace(/\/+$/, '')}/services/oauth2/userinfo`;
    const told = await answer(
      connection.request<{ readonly preferred_username?: unknown } | null>({ method: 'GET', url }),
    );
    const name = told?.preferred_username;
    if (typeof name === 'string' && name.trim() !== '') return name;
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
  }
  const known = usernameOf(connection);
  return isNamed(known) ? known : undefined;
}
