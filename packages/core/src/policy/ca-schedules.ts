import {
  baselineRequirements,
  caAnnouncement,
  digicert,
  googleTrustServices,
  letsEncrypt,
  reseller,
} from './documents.ts';
import { factsAsOf, type Confidence, type DatedRule, type PolicySource } from './rule.ts';

/** What CAs issue by their own choice, ahead of the limits. */
export interface CaValidity {
  readonly ca: string;
  readonly profile?: string;
  readonly days?: number;
  readonly hours?: number;
  /** How long a validation may be reused, in hours. */
  readonly reuseHours?: number;
  readonly maxNames?: number;
}

interface Facts {
  readonly from?: string;
  readonly until?: string;
  readonly note?: string;
  readonly conflictsWith?: readonly string[];
}

function schedule(
  id: string,
  text: string,
  value: CaValidity,
  source: PolicySource,
  confidence: Confidence,
  facts: Facts,
): DatedRule<CaValidity> {
  return {
    id: `ca-validity.${id}`,
    text,
    kind: 'ca-validity',
    ...facts,
    appliesTo: 'public TLS leaf',
    value,
    source,
    confidence,
    asOf: factsAsOf,
  };
}

const ninetyTo45 = letsEncrypt('post/2025-12-02-from-90-to-45');
const profiles = letsEncrypt('profiles');

export const caSchedules: readonly DatedRule<CaValidity>[] = [
  schedule(
    'letsencrypt.classic.90',
    "Let's Encrypt issues 90-day certificates (profile classic) and reuses a validation for 30 days.",
    { ca: "Let's Encrypt", profile: 'classic', days: 90, reuseHours: 720 },
    ninetyTo45,
    'A',
    { until: '2027-02-10T00:00:00Z' },
  ),
  schedule(
    'letsencrypt.classic.64',
    "Let's Encrypt issues 64-day certificates (profile classic) and reuses a validation for 10 days.",
    { ca: "Let's Encrypt", profile: 'classic', days: 64, reuseHours: 240 },
    ninetyTo45,
    'A',
    { from: '2027-02-10T00:00:00Z', until: '2028-02-16T00:00:00Z' },
  ),
  schedule(
    'letsencrypt.classic.45',
    "Let's Encrypt issues 45-day certificates (profile classic) and reuses a validation for 7 hours.",
    { ca: "Let's Encrypt", profile: 'classic', days: 45, reuseHours: 7 },
    ninetyTo45,
    'A',
    { from: '2028-02-16T00:00:00Z' },
  ),
  schedule(
    'letsencrypt.tlsserver',
    "Let's Encrypt's profile tlsserver gives 45 days, reuses a validation for 7 hours and takes at most 25 names.",
    { ca: "Let's Encrypt", profile: 'tlsserver', days: 45, reuseHours: 7, maxNames: 25 },
    profiles,
    'A',
    { from: '2026-05-13T00:00:00Z' },
  ),
  schedule(
    'letsencrypt.shortlived',
    "Let's Encrypt's profile shortlived gives 160 hours for DNS names and IP addresses, at most 25.",
    { ca: "Let's Encrypt", profile: 'shortlived', hours: 160, maxNames: 25 },
    profiles,
    'A',
    { from: '2026-01-15T00:00:00Z', note: 'It still carries a CRL address.' },
  ),
  schedule(
    'letsencrypt.tlsclient',
    "Let's Encrypt's profile tlsclient is offered.",
    { ca: "Let's Encrypt", profile: 'tlsclient' },
    profiles,
    'A',
    { until: '2026-07-08T00:00:00Z' },
  ),
  schedule(
    'digicert.199',
    'DigiCert issues for at most 199 days.',
    { ca: 'DigiCert', days: 199 },
    digicert('end-2-year-public-ssl-certificates'),
    'B',
    { from: '2026-02-24T00:00:00Z', note: 'An older reseller page says 17 Feb 2026.' },
  ),
  schedule(
    'sectigo.200',
    'Sectigo issues for at most 200 days.',
    { ca: 'Sectigo', days: 200 },
    reseller('cheapsslsecurity'),
    'C',
    { from: '2026-03-12T00:00:00Z', conflictsWith: ['ca-validity.sectigo.199'] },
  ),
  schedule(
    'sectigo.199',
    'Sectigo issues for at most 199 days.',
    { ca: 'Sectigo', days: 199 },
    reseller('sslpoint'),
    'C',
    { from: '2026-03-12T00:00:00Z', conflictsWith: ['ca-validity.sectigo.200'] },
  ),
  schedule(
    'globalsign.199',
    'GlobalSign issues for at most 199 days.',
    { ca: 'GlobalSign', days: 199 },
    caAnnouncement('support.globalsign.com; nicsrs'),
    'C',
    { from: '2026-03-14T00:00:00Z' },
  ),
  schedule(
    'certum.199',
    'Certum issues for at most 199 days.',
    { ca: 'Certum', days: 199 },
    reseller('sslpoint'),
    'C',
    { from: '2026-03-13T00:00:00Z' },
  ),
  schedule(
    'gts.ip.10',
    'Google Trust Services issues certificates for IP addresses for 10 days.',
    { ca: 'Google Trust Services', profile: 'IP address', days: 10 },
    googleTrustServices('IP addresses'),
    'B',
    { note: 'Dates for 200 and 100 days were not found.' },
  ),
];

function method(id: string, from: string, text: string, section: string): DatedRule {
  return {
    id: `br.${id}`,
    text,
    kind: 'validation-method',
    from: `${from}T00:00:00Z`,
    appliesTo: 'public TLS leaf',
    source: baselineRequirements(section),
    confidence: 'A',
    asOf: factsAsOf,
  };
}

/** How control of a domain may be shown. */
export const validationMethods: readonly DatedRule[] = [
  method(
    'dns-persist',
    '2025-11-10',
    'Control of a domain may be shown by a standing TXT record (dns-persist-01, ballot SC-088v3).',
    '3.2.2.4.22',
  ),
  method(
    'dnssec',
    '2026-03-15',
    'CAs must validate DNSSEC when they look up a domain or its CAA records.',
    '3.2.2.4 and 3.2.2.8',
  ),
  method(
    'phone-methods-end',
    '2027-03-15',
    'Validation by phone (3.2.2.4.16, .17) and the IP address methods 3.2.2.5.2, .3 and .5 end.',
    '3.2.2.4 and 3.2.2.5',
  ),
  method('email-methods-end', '2028-03-15', 'Validation by email (3.2.2.4.4, .13 and .14) ends.', '3.2.2.4'),
];
