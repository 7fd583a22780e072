import { checkCatalog, waiverChecks } from '@cert-health/core';
import type {
  DecidedCheck,
  Finding,
  HealthReport,
  NotChecked,
  ReportCertificate,
  ReportHolding,
  ReportUse,
  Source,
} from '@cert-health/core';

/** Reports made by hand: only what a test is about differs from these. */

export const ORG = '00D000000000001EAA';

export function source(id: string, status: Source['status'] = 'read', items = 1): Source {
  return { id, label: `Label of ${id}`, status, items, detail: `${items} found.` };
}

export function holding(name: string, more: Partial<ReportHolding> = {}): ReportHolding {
  return { source: 'org.certificates', name, label: name.replaceAll('_', ' '), kind: 'keyPair', ...more };
}

/** Same name, same fingerprint; `generation` makes a successor. */
export function certificate(
  name: string,
  more: Partial<ReportCertificate> & { generation?: number } = {},
): ReportCertificate {
  const { generation = 1, ...fields } = more;
  return {
    fingerprint: fingerprintOf(name, generation),
    subject: `CN=${name},O=Acme`,
    issuer: 'CN=Acme Issuing CA',
    serialNumber: '0a',
    notBefore: `${2025 + generation}-01-01T00:00:00.000Z`,
    notAfter: `${2026 + generation}-01-01T00:00:00.000Z`,
    lifetimeDays: 365,
    lifetimeUsed: 0.5,
    key: { algorithm: 'RSA', size: 2048 },
    signatureAlgorithm: 'sha256WithRSAEncryption',
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['clientAuth'],
    subjectAltNames: [],
    isCa: false,
    selfSigned: false,
    chain: [],
    holdings: [holding(name)],
    ...fields,
  };
}

export function fingerprintOf(name: string, generation = 1): string {
  const digits = [...`${name}${generation}`].map((one) => one.charCodeAt(0).toString(16)).join('');
  return digits.padEnd(64, '0').slice(0, 64);
}

export function use(name: string, more: Partial<ReportUse> = {}): ReportUse {
  return {
    use: 'outbound-apex-mtls',
    certificate: fingerprintOf(name),
    name,
    resolved: true,
    reference: { source: 'org.named-credentials', name: `${name}_Callout`, field: 'NamedCredential.certificate' },
    managedBy: 'customer',
    breaks: 'calls to the partner',
    ...more,
  };
}

export function finding(check: string, name: string, more: Partial<Finding> = {}): Finding {
  return {
    id: `${check}/org.certificates/${name}`,
    check,
    severity: 'warning',
    status: 'open',
    title: `${name} has trouble: ${check}`,
    detail: 'Why that is so.',
    certificate: fingerprintOf(name),
    holding: { source: 'org.certificates', name },
    evidence: { days: 12 },
    remedy: 'Renew it.',
    dueOn: '2026-12-01',
    source: 'RFC 5280, section 4.1.2.5',
    docs: `sf cert checks --explain ${check}`,
    ...more,
  };
}

export interface ReportParts {
  readonly at?: string;
  readonly asOf?: string;
  readonly sources?: readonly Source[];
  readonly certificates?: readonly ReportCertificate[];
  readonly pending?: HealthReport['pending'];
  readonly uses?: readonly ReportUse[];
  readonly findings?: readonly Finding[];
  readonly notChecked?: readonly NotChecked[];
  /** What is said to be decided; unless told, all that `notChecked` leaves. */
  readonly decided?: readonly DecidedCheck[];
  readonly decisions?: HealthReport['decisions'];
  readonly forecast?: HealthReport['forecast'];
}

export const DAY_1 = '2026-11-22T02:15:00.000Z';
export const DAY_2 = '2026-11-23T02:15:00.000Z';
export const DAY_3 = '2026-11-24T02:15:00.000Z';
export const DAY_9 = '2026-11-30T02:15:00.000Z';

export function report(parts: ReportParts = {}): HealthReport {
  const { at = DAY_1, sources = [source('org.certificates'), source('org.named-credentials')] } = parts;
  const findings = parts.findings ?? [];
  const open = (severity: string): number =>
    findings.filter((one) => one.status === 'open' && one.severity === severity).length;
  const withStatus = (status: string): number => sources.filter((one) => one.status === status).length;
  return {
    schemaVersion: '1',
    generatedAt: at,
    asOf: parts.asOf ?? at,
    org: { id: ORG, instanceUrl: 'https://acme.my.salesforce.com', username: 'ann@acme.example', isSandbox: false },
    summary: {
      status: 'attention',
      certificates: parts.certificates?.length ?? 0,
      findings: { critical: open('critical'), warning: open('warning'), info: open('info'), waived: 0 },
      sources: {
        read: withStatus('read'),
        denied: withStatus('denied'),
        unavailable: withStatus('unavailable'),
        failed: withStatus('failed'),
      },
      nextExpiry: '2027-01-01T00:00:00.000Z',
    },
    sources,
    certificates: parts.certificates ?? [],
    pending: parts.pending ?? [],
    uses: parts.uses ?? [],
    findings,
    notChecked: parts.notChecked ?? [],
    decided: parts.decided ?? decidedIn(parts),
    ...(parts.decisions ? { decisions: parts.decisions } : {}),
    ...(parts.forecast ? { forecast: parts.forecast } : {}),
  };
}

/** As an evaluation says it. */
function decidedIn({ notChecked = [], decisions }: ReportParts): DecidedCheck[] {
  const made = [...checkCatalog, ...(decisions?.file === undefined ? [] : waiverChecks)]
    .map(({ id }) => id)
    .filter((id) => !decisions?.checksOff.includes(id));
  return made.flatMap((check): DecidedCheck[] => {
    const subjects = notChecked.filter((one) => one.check === check).map(({ subject }) => subject);
    if (subjects.includes(undefined)) return [];
    const except = subjects.flatMap((subject) => subject ?? []);
    return [{ check, ...(except.length > 0 ? { except } : {}) }];
  });
}
