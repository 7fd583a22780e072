import type { PlaceId } from '@cert-health/core';

/** A metadata type whose fields name, carry, pin or meet certificates. */
export interface ReferringType {
  /** Its root element: the metadata type. */
  readonly element: string;
  readonly suffix: string;
  /** Of settings: the only file that counts. */
  readonly name?: string;
  /** Ways through the elements; what a field is for is told by `referenceUseOf('<element>.<field>')`. */
  readonly fields?: readonly string[];
  /** Parameters: elements that say by a type what they hold. */
  readonly parameters?: {
    readonly element: string;
    /** By parameter type, the first of these elements that is there holds the value. */
    readonly types: Readonly<Record<string, readonly string[]>>;
    /** A parameter of another type holds an address when its type ends in `Url`, but for these, which only browsers call. */
    readonly browsed?: readonly string[];
  };
  /** Elements that belong together: for which server a certificate is chosen stands beside it. */
  readonly addresses?: { readonly element: string; readonly certificate: string; readonly serverName: string };
  /** The element that says to which app a file of settings belongs; of an app itself: its label. */
  readonly app?: string;
  /** The file holds several components of another type, each with a `fullName`. */
  readonly each?: { readonly element: string; readonly type: string };
  /** `false` in this element switches the component off: it then meets no server, and nothing is compared. */
  readonly enabledBy?: string;
  /** Where this element is there, the component is an app that logs in through the org; `*`: each is one. */
  readonly serviceProviderBy?: string;
  /** `false` in this element switches the component off, and what it names is only named: it cannot be deleted. */
  readonly namesOnlyUnless?: string;
  /** The element that says who is on the other side of what is carried. */
  readonly partner?: string;
  /** Elements that say what a pin expects; they stand behind its label. */
  readonly expects?: readonly string[];
}

/** The metadata of one place. */
export interface ReferringPlace {
  readonly place: PlaceId;
  readonly types: readonly ReferringType[];
}

/** External client apps: settings in files of their own name the app that they belong to. */
export const apps = {
  element: 'ExternalClientApplication',
  suffix: 'eca',
  reference: 'externalClientApplication',
} as const;
const app = apps.reference;

/**
 * Metadata API Developer Guide, and for suffixes the registry of @salesforce/source-deploy-retrieve. Names of certificates
 * are looked at even where a component is switched off: the certificate cannot be deleted while it is named.
 */
export const referringPlaces: readonly ReferringPlace[] = [
  {
    place: 'named-credentials',
    types: [
      {
        element: 'NamedCredential',
        suffix: 'namedCredential',
        fields: ['certificate', 'jwtSigningCertificate', 'endpoint', 'authTokenEndpointUrl'],
        parameters: {
          element: 'namedCredentialParameters',
          types: { ClientCertificate: ['certificate', 'parameterValue'], Url: ['parameterValue'] },
        },
      },
    ],
  },
  {
    place: 'external-credentials',
    types: [
      {
        element: 'ExternalCredential',
        suffix: 'externalCredential',
        parameters: {
          element: 'externalCredentialParameters',
          types: { SigningCertificate: ['certificate', 'parameterValue'], AuthProviderUrl: ['parameterValue'] },
        },
      },
    ],
  },
  {
    place: 'auth-providers',
    types: [{ element: 'AuthProvider', suffix: 'authprovider', fields: ['tokenUrl', 'userInfoUrl'] }],
  },
  {
    place: 'external-auth-identity-providers',
    types: [
      {
        element: 'ExternalAuthIdentityProvider',
        suffix: 'externalAuthIdentityProvider',
        parameters: {
          element: 'externalAuthIdentityProviderParameters',
          types: { TokenUrl: ['parameterValue'], UserInfoUrl: ['parameterValue'] },
          browsed: ['AuthorizeUrl'],
        },
      },
    ],
  },
  {
    place: 'external-data-sources',
    types: [{ element: 'ExternalDataSource', suffix: 'dataSource', fields: ['certificate', 'endpoint'] }],
  },
  {
    place: 'remote-sites',
    types: [{ element: 'RemoteSiteSetting', suffix: 'remoteSite', fields: ['url'], enabledBy: 'isActive' }],
  },
  {
    place: 'outbound-messages',
    types: [
      {
        element: 'Workflow',
        suffix: 'workflow',
        each: { element: 'outboundMessages', type: 'WorkflowOutboundMessage' },
        fields: ['endpointUrl'],
      },
      // Projects may keep each message in a file of its own (`decomposeWorkflowBeta`).
      { element: 'WorkflowOutboundMessage', suffix: 'workflowOutboundMessage', fields: ['endpointUrl'] },
    ],
  },
  {
    place: 'saml-sso-configs',
    types: [
      {
        element: 'SamlSsoConfig',
        suffix: 'samlssoconfig',
        fields: ['validationCert', 'requestSigningCertId', 'decryptionCertificate'],
        partner: 'issuer',
      },
    ],
  },
  {
    place: 'connected-apps',
    types: [
      {
        element: 'ConnectedApp',
        suffix: 'connectedApp',
        app: 'label',
        fields: [
          'oauthConfig.certificate',
          'oauthConfig.assetTokenConfig.assetSigningCertId',
          'samlConfig.certificate',
          'samlConfig.encryptionCertificate',
        ],
        serviceProviderBy: 'samlConfig',
      },
    ],
  },
  {
    place: 'external-client-apps',
    types: [
      { element: 'ExtlClntAppGlobalOauthSettings', suffix: 'ecaGlblOauth', app, fields: ['certificate'] },
      {
        element: 'ExtlClntAppOauthSettings',
        suffix: 'ecaOauth',
        app,
        fields: ['assetTokenSigningCertificate', 'clientAssertionCertificate'],
      },
      {
        element: 'ExtlClntAppOauthSecuritySettings',
        suffix: 'ecaOauthSecurity',
        app,
        fields: ['tlsClientAuthCertParamValue'],
        expects: ['tlsClientAuthCertParamType', 'tlsClientAuthCertParamValue'],
      },
      {
        element: 'ExtlClntAppSamlConfigurablePolicies',
        suffix: 'ecaSamlPlcy',
        app,
        fields: ['certificate', 'encryptionCertificate'],
        serviceProviderBy: '*',
      },
      { element: 'ExtlClntAppPushSettings', suffix: 'ecaPush', app, fields: ['applePushConfig.certificate'] },
    ],
  },
  {
    place: 'identity-provider',
    types: [
      {
        element: 'IdentityProviderSettings',
        suffix: 'settings',
        name: 'IdentityProvider',
        fields: ['certificateName'],
        namesOnlyUnless: 'enableIdentityProvider',
      },
    ],
  },
  {
    place: 'sites',
    types: [
      {
        element: 'CustomSite',
        suffix: 'site',
        addresses: { element: 'customWebAddresses', certificate: 'certificate', serverName: 'domainName' },
      },
    ],
  },
  {
    place: 'public-key-certificates',
    types: [
      { element: 'PublicKeyCertificate', suffix: 'PublicKeyCertificate', fields: ['jsonWebKey'] },
      { element: 'PublicKeyCertificateSet', suffix: 'PublicKeyCertificateSet', fields: ['jwksEndPoint'] },
    ],
  },
  {
    place: 'mobile-pins',
    types: [
      {
        element: 'MobSecurityCertPinConfig',
        suffix: 'mobSecurityCertPinConfig',
        fields: ['certificateHash'],
        enabledBy: 'isEnabled',
        expects: ['domainName'],
      },
    ],
  },
];
