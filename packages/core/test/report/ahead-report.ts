import type { Finding, ForecastMonth, HealthReport, ReportCertificate, ReportUse } from '@cert-health/core';
import { hostileReport, practiceReport } from '../fixtures/report.ts';

/** The practice report with what its certificates are used for and how much work they will be. */

const [partner, okta] = practiceReport.certificates as [ReportCertificate, ReportCertificate];

const use = (other: Partial<ReportUse>): ReportUse => ({
  use: 'outbound-apex-mtls',
  certificate: partner.fingerprint,
  name: 'Partner_API_Client',
  resolved: true,
  reference: { source: 'org.named-credentials', name: 'Partner_API', field: 'NamedCredential.certificate' },
  managedBy: 'customer',
  breaks: 'calls to api.partner.example fail',
  ...other,
});

export const uses: readonly ReportUse[] = [
  use({
    use: 'outbound-apex-one-way-tls',
    certificate: null,
    name: 'api.partner.example',
    managedBy: 'remote',
    reference: { source: 'org.remote-sites', name: 'Partner', field: 'RemoteSiteSetting.url' },
  }),
  use({}),
  use({
    reference: { source: 'org.apex', name: 'PartnerGateway', field: 'ApexClass.HttpRequest.setClientCertificateName' },
    breaks: 'callouts made by PartnerGateway fail',
  }),
  use({
    use: 'inbound-sso',
    certificate: okta.fingerprint,
    name: 'Okta',
    reference: { source: 'org.saml', name: 'Okta', field: 'SamlSsoConfig.validationCert' },
    breaks: 'logins through Okta fail',
  }),
];

const rule = {
  on: '2027-03-15',
  change: 'begins',
  rule: 'br.validity.100',
  text: 'A publicly trusted TLS certificate must not be valid for more than 100 days.',
} as const;

const month = (number: number, other: Partial<ForecastMonth> = {}): ForecastMonth => ({
  month: new Date(Date.UTC(2026, 10 + number)).toISOString().slice(0, 7),
  expiries: 0,
  renewals: 0,
  changes: [],
  ...other,
});

export const aheadReport: HealthReport = {
  ...practiceReport,
  sources: [
    ...practiceReport.sources,
    { id: 'org.named-credentials', label: 'Named credentials', status: 'read', items: 1, detail: '1 entry.' },
    { id: 'org.sites', label: 'Sites and their custom domains', status: 'read', items: 0, detail: 'None.' },
    {
      id: 'org.inbound-certificates',
      label: 'Mutual authentication certificates',
      status: 'denied',
      items: 0,
      detail: 'They can only be read through the Metadata API.',
    },
  ],
  uses,
  forecast: {
    today: 1.4,
    under200: 1.9,
    under100: 3.7,
    under47: 7.9,
    basis: 'Each certificate is replaced at the end of its lifetime.',
    perCertificate: [
      {
        certificate: partner.fingerprint,
        limited: true,
        lifetimeDays: 275.5,
        today: 1.3,
        under200: 1.8,
        under100: 3.6,
        under47: 7.8,
      },
      {
        certificate: okta.fingerprint,
        limited: false,
        lifetimeDays: 3650,
        today: 0.1,
        under200: 0.1,
        under100: 0.1,
        under47: 0.1,
      },
    ],
    byMonth: [
      month(0, { expiries: 1, renewals: 1 }),
      month(1),
      month(2, { expiries: 2, renewals: 2 }),
      month(3),
      month(4, {
        changes: [rule, { on: '2027-03-15', change: 'ends', rule: 'x', text: 'An older rule of one authority.' }],
      }),
      month(5),
      month(6, { renewals: 1 }),
      month(7),
      month(8),
      month(9, { expiries: 1, renewals: 3 }),
      month(10, { changes: [{ ...rule, on: '2027-09-30', rule: 'y', text: 'A rule late in the year.' }] }),
      month(11),
    ],
  },
};

/** The same, judged without anything to see ahead. */
export const withoutForecast: HealthReport = (({ forecast: _, ...rest }: HealthReport) => rest)(aheadReport);

/** Every text of other people replaced, those of uses and forecast too, also where only our own are expected. */
export function hostileAhead(text: string): HealthReport {
  const report = hostileReport(text);
  const [first] = report.findings as [Finding];
  const reference = { source: text, name: text, field: text, path: text, id: text };
  const { forecast } = aheadReport;
  if (!forecast) throw new Error('there is a forecast');
  return {
    ...report,
    findings: [
      {
        ...first,
        owner: text,
        status: 'waived',
        waiver: { reason: text, owner: text, until: text },
        certificate: partner.fingerprint,
      },
      { ...first, use: 'inbound-sso', reference },
      { ...first, use: text as 'inbound-sso', dueOn: `2026-11-26T${text}` },
    ],
    uses: [
      { ...(uses[1] as ReportUse), name: text, breaks: text, reference },
      { ...(uses[1] as ReportUse), use: text as 'inbound-sso', certificate: null, name: text, reference },
      { ...(uses[0] as ReportUse), name: text },
    ],
    decisions: { file: text, checksOff: [text], known: { since: report.asOf, findings: [first] } },
    forecast: {
      ...forecast,
      basis: text,
      perCertificate: forecast.perCertificate.map((one) => ({ ...one, certificate: text })),
      byMonth: [
        ...forecast.byMonth,
        { month: text, expiries: 1, renewals: 2, changes: [{ on: text, change: 'begins', rule: text, text }] },
      ],
    },
  };
}
