import { addExternalDataSources } from '@cert-health/core';
import type { ExternalDataSourceRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { PlaceReader } from '../place-reader.ts';

const hideable = {
  what: 'external data sources',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
} as const;

/** External data sources: where they read and what they show (Tooling API, ExternalDataSource). */
export const externalDataSources: PlaceReader = {
  place: 'external-data-sources',
  async read(org, found) {
    const { api } = org;
    const soql = 'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, CertificateId FROM ExternalDataSource';
    const rows = await found.attempt(hideable.what, hideable.permission, () =>
      api.query<ExternalDataSourceRow>(soql, 'tooling'),
    );
    if (rows?.length === 0) await confirmEmpty(org, hideable, found);
    addExternalDataSources(found, rows ?? []);
  },
};
