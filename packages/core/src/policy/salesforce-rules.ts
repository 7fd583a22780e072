import { metadataApi, reseller, salesforceBlog, salesforceHelp } from './documents.ts';
import { factsAsOf, type Confidence, type DatedRule, type PolicySource, type RuleScope } from './rule.ts';

/** Salesforce's own limits and statements. Nothing here was tried against an org; sources are Salesforce's pages. */

type Facts = Partial<Pick<DatedRule, 'from' | 'until' | 'note' | 'value' | 'conflictsWith'>>;

function limit(
  id: string,
  text: string,
  source: PolicySource,
  facts: Facts = {},
  appliesTo: RuleScope = 'Salesforce stored key',
): DatedRule {
  return {
    id: `salesforce.${id}`,
    text,
    kind: 'salesforce-limit',
    appliesTo,
    source,
    confidence: 'B',
    asOf: factsAsOf,
    ...facts,
  };
}

function statement(
  id: string,
  text: string,
  source: PolicySource,
  confidence: Confidence,
  facts: Facts = {},
  appliesTo: RuleScope = 'Salesforce endpoint',
): DatedRule {
  return {
    id: `salesforce.${id}`,
    text,
    kind: 'salesforce-statement',
    appliesTo,
    source,
    confidence,
    asOf: factsAsOf,
    ...facts,
  };
}

const creating = salesforceHelp('security_keys_creating');
const keystore = salesforceHelp('security_keys_export_import_certs_with_a_keystore');

/** Lifetime of a self-signed certificate that Salesforce makes, by key size. */
export interface SelfSignedLifetime {
  readonly bits: readonly number[];
  readonly years: number;
}

export const salesforceLimits: readonly DatedRule[] = [
  limit(
    'self-signed.1y',
    'A self-signed certificate made in Salesforce with 2048 or 3072 bits lasts one year.',
    creating,
    {
      value: { bits: [2048, 3072], years: 1 } satisfies SelfSignedLifetime,
      note: 'Not subject to the CA/Browser Forum limits.',
    },
  ),
  limit('self-signed.2y', 'A self-signed certificate made in Salesforce with 4096 bits lasts two years.', creating, {
    value: { bits: [4096], years: 2 } satisfies SelfSignedLifetime,
    note: 'Not subject to the CA/Browser Forum limits.',
  }),
  limit(
    'import',
    'Only a JKS keystore (BCFKS in Government Cloud) with RSA keys in PKCS#8 can be imported, and the key must match the chain.',
    keystore,
    { value: { formats: ['JKS', 'BCFKS'] } },
  ),
  limit('master-label', 'The label of a certificate has at most 64 characters.', metadataApi('Certificate'), {
    value: { characters: 64 },
  }),
  limit(
    'metadata-defaults',
    'A certificate deployed without keySize has 2048 bits, and its private key is exportable unless told otherwise.',
    metadataApi('Certificate'),
    { value: { keySize: 2048, privateKeyExportable: true } },
  ),
  limit(
    'unique-name',
    'The unique name is letters, digits and underscores, begins with a letter, and has no trailing or double underscore.',
    salesforceHelp('security_keys_creating'),
    { value: { pattern: '^[A-Za-z](?!.*__)[A-Za-z0-9_]*(?<!_)$' } },
  ),
  limit('fixed', "A certificate's type and key size cannot be changed once it is saved.", creating),
  limit(
    'expiry-mail',
    'Salesforce sends mail 60, 30, 10 and 0 days before a certificate in Certificate and Key Management expires.',
    salesforceHelp('000385781'),
    {
      from: '2026-04-02T00:00:00Z',
      value: { days: [60, 30, 10, 0] },
      note: 'To users with Modify All Data or View Setup, system administrators, and holders of "Receive Certificate Expiration Notifications".',
    },
  ),
  limit(
    'own-domain-update',
    'Update the certificate of a custom domain at least a week before it expires, and make a new one rather than update.',
    salesforceHelp('domain_mgmt_cert_update'),
    { value: { days: 7 } },
  ),
  limit(
    'mutual-port',
    'Mutual authentication for APIs is on port 8443 of the My Domain host.',
    salesforceHelp('000383575'),
    { from: '2026-04-24T00:00:00Z', value: { port: 8443 } },
    'Salesforce endpoint',
  ),
];

export const salesforceStatements: readonly DatedRule[] = [
  statement(
    'lifespans',
    'Salesforce quotes the same schedule of 200, 100 and 47 days for TLS certificates.',
    salesforceHelp('security_keys_policy_and_rotation'),
    'B',
    { note: 'The same page says that certificates currently expire after one year.' },
  ),
  statement('tls', 'Salesforce speaks TLS 1.2 and 1.3 only.', salesforceHelp('000380977'), 'B', {
    value: { versions: ['1.2', '1.3'] },
  }),
  statement(
    'static-rsa.phase-out',
    'Static RSA key exchange is phased out from 1 May 2025.',
    salesforceBlog('static RSA'),
    'B',
    {
      from: '2025-05-01T00:00:00Z',
      note: 'Advice only: the two sources conflict.',
      conflictsWith: ['salesforce.static-rsa.works'],
    },
  ),
  statement('static-rsa.works', 'Static RSA key exchange will still work.', salesforceHelp('002472175'), 'B', {
    from: '2025-01-17T00:00:00Z',
    conflictsWith: ['salesforce.static-rsa.phase-out'],
  }),
  statement(
    'g2',
    "Salesforce's new server certificates chain to DigiCert Global Root G2.",
    reseller('enosix, vantagepoint, sliick'),
    'C',
    { from: '2026-02-05T00:00:00Z', note: 'Gradual; 17:00 UTC by one account. Secondary sources only.' },
    'trust store',
  ),
  statement(
    'root-set',
    'Callers of Salesforce should trust the whole Mozilla TLS root set, not DigiCert Global Root G2 alone.',
    salesforceBlog('Root Certificate Management'),
    'A',
    {},
    'trust store',
  ),
  statement(
    'cacerts',
    'Servers that Salesforce calls, and clients that call it with a certificate, must chain to a root on /cacerts.jsp; the list can vary per instance.',
    salesforceHelp('000385468'),
    'A',
    { note: 'It is a set of its own: a place in the Mozilla store does not guarantee acceptance.' },
    'trust store',
  ),
  statement(
    'cert-change-posts',
    'Posts to the certificate change group stop at a date to be announced at least 90 days before.',
    { document: 'salesforcedictionary', section: "Spring '26" },
    'C',
  ),
  statement(
    'cdn',
    "The Salesforce CDN renews its custom domain certificates from Let's Encrypt itself; CAA records must allow letsencrypt.org.",
    salesforceHelp('000395604'),
    'B',
    { value: { caa: 'letsencrypt.org' } },
  ),
];
