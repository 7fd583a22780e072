import { createHash } from 'node:crypto';
import type { ReportCertificate, UseId } from '@cert-health/core';
import { daysAfter } from '../time/time.ts';

const partners =
  words(`Aurora Baltic Cobalt Delta Ember Fjord Granite Harbor Indigo Juniper Kestrel Lumen Meridian Nimbus
  Orchard Pacific Quartz Raven Summit Tundra Umber Vertex Willow Xenon Yarrow Zephyr`);
const jobs = words(
  'Billing Orders Payments Payroll Tracking Customs Warehouse Returns Pricing Claims Invoices Loyalty',
);
const stages = words('Prod Backup Partner Gateway Events Batch Sync Feed');

const sources = [
  { source: 'org.certificates', kind: 'keyPair' },
  { source: 'org.inbound-certificates', kind: 'trusted' },
  { source: 'org.saml-sso', kind: 'trusted' },
] as const;

const usesOfSource: Readonly<Record<string, readonly UseId[]>> = {
  'org.certificates': ['outbound-apex-mtls', 'custom-domain', 'outbound-sso', 'inbound-one-way-tls'],
  'org.inbound-certificates': ['inbound-api-mtls', 'inbound-user-mtls'],
  'org.saml-sso': ['inbound-sso'],
};

const roots = [
  'CN=Northwind Global Root R3,O=Northwind Trust,C=US',
  'CN=Sparrow Root CA G2,O=Sparrow Certificates,C=NL',
  'CN=Acme Freight Private Root,O=Acme Freight,C=US',
] as const;

/** One certificate of the sample: all of it follows from its number, so that every run shows the same. */
export interface SampleCertificate {
  readonly certificate: ReportCertificate;
  readonly issuing: ReportCertificate;
  readonly name: string;
  readonly source: string;
  readonly uses: readonly UseId[];
  /** Days from the moment of the scan to its end; negative when it has ended. */
  readonly daysLeft: number;
}

export function sampleCertificate(number: number, at: Date): SampleCertificate {
  const partner = pick(partners, number);
  const job = pick(jobs, Math.floor(number / partners.length));
  const stage = pick(stages, Math.floor(number / (partners.length * jobs.length)));
  const name = `${partner}_${job}_${stage}${number >= partners.length * jobs.length * stages.length ? `_${number}` : ''}`;
  const { source, kind } = number % 7 === 3 ? sources[1] : number % 11 === 5 ? sources[2] : sources[0];
  const lifetime = pick([90, 200, 365, 398, 825, 1095], spread(number, 1));
  const daysLeft = number % 97 === 13 ? -(1 + (number % 20)) : 1 + (spread(number, 2) % (lifetime - 1));
  const notAfter = daysAfter(at, daysLeft);
  const notBefore = daysAfter(notAfter, -lifetime);
  const host = `${job}.${partner}.example`.toLowerCase();
  const root = pick(roots, number);
  const issuing = issuingCertificate(root, at);
  const purposes = pick([['serverAuth', 'clientAuth'], ['clientAuth'], ['serverAuth'], []], spread(number, 3));
  const id = `0P1Hs${String(number).padStart(10, '0')}AAA`.slice(0, 18);
  const possible = usesOfSource[source] ?? [];
  return {
    name,
    source,
    daysLeft,
    issuing,
    uses: number % 13 === 6 ? [] : possible.filter((_, index) => index === 0 || (number + index) % 3 === 0),
    certificate: {
      ...plain(`CN=${host},O=${partner} Logistics,C=US`, issuing.subject, fingerprintOf(`leaf ${number}`)),
      notBefore: iso(notBefore),
      notAfter: iso(notAfter),
      lifetimeDays: lifetime,
      lifetimeUsed: Math.round(((lifetime - daysLeft) / lifetime) * 1000) / 1000,
      key:
        number % 5 === 2
          ? { algorithm: 'EC', curve: 'P-256' }
          : { algorithm: 'RSA', size: number % 6 === 1 ? 4096 : 2048 },
      extendedKeyUsage: purposes,
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      subjectAltNames: [host, `www.${host}`],
      chain: [issuing.fingerprint],
      path: {
        steps: [
          step(fingerprintOf(`leaf ${number}`), `CN=${host}`, iso(notAfter), daysLeft),
          step(issuing.fingerprint, issuing.subject, issuing.notAfter, 900),
          { fingerprint: null, subject: root, notAfter: null, signature: 'not-held', ends: null },
        ],
        ...(root.includes('Private') ? {} : { listed: root }),
      },
      holdings: [{ source, name, label: name.replaceAll('_', ' '), id, kind }],
    },
  };
}

function issuingCertificate(root: string, at: Date): ReportCertificate {
  const [, organization = ''] = /O=([^,]+)/.exec(root) ?? [];
  const subject = `CN=${organization} Issuing CA 4,O=${organization}`;
  return {
    ...plain(subject, root, fingerprintOf(subject)),
    notBefore: iso(daysAfter(at, -1900)),
    notAfter: iso(daysAfter(at, 900)),
    lifetimeDays: 2800,
    lifetimeUsed: 0.679,
    key: { algorithm: 'RSA', size: 4096 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    isCa: true,
    holdings: [],
  };
}

function plain(
  subject: string,
  issuer: string,
  fingerprint: string,
): Omit<ReportCertificate, 'notBefore' | 'notAfter' | 'lifetimeDays' | 'lifetimeUsed' | 'key' | 'holdings'> {
  return {
    fingerprint,
    subject,
    issuer,
    serialNumber: fingerprint.slice(0, 32),
    signatureAlgorithm: 'sha256WithRSAEncryption',
    keyUsage: [],
    extendedKeyUsage: [],
    subjectAltNames: [],
    isCa: false,
    selfSigned: false,
    chain: [],
  };
}

function step(fingerprint: string, subject: string, notAfter: string, daysLeft: number) {
  const ends = daysLeft < 0 ? 'ended' : daysLeft < 30 ? 'soon' : 'ok';
  return { fingerprint, subject, notAfter, signature: 'valid', ends } as const;
}

function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A number that looks like chance and is the same every time. */
function spread(number: number, salt: number): number {
  return (Math.imul(number + 1, 2654435761) ^ Math.imul(salt, 40503)) >>> 8;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Whole seconds, as X.509 has them. */
export function iso(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
