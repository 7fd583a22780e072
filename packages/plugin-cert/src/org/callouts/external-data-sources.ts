import { addExternalDataSources } from '@cert-health/core';
import type { ExternalDataSourceRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { PlaceReader } from '../place-reader.ts';

/** External data sources: where they read and what they show (Tooling API, ExternalDataSource). */
export const externalDataSources: PlaceReader = {
  place: 'external-data-sources',
  async read({ api }, found) {
    const soql = 'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, CertificateId FROM ExternalDataSource';
    const rows = await found.attempt('external data sources', permissions.readConfiguration, () =>
      api.query<ExternalDataSourceRow>(soql, 'tooling'),
    );
    addExternalDataSources(found, rows ?? []);
  },
};
