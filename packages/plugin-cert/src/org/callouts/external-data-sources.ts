import { permissions } from '../access.ts';
import { fullNameOf } from '../full-name.ts';
import type { NamedRow } from '../full-name.ts';
import type { PlaceReader } from '../place-reader.ts';

interface DataSourceRow extends NamedRow {
  readonly Endpoint: string | null;
  readonly CertificateId: string | null;
}

/** External data sources: where they read and what they show (Tooling API, ExternalDataSource). */
export const externalDataSources: PlaceReader = {
  place: 'external-data-sources',
  async read({ api }, found) {
    const soql = 'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, CertificateId FROM ExternalDataSource';
    const rows = await found.attempt('external data sources', permissions.readConfiguration, () =>
      api.query<DataSourceRow>(soql, 'tooling'),
    );
    for (const row of rows ?? []) {
      const about = { name: fullNameOf(row), id: row.Id };
      if (row.CertificateId)
        found.refer({ ...about, field: 'ExternalDataSource.certificate', target: row.CertificateId });
      if (row.Endpoint) found.meet({ ...about, field: 'ExternalDataSource.endpoint', target: row.Endpoint });
    }
  },
};
