import { addExternalCredentials, fullNameOf } from '@cert-health/core';
import type { ExternalCredentialParameterRow, NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty, withoutParameters } from '../empty-list.ts';
import type { PlaceReader } from '../place-reader.ts';

const credentials = 'SELECT Id, DeveloperName, NamespacePrefix FROM ExternalCredential';
const parameters =
  'SELECT Id, ExternalCredentialId, ParameterType, ParameterValue, CertificateId FROM ExternalCredentialParameter';

const hideable = {
  what: 'external credentials',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
  type: 'ExternalCredential',
} as const;

/** External credentials: what they sign with and where they get tokens (Tooling API, ExternalCredentialParameter). */
export const externalCredentials: PlaceReader = {
  place: 'external-credentials',
  async read(org, found) {
    const { api } = org;
    const ask = <Row>(what: string, soql: string) =>
      found.attempt(what, permissions.readConfiguration, () => api.query<Row>(soql, 'tooling'));
    const [rows, children] = await Promise.all([
      ask<NamedRow>(hideable.what, credentials),
      ask<ExternalCredentialParameterRow>('the parameters of external credentials', parameters),
    ]);
    if (rows?.length === 0) await confirmEmpty(org, hideable, found);
    // They say how a credential authenticates: of several, one at least has some.
    if (rows && rows.length > 0 && children?.length === 0) found.gap(withoutParameters(rows.map(fullNameOf)));
    addExternalCredentials(found, rows ?? [], children ?? []);
  },
};
