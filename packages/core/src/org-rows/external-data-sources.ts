import type { FoundInPlace } from './found-in-place.ts';
import { fullNameOf } from './full-name.ts';
import type { NamedRow } from './full-name.ts';

export interface ExternalDataSourceRow extends NamedRow {
  readonly Endpoint?: string | null;
  readonly CertificateId?: string | null;
}

/** External data sources: where they read and what they show (Tooling API, ExternalDataSource). */
export function addExternalDataSources(found: FoundInPlace, rows: readonly ExternalDataSourceRow[]): void {
  for (const row of rows) {
    const about = { name: fullNameOf(row), id: row.Id };
    if (row.CertificateId) {
      found.refer({ ...about, field: 'ExternalDataSource.certificate', target: row.CertificateId });
    }
    if (row.Endpoint) found.meet({ ...about, field: 'ExternalDataSource.endpoint', target: row.Endpoint });
  }
}
