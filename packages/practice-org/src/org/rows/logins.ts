import { X509Certificate } from 'node:crypto';
import type { Rows } from './configuration.ts';
import { flag, identified, named, rowsOf, text } from './configuration.ts';

/** Configuration of logins: single sign-on, apps, users' certificates, and pins of the mobile app. */
export const loginRows: Readonly<Record<string, Rows>> = {
  SamlSsoConfig: rowsOf('SamlSsoConfig', (component) => {
    const { values } = component;
    return {
      ...named(component, values['name']),
      Issuer: text(values['issuer']),
      Audience: text(values['samlEntityId']),
      LoginUrl: text(values['loginUrl']),
      ValidationCert: text(values['validationCert']),
      RequestSignatureMethod: text(values['requestSignatureMethod']),
      Version: text(values['samlVersion']),
      IdentityMapping: text(values['identityMapping']),
      IdentityLocation: text(values['identityLocation']),
    };
  }),
  // unverified: that records of packages come without their namespace, as the published types know none.
  AuthProvider: rowsOf('AuthProvider', (component) => {
    const { values } = component;
    return {
      ...named(component, values['friendlyName']),
      AuthorizeUrl: text(values['authorizeUrl']),
      FriendlyName: text(values['friendlyName']),
      ProviderType: text(values['providerType']),
      TokenUrl: text(values['tokenUrl']),
      UserInfoUrl: text(values['userInfoUrl']),
    };
  }),
  ConnectedApplication: rowsOf('ConnectedApp', (component) => ({
    ...named(component, component.values['label']),
    Name: text(component.values['label']),
    ContactEmail: text(component.values['contactEmail']),
  })),
  ExternalClientApplication: rowsOf('ExternalClientApplication', (component) => ({
    ...named(component, component.values['label']),
    ContactEmail: text(component.values['contactEmail']),
    DistributionState: text(component.values['distributionState']),
  })),
  ExtlClntAppSamlPlcyCnfg: (configuration) =>
    rowsOf('ExtlClntAppSamlConfigurablePolicies', (component) => {
      const { values } = component;
      const app = configuration.components.find(
        ({ type, fullName }) =>
          type === 'ExternalClientApplication' && fullName === values['externalClientApplication'],
      );
      return {
        ...named(component, values['label']),
        AcsUrl: text(values['acsUrl']),
        Certificate: text(values['certificate']),
        EncryptionCertificate: text(values['encryptionCertificate']),
        EncryptionType: text(values['encryptionType']),
        EntityUrl: text(values['entityUrl']),
        ExternalClientApplicationId: app?.id ?? null,
        SigningAlgorithmType: text(values['signingAlgorithmType']),
        SubjectType: text(values['subjectType']),
      };
    })(configuration),
  UserAuthCertificate: rowsOf('UserAuthCertificate', (component, { userId }) => {
    const chain = component.content ?? '';
    return {
      ...identified(component),
      DeveloperName: component.fullName,
      MasterLabel: text(component.values['masterLabel']),
      Language: 'en_US',
      CertificateChain: chain,
      CertificateChainLength: chain.split('-----BEGIN CERTIFICATE-----').length - 1,
      ExpirationDate: text(component.values['expirationDate']),
      Fingerprint: chain === '' ? null : fingerprintOf(new X509Certificate(chain)),
      SerialNumber: text(component.values['serialNumber']),
      UserId: userId?.(text(component.values['user']) ?? '') ?? null,
    };
  }),
  MobSecurityCertPinConfig: rowsOf('MobSecurityCertPinConfig', (component) => {
    const { values } = component;
    return {
      ...named(component, values['masterLabel']),
      CertificateHash: text(values['certificateHash']),
      DomainName: text(values['domainName']),
      IsEnabled: flag(values['isEnabled']),
      IsSubdomainIncluded: flag(values['isSubdomainIncluded']),
      SeverityLevel: text(values['severityLevel']),
      Type: text(values['type']),
    };
  }),
};

/** unverified: by which hash and in which spelling. */
export function fingerprintOf({ fingerprint }: X509Certificate): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}
