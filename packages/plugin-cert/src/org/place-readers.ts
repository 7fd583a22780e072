import { inboundCertificates } from './arrivals/inbound-certificates.ts';
import { mobilePins } from './arrivals/mobile-pins.ts';
import { sites } from './arrivals/sites.ts';
import { userCertificates } from './arrivals/user-certificates.ts';
import { externalCredentials } from './callouts/external-credentials.ts';
import { externalDataSources } from './callouts/external-data-sources.ts';
import { namedCredentials } from './callouts/named-credentials.ts';
import { outboundMessages } from './callouts/outbound-messages.ts';
import { remoteSites } from './callouts/remote-sites.ts';
import { apex } from './code/apex.ts';
import { customLabels } from './elsewhere/custom-labels.ts';
import { customMetadata } from './elsewhere/custom-metadata.ts';
import { customSettings } from './elsewhere/custom-settings.ts';
import { encryptionKeys } from './elsewhere/encryption-keys.ts';
import { flows } from './elsewhere/flows.ts';
import { authProviders } from './logins/auth-providers.ts';
import { connectedApps } from './logins/connected-apps.ts';
import { externalAuthIdentityProviders } from './logins/external-auth-identity-providers.ts';
import { externalClientApps } from './logins/external-client-apps.ts';
import { identityProvider } from './logins/identity-provider.ts';
import { publicKeyCertificates } from './logins/public-key-certificates.ts';
import { samlSsoConfigs } from './logins/saml-sso-configs.ts';
import type { OrgWithNames, PlaceReader } from './place-reader.ts';

/**
 * The places of an org that can be read by themselves, in the order in which people read of them. My Domain is not among
 * them: its address is the org's own and known from the log-in.
 */
export const placeReaders: readonly PlaceReader[] = [
  inboundCertificates,
  userCertificates,
  sites,
  mobilePins,
  namedCredentials,
  externalCredentials,
  externalDataSources,
  remoteSites,
  outboundMessages,
  authProviders,
  externalAuthIdentityProviders,
  samlSsoConfigs,
  identityProvider,
  connectedApps,
  externalClientApps,
  publicKeyCertificates,
  apex,
  encryptionKeys,
];

/** Places that are searched for the names of certificates, once these are known. */
export const searchedPlaces: readonly PlaceReader<OrgWithNames>[] = [
  customMetadata,
  customSettings,
  customLabels,
  flows,
];
