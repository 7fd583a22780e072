import type { ReferenceUse } from './row.ts';
import { rowsOf } from './row.ts';

/** Calls and fields in Apex that take the name of a certificate, or a body; triggers and classes alike. */
const call = (name: string): Pick<ReferenceUse, 'field' | 'also'> => ({
  field: `ApexClass.${name}`,
  also: [`ApexTrigger.${name}`],
});

const client = {
  use: 'outbound-apex-mtls',
  managedBy: 'customer',
  breaks: 'callouts made by {name} fail',
  stops: '{name} callouts',
} as const;
const closest = 'The code may sign or verify something other than a login; this is the closest of the eight.';
const signer = {
  use: 'outbound-sso',
  kind: 'names',
  managedBy: 'customer',
  breaks: 'what {name} signs is no longer accepted',
  stops: '{name} signatures',
  unverified: closest,
} as const;
const verifier = {
  use: 'inbound-sso',
  kind: 'names',
  managedBy: 'customer',
  breaks: '{name} rejects what it verifies',
  stops: '{name} verification',
  unverified: closest,
} as const;

const maker = {
  use: undefined,
  otherwise: 'Code that makes credentials: those that it made name the certificate themselves.',
  kind: 'names',
  managedBy: 'customer',
  breaks: 'credentials that {name} makes do not work',
  stops: '{name} credentials',
  unverified: "That the value is the certificate's name.",
} as const;

export const apex: readonly ReferenceUse[] = rowsOf('apex', [
  {
    ...client,
    ...call('HttpRequest.setClientCertificateName'),
    kind: 'names',
    label: 'client certificate of a callout',
  },
  {
    ...client,
    ...call('HttpRequest.setClientCertificate'),
    kind: 'carries',
    label: 'client certificate and key inside the code',
  },
  { ...client, ...call('clientCertName_x'), kind: 'names', label: 'client certificate of a SOAP callout' },
  {
    ...client,
    ...call('clientCert_x'),
    kind: 'carries',
    label: 'client certificate and key of a SOAP callout, inside the code',
  },
  {
    ...client,
    ...call('DataSource.ConnectionParams.certificateName'),
    kind: 'names',
    label: 'client certificate of a custom adapter',
  },
  { ...signer, ...call('Auth.JWS'), label: 'certificate that signs tokens' },
  { ...signer, ...call('Crypto.signWithCertificate'), label: 'certificate that signs data' },
  { ...signer, ...call('Crypto.signXml'), label: 'certificate that signs XML' },
  { ...verifier, ...call('Auth.JWTUtil.validateJWTWithCert'), label: 'certificate that verifies tokens' },
  { ...verifier, ...call('Crypto.verify'), label: 'certificate that verifies data' },
  {
    ...maker,
    ...call('ConnectApi.NamedCredentialParameterInput.parameterValue'),
    label: 'client certificate of named credentials that code makes',
  },
  {
    ...maker,
    ...call('ConnectApi.ExternalCredentialParameterInput.parameterValue'),
    label: 'certificate that signs, of external credentials that code makes',
  },
]);
