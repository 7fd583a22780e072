import type { RuleSource } from '../../findings/model.ts';
import { metadataApi } from '../../uses/documents.ts';
import { referenceUseOf } from '../../uses/reference-uses.ts';

/** Where the value of a reference stands in a metadata file. */
export interface ValuePlace {
  /** Metadata type that is retrieved and deployed, and its root element where that has another name. */
  readonly type: string;
  readonly root?: string;
  /** Folder and suffix in a package of the Metadata API. */
  readonly directory: string;
  readonly suffix: string;
  /** Elements from the root to the value. */
  readonly path: readonly string[];
  /** A sibling of the value that tells which of several elements is meant, with what it must say. */
  readonly beside?: { readonly element: string; readonly is: string };
  /** A sibling that says for which server the value is chosen. */
  readonly serverName?: string;
  /** An element that may hold the value in the place of the last one of the path. */
  readonly or?: string;
}

/** How a reference is moved to another certificate. */
export type Way = {
  /** As `Reference.field` has it, in core's own spelling. */
  readonly field: string;
  readonly source: RuleSource;
  /** What is not known for certain. */
  readonly unverified?: string;
} & (
  | {
      readonly by: 'deploy';
      /** `name` of the certificate, `id` of its record, or its `body`. */
      readonly value: 'name' | 'id' | 'body';
      readonly place: ValuePlace;
    }
  /** Records that are written by the data API, without metadata. */
  | { readonly by: 'record'; readonly object: string }
  | { readonly by: 'hand'; readonly why: string }
);

const row = (type: string, directory: string, suffix: string) => ({ type, directory, suffix });

const namedCredential = row('NamedCredential', 'namedCredentials', 'namedCredential');
const externalCredential = row('ExternalCredential', 'externalCredentials', 'externalCredential');
const samlSsoConfig = row('SamlSsoConfig', 'samlssoconfigs', 'samlssoconfig');
const connectedApp = row('ConnectedApp', 'connectedApps', 'connectedApp');
const oauthSettings = row('ExtlClntAppOauthSettings', 'extlClntAppOauthSettings', 'ecaOauth');
const samlPolicies = row('ExtlClntAppSamlConfigurablePolicies', 'extlClntAppSamlConfigurablePolicies', 'ecaSamlPlcy');

const deployed = (
  field: string,
  value: 'name' | 'id' | 'body',
  place: Omit<ValuePlace, 'path'> & { readonly path?: readonly string[] },
  unverified?: string,
): Way => {
  const [type = '', ...path] = field.split('.');
  return {
    field,
    by: 'deploy',
    value,
    place: { ...place, path: place.path ?? path },
    source: metadataApi(type),
    ...(unverified === undefined ? {} : { unverified }),
  };
};

const byHand = (field: string, why: string, unverified?: string): Way => ({
  field,
  by: 'hand',
  why,
  source: metadataApi(field.split('.')[0] ?? field),
  ...(unverified === undefined ? {} : { unverified }),
});

const appSecrets =
  'That the app takes a deployment without its consumer key and secret, which retrieves leave out or mask, and keeps them.';
const anyText = 'what stands there is a text of any meaning, and only the code that reads it tells what it is for';

/**
 * Every field that names or carries a certificate, with the way to move it to another one. What a renewal needs no
 * change of (addresses, pins of servers of others) has none.
 *
 * unverified: that each of these deployments is taken as described; none was tried in an org.
 */
export const ways: readonly Way[] = [
  deployed('NamedCredential.certificate', 'name', namedCredential),
  deployed('NamedCredential.jwtSigningCertificate', 'name', namedCredential),
  deployed('NamedCredential.namedCredentialParameters.ClientCertificate', 'name', {
    ...namedCredential,
    path: ['namedCredentialParameters', 'certificate'],
    beside: { element: 'parameterType', is: 'ClientCertificate' },
    or: 'parameterValue',
  }),
  deployed('ExternalCredential.externalCredentialParameters.SigningCertificate', 'name', {
    ...externalCredential,
    path: ['externalCredentialParameters', 'certificate'],
    beside: { element: 'parameterType', is: 'SigningCertificate' },
    or: 'parameterValue',
  }),
  deployed('ExternalDataSource.certificate', 'name', row('ExternalDataSource', 'dataSources', 'dataSource')),
  deployed('SamlSsoConfig.requestSigningCertId', 'id', samlSsoConfig),
  deployed('SamlSsoConfig.decryptionCertificate', 'name', samlSsoConfig),
  deployed('SamlSsoConfig.validationCert', 'body', samlSsoConfig),
  deployed('ConnectedApp.oauthConfig.certificate', 'body', connectedApp, appSecrets),
  deployed('ConnectedApp.oauthConfig.assetTokenConfig.assetSigningCertId', 'id', connectedApp, appSecrets),
  deployed('ConnectedApp.samlConfig.certificate', 'body', connectedApp, appSecrets),
  deployed('ConnectedApp.samlConfig.encryptionCertificate', 'name', connectedApp, appSecrets),
  deployed(
    'ExtlClntAppGlobalOauthSettings.certificate',
    'body',
    row('ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets', 'ecaGlblOauth'),
    appSecrets,
  ),
  deployed('ExtlClntAppOauthSettings.assetTokenSigningCertificate', 'id', oauthSettings),
  deployed(
    'ExtlClntAppOauthSettings.clientAssertionCertificate',
    'name',
    oauthSettings,
    'That it holds the name of a certificate.',
  ),
  deployed('ExtlClntAppSamlConfigurablePolicies.certificate', 'body', samlPolicies),
  deployed('ExtlClntAppSamlConfigurablePolicies.encryptionCertificate', 'name', samlPolicies),
  byHand(
    'ExtlClntAppSamlPlcyCnfg.IdpCertificateId',
    'only the Tooling API shows it, and the published metadata type has no such field',
    'Whether the Tooling API lets it be updated.',
  ),
  deployed('IdentityProviderSettings.certificateName', 'name', {
    type: 'Settings',
    root: 'IdentityProviderSettings',
    directory: 'settings',
    suffix: 'settings',
  }),
  deployed(
    'CustomSite.customWebAddresses.certificate',
    'name',
    { ...row('CustomSite', 'sites', 'site'), serverName: 'domainName' },
    'That the field is functional, as the guide says since version 67; a deployment replaces all root addresses of the site.',
  ),
  deployed('InboundCertificate.content', 'body', {
    ...row('InboundCertificate', 'inboundCertificates', 'inboundCertificate'),
  }),
  {
    field: 'UserAuthCertificate.content',
    by: 'record',
    object: 'UserAuthCertificate',
    source: {
      document: 'Object Reference',
      section: 'UserAuthCertificate',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userauthcertificate.htm',
    },
  },
  byHand(
    'PublicKeyCertificate.jsonWebKey',
    'what stands there is a key of whoever signs for the users, in a form of its own',
  ),
  byHand(
    'ExtlClntAppPushSettings.applePushConfig.certificate',
    'it comes from Apple together with its key and a password',
  ),
  byHand(
    'TenantSecret.RemoteKeyCertificate',
    'a change of keys that encrypt data belongs to the holder of "Manage Encryption Keys"',
  ),
  byHand(
    'TenantSecret.SecretValueCertificate',
    'a change of keys that encrypt data belongs to the holder of "Manage Encryption Keys"',
  ),
  byHand('CustomMetadata.values.value', anyText),
  byHand('CustomSetting.value', anyText),
  byHand('CustomLabel.value', anyText),
  byHand('Flow.stringValue', 'a change makes a new version of the flow, which somebody has to test and activate'),
  ...[
    'HttpRequest.setClientCertificateName',
    'HttpRequest.setClientCertificate',
    'clientCertName_x',
    'clientCert_x',
    'DataSource.ConnectionParams.certificateName',
    'Auth.JWS',
    'Crypto.signWithCertificate',
    'Crypto.signXml',
    'Auth.JWTUtil.validateJWTWithCert',
    'Crypto.verify',
    'ConnectApi.NamedCredentialParameterInput.parameterValue',
    'ConnectApi.ExternalCredentialParameterInput.parameterValue',
  ].map((call) => byHand(`ApexClass.${call}`, 'code is changed, tested and deployed by whoever owns it')),
];

const byField = new Map(ways.map((way) => [way.field, way]));

/** The way for a field in any of its spellings; undefined for one that needs no change, or is not known. */
export function wayOf(field: string): Way | undefined {
  return byField.get(referenceUseOf(field)?.field ?? field);
}
