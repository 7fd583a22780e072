import type { PlaceId } from '../../uses/index.ts';
import { placeById, referenceUseOf } from '../../uses/index.ts';

/**
 * Pages of Setup by place.
 *
 * unverified: the names are those that public lists of Setup's addresses agree on; no org was asked.
 */
const pages: Readonly<Partial<Record<PlaceId | 'certificates', string>>> = {
  apex: 'ApexClasses',
  certificates: 'CertificatesAndKeysManagement',
  'connected-apps': 'NavigationMenus',
  'custom-labels': 'ExternalStrings',
  'custom-metadata': 'CustomMetadata',
  'custom-settings': 'CustomSettings',
  'external-client-apps': 'ManageExternalClientApplication',
  'external-credentials': 'NamedCredential',
  'external-data-sources': 'ExternalDataSource',
  flows: 'Flows',
  'identity-provider': 'IdpPage',
  'inbound-certificates': 'CertificatesAndKeysManagement',
  'named-credentials': 'NamedCredential',
  'saml-sso-configs': 'SingleSignOn',
};

/** Address of the page below the org's own; undefined where the place has none that is known. */
export function setupUrlOf(place: PlaceId | 'certificates'): string | undefined {
  const page = pages[place];
  return page === undefined ? undefined : `/lightning/setup/${page}/home`;
}

/** Way through Setup to where a field is, and its address. */
export function setupOf(field: string): { readonly way: string; readonly url?: string } {
  const row = referenceUseOf(field);
  if (!row) return { way: 'Setup' };
  const url = setupUrlOf(row.place);
  return { way: placeById(row.place).setup, ...(url === undefined ? {} : { url }) };
}
