import { addNamedCredentials, fullNameOf } from '@cert-health/core';
import type { NamedCredentialParameterRow, NamedCredentialRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import { confirmEmpty, withoutParameters } from '../empty-list.ts';
import type { PlaceReader } from '../place-reader.ts';

const credentials =
  'SELECT Id, DeveloperName, NamespacePrefix, Endpoint, AuthTokenEndpointUrl, CertificateId, JwtSigningCertificateId FROM NamedCredential';
const parameters =
  'SELECT Id, NamedCredentialId, ParameterType, ParameterValue, CertificateId FROM NamedCredentialParameter';

const hideable = {
  what: 'named credentials',
  permission: permissions.readConfiguration,
  fields: ['PermissionsViewSetup'],
  type: 'NamedCredential',
} as const;

/**
 * Named credentials: legacy ones name their certificate themselves, those of today in a parameter (Tooling API,
 * NamedCredential and NamedCredentialParameter). Two queries, whatever there is.
 */
export const namedCredentials: PlaceReader = {
  place: 'named-credentials',
  async read(org, found) {
    const { api } = org;
    const ask = <Row>(what: string, soql: string) =>
      found.attempt(what, permissions.readConfiguration, () => api.query<Row>(soql, 'tooling'));
    const [rows, children] = await Promise.all([
      ask<NamedCredentialRow>(hideable.what, credentials),
      ask<NamedCredentialParameterRow>('the parameters of named credentials', parameters),
    ]);
    if (rows?.length === 0) await confirmEmpty(org, hideable, found);
    const described = new Set(children?.map(({ NamedCredentialId: id }) => id));
    const bare = (children && rows?.filter(({ Id, Endpoint }) => !Endpoint && !described.has(Id))) ?? [];
    if (bare.length > 0) found.gap(withoutParameters(bare.map(fullNameOf)));
    addNamedCredentials(found, rows ?? [], children ?? []);
  },
};
