/** Where the files of a metadata type live in a package. */
export interface ComponentType {
  readonly name: string;
  readonly directory: string;
  readonly suffix: string;
  /** The body is one file and its properties another (`-meta.xml`). */
  readonly withContent: boolean;
}

/**
 * The types that this org describes: those that hold or name certificates, and what a package needs beside them.
 * Directories and suffixes are those of describeMetadata, as the registry of @salesforce/source-deploy-retrieve has them.
 */
export const componentTypes: readonly ComponentType[] = [
  type('Certificate', 'certs', 'crt', true),
  type('InboundCertificate', 'inboundCertificates', 'inboundCertificate', true),
  // unverified: that its content lies within its one file; tools know no second file of it
  type('UserAuthCertificate', 'userAuthCertificates', 'userAuthCertificate'),
  type('NamedCredential', 'namedCredentials', 'namedCredential'),
  type('ExternalCredential', 'externalCredentials', 'externalCredential'),
  type('ExternalDataSource', 'dataSources', 'dataSource'),
  type('RemoteSiteSetting', 'remoteSiteSettings', 'remoteSite'),
  type('Workflow', 'workflows', 'workflow'),
  type('AuthProvider', 'authproviders', 'authprovider'),
  type('ExternalAuthIdentityProvider', 'externalAuthIdentityProviders', 'externalAuthIdentityProvider'),
  type('SamlSsoConfig', 'samlssoconfigs', 'samlssoconfig'),
  type('ConnectedApp', 'connectedApps', 'connectedApp'),
  type('ExternalClientApplication', 'externalClientApps', 'eca'),
  type('ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets', 'ecaGlblOauth'),
  type('ExtlClntAppOauthSettings', 'extlClntAppOauthSettings', 'ecaOauth'),
  type('ExtlClntAppOauthSecuritySettings', 'extlClntAppOauthSecuritySettings', 'ecaOauthSecurity'),
  type('ExtlClntAppSamlConfigurablePolicies', 'extlClntAppSamlConfigurablePolicies', 'ecaSamlPlcy'),
  type('ExtlClntAppPushSettings', 'extlClntAppPushSettings', 'ecaPush'),
  type('CustomSite', 'sites', 'site'),
  type('PublicKeyCertificate', 'PublicKeyCertificate', 'PublicKeyCertificate'),
  type('PublicKeyCertificateSet', 'PublicKeyCertificateSet', 'PublicKeyCertificateSet'),
  type('MobSecurityCertPinConfig', 'mobSecurityCertPinConfigs', 'mobSecurityCertPinConfig'),
  type('Settings', 'settings', 'settings'),
  type('ApexClass', 'classes', 'cls', true),
  type('ApexTrigger', 'triggers', 'trigger', true),
  type('CustomObject', 'objects', 'object'),
  type('CustomMetadata', 'customMetadata', 'md'),
  type('CustomLabels', 'labels', 'labels'),
  type('Flow', 'flows', 'flow'),
  type('PermissionSet', 'permissionsets', 'permissionset'),
  type('Profile', 'profiles', 'profile'),
];

/** What an app brings along besides: deployed and kept, but neither described nor retrieved here. */
export const appTypes: readonly ComponentType[] = [
  type('LightningComponentBundle', 'lwc', 'js', true),
  type('CustomApplication', 'applications', 'app'),
  type('CustomTab', 'tabs', 'tab'),
  type('CustomPermission', 'customPermissions', 'customPermission'),
  type('CustomNotificationType', 'notificationtypes', 'notiftype'),
  type('FlexiPage', 'flexipages', 'flexipage'),
  type('Layout', 'layouts', 'layout'),
  type('ReportType', 'reportTypes', 'reportType'),
  type('Report', 'reports', 'report'),
  type('Dashboard', 'dashboards', 'dashboard'),
];

function type(name: string, directory: string, suffix: string, withContent = false): ComponentType {
  return { name, directory, suffix, withContent };
}

export function componentType(name: string): ComponentType | undefined {
  return componentTypes.find((candidate) => candidate.name === name);
}
