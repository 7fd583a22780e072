import type { Gap } from '@cert-health/core';
import type { OrgApi } from '../api.ts';
import { textOf } from '../component.ts';
import type { MetadataReader } from '../metadata-reader.ts';

export interface UserCertificateOwners {
  /** Username by the name of the certificate. */
  readonly usernames: ReadonlyMap<string, string>;
  /** What kept them from being all. */
  readonly gaps: readonly Gap[];
}

interface UserRow {
  readonly Id: string;
  readonly Username: string;
}

const type = 'UserAuthCertificate';

/**
 * Whose the user authentication certificates are (Metadata API Developer Guide, UserAuthCertificate: "user").
 *
 * unverified: whether that field holds the username, or the record Id as in the guide's example; both are read. That the
 * data API does not tell it: the Object Reference lists no such field.
 *
 * @throws {OrgApiError} when the users behind the Ids cannot be queried
 */
export async function userCertificateOwners(api: OrgApi, metadata: MetadataReader): Promise<UserCertificateOwners> {
  const answer = await metadata.all(type, 'whose the certificates are that users log in with');
  const told = answer.components.flatMap((component) => {
    const user = textOf(component, 'user');
    return user === undefined ? [] : [[component.fullName, user] as const];
  });
  const ids = [...new Set(told.map(([, user]) => user).filter((user) => isId(user)))];
  const rows =
    ids.length === 0
      ? []
      : await api.query<UserRow>(
          `SELECT Id, Username FROM User WHERE Id IN (${ids.map((id) => `'${id}'`).join(', ')})`,
        );
  const nameOf = (user: string): string | undefined =>
    isId(user) ? rows.find(({ Id: id }) => id.slice(0, 15) === user.slice(0, 15))?.Username : user;
  const named = told.flatMap(([name, user]) => {
    const username = nameOf(user);
    return username === undefined ? [] : [[name, username] as const];
  });
  return { usernames: new Map(named), gaps: answer.gaps };
}

const isId = (text: string): boolean => /^005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/.test(text);
