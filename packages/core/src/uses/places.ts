/** Where in an org configuration lies that names, carries, pins or meets certificates. */
export interface Place {
  /** Second half of the id of the source that reads it: `org.named-credentials`, `project.named-credentials`. */
  readonly id: string;
  /** What people call it. */
  readonly label: string;
  /** Way through Setup. */
  readonly setup: string;
}

const define = <Id extends string>(id: Id, label: string, ...steps: readonly string[]) =>
  ({ id, label, setup: ['Setup', ...steps].join(' > ') }) as const;

export const places = [
  define('apex', 'Apex code', 'Apex Classes'),
  define('auth-providers', 'Authentication providers', 'Auth. Providers'),
  define('connected-apps', 'Connected apps', 'App Manager'),
  define('custom-labels', 'Custom labels', 'Custom Labels'),
  define('custom-metadata', 'Custom metadata', 'Custom Metadata Types'),
  define('custom-settings', 'Custom settings', 'Custom Settings'),
  define('encryption-keys', 'Keys that you bring for encryption', 'Key Management'),
  define(
    'external-auth-identity-providers',
    'External auth identity providers',
    'Named Credentials',
    'External Auth Identity Providers',
  ),
  define('external-client-apps', 'External client apps', 'External Client App Manager'),
  define('external-credentials', 'External credentials', 'Named Credentials', 'External Credentials'),
  define('external-data-sources', 'External data sources', 'External Data Sources'),
  define('flows', 'Flows', 'Flows'),
  define('identity-provider', 'Identity provider', 'Identity Provider'),
  define('inbound-certificates', 'Mutual authentication certificates', 'Certificate and Key Management'),
  define('mobile-pins', 'Certificate pins of the mobile app', 'Mobile Security'),
  define('my-domain', 'My Domain', 'My Domain'),
  define('named-credentials', 'Named credentials', 'Named Credentials'),
  define('outbound-messages', 'Outbound messages', 'Outbound Messages'),
  define('public-key-certificates', 'Keys for messaging user verification', 'Enhanced Chat User Verification'),
  define('remote-sites', 'Remote sites', 'Remote Site Settings'),
  define('saml-sso-configs', 'SAML single sign-on settings', 'Single Sign-On Settings'),
  define('sites', 'Sites and their custom domains', 'Domains'),
  define('user-certificates', 'User authentication certificates', 'User Authentication Certificates'),
] as const satisfies readonly Place[];

export type PlaceId = (typeof places)[number]['id'];

const byId = new Map<string, Place>(places.map((place) => [place.id, place]));

/** @throws {RangeError} for what is not a place, which the type rules out. */
export function placeById(id: PlaceId): Place {
  const place = byId.get(id);
  if (!place) throw new RangeError(`There is no place "${id as string}".`);
  return place;
}

/** Ids that stand for the list of key pairs itself: Certificate and Key Management. */
export const keyPairList: Place = define(
  'certificates',
  'Certificate and Key Management',
  'Certificate and Key Management',
);
