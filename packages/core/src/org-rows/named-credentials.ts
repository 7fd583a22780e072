import type { FoundInPlace } from './found-in-place.ts';
import { fullNameOf } from './full-name.ts';
import type { NamedRow } from './full-name.ts';

export interface NamedCredentialRow extends NamedRow {
  readonly Endpoint?: string | null;
  readonly AuthTokenEndpointUrl?: string | null;
  readonly CertificateId?: string | null;
  readonly JwtSigningCertificateId?: string | null;
}

export interface NamedCredentialParameterRow {
  readonly Id: string;
  readonly NamedCredentialId?: string | null;
  readonly ParameterType?: string | null;
  readonly ParameterValue?: string | null;
  readonly CertificateId?: string | null;
}

/**
 * Named credentials: legacy ones name their certificate themselves, those of today in a parameter (Tooling API,
 * NamedCredential and NamedCredentialParameter).
 */
export function addNamedCredentials(
  found: FoundInPlace,
  rows: readonly NamedCredentialRow[],
  parameters: readonly NamedCredentialParameterRow[],
): void {
  const names = new Map(rows.map((row) => [row.Id, fullNameOf(row)]));
  for (const row of rows) {
    const about = { name: fullNameOf(row), id: row.Id };
    if (row.CertificateId) found.refer({ ...about, field: 'NamedCredential.certificate', target: row.CertificateId });
    if (row.JwtSigningCertificateId) {
      found.refer({ ...about, field: 'NamedCredential.jwtSigningCertificate', target: row.JwtSigningCertificateId });
    }
    if (row.Endpoint) {
      found.meet({ ...about, field: 'NamedCredential.namedCredentialParameters.Url', target: row.Endpoint });
    }
    if (row.AuthTokenEndpointUrl) {
      found.meet({ ...about, field: 'NamedCredential.authTokenEndpointUrl', target: row.AuthTokenEndpointUrl });
    }
  }
  for (const { NamedCredentialId: id, ...row } of parameters) {
    const about = { name: names.get(id ?? '') ?? id ?? row.Id, id: id ?? row.Id };
    if (row.CertificateId) {
      const field = 'NamedCredential.namedCredentialParameters.ClientCertificate';
      found.refer({ ...about, field, target: row.CertificateId });
    }
    if (row.ParameterType === 'Url' && row.ParameterValue) {
      found.meet({ ...about, field: 'NamedCredential.namedCredentialParameters.Url', target: row.ParameterValue });
    }
  }
}
