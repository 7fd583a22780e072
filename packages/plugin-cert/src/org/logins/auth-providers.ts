import { permissions } from '../access.ts';
import type { HideableObject } from '../asking.ts';
import { confirmEmpty } from '../empty-list.ts';
import { explainHidden } from '../hidden-object.ts';
import type { OrgReader, PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

interface ProviderRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly TokenUrl: string | null;
  readonly UserInfoUrl: string | null;
}

const type = 'AuthProvider';
const what = 'authentication providers';
const managed = {
  what,
  permission: permissions.readAuthProviders,
  fields: ['PermissionsManageAuthProviders'],
  policy: 'Manage Auth. Providers',
} as const;
const customized = { what, permission: permissions.customize, fields: ['PermissionsCustomizeApplication'] } as const;

/**
 * Authentication providers: the servers from which Salesforce gets tokens and facts about users (Object Reference,
 * AuthProvider). The address for log-ins is met by browsers only. Providers that Salesforce knows itself give no addresses.
 */
export const authProviders: PlaceReader = {
  place: 'auth-providers',
  async read(org, found) {
    const { api } = org;
    const rows = await found.attemptGoverned(org, managed, async () =>
      (await shownFields(api, type))
        ? api.query<ProviderRow>(`SELECT Id, DeveloperName, TokenUrl, UserInfoUrl FROM ${type}`)
        : null,
    );
    if (rows === null) return explainHidden(org, await lackedBy(org), found);
    if (rows?.length === 0) await confirmEmpty(org, { ...(await lackedBy(org)), described: true }, found);
    for (const { Id: id, DeveloperName: name, TokenUrl, UserInfoUrl } of rows ?? []) {
      if (TokenUrl) found.meet({ name, id, field: `${type}.tokenUrl`, target: TokenUrl });
      if (UserInfoUrl) found.meet({ name, id, field: `${type}.userInfoUrl`, target: UserInfoUrl });
    }
  },
};

/** Of the two permissions that are needed together, the one to ask for. */
async function lackedBy({ permissions: own }: OrgReader): Promise<HideableObject> {
  return (await own.holds(...managed.fields)) === true ? customized : managed;
}
