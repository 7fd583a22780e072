/**
 * Pages of Setup by the place that a source reads. unverified: the names are those that public lists of Setup's
 * addresses agree on; no org was asked.
 */
const pages: Readonly<Record<string, string>> = {
  apex: 'ApexClasses',
  'auth-providers': 'AuthProviders',
  certificates: 'CertificatesAndKeysManagement',
  'connected-apps': 'NavigationMenus',
  'custom-labels': 'ExternalStrings',
  'custom-metadata': 'CustomMetadata',
  'custom-settings': 'CustomSettings',
  'external-auth-identity-providers': 'NamedCredential',
  'external-client-apps': 'ManageExternalClientApplication',
  'external-credentials': 'NamedCredential',
  'external-data-sources': 'ExternalDataSource',
  flows: 'Flows',
  'identity-provider': 'IdpPage',
  'inbound-certificates': 'CertificatesAndKeysManagement',
  'my-domain': 'OrgDomain',
  'named-credentials': 'NamedCredential',
  'outbound-messages': 'WorkflowOutboundMessaging',
  'remote-sites': 'SecurityRemoteProxy',
  'saml-sso-configs': 'SingleSignOn',
};

/** Where in Setup the configuration of a source is; empty when there is no page of its own, or it is not in the org. */
export function setupAddress(source: string | undefined): string {
  const page = pages[/^org\.(.+)$/.exec(source ?? '')?.[1] ?? ''];
  return page ? `/lightning/setup/${page}/home` : '';
}
