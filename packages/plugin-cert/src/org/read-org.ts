import { certificatesSource, expiryNotificationOf, permissionsSource } from '@cert-health/core';
import type {
  ExpiryNotification,
  ExposedKey,
  Gap,
  Holding,
  OrgIdentity,
  PermissionGrant,
  Reference,
  ServiceProvider,
  Source,
} from '@cert-health/core';
import type { OrgApi } from './api.ts';
import { readCertificates, sourceOfEmpty } from './certificates.ts';
import type { ReadCertificates } from './certificates.ts';
import { readIdentity } from './identity.ts';
import { MetadataReader } from './metadata-reader.ts';
import { OwnPermissions } from './own-permissions.ts';
import { readPermissionGrants } from './permission-grants.ts';
import type { KeyPairNames } from './place-reader.ts';
import { placeReaders, searchedPlaces } from './place-readers.ts';
import { placesNotAsked, readPlaces } from './read-places.ts';
import { requestsLeft } from './requests-left.ts';
import type { RequestsLeft } from './requests-left.ts';
import { besideCertificates } from './session-policy.ts';

export interface OrgContent {
  readonly org: OrgIdentity;
  readonly sources: readonly Source[];
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
  readonly serviceProviders: readonly ServiceProvider[];
  readonly exposedKeys: readonly ExposedKey[];
  readonly expiryNotification?: ExpiryNotification;
  /** Undefined when it could not be read; the source `org.permissions` says why. */
  readonly permissionGrants?: readonly PermissionGrant[];
}

/**
 * Everything of an org that can say something about certificates. A source that fails is reported as such and keeps
 * none of the others from being read.
 *
 * @throws {OrgApiError} when the org as a whole does not answer.
 */
export async function readOrg(api: OrgApi): Promise<OrgContent> {
  const identity = await readIdentity(api);
  const left = await requestsLeft(api);
  const content = left.none ? notAsked(api) : await readAll(api, left);
  return {
    org: identity.org,
    ...content,
    sources: [...(identity.source ? [identity.source] : []), ...content.sources],
  };
}

async function readAll(api: OrgApi, left: RequestsLeft): Promise<Omit<OrgContent, 'org'>> {
  const permissions = new OwnPermissions(api);
  const types = [...placeReaders, ...searchedPlaces].flatMap(({ metadata = [] }) => metadata);
  const metadata = new MetadataReader(api, types, permissions, left.deep);
  const grants = readPermissionGrants({ api, permissions });
  const org = { api, metadata, permissions, grants, skipped: left.deep };
  const read = readPlaces(org, placeReaders);
  // An empty list is believed or not by what else was seen, and only then are its names looked for.
  const listed = readCertificates(org, left.bodies).then(async (certificates): Promise<ReadCertificates> => {
    if (certificates !== 'empty') return certificates;
    const references = (await read).flatMap((place) => place.references);
    return { sources: [await sourceOfEmpty(org, references)], holdings: [] };
  });
  const searched = readPlaces({ ...org, keyPairs: listed.then(namesOf) }, searchedPlaces);
  const [certificates, granted, ...places] = await Promise.all([listed, grants, read, searched]).then(
    ([one, two, ...contents]) => [one, two, ...contents.flat()] as const,
  );
  const expiry = expiryNotificationOf(granted);
  const { permissionGrants } = granted;
  const [list] = certificates.sources;
  return {
    sources: [
      ...certificates.sources,
      expiry.source,
      granted.source,
      ...places.map(({ source }) => besideCertificates(source, list)),
    ],
    holdings: [...certificates.holdings, ...places.flatMap(({ holdings }) => holdings)],
    references: places.flatMap(({ references }) => references),
    serviceProviders: places.flatMap(({ serviceProviders = [] }) => serviceProviders),
    exposedKeys: eachOnce(places.flatMap(({ exposedKeys }) => exposedKeys)),
    ...(expiry.notification ? { expiryNotification: expiry.notification } : {}),
    ...(permissionGrants ? { permissionGrants } : {}),
  };
}

/** A record or label may be found among all of them, and by the code that reads it, which does not always say which it is. */
function eachOnce(keys: readonly ExposedKey[]): ExposedKey[] {
  const isPlaceOf = (one: ExposedKey, { source, name, field }: ExposedKey): boolean =>
    one.source !== source && one.field === field && (one.name === name || one.name.startsWith(`${name}.`));
  return keys.filter((key) => key.source !== 'org.apex' || !keys.some((one) => isPlaceOf(one, key)));
}

function namesOf({ sources, holdings }: ReadCertificates): KeyPairNames {
  const [list] = sources;
  if (list?.status === 'read') return { names: holdings.map(({ name }) => name) };
  const { permission } = list ?? {};
  return {
    unknown: {
      status: permission ? 'denied' : 'failed',
      detail: `Without the list of certificates it is not known which names to look for. ${list?.detail ?? ''}`.trim(),
      ...(permission ? { permission } : {}),
    },
  };
}

/** The requests of the day are used up: one refusal is enough. */
function notAsked(api: OrgApi): Omit<OrgContent, 'org'> {
  const detail = 'The org has used up its API requests for the last 24 hours; run again later.';
  const gap: Gap = { status: 'failed', detail };
  const permissions = { source: { ...permissionsSource, ...gap, items: 0 } };
  return {
    sources: [
      { ...certificatesSource, ...gap, items: 0 },
      expiryNotificationOf(permissions).source,
      permissions.source,
      ...placesNotAsked(api, gap, [...placeReaders, ...searchedPlaces]).map(({ source }) => source),
    ],
    holdings: [],
    references: [],
    serviceProviders: [],
    exposedKeys: [],
  };
}
