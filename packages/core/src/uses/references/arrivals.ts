import type { ReferenceUse } from './row.ts';
import { rowsOf } from './row.ts';

/** Configuration behind connections into Salesforce: addresses, and certificates of those who come. */
export const arrivals: readonly ReferenceUse[] = [
  ...rowsOf('my-domain', [
    {
      use: 'inbound-one-way-tls',
      field: 'MyDomainSettings.myDomainName',
      kind: 'meets',
      managedBy: 'salesforce',
      label: 'address of the org',
      breaks: "callers that do not trust Salesforce's new certificate cannot connect",
      stops: 'callers of {name}',
    },
  ]),
  ...rowsOf('mobile-pins', [
    {
      use: 'inbound-one-way-tls',
      field: 'MobSecurityCertPinConfig.certificateHash',
      also: ['MobSecurityCertPinConfig.CertificateHash'],
      kind: 'pins',
      managedBy: 'salesforce',
      label: 'fingerprint that the mobile app expects',
      breaks: 'the mobile app refuses the server once its certificate changes',
      stops: 'mobile app',
      unverified: "That the pinned server is Salesforce's; its domain name tells.",
    },
  ]),
  ...rowsOf('sites', [
    {
      use: 'custom-domain',
      field: 'CustomSite.customWebAddresses.certificate',
      kind: 'names',
      managedBy: 'customer',
      label: 'certificate of a custom domain',
      breaks: 'visitors of {name} see a security warning',
      stops: '{name} visitors',
    },
  ]),
  ...rowsOf('inbound-certificates', [
    {
      use: 'inbound-api-mtls',
      field: 'InboundCertificate.content',
      also: ['InboundCertificate'],
      kind: 'carries',
      managedBy: 'customer',
      label: 'client certificate of an application',
      breaks: 'API calls that must present {name} are refused',
      stops: '{name} API calls',
    },
  ]),
  ...rowsOf('user-certificates', [
    {
      use: 'inbound-user-mtls',
      field: 'UserAuthCertificate.content',
      also: ['UserAuthCertificate', 'UserAuthCertificate.CertificateChain'],
      kind: 'carries',
      managedBy: 'customer',
      label: 'certificate of a user',
      breaks: 'the user cannot log in with {name}',
      stops: '{name} login',
    },
  ]),
];
