import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import { explainHidden } from '../hidden-object.ts';
import type { PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

interface ProviderRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly TokenUrl: string | null;
  readonly UserInfoUrl: string | null;
}

const type = 'AuthProvider';
const hideable = {
  what: 'authentication providers',
  permission: permissions.readAuthProviders,
  fields: ['PermissionsManageAuthProviders'],
  policy: 'Manage Auth. Providers',
} as const;

/**
 * Authentication providers: the servers from which Salesforce gets tokens and facts about users (Object Reference,
 * AuthProvider). The address for log-ins is met by browsers only. Providers that Salesforce knows itself give no addresses.
 */
export const authProviders: PlaceReader = {
  place: 'auth-providers',
  async read(org, found) {
    const { api } = org;
    const rows = await found.attemptGoverned(org, hideable, async () =>
      (await shownFields(api, type))
        ? api.query<ProviderRow>(`SELECT Id, DeveloperName, TokenUrl, UserInfoUrl FROM ${type}`)
        : null,
    );
    if (rows === null) return explainHidden(org, hideable, found);
    if (rows?.length === 0) await confirmEmpty(org, { ...hideable, described: true }, found);
    for (const { Id: id, DeveloperName: name, TokenUrl, UserInfoUrl } of rows ?? []) {
      if (TokenUrl) found.meet({ name, id, field: `${type}.tokenUrl`, target: TokenUrl });
      if (UserInfoUrl) found.meet({ name, id, field: `${type}.userInfoUrl`, target: UserInfoUrl });
    }
  },
};
