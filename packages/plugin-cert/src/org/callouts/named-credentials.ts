import { addNamedCredentials } from '@cert-health/core';
import type { NamedCredentialParameterRow, NamedCredentialRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { PlaceReader } from '../place-reader.ts';

const credentials =
  'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, AuthTokenEndpointUrl, CertificateId, JwtSigningCertificateId FROM NamedCredential';
const parameters =
  'SELECT Id, NamedCredentialId, ParameterType, ParameterValue, CertificateId FROM NamedCredentialParameter';

/**
 * Named credentials: legacy ones name their certificate themselves, those of today in a parameter (Tooling API,
 * NamedCredential and NamedCredentialParameter). Two queries, whatever there is.
 */
export const namedCredentials: PlaceReader = {
  place: 'named-credentials',
  async read({ api }, found) {
    const ask = <Row>(what: string, soql: string) =>
      found.attempt(what, permissions.readConfiguration, () => api.query<Row>(soql, 'tooling'));
    const [rows = [], children = []] = await Promise.all([
      ask<NamedCredentialRow>('named credentials', credentials),
      ask<NamedCredentialParameterRow>('the parameters of named credentials', parameters),
    ]);
    addNamedCredentials(found, rows, children);
  },
};
