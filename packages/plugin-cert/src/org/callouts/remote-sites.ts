import { fullNameOf, plural } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { PlaceReader } from '../place-reader.ts';

interface RemoteSiteRow {
  readonly Id: string;
  readonly SiteName: string;
  readonly NamespacePrefix: string | null;
  readonly EndpointUrl: string | null;
  readonly IsActive: boolean;
}

/** Remote sites: servers that Apex may call (Tooling API, RemoteProxy). One that is switched off is not called. */
export const remoteSites: PlaceReader = {
  place: 'remote-sites',
  async read({ api }, found) {
    const soql = 'SELECT Id, SiteName, NamespacePrefix, EndpointUrl, IsActive FROM RemoteProxy';
    const rows = await found.attempt('remote sites', permissions.readConfiguration, () =>
      api.query<RemoteSiteRow>(soql, 'tooling'),
    );
    for (const { SiteName, NamespacePrefix, EndpointUrl, IsActive, Id } of rows ?? []) {
      if (!IsActive || !EndpointUrl) continue;
      const name = fullNameOf({ DeveloperName: SiteName, NamespacePrefix });
      found.meet({ name, field: 'RemoteSiteSetting.url', target: EndpointUrl, id: Id });
    }
    const off = (rows ?? []).filter(({ IsActive }) => !IsActive).length;
    if (off > 0) found.note(`${plural(off, 'remote site')} switched off, left out.`);
  },
};
