import { dayOf, rulesBetween } from '@cert-health/core';
import type { Finding, ForecastMonth, HealthReport, ReportUse, Source, UseId } from '@cert-health/core';
import type { OrgIdentity } from '../org/org.ts';
import { dateOnly, daysAfter } from '../time/time.ts';
import type { SampleCertificate } from './sample-certificate.ts';
import { iso, sampleCertificate } from './sample-certificate.ts';

const labels: Readonly<Record<string, string>> = {
  'org.certificates': 'Certificate and Key Management',
  'org.inbound-certificates': 'Mutual authentication list',
  'org.saml-sso': 'Single sign-on settings (SAML)',
};

const breaks: Readonly<Partial<Record<UseId, string>>> = {
  'outbound-apex-mtls': 'calls that show this certificate are refused',
  'custom-domain': 'visitors of the domain see a warning instead of the page',
  'inbound-api-mtls': 'integrations that log in with it are refused',
  'inbound-sso': 'nobody can log in through this identity provider',
};

/**
 * A report of so many certificates in one org, the same every time: for pages at the scale of the largest orgs. Its
 * findings are those of two checks; what it says is invented, how it says it is core's model.
 */
export function sampleReport(count: number, identity: OrgIdentity, instanceUrl: string, at: Date): HealthReport {
  const samples = Array.from({ length: count }, (_, number) => sampleCertificate(number, at));
  const uses = samples.flatMap((sample, number) => usesOf(sample, number));
  const findings = samples.flatMap((sample) => findingOf(sample, at) ?? []);
  const issuing = new Map(samples.map((sample) => [sample.issuing.fingerprint, sample.issuing]));
  const severities = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const ahead = samples.map(({ certificate }) => certificate.notAfter).filter((end) => end > iso(at));
  return {
    schemaVersion: '1',
    generatedAt: iso(at),
    asOf: iso(at),
    org: {
      id: identity.id,
      instanceUrl,
      username: identity.username,
      isSandbox: identity.isSandbox,
      name: identity.name,
    },
    summary: {
      status: severities('critical') > 0 ? 'critical' : 'incomplete',
      certificates: count,
      findings: {
        critical: severities('critical'),
        warning: severities('warning'),
        info: severities('info'),
        waived: 0,
      },
      sources: { read: 3, denied: 1, unavailable: 0, failed: 0 },
      nextExpiry: ahead.sort()[0] ?? null,
    },
    sources: sourcesOf(samples),
    certificates: [...samples.map(({ certificate }) => certificate), ...issuing.values()],
    pending: [
      {
        source: 'org.certificates',
        name: 'Customs_Renewal_2027',
        label: 'Customs Renewal 2027',
        kind: 'keyPair',
        pendingSignature: true,
        reason: 'It waits for its signed chain.',
        subject: 'CN=customs.acmefreight.example',
        expirationDate: iso(daysAfter(at, 700)),
      },
    ],
    uses,
    findings,
    notChecked: [
      {
        check: 'revoked',
        reason: 'Revocation lists are looked at by the command line only: sf cert health --network all.',
      },
      ...samples.slice(0, 3).map(({ name }) => ({
        check: 'root-not-in-org-list',
        subject: name,
        reason: "The org's own list of roots was not given.",
      })),
    ],
    // The checks of which it had findings, so that what is gone in the next one is over.
    decided: [{ check: 'expired' }, { check: 'expiring' }, { check: 'weak-key' }],
    forecast: forecast(samples, at),
  };
}

function sourcesOf(samples: readonly SampleCertificate[]): Source[] {
  const read = Object.entries(labels).map(([id, label]): Source => {
    const items = samples.filter(({ source }) => source === id).length;
    return { id, label, status: 'read', items, detail: `${items} listed.` };
  });
  return [
    ...read,
    {
      id: 'org.connected-apps',
      label: 'Connected apps',
      status: 'denied',
      items: 0,
      detail: 'The user may not read connected apps through the Metadata API.',
      permission: 'Modify Metadata Through Metadata API Functions',
    },
  ];
}

function usesOf({ certificate, name, uses }: SampleCertificate, number: number): ReportUse[] {
  return uses.map((use, index) => ({
    use,
    certificate: certificate.fingerprint,
    name,
    resolved: true,
    reference: {
      source: use.startsWith('outbound') ? 'org.named-credentials' : 'org.certificates',
      name: index === 0 ? `${name}_Access` : `${name}_Access_${index + 1}`,
      field: use.startsWith('outbound') ? 'NamedCredential.certificate' : 'Domain.certificate',
      id: `0XAHs${String(number * 10 + index).padStart(10, '0')}AAA`.slice(0, 18),
    },
    managedBy: use === 'inbound-one-way-tls' ? 'salesforce' : use.startsWith('inbound') ? 'remote' : 'customer',
    ...(breaks[use] === undefined ? {} : { breaks: breaks[use] }),
  }));
}

function findingOf({ certificate, name, source, uses, daysLeft }: SampleCertificate, at: Date): Finding | undefined {
  const ended = daysLeft < 0;
  const left = daysLeft / certificate.lifetimeDays;
  if (!ended && left > 1 / 3) return undefined;
  const label = name.replaceAll('_', ' ');
  const last = daysAfter(at, daysLeft);
  const end = dateOnly(last);
  const check = ended ? 'expired' : 'expiring';
  const [use] = uses;
  return {
    id: `${check}/${source}/${name}`,
    check,
    severity: ended || left <= 1 / 6 ? 'critical' : 'warning',
    status: 'open',
    title: ended ? `What uses ${label} fails since ${dayOf(last)}` : `What uses ${label} will fail from ${dayOf(last)}`,
    detail: ended
      ? `The certificate ended ${-daysLeft} days ago; whoever checks it refuses it.`
      : `${daysLeft} of its ${certificate.lifetimeDays} days are left.`,
    certificate: certificate.fingerprint,
    holding: { source, name },
    ...(use === undefined ? {} : { use }),
    evidence: { daysLeft, lifetimeDays: certificate.lifetimeDays, notAfter: certificate.notAfter },
    remedy: `Renew ${label} and upload the signed chain in Setup, Certificate and Key Management.`,
    dueOn: end,
    source: 'RFC 5280, section 4.1.2.5',
    docs: `sf cert checks --explain ${check}`,
  };
}

function forecast(samples: readonly SampleCertificate[], at: Date): NonNullable<HealthReport['forecast']> {
  const months = Array.from({ length: 12 }, (_, index): ForecastMonth => {
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + index, 1)).toISOString().slice(0, 7);
    const expiries = samples.filter(
      ({ certificate, daysLeft }) => daysLeft >= 0 && certificate.notAfter.startsWith(month),
    ).length;
    return { month, expiries, renewals: expiries + Math.floor((expiries * index) / 8), changes: changesIn(month) };
  });
  const perYear = samples.reduce((sum, { certificate }) => sum + 365 / certificate.lifetimeDays, 0);
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    today: tenth(perYear),
    under200: tenth(perYear * 1.3),
    under100: tenth(perYear * 2.1),
    under47: tenth(perYear * 4.2),
    basis: 'Counted is every certificate whose renewal is yours; limits shorten public TLS certificates only.',
    perCertificate: samples
      .filter(({ daysLeft }) => daysLeft >= 0)
      .map(({ certificate: { fingerprint, lifetimeDays } }, index) => {
        const today = tenth(365 / lifetimeDays);
        const limited = index % 3 === 0;
        const under = (days: number): number => (limited ? Math.max(today, tenth(365 / days)) : today);
        const limits = { under200: under(200), under100: under(100), under47: under(47) };
        return { certificate: fingerprint, limited, lifetimeDays, today, ...limits };
      }),
    byMonth: months,
  };
}

/** The rules that do change in the month, by core's schedule. */
function changesIn(month: string): ForecastMonth['changes'] {
  const from = new Date(`${month}-01T00:00:00Z`);
  const next = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return rulesBetween(new Date(from.getTime() - 1), new Date(next.getTime() - 1)).map(({ on, change, rule }) => ({
    on: on.slice(0, 10),
    change,
    rule: rule.id,
    text: rule.text,
  }));
}
