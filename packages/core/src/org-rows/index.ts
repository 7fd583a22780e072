export type * from './snapshot.ts';
export type { Body } from './body.ts';
export { readBody } from './body.ts';
export type { Gap } from './gap.ts';
export type { NamedRow } from './full-name.ts';
export { fullNameOf } from './full-name.ts';
export type { App, CarriedBody, PlaceContent, Referring, TextPlace } from './found-in-place.ts';
export { FoundInPlace } from './found-in-place.ts';
export type { BodyText, CertificateRow } from './certificates.ts';
export {
  bodiesSource,
  bodiesThatWereRead,
  bodyNotGiven,
  certificatesSource,
  keyPairOf,
  listedCertificates,
  newestOfEachName,
  readable,
} from './certificates.ts';
export type { BesideEmptyList } from './empty-certificates.ts';
export { emptyCertificates } from './empty-certificates.ts';
export type { NamedCredentialParameterRow, NamedCredentialRow } from './named-credentials.ts';
export { addNamedCredentials } from './named-credentials.ts';
export type { ExternalCredentialParameterRow } from './external-credentials.ts';
export { addExternalCredentials } from './external-credentials.ts';
export type { ExternalDataSourceRow } from './external-data-sources.ts';
export { addExternalDataSources } from './external-data-sources.ts';
export type { SamlSsoConfigRow } from './saml-sso-configs.ts';
export { addSamlSsoConfigs } from './saml-sso-configs.ts';
export type { AssignmentRow, ReadPermissionGrants } from './permission-grants.ts';
export {
  certificatePermissions,
  expiryNotificationOf,
  permissionField,
  permissionGrantsOf,
  permissionsSource,
} from './permission-grants.ts';
export type { SnapshotInventory } from './inventory-of-snapshot.ts';
export { inventoryOfSnapshot } from './inventory-of-snapshot.ts';
export { namesOfBodies } from './snapshot-certificates.ts';
export { placesOutOfReach } from './out-of-reach.ts';
export { settingsOfOrg } from './settings.ts';
