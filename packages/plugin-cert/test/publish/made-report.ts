import type { Finding, HealthReport, ReportCertificate, ReportUse } from '@cert-health/core';

/** A report of as many certificates, uses and findings as asked for; the same numbers give the same report. */

export const ORG = '00D000000000001EAA';
export const FIRST = '2026-11-22T02:15:00.000Z';
export const NEXT = '2026-11-23T02:15:00.000Z';

export interface Size {
  readonly at?: string;
  readonly certificates?: number;
  readonly uses?: number;
  readonly findings?: number;
  /** Second half of the certificates renewed, first finding critical. */
  readonly later?: boolean;
}

const checks = ['expired', 'expiring', 'weak-key', 'chain-incomplete'];

export function madeReport({
  at = FIRST,
  certificates = 3,
  uses = 4,
  findings = 5,
  later = false,
}: Size = {}): HealthReport {
  const indexes = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const held = indexes(certificates).map((index) => certificate(index, later && index >= certificates / 2 ? 2 : 1));
  return {
    schemaVersion: '1',
    generatedAt: at,
    asOf: at,
    org: { id: ORG, instanceUrl: 'https://acme.my.salesforce.com', username: 'ann@acme.example', isSandbox: false },
    summary: {
      status: 'attention',
      certificates,
      findings: { critical: 0, warning: findings, info: 0, waived: 0 },
      sources: { read: 2, denied: 0, unavailable: 0, failed: 0 },
      nextExpiry: null,
    },
    sources: ['org.certificates', 'org.named-credentials'].map((id) => ({
      id,
      label: id,
      status: 'read',
      items: certificates,
      detail: 'Read.',
    })),
    certificates: held,
    pending: [],
    uses: indexes(uses).map((index) => use(index, held[index % Math.max(1, certificates)])),
    findings: indexes(findings).map((index) => finding(index, certificates, later)),
    notChecked: [{ check: 'revoked', reason: 'No network.' }],
  };
}

export function nameOf(index: number): string {
  return `Certificate_${String(index).padStart(5, '0')}`;
}

function certificate(index: number, generation: number): ReportCertificate {
  const name = nameOf(index);
  return {
    fingerprint: `${generation}${String(index).padStart(63, '0')}`,
    subject: `CN=${name},O=Acme Freight GmbH,L=Hamburg,C=DE`,
    issuer: 'CN=Acme Issuing CA 3,O=Acme Freight GmbH,C=DE',
    serialNumber: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    notBefore: `${2025 + generation}-01-01T00:00:00.000Z`,
    notAfter: `${2026 + generation}-01-01T00:00:00.000Z`,
    lifetimeDays: 365,
    lifetimeUsed: 0.5,
    key: { algorithm: 'RSA', size: 2048 },
    signatureAlgorithm: 'sha256WithRSAEncryption',
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extendedKeyUsage: ['serverAuth', 'clientAuth'],
    subjectAltNames: [`${name.toLowerCase()}.acme.example`],
    isCa: false,
    selfSigned: false,
    chain: [],
    holdings: [{ source: 'org.certificates', name, label: name.replaceAll('_', ' '), kind: 'keyPair' }],
  };
}

function use(index: number, used: ReportCertificate | undefined): ReportUse {
  return {
    use: 'outbound-apex-mtls',
    certificate: used?.fingerprint ?? null,
    name: used?.holdings[0]?.name ?? 'Nothing',
    reference: { source: 'org.named-credentials', name: `Callout_${index}`, field: 'NamedCredential.certificate' },
    resolved: used !== undefined,
    managedBy: 'customer',
    breaks: `every call of Callout_${index}`,
  };
}

function finding(index: number, certificates: number, later: boolean): Finding {
  const check = checks[Math.floor(index / Math.max(1, certificates)) % checks.length] as string;
  const name = nameOf(index % Math.max(1, certificates));
  return {
    id: `${check}/org.certificates/${name}`,
    check,
    severity: later && index === 0 ? 'critical' : 'warning',
    status: 'open',
    title: `Calls with ${name} will fail`,
    detail: 'It ends before anybody has looked at it. '.repeat(4),
    holding: { source: 'org.certificates', name },
    evidence: { notAfter: '2027-01-01T00:00:00.000Z', subject: `CN=${name}` },
    remedy: 'Renew it under Setup > Certificate and Key Management.',
    source: 'RFC 5280, section 4.1.2.5',
    docs: `sf cert checks --explain ${check}`,
  };
}
