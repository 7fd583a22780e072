import type { ReferenceUse } from './row.ts';
import { rowsOf } from './row.ts';

/** Configuration of single sign-on and of apps that log in: signatures in the message, not TLS. */
const inbound = { use: 'inbound-sso', managedBy: 'customer' } as const;
const outbound = { use: 'outbound-sso', managedBy: 'customer' } as const;

const loginsFail = 'logins through {name} fail';
const loginsOf = '{name} logins';
const tokensRefused = 'Salesforce refuses the tokens that {name} signs';
const tokensOf = '{name} tokens';

const samlSsoConfigs = rowsOf('saml-sso-configs', [
  {
    ...inbound,
    field: 'SamlSsoConfig.validationCert',
    also: ['SamlSsoConfig.ValidationCert'],
    kind: 'carries',
    label: "identity provider's certificate",
    breaks: loginsFail,
    stops: loginsOf,
  },
  {
    ...inbound,
    field: 'SamlSsoConfig.requestSigningCertId',
    kind: 'names',
    role: 'request signing',
    label: 'certificate that signs login requests',
    breaks: 'logins through {name} fail where the identity provider checks who asks',
    stops: '{name} logins',
  },
  {
    ...inbound,
    field: 'SamlSsoConfig.decryptionCertificate',
    kind: 'names',
    role: 'decryption',
    label: 'certificate that decrypts assertions',
    breaks: loginsFail,
    stops: loginsOf,
  },
]);

const connectedApps = rowsOf('connected-apps', [
  {
    ...inbound,
    field: 'ConnectedApp.oauthConfig.certificate',
    kind: 'carries',
    label: 'certificate that verifies its tokens (JWT bearer)',
    breaks: tokensRefused,
    stops: tokensOf,
  },
  {
    ...outbound,
    field: 'ConnectedApp.samlConfig.certificate',
    kind: 'carries',
    role: 'SAML',
    label: "service provider's certificate",
    breaks: loginsFail,
    stops: loginsOf,
  },
  {
    ...outbound,
    field: 'ConnectedApp.samlConfig.encryptionCertificate',
    kind: 'names',
    role: 'SAML encryption',
    label: 'certificate that encrypts assertions',
    breaks: loginsFail,
    stops: loginsOf,
  },
  {
    ...outbound,
    field: 'ConnectedApp.oauthConfig.assetTokenConfig.assetSigningCertId',
    kind: 'names',
    role: 'asset tokens',
    label: 'certificate that signs asset tokens',
    breaks: 'asset tokens that {name} gives out are not accepted',
    stops: '{name} asset tokens',
  },
]);

const externalClientApps = rowsOf('external-client-apps', [
  {
    ...inbound,
    field: 'ExtlClntAppGlobalOauthSettings.certificate',
    kind: 'carries',
    label: 'certificate that verifies its tokens (JWT bearer)',
    breaks: tokensRefused,
    stops: tokensOf,
  },
  {
    ...outbound,
    field: 'ExtlClntAppOauthSettings.assetTokenSigningCertificate',
    kind: 'names',
    role: 'asset tokens',
    label: 'certificate that signs asset tokens',
    breaks: 'asset tokens that {name} gives out are not accepted',
    stops: '{name} asset tokens',
  },
  {
    use: undefined,
    otherwise: 'Client assertions: the published types have the field, no page that was read says which side signs.',
    field: 'ExtlClntAppOauthSettings.clientAssertionCertificate',
    kind: 'names',
    role: 'client assertions',
    managedBy: 'customer',
    label: 'certificate for client assertions',
    breaks: 'the client assertions of {name} fail',
    stops: '{name} client assertions',
    unverified:
      'That it names a certificate of Certificate and Key Management; a body that stands there is read as one.',
  },
  {
    use: 'inbound-api-mtls',
    field: 'ExtlClntAppOauthSecuritySettings.tlsClientAuthCertParamValue',
    kind: 'pins',
    role: 'mutual TLS',
    managedBy: 'customer',
    label: 'name that the client certificate must carry',
    breaks: '{name} cannot get tokens with a certificate of another name',
    stops: '{name} tokens',
    unverified: "That the client's certificate is otherwise judged as for mutual authentication.",
  },
  {
    ...outbound,
    field: 'ExtlClntAppSamlConfigurablePolicies.certificate',
    also: ['ExtlClntAppSamlPlcyCnfg.Certificate'],
    kind: 'carries',
    role: 'SAML',
    label: "service provider's certificate",
    breaks: loginsFail,
    stops: loginsOf,
  },
  {
    ...outbound,
    field: 'ExtlClntAppSamlConfigurablePolicies.encryptionCertificate',
    also: ['ExtlClntAppSamlPlcyCnfg.EncryptionCertificate'],
    kind: 'names',
    role: 'SAML encryption',
    label: 'certificate that encrypts assertions',
    breaks: loginsFail,
    stops: loginsOf,
    unverified: 'That it is a name, as in connected apps; a body that stands there is read as one.',
  },
  {
    ...outbound,
    field: 'ExtlClntAppSamlPlcyCnfg.IdpCertificateId',
    kind: 'names',
    label: 'certificate that signs assertions',
    breaks: loginsFail,
    stops: loginsOf,
  },
  {
    use: undefined,
    otherwise: "Push messages: it proves the app to Apple's push service.",
    field: 'ExtlClntAppPushSettings.applePushConfig.certificate',
    kind: 'carries',
    role: 'Apple push',
    managedBy: 'customer',
    label: 'certificate for Apple push messages',
    breaks: 'push messages of {name} are not delivered',
    stops: '{name} push messages',
  },
]);

const identityProvider = rowsOf('identity-provider', [
  {
    ...outbound,
    field: 'IdentityProviderSettings.certificateName',
    kind: 'names',
    label: 'certificate that signs assertions',
    breaks: 'logins from Salesforce to every service provider fail',
    stops: 'logins to service providers',
  },
]);

const server = { use: 'outbound-apex-one-way-tls', kind: 'meets', managedBy: 'remote' } as const;

const publicKeyCertificates = rowsOf('public-key-certificates', [
  {
    ...server,
    field: 'PublicKeyCertificateSet.jwksEndPoint',
    label: 'address of keys',
    breaks: 'messaging users verified by {name} are not recognized once its keys change',
    stops: '{name} messaging users',
    unverified: 'That Salesforce fetches the keys itself and judges that server as it does others.',
  },
  {
    ...inbound,
    field: 'PublicKeyCertificate.jsonWebKey',
    kind: 'carries',
    label: 'key that verifies messaging users',
    breaks: 'messaging users verified by {name} are not recognized',
    stops: '{name} messaging users',
  },
]);

const authProviders = rowsOf('auth-providers', [
  {
    ...server,
    field: 'AuthProvider.tokenUrl',
    also: ['AuthProvider.TokenUrl'],
    label: 'address for tokens',
    breaks: 'logins and calls through {name} fail, because no token can be had',
    stops: '{name} logins and calls',
  },
  {
    ...server,
    field: 'AuthProvider.userInfoUrl',
    also: ['AuthProvider.UserInfoUrl'],
    label: 'address for facts about the user',
    breaks: 'logins through {name} fail, because nobody says who the user is',
    stops: '{name} logins',
  },
]);

const externalAuthIdentityProviders = rowsOf('external-auth-identity-providers', [
  {
    ...server,
    field: 'ExternalAuthIdentityProvider.externalAuthIdentityProviderParameters.TokenUrl',
    label: 'address for tokens',
    breaks: 'calls by named credentials that use {name} fail, because no token can be had',
    stops: '{name} calls',
  },
  {
    ...server,
    field: 'ExternalAuthIdentityProvider.externalAuthIdentityProviderParameters.UserInfoUrl',
    label: 'address for facts about the user',
    breaks: 'calls by named credentials that use {name} fail, because nobody says who the user is',
    stops: '{name} calls',
  },
  {
    ...server,
    field: 'ExternalAuthIdentityProvider.externalAuthIdentityProviderParameters.parameterValue',
    label: 'another address',
    breaks: 'what {name} asks for there cannot be had',
    stops: '{name} requests',
    unverified: 'That Salesforce calls it: the published types know no parameter of that kind.',
  },
]);

export const logins: readonly ReferenceUse[] = [
  ...samlSsoConfigs,
  ...authProviders,
  ...externalAuthIdentityProviders,
  ...connectedApps,
  ...externalClientApps,
  ...identityProvider,
  ...publicKeyCertificates,
];
