import { fullNameOf, plural } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { PlaceReader } from '../place-reader.ts';

interface RemoteSiteRow {
  readonly Id: string;
  readonly SiteName: string;
  readonly NamespacePrefix: string | null;
  readonly EndpointUrl: string | null;
  readonly IsActive: boolean;
}

const hideable = {
  what: 'remote sites',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
} as const;

/** Remote sites: servers that Apex may call (Tooling API, RemoteProxy). One that is switched off is not called. */
export const remoteSites: PlaceReader = {
  place: 'remote-sites',
  async read(org, found) {
    const { api } = org;
    const soql = 'SELECT Id, SiteName, NamespacePrefix, EndpointUrl, IsActive FROM RemoteProxy';
    const rows = await found.attempt(hideable.what, hideable.permission, () =>
      api.query<RemoteSiteRow>(soql, 'tooling'),
    );
    if (rows?.length === 0) await confirmEmpty(org, hideable, found);
    for (const { SiteName, NamespacePrefix, EndpointUrl, IsActive, Id } of rows ?? []) {
      if (!IsActive || !EndpointUrl) continue;
      const name = fullNameOf({ DeveloperName: SiteName, NamespacePrefix });
      found.meet({ name, field: 'RemoteSiteSetting.url', target: EndpointUrl, id: Id });
    }
    const off = (rows ?? []).filter(({ IsActive }) => !IsActive).length;
    if (off > 0) found.note(`${plural(off, 'remote site')} switched off, left out.`);
  },
};
