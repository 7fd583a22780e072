import { addExternalCredentials } from '@cert-health/core';
import type { ExternalCredentialParameterRow, NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { PlaceReader } from '../place-reader.ts';

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
      ask<ExternalCredentialParameterRow>('the parameters of external credentials', parameters),
    ]);
    addExternalCredentials(found, rows, children);
  },
};
