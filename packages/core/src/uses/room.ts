import type { RuleSource } from '../findings/model.ts';
import { help, metadataApi } from './documents.ts';

/** How many certificates of the other side a place takes, which decides how it gets over to the next one. */
export interface Room {
  /** Fields as `Reference.field` has them. */
  readonly fields: readonly string[];
  /** `one`: the next one drops the last one at once. `several`: old and new stand beside each other for a while. */
  readonly takes: 'one' | 'several';
  /** Who is on the other side. */
  readonly owner: string;
  /** What stands beside it while both certificates are in use; undefined where it takes several. */
  readonly second?: string;
  /** How to get back in when the change goes wrong; undefined where nobody is locked out. */
  readonly wayBackIn?: string;
  readonly source: RuleSource;
}

const token = {
  takes: 'one',
  owner: 'whoever signs the tokens',
  // New connected apps can no longer be made (Salesforce Help 005228017), external client apps can.
  second: 'set up a second external client app beside it with the new certificate, and move the client over',
  wayBackIn: 'Keep the old certificate at hand until the first token was accepted.',
} as const;

const serviceProvider = {
  takes: 'one',
  owner: 'the owner of the service provider',
  second: 'set up a second app for the same service provider beside it with the new certificate',
  wayBackIn: 'Keep the old certificate at hand until the first login has worked.',
} as const;

/** From the published types: a field is one text, a list has an entry for each certificate. */
export const rooms: readonly Room[] = [
  {
    fields: ['SamlSsoConfig.validationCert', 'SamlSsoConfig.ValidationCert'],
    takes: 'one',
    owner: 'the identity provider',
    second:
      'set up a second configuration of the same issuer beside it with the new certificate, and offer both for a while',
    wayBackIn: 'Keep a way to log in without single sign-on until the first login has worked.',
    source: metadataApi('SamlSsoConfig'),
  },
  { ...token, fields: ['ConnectedApp.oauthConfig.certificate'], source: metadataApi('ConnectedApp') },
  {
    ...token,
    fields: ['ExtlClntAppGlobalOauthSettings.certificate'],
    source: metadataApi('ExtlClntAppGlobalOauthSettings'),
  },
  { ...serviceProvider, fields: ['ConnectedApp.samlConfig.certificate'], source: metadataApi('ConnectedApp') },
  {
    ...serviceProvider,
    fields: ['ExtlClntAppSamlConfigurablePolicies.certificate', 'ExtlClntAppSamlPlcyCnfg.Certificate'],
    source: metadataApi('ExtlClntAppSamlConfigurablePolicies'),
  },
  {
    fields: ['PublicKeyCertificate.jsonWebKey'],
    takes: 'one',
    owner: 'whoever signs for the users of messaging',
    // unverified: that Salesforce tries every key of a set.
    second: 'add the new key to the same set as a second one',
    source: metadataApi('PublicKeyCertificate'),
  },
  {
    fields: ['InboundCertificate', 'InboundCertificate.content'],
    takes: 'several',
    owner: 'the owner of the client',
    source: help(
      'security_keys_uploading_mutual_auth_cert',
      'Set Up a Mutual Authentication Certificate for API Login',
    ),
  },
  {
    fields: ['UserAuthCertificate', 'UserAuthCertificate.content', 'UserAuthCertificate.CertificateChain'],
    takes: 'several',
    owner: 'the user',
    source: metadataApi('UserAuthCertificate'),
  },
];

const byField = new Map(rooms.flatMap((room) => room.fields.map((field) => [field, room] as const)));

/** Undefined for a field that carries no certificate of the other side, or none that is known. */
export function roomOf(field: string): Room | undefined {
  return byField.get(field);
}
