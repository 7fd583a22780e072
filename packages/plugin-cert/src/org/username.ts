import type { Connection } from '@salesforce/core';

/** What stands for a user whose name the log-in does not tell. */
const unnamed = 'the user';

/** An access token, which sf takes in the place of a username (`--target-org 00D…!AQ…`): the Id of the org before the mark. */
const token = /^00D\w{12,15}!/;

/** The user of a log-in, as people are told; never the access token that somebody logged in with. */
export function usernameOf(connection: Pick<Connection, 'getUsername'>): string {
  const name = connection.getUsername();
  return name === undefined || token.test(name) ? unnamed : name;
}

/** Whether that is a user's name, and not what stands for one. */
export function isNamed(username: string): boolean {
  return username !== unnamed;
}

/** Which org, for people: by the user who is logged in, or by its address where nobody is named. */
export function orgInWords({
  username,
  instanceUrl,
}: {
  readonly username: string;
  readonly instanceUrl: string;
}): string {
  return isNamed(username) ? username : `the org at ${instanceUrl}`;
}
