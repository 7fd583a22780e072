import type { FoundInPlace } from './found-in-place.ts';
import { fullNameOf } from './full-name.ts';
import type { NamedRow } from './full-name.ts';

export interface ExternalCredentialParameterRow {
  readonly Id: string;
  readonly ExternalCredentialId?: string | null;
  readonly ParameterType?: string | null;
  readonly ParameterValue?: string | null;
  readonly CertificateId?: string | null;
}

/** External credentials: what they sign with and where they get tokens (Tooling API, ExternalCredentialParameter). */
export function addExternalCredentials(
  found: FoundInPlace,
  rows: readonly NamedRow[],
  parameters: readonly ExternalCredentialParameterRow[],
): void {
  const names = new Map(rows.map((row) => [row.Id, fullNameOf(row)]));
  for (const { ExternalCredentialId: id, ...row } of parameters) {
    const about = { name: names.get(id ?? '') ?? id ?? row.Id, id: id ?? row.Id };
    if (row.CertificateId) {
      const field = 'ExternalCredential.externalCredentialParameters.SigningCertificate';
      found.refer({ ...about, field, target: row.CertificateId });
    }
    if (row.ParameterType === 'AuthProviderUrl' && row.ParameterValue) {
      const field = 'ExternalCredential.externalCredentialParameters.AuthProviderUrl';
      found.meet({ ...about, field, target: row.ParameterValue });
    }
  }
}
