import { caAnnouncement, digicert, googleTrustServices, letsEncrypt, reseller, sectigo } from './documents.ts';
import { factsAsOf, type Confidence, type DatedRule, type PolicySource } from './rule.ts';

/** When each public CA stops issuing client authentication in its TLS certificates. */
export interface CaDate {
  readonly ca: string;
}

/** How issuer organizations are spelt. A CA that is not here, or has no rule below, has no date that was found. */
export const caOrganizations: readonly { readonly ca: string; readonly organizations: readonly string[] }[] = [
  { ca: "Let's Encrypt", organizations: ["let's encrypt", 'isrg', 'internet security research group'] },
  { ca: 'DigiCert', organizations: ['digicert', 'geotrust', 'thawte', 'rapidssl'] },
  { ca: 'Sectigo', organizations: ['sectigo', 'comodo', 'the usertrust network'] },
  { ca: 'Google Trust Services', organizations: ['google trust services'] },
  { ca: 'SSL.com', organizations: ['ssl corporation', 'ssl corp', 'ssl.com'] },
  { ca: 'GoDaddy', organizations: ['godaddy', 'godaddy.com', 'starfield technologies'] },
  { ca: 'GlobalSign', organizations: ['globalsign'] },
  { ca: 'Certum', organizations: ['certum', 'asseco data systems', 'unizeto'] },
  { ca: 'Amazon', organizations: ['amazon'] },
  { ca: 'Entrust', organizations: ['entrust'] },
  { ca: 'IdenTrust', organizations: ['identrust'] },
];

type Extra = Partial<Pick<DatedRule, 'precision' | 'note' | 'conflictsWith'>> & { readonly id?: string };

function end(
  ca: string,
  day: string,
  source: PolicySource,
  confidence: Confidence,
  extra: Extra = {},
): DatedRule<CaDate> {
  return dated(
    'client-authentication-end',
    `${ca} no longer issues TLS certificates with client authentication.`,
    ca,
    day,
    source,
    confidence,
    extra,
  );
}

function defaultOff(
  ca: string,
  day: string,
  source: PolicySource,
  confidence: Confidence,
  extra: Extra = {},
): DatedRule<CaDate> {
  return dated(
    'client-authentication-default',
    `${ca} leaves client authentication out unless it is asked for.`,
    ca,
    day,
    source,
    confidence,
    extra,
  );
}

function dated(
  kind: 'client-authentication-end' | 'client-authentication-default',
  text: string,
  ca: string,
  day: string,
  source: PolicySource,
  confidence: Confidence,
  extra: Extra,
): DatedRule<CaDate> {
  return {
    id: `${kind}.${ca.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
    text,
    kind,
    from: `${day}T00:00:00Z`,
    appliesTo: 'public hierarchy',
    value: { ca },
    source,
    confidence,
    asOf: factsAsOf,
    ...extra,
  };
}

const sectigoOld = 'client-authentication-end.sectigo.faq';

export const clientAuthEnds: readonly DatedRule<CaDate>[] = [
  defaultOff("Let's Encrypt", '2026-02-11', letsEncrypt('profiles, classic'), 'A'),
  end("Let's Encrypt", '2026-07-08', letsEncrypt('profiles, tlsclient'), 'A', { note: 'Moved from 13 May 2026.' }),
  defaultOff('DigiCert', '2025-10-01', digicert('ALERT53'), 'B'),
  end('DigiCert', '2027-03-01', digicert('ALERT53, modified 3 Mar 2026'), 'B', {
    note: 'GeoTrust, Thawte and RapidSSL too. Moved from 1 May 2026; a third party still says 15 May 2026.',
  }),
  defaultOff('Sectigo', '2025-10-07', sectigo('announcement'), 'C', {
    note: 'By 14 Oct 2025; the FAQ says 15 Sep 2025. QWACs since 7 Apr 2025.',
  }),
  end('Sectigo', '2027-02-10', reseller('comparecheapssl; Trustico'), 'C', {
    note: 'From resellers only (one says February 2027 and ends its own sales on 31 Oct 2026); the stored FAQ of Sectigo says 15 May 2026.',
    conflictsWith: [sectigoOld],
  }),
  end('Sectigo', '2026-05-15', sectigo('FAQ'), 'B', {
    id: sectigoOld,
    note: 'Probably out of date: resellers say 10 Feb 2027.',
    conflictsWith: ['client-authentication-end.sectigo'],
  }),
  defaultOff('Google Trust Services', '2025-11-10', googleTrustServices('client authentication'), 'B', {
    precision: 'week',
  }),
  end('Google Trust Services', '2026-04-13', googleTrustServices('client authentication'), 'B', { precision: 'week' }),
  defaultOff('SSL.com', '2025-09-15', caAnnouncement('SSL.com'), 'B', { note: 'A date for the end was not found.' }),
  end('GoDaddy', '2026-06-15', caAnnouncement('GoDaddy'), 'B', {
    note: '"By" this date; its root G2 is said to end with Google in April 2027.',
  }),
  defaultOff('Certum', '2025-10-01', caAnnouncement('Certum'), 'B', { precision: 'month' }),
  end('Certum', '2026-05-15', caAnnouncement('Certum'), 'B', { note: 'Not seen revised since Chrome moved its date.' }),
];

/**
 * When a CA stops issuing client authentication: its own date, where one was found. Where two dates conflict the later
 * one is returned, with `conflictsWith`. Undefined says that no date is known, not that it goes on: a public CA must
 * stop by Chrome's date (`chromeClientAuthEnd`) at the latest.
 *
 * @param organization O of the issuer, such as `DigiCert Inc`
 */
export function clientAuthEnd(organization: string): DatedRule<CaDate> | undefined {
  return latest(organization, 'client-authentication-end');
}

/** When a CA began to leave client authentication out unless asked; undefined when that is not known. */
export function clientAuthDefaultOff(organization: string): DatedRule<CaDate> | undefined {
  return latest(organization, 'client-authentication-default');
}

/** The CA that an issuer organization belongs to, by its usual name. */
export function certificateAuthority(organization: string): string | undefined {
  const name = organization.toLowerCase().replaceAll('’', "'").trim();
  return caOrganizations.find(({ organizations }) =>
    organizations.some((known) => name.startsWith(known) && !/[a-z0-9]/.test(name.charAt(known.length))),
  )?.ca;
}

function latest(organization: string, kind: DatedRule['kind']): DatedRule<CaDate> | undefined {
  const ca = certificateAuthority(organization);
  return clientAuthEnds
    .filter((rule) => rule.kind === kind && rule.value?.ca === ca)
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
    .at(-1);
}
