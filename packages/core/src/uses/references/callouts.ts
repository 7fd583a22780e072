import type { ReferenceUse } from './row.ts';
import { rowsOf } from './row.ts';

/** Configuration behind calls out of the org: what it shows, and whom it meets. */
const client = { use: 'outbound-apex-mtls', kind: 'names', managedBy: 'customer' } as const;
const server = { use: 'outbound-apex-one-way-tls', kind: 'meets', managedBy: 'remote' } as const;
const signer = { use: 'outbound-sso', kind: 'names', managedBy: 'customer' } as const;

const callsFail = 'calls to {endpoint} fail';
const callsTo = 'calls to {endpoint}';

const namedCredentials = rowsOf('named-credentials', [
  {
    ...client,
    field: 'NamedCredential.certificate',
    also: ['NamedCredential.CertificateId'],
    label: 'client certificate (legacy)',
    breaks: callsFail,
    stops: callsTo,
  },
  {
    ...client,
    field: 'NamedCredential.namedCredentialParameters.ClientCertificate',
    also: ['NamedCredential.namedCredentialParameters.certificate', 'NamedCredentialParameter.CertificateId'],
    label: 'client certificate',
    breaks: callsFail,
    stops: callsTo,
  },
  {
    ...signer,
    field: 'NamedCredential.jwtSigningCertificate',
    also: ['NamedCredential.JwtSigningCertificateId'],
    label: 'certificate that signs tokens (legacy)',
    breaks: 'calls to {endpoint} fail, because their tokens are not accepted',
    stops: 'calls to {endpoint}',
  },
  {
    ...server,
    field: 'NamedCredential.namedCredentialParameters.Url',
    also: ['NamedCredential.endpoint', 'NamedCredential.Endpoint'],
    label: 'address',
    breaks: callsFail,
    stops: callsTo,
  },
  {
    ...server,
    field: 'NamedCredential.authTokenEndpointUrl',
    label: 'address for tokens (legacy)',
    breaks: 'calls through {name} fail, because no token can be had',
    stops: '{name} calls',
  },
]);

const externalCredentials = rowsOf('external-credentials', [
  {
    ...signer,
    field: 'ExternalCredential.externalCredentialParameters.SigningCertificate',
    also: [
      'ExternalCredential.SigningCertificate',
      'ExternalCredential.externalCredentialParameters.certificate',
      'ExternalCredentialParameter.CertificateId',
    ],
    label: 'certificate that signs requests or tokens',
    breaks: 'calls by named credentials that use {name} fail, because what they sign is not accepted',
    stops: '{name} calls',
  },
  {
    ...server,
    field: 'ExternalCredential.externalCredentialParameters.AuthProviderUrl',
    label: 'address for tokens',
    breaks: 'calls by named credentials that use {name} fail, because no token can be had',
    stops: '{name} calls',
  },
]);

const externalDataSources = rowsOf('external-data-sources', [
  {
    ...client,
    field: 'ExternalDataSource.certificate',
    also: ['ExternalDataSource.CertificateId'],
    label: 'client certificate',
    breaks: 'the data of {name} cannot be read',
    stops: '{name} data',
  },
  {
    ...server,
    field: 'ExternalDataSource.endpoint',
    label: 'address',
    breaks: 'the data of {name} cannot be read',
    stops: '{name} data',
  },
]);

const remoteSites = rowsOf('remote-sites', [
  {
    ...server,
    field: 'RemoteSiteSetting.url',
    also: ['RemoteProxy.EndpointUrl'],
    label: 'address',
    breaks: callsFail,
    stops: callsTo,
  },
]);

const outboundMessages = rowsOf('outbound-messages', [
  {
    ...server,
    field: 'WorkflowOutboundMessage.endpointUrl',
    label: 'address',
    breaks: 'the outbound message {name} is not delivered',
    stops: '{name} outbound message',
  },
]);

export const callouts: readonly ReferenceUse[] = [
  ...namedCredentials,
  ...externalCredentials,
  ...externalDataSources,
  ...remoteSites,
  ...outboundMessages,
];
