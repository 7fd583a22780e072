import type { RuleSource } from '../findings/model.ts';

/** The documents that the uses are taken from, so that each is named one way. */
const document =
  (name: string, url?: string) =>
  (section: string): RuleSource =>
    url === undefined ? { document: name, section } : { document: name, section, url };

const article = (number: string): string => `https://help.salesforce.com/s/articleView?id=${number}&type=1`;

/** Salesforce's taxonomy of certificate uses. */
export const taxonomy = document(
  'Salesforce, From Manual to Automated: A Taxonomy to Secure Your Salesforce Environment',
);

/** Knowledge article 000385468: root CAs that Salesforce trusts, and which certificates it presents. */
export const trustedRoots = document('Salesforce Help 000385468', article('000385468'));

/** Knowledge article 000383575, "Certificates in Mutual Authentication for Salesforce", 24 April 2026. */
export const mutualAuthentication = document('Salesforce Help 000383575', article('000383575'));

/** Knowledge article 000395604: certificates of the Salesforce CDN. */
export const contentDelivery = document('Salesforce Help 000395604', article('000395604'));

/** A page of Salesforce Help; the section is its title. */
export const help = (page: string, title: string): RuleSource => ({
  document: 'Salesforce Help',
  section: title,
  url: `https://help.salesforce.com/s/articleView?id=${page}.htm&type=5`,
});

/** A page of the Metadata API Developer Guide; the section is the metadata type. */
export const metadataApi = document('Metadata API Developer Guide');

/** A glossary by a third party: never enough alone. */
export const errorGlossary = document(
  'salesforcedictionary.com',
  'https://salesforcedictionary.com/errors/ssl-handshake-cert-path',
);
