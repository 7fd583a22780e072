import type { Gap } from '@cert-health/core';
import type { OrgApi } from '../api.ts';
import { textOf } from '../component.ts';
import type { MetadataReader } from '../metadata-reader.ts';
import { shownFields } from '../shown-fields.ts';

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
 * Whose the user authentication certificates are (Object Reference, UserAuthCertificate: "UserID"; Metadata API Developer
 * Guide, UserAuthCertificate: "user", where the records do not tell).
 *
 * unverified: whether the field of the metadata holds the username, or the record Id as in the guide's example; both are
 * read. That the field of the records is called UserId, as the Object Reference prints UserID.
 *
 * @throws {OrgApiError} when the users behind the Ids cannot be queried
 */
export async function userCertificateOwners(api: OrgApi, metadata: MetadataReader): Promise<UserCertificateOwners> {
  const byRecord = await ownersByRecord(api);
  if (byRecord) return { usernames: await usernamesOf(api, byRecord), gaps: [] };
  const answer = await metadata.all(type, 'whose the certificates are that users log in with');
  const told = answer.components.flatMap((component) => {
    const user = textOf(component, 'user');
    return user === undefined ? [] : [[component.fullName, user] as const];
  });
  return { usernames: await usernamesOf(api, told), gaps: answer.gaps };
}

type Told = readonly (readonly [name: string, user: string])[];

/** Undefined: the records do not tell. */
async function ownersByRecord(api: OrgApi): Promise<Told | undefined> {
  const fields = await shownFields(api, type);
  const field = [...(fields?.keys() ?? [])].find((name) => name.toLowerCase() === 'userid');
  if (field === undefined) return undefined;
  const rows = await api.query<{ readonly DeveloperName: string; readonly [field: string]: string | null }>(
    `SELECT DeveloperName, ${field} FROM ${type}`,
  );
  return rows.flatMap((row) => (row[field] ? [[row.DeveloperName, row[field]] as const] : []));
}

/** Username by the name of the certificate. */
async function usernamesOf(api: OrgApi, told: Told): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(told.map(([, user]) => user).filter((user) => isId(user)))];
  const rows =
    ids.length === 0
      ? []
      : await api.query<UserRow>(
          `SELECT Id, Username FROM User WHERE Id IN (${ids.map((id) => `'${id}'`).join(', ')})`,
        );
  const nameOf = (user: string): string | undefined =>
    isId(user) ? rows.find(({ Id: id }) => id.slice(0, 15) === user.slice(0, 15))?.Username : user;
  return new Map(
    told.flatMap(([name, user]) => {
      const username = nameOf(user);
      return username === undefined ? [] : [[name, username] as const];
    }),
  );
}

const isId = (text: string): boolean => /^005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/.test(text);
