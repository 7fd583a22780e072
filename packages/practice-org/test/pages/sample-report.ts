import type { Finding, HealthReport, ReportCertificate } from '@cert-health/core';

function certificate(fingerprint: string, label: string, notAfter: string): ReportCertificate {
  return {
    fingerprint,
    subject: `CN=${label.toLowerCase()}`,
    issuer: 'CN=Issuer',
    serialNumber: '01',
    notBefore: '2026-05-12T00:00:00Z',
    notAfter,
    lifetimeDays: 198,
    lifetimeUsed: 0.98,
    key: { algorithm: 'RSA', size: 2048 },
    signatureAlgorithm: 'sha256WithRSAEncryption',
    keyUsage: [],
    extendedKeyUsage: [],
    subjectAltNames: [],
    isCa: false,
    selfSigned: false,
    chain: [],
    holdings: [{ source: 'org.certificates', name: label.replaceAll(' ', '_'), label, kind: 'keyPair' }],
  };
}

function finding(severity: Finding['severity'], title: string, rest: Partial<Finding> = {}): Finding {
  return {
    id: title,
    check: 'expiring',
    severity,
    status: 'open',
    title,
    detail: 'It expires soon.',
    evidence: {},
    remedy: 'Renew Partner_API_Client',
    source: 'RFC 5280, section 4.1.2.5',
    docs: 'sf cert checks --explain expiring',
    ...rest,
  };
}

/** A report with something of everything that the page shows. */
export const sampleReport: HealthReport = {
  schemaVersion: '1',
  generatedAt: '2026-11-22T02:15:00Z',
  asOf: '2026-11-22T02:15:00Z',
  org: null,
  summary: {
    status: 'critical',
    certificates: 2,
    findings: { critical: 1, warning: 1, info: 0, waived: 1 },
    sources: { read: 1, denied: 1, unavailable: 0, failed: 0 },
    nextExpiry: '2026-11-26T02:15:00Z',
  },
  sources: [
    { id: 'org.certificates', label: 'Certificate and Key Management', status: 'read', items: 2, detail: 'Read.' },
    {
      id: 'org.inbound',
      label: 'Mutual authentication list',
      status: 'denied',
      items: 0,
      detail: 'needs a permission',
    },
  ],
  certificates: [
    certificate('bb', 'Unknown One', '2027-11-26T02:15:00Z'),
    certificate('aa', 'Partner API client', '2026-11-26T02:15:00Z'),
  ],
  pending: [],
  uses: [],
  findings: [
    finding('warning', 'A third of its life is left'),
    finding('critical', 'Calls to Partner API will fail', { certificate: 'aa', dueOn: '2026-11-26' }),
    finding('critical', 'Somebody decided that this is fine', { status: 'waived' }),
  ],
  notChecked: [{ check: 'revoked', subject: 'Unknown_One', reason: 'no list' }],
};
