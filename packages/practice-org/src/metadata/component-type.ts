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
 * Directories and suffixes are those of describeMetadata.
 */
export const componentTypes: readonly ComponentType[] = [
  type('Certificate', 'certs', 'crt', true),
  type('InboundCertificate', 'inboundCertificates', 'inboundCertificate', true),
  // unverified: that its content lies within its one file; tools know no second file of it
  type('UserAuthCertificate', 'userAuthCertificates', 'userAuthCertificate'),
  type('NamedCredential', 'namedCredentials', 'namedCredential'),
  type('ExternalCredential', 'externalCredentials', 'externalCredential'),
  type('ExternalDataSource', 'dataSources', 'dataSource'),
  type('SamlSsoConfig', 'samlssoconfigs', 'samlssoconfig'),
  type('ConnectedApp', 'connectedApps', 'connectedApp'),
  type('ExtlClntAppGlobalOauthSettings', 'extlClntAppGlobalOauthSets', 'ecaGlblOauth'),
  type('CustomSite', 'sites', 'site'),
  type('Settings', 'settings', 'settings'),
  type('ApexClass', 'classes', 'cls', true),
  type('CustomObject', 'objects', 'object'),
  type('PermissionSet', 'permissionsets', 'permissionset'),
];

function type(name: string, directory: string, suffix: string, withContent = false): ComponentType {
  return { name, directory, suffix, withContent };
}

export function componentType(name: string): ComponentType | undefined {
  return componentTypes.find((candidate) => candidate.name === name);
}
