import type { UseId } from '../../findings/model.ts';

/** A field or type that looks as if it had to do with certificates and refers to none, with the reason. */
export interface NotACertificate {
  /** Metadata type, or type and field. */
  readonly field: string;
  readonly reason: string;
}

/** What was looked at and left out, so that nobody has to look twice. */
export const notCertificates: readonly NotACertificate[] = [
  { field: 'Certificate', reason: 'The list of key pairs itself: it holds them and refers to none.' },
  {
    field: 'AuthProvider.authorizeUrl',
    reason: 'The browser goes there, not Salesforce, and judges the server by itself.',
  },
  { field: 'ConnectedApp.oauthConfig.isPKImTLSEnabled', reason: 'A switch; the certificates are on other lists.' },
  {
    field: 'CspTrustedSite.endpointUrl',
    reason: 'The browser connects there, not Salesforce, and judges the server by itself.',
  },
  { field: 'Domain.HttpsOption', reason: 'Who serves a domain over HTTPS; the certificate is not named.' },
  { field: 'DomainProvision.TargetCdnCertificate', reason: 'A kind of CDN certificate, not the name of one.' },
  { field: 'EmailDomainKey.PublicKey', reason: 'A bare DKIM key: no certificate, no end.' },
  { field: 'EncryptionKeySettings', reason: 'Switches only; the certificates are named by tenant secrets.' },
  { field: 'ExtlClntAppGlobalOauthSettings.isMtlsEnabled', reason: 'A switch; the certificates are on other lists.' },
  {
    field: 'ExtlClntAppOauthSecuritySettings.tlsClientAuthCertParamType',
    reason: 'Says which name the value beside it is to be compared with.',
  },
  {
    field: 'MessagingAuthorization.publicKeyCertificateSetName',
    reason: 'Names a set; the keys in the set are looked at themselves.',
  },
  {
    field: 'MyDomainSettings.myDomainSuffix',
    reason: 'Part of an address; some values merely have "Certificate" in their name.',
  },
  {
    field: 'ExternalAuthIdentityProvider.externalAuthIdentityProviderParameters.AuthorizeUrl',
    reason: 'The browser goes there, not Salesforce, and judges the server by itself.',
  },
  { field: 'OutboundNetworkConnection', reason: 'It has no field for a certificate.' },
  { field: 'PlatformEncryptionSettings', reason: 'Switches only.' },
  {
    field: 'PublicKeyCertificateSet.publicKeyCertificateSetKeys.publicKeyCertificate',
    reason: 'Names a PublicKeyCertificate, which is looked at itself.',
  },
  { field: 'RemoteSiteSetting.disableProtocolSecurity', reason: 'A switch that allows calls without TLS.' },
  {
    field: 'SecuritySettings.sessionSettings.allowUserAuthenticationByCertificate',
    reason: "A switch; the certificates are the users'.",
  },
  {
    field: 'SecuritySettings.sessionSettings.allowUserCertBasedAuthenticationWithOcspValidation',
    reason: 'A switch that adds a revocation check to logins with a certificate.',
  },
  {
    field: 'TenantSecurityCertificate',
    reason: "Security Center's list of certificates of other orgs: a copy, with no use of its own.",
  },
];

/** A place where a certificate may be chosen and that no API shows, so that no scan can rule it out. */
export interface BlindSpot {
  readonly label: string;
  readonly reason: string;
  /** Where a person can look. */
  readonly setup: string;
  /** The uses that it may serve; none: any. */
  readonly uses: readonly UseId[];
}

export const blindSpots: readonly BlindSpot[] = [
  {
    label: 'API Client Certificate',
    reason:
      'One certificate for the whole org, shown for outbound messages, delegated authentication and SAML; no API tells which.',
    setup: 'Setup > Certificate and Key Management > API Client Certificate',
    uses: ['outbound-apex-mtls', 'outbound-sso'],
  },
  {
    label: 'Custom domains of Experience Cloud sites',
    reason: 'The certificate of such a domain is not in any metadata or API that was found.',
    setup: 'Setup > Domains',
    uses: ['custom-domain'],
  },
  {
    label: 'Names kept in data or in packages',
    reason:
      'Code may read the name of a certificate from records, settings or labels, and code of packages cannot be read.',
    setup: 'Setup > Installed Packages',
    uses: [],
  },
];
