/**
 * The calls and fields of the Apex platform that take a certificate. Data: a new one is a new line.
 * Types are written with their namespace; `System` may be left out in code.
 */
export interface CertificateCall {
  /** As reported. */
  readonly call: string;
  readonly kind: 'instanceMethod' | 'staticMethod' | 'constructor' | 'field';
  /** The type it belongs to; `*` for the stub classes that WSDL2Apex generates, whatever their name. */
  readonly type: string;
  readonly member: string;
  /** Of a method: how many arguments it may have, and which of them (from 0) is the certificate. */
  readonly arity?: readonly number[];
  readonly argument?: number;
  /** An overload takes this type at the same place and has nothing to do with certificates. */
  readonly unlessType?: string;
  /** Of a field: only where this sibling is set to one of these enum values on the same object. */
  readonly when?: { readonly field: string; readonly values: readonly string[] };
  /** `keystore`: not a name but a PKCS #12 file in base64, with its private key. */
  readonly holds: 'name' | 'keystore';
  readonly source: string;
}

const APEXREF = 'Apex Reference Guide';
const SOAP = 'Apex Developer Guide, Using Certificates with SOAP Services';

export const CERTIFICATE_CALLS: readonly CertificateCall[] = [
  {
    call: 'HttpRequest.setClientCertificateName',
    kind: 'instanceMethod',
    type: 'System.HttpRequest',
    member: 'setClientCertificateName',
    arity: [1],
    argument: 0,
    holds: 'name',
    source: `${APEXREF}, HttpRequest: setClientCertificateName(certDevName)`,
  },
  {
    call: 'HttpRequest.setClientCertificate',
    kind: 'instanceMethod',
    type: 'System.HttpRequest',
    member: 'setClientCertificate',
    arity: [2],
    argument: 0,
    holds: 'keystore',
    source: `${APEXREF}, HttpRequest: setClientCertificate(clientCert, password), deprecated`,
  },
  {
    call: 'Crypto.signWithCertificate',
    kind: 'staticMethod',
    type: 'System.Crypto',
    member: 'signWithCertificate',
    arity: [3],
    argument: 2,
    holds: 'name',
    source: `${APEXREF}, Crypto: signWithCertificate(algorithmName, input, certDevName)`,
  },
  {
    call: 'Crypto.signXml',
    kind: 'staticMethod',
    type: 'System.Crypto',
    member: 'signXml',
    arity: [4, 5],
    argument: 3,
    holds: 'name',
    source: `${APEXREF}, Crypto: signXML(algorithmName, node, idAttributeName, certDevName[, refChild])`,
  },
  {
    call: 'Crypto.verify',
    kind: 'staticMethod',
    type: 'System.Crypto',
    member: 'verify',
    arity: [4],
    argument: 3,
    unlessType: 'Blob',
    holds: 'name',
    source: `${APEXREF}, Crypto: verify(algorithmName, data, signature, certDevName); the other overload takes a public key`,
  },
  {
    call: 'Auth.JWS',
    kind: 'constructor',
    type: 'Auth.JWS',
    member: 'JWS',
    arity: [2],
    argument: 1,
    holds: 'name',
    source: `${APEXREF}, Auth.JWS: JWS(jwt, certDevName), JWS(payload, certDevName)`,
  },
  {
    call: 'Auth.JWTUtil.validateJWTWithCert',
    kind: 'staticMethod',
    type: 'Auth.JWTUtil',
    member: 'validateJWTWithCert',
    arity: [2],
    argument: 1,
    holds: 'name',
    source: `${APEXREF}, Auth.JWTUtil: validateJWTWithCert(incomingJWT, certDeveloperName)`,
  },
  {
    call: 'clientCertName_x',
    kind: 'field',
    type: '*',
    member: 'clientCertName_x',
    holds: 'name',
    source: SOAP,
  },
  {
    call: 'clientCert_x',
    kind: 'field',
    type: '*',
    member: 'clientCert_x',
    holds: 'keystore',
    source: `${SOAP} (the legacy process)`,
  },
  {
    call: 'DataSource.ConnectionParams.certificateName',
    kind: 'field',
    type: 'DataSource.ConnectionParams',
    member: 'certificateName',
    holds: 'name',
    source: `${APEXREF}, DataSource.ConnectionParams`,
  },
  {
    call: 'ConnectApi.NamedCredentialParameterInput.parameterValue',
    kind: 'field',
    type: 'ConnectApi.NamedCredentialParameterInput',
    member: 'parameterValue',
    when: { field: 'parameterType', values: ['ClientCertificate'] },
    holds: 'name',
    source: `${APEXREF}, ConnectApi.NamedCredentialParameterInput; unverified: that the value is the certificate's name`,
  },
  {
    call: 'ConnectApi.ExternalCredentialParameterInput.parameterValue',
    kind: 'field',
    type: 'ConnectApi.ExternalCredentialParameterInput',
    member: 'parameterValue',
    when: { field: 'parameterType', values: ['SigningCertificate'] },
    holds: 'name',
    source: `${APEXREF}, ConnectApi.ExternalCredentialParameterInput; unverified: that the value is the certificate's name`,
  },
  {
    call: 'TenantSecret.RemoteKeyCertificate',
    kind: 'field',
    type: 'TenantSecret',
    member: 'RemoteKeyCertificate',
    holds: 'name',
    source: 'Object Reference, TenantSecret: RemoteKeyCertificate',
  },
  {
    call: 'TenantSecret.SecretValueCertificate',
    kind: 'field',
    type: 'TenantSecret',
    member: 'SecretValueCertificate',
    holds: 'name',
    source: 'Object Reference, TenantSecret: SecretValueCertificate',
  },
];

/** Calls by the name of their member, lower case. Apex does not distinguish case. */
export const CALLS_BY_MEMBER: ReadonlyMap<string, readonly CertificateCall[]> = Map.groupBy(CERTIFICATE_CALLS, (call) =>
  call.member.toLowerCase(),
);
