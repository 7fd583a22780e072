import { permissions } from '../access.ts';
import { fullNameOf } from '../full-name.ts';
import type { NamedRow } from '../full-name.ts';
import type { PlaceReader } from '../place-reader.ts';

interface ParameterRow {
  readonly Id: string;
  readonly ExternalCredentialId: string | null;
  readonly ParameterType: string | null;
  readonly ParameterValue: string | null;
  readonly CertificateId: string | null;
}

const credentials = 'SELECT Id, DeveloperName, NamespacePrefix FROM ExternalCredential';
const parameters =
  'SELECT Id, ExternalCredentialId, ParameterType, ParameterValue, CertificateId FROM ExternalCredentialParameter';

/** External credentials: what they sign with and where they get tokens (Tooling API, ExternalCredentialParameter). */
export const externalCredentials: PlaceReader = {
  place: 'external-credentials',
  async read({ api }, found) {
    const ask = <Row>(what: string, soql: string) =>
      found.attempt(what, permissions.readConfiguration, () => api.query<Row>(soql, 'tooling'));
    const [rows = [], children = []] = await Promise.all([
      ask<NamedRow>('external credentials', credentials),
      ask<ParameterRow>('the parameters of external credentials', parameters),
    ]);
    const names = new Map(rows.map((row) => [row.Id, fullNameOf(row)]));
    for (const { ExternalCredentialId: id, ...row } of children) {
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
  },
};
