import {
  baselineRequirements,
  chromeRootProgram,
  letsEncrypt,
  microsoftProgram,
  mozillaPolicy,
  nistPostQuantum,
  rfc9773,
} from './documents.ts';
import { factsAsOf, type Confidence, type DatedRule, type PolicySource } from './rule.ts';

/** When root programs retire roots by the age of their key. */
export interface KeyAge {
  /** Year in which the key was made, first and last. */
  readonly keyFrom?: string;
  readonly keyUntil?: string;
  readonly years?: number;
}

type Facts = Partial<Pick<DatedRule, 'from' | 'until' | 'note' | 'value' | 'precision'>>;

function fact(
  id: string,
  kind: DatedRule['kind'],
  text: string,
  source: PolicySource,
  confidence: Confidence,
  facts: Facts = {},
): DatedRule {
  return { id, kind, text, appliesTo: 'public hierarchy', source, confidence, asOf: factsAsOf, ...facts };
}

function keyAge(id: string, keyFrom: string, keyUntil: string, from: string): DatedRule {
  const years =
    keyFrom.slice(0, 4) === keyUntil.slice(0, 4)
      ? keyFrom.slice(0, 4)
      : `${keyFrom.slice(0, 4)} to ${keyUntil.slice(0, 4)}`;
  const value: KeyAge = { keyFrom, keyUntil };
  return fact(
    `chrome.root-age.${id}`,
    'root-age',
    `Chrome retires roots whose key was made in ${years}.`,
    chromeRootProgram('1.3.1.2'),
    'A',
    { from: `${from}T00:00:00Z`, value },
  );
}

export const rootAges: readonly DatedRule[] = [
  keyAge('2006', '2006-01-01', '2007-12-31', '2026-04-15'),
  keyAge('2008', '2008-01-01', '2009-12-31', '2027-04-15'),
  keyAge('2010', '2010-01-01', '2011-12-31', '2028-04-15'),
  keyAge('2012', '2012-01-01', '2014-04-14', '2029-04-15'),
  fact(
    'chrome.root-age.15',
    'root-age',
    'Chrome retires roots whose key was made on or after 15 Apr 2014 when the key is 15 years old.',
    chromeRootProgram('1.3.1.2'),
    'A',
    { value: { keyFrom: '2014-04-15', years: 15 } satisfies KeyAge },
  ),
  fact(
    'mozilla.root-age.15',
    'root-age',
    'Mozilla ends website trust in a root when its key is 15 years old.',
    mozillaPolicy('7.4'),
    'A',
    { value: { years: 15 } satisfies KeyAge },
  ),
  fact(
    'chrome.root-age.digicert-g2',
    'root-age',
    "DigiCert Global Root G2, the root above Salesforce's own certificates, is retired by Chrome about April 2029.",
    chromeRootProgram('1.3.1.2'),
    'C',
    { from: '2029-04-15T00:00:00Z', note: 'An inference: secondary sources say that its key was made in 2013.' },
  ),
];

export const rootProgramRules: readonly DatedRule[] = [
  fact(
    'br.2.1.5',
    'root-program',
    'Ballot SC-081v3, adopted on 11 Apr 2025, set the schedule of shorter lifetimes.',
    baselineRequirements('1.2.1'),
    'A',
    { from: '2025-05-16T00:00:00Z' },
  ),
  fact(
    'br.ev.sc-102',
    'root-program',
    'The EV Guidelines drop their own limit of 398 days and point to the Baseline Requirements (ballot SC-102).',
    { document: 'CA/Browser Forum', section: 'Ballot SC-102' },
    'A',
    { from: '2026-08-13T00:00:00Z', note: 'Voted on 14 Jul 2026; the day is the end of the IPR review.' },
  ),
  fact(
    'mozilla.dual-roots',
    'root-program',
    'Roots trusted by Mozilla for both websites and email must be split.',
    mozillaPolicy('7.5'),
    'A',
    { from: '2028-12-31T00:00:00Z', note: 'Plans were due on 15 Apr 2026.' },
  ),
  fact(
    'chrome.two-roots',
    'root-program',
    'A CA owner may have at most two roots in the Chrome Root Store.',
    chromeRootProgram('1.2.1'),
    'A',
    { from: '2027-09-15T00:00:00Z' },
  ),
  fact(
    'chrome.automation',
    'root-program',
    'Every certificate profile in the Chrome Root Store must be obtainable by automation.',
    chromeRootProgram('1.3.3.1'),
    'A',
    { from: '2027-03-15T00:00:00Z', note: 'ARI is mandatory for ACME hierarchies.' },
  ),
  fact(
    'br.crl',
    'revocation',
    'CAs must publish CRLs; OCSP is optional, so a missing OCSP address is normal.',
    baselineRequirements('4.9.7 and 7.1.2.11.2'),
    'A',
    {
      note: 'A CRL address is required unless the certificate is short-lived or has an OCSP address; it must be http. CRLs appear every 7 days if all certificates have OCSP, else every 4, and within 24 hours of a revocation.',
      value: { crlDays: 4, crlDaysWithOcsp: 7, afterRevocationHours: 24 },
    },
  ),
  fact(
    'letsencrypt.ocsp-off',
    'revocation',
    "Let's Encrypt no longer runs OCSP; it publishes CRLs only.",
    letsEncrypt('OCSP'),
    'A',
    { from: '2025-08-06T00:00:00Z' },
  ),
  fact(
    'digicert.crl-partitions',
    'revocation',
    'DigiCert partitions its CRLs to about 9.5 MB.',
    { document: 'DigiCert documentation', section: 'ALERT96' },
    'B',
    { from: '2026-09-15T00:00:00Z', value: { megabytes: 9.5 } },
  ),
];

/** When to renew, as CAs advise. Fractions are of the lifetime that is left. */
export const renewalAdvice: readonly DatedRule[] = [
  fact(
    'letsencrypt.renew',
    'renewal-advice',
    "Ask for the CA's own renewal window (ARI) at least twice a day; without it, renew when a third of the lifetime is left, under 10 days when half is.",
    letsEncrypt('integration guide'),
    'A',
    { value: { fractionLeft: 1 / 3, shortDays: 10, shortFractionLeft: 1 / 2 } },
  ),
  fact(
    'rfc9773.ari',
    'renewal-advice',
    "ACME Renewal Information tells each certificate when to renew; a renewal that names the certificate it replaces is exempt from Let's Encrypt's rate limits.",
    rfc9773('4'),
    'A',
  ),
];

/** Information only: nothing here is a ground for a finding. */
export const postQuantum: readonly DatedRule[] = [
  fact(
    'br.no-ml-dsa',
    'post-quantum',
    'No post-quantum signature key is allowed in public TLS: a certificate with an ML-DSA key is private or experimental.',
    baselineRequirements('6.1.5'),
    'A',
  ),
  fact(
    'chrome.no-pq-x509',
    'post-quantum',
    'Chrome has no immediate plan for post-quantum X.509 certificates; it plans for Merkle Tree Certificates.',
    { document: 'Chromium blog', section: '27 Feb 2026' },
    'B',
    { from: '2026-02-27T00:00:00Z' },
  ),
  fact(
    'chrome.mtc.bootstrap',
    'post-quantum',
    'Chrome plans to bootstrap Merkle Tree Certificates in the first quarter of 2027.',
    { document: 'Chromium blog', section: '27 Feb 2026' },
    'B',
    { from: '2027-01-01T00:00:00Z', precision: 'month' },
  ),
  fact(
    'chrome.mtc.store',
    'post-quantum',
    'Chrome plans a quantum-resistant root store in the third quarter of 2027.',
    { document: 'Chromium blog', section: '27 Feb 2026' },
    'B',
    { from: '2027-07-01T00:00:00Z', precision: 'month' },
  ),
  fact(
    'letsencrypt.mtc',
    'post-quantum',
    "Let's Encrypt plans Merkle Tree Certificates in staging late in 2026 and in production in 2027.",
    letsEncrypt('post/2026-06-03'),
    'A',
    { from: '2026-06-03T00:00:00Z' },
  ),
  fact(
    'microsoft.ml-dsa',
    'post-quantum',
    'Microsoft planned a pilot of seven ML-DSA-87 roots, not publicly trusted, for 25 Aug 2026.',
    microsoftProgram('post-quantum pilot'),
    'A',
    { from: '2026-08-25T00:00:00Z', note: 'That it began is not confirmed.' },
  ),
  fact(
    'nist.ir8547.2030',
    'post-quantum',
    'NIST plans to deprecate RSA-2048 and P-256 after 2030.',
    nistPostQuantum('4'),
    'B',
    { from: '2031-01-01T00:00:00Z', note: 'A draft.' },
  ),
  fact(
    'nist.ir8547.2035',
    'post-quantum',
    'NIST plans to disallow RSA and elliptic-curve signatures after 2035.',
    nistPostQuantum('4'),
    'B',
    { from: '2036-01-01T00:00:00Z', note: 'A draft.' },
  ),
];
