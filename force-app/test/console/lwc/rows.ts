/** Records as Apex gives them, with what a test does not care about filled in. Today is Sunday, 22 November 2026. */
import type {
  CertificateRow,
  CoverageRow,
  FindingRow,
  Forecast,
  Overview,
  ScanChanges,
  ScanRow,
  UseRow,
} from 'c/healthRecords';

export const today = new Date('2026-11-22T12:00:00Z');

let next = 0;
const id = (): string => `a0${(next += 1)}`;

export const finding = (given: Partial<FindingRow> = {}): FindingRow => ({
  Id: id(),
  Severity__c: 'critical',
  Status__c: 'open',
  Title__c: 'Calls to api.partner.example will fail from 26 Nov',
  Remedy__c: 'Renew Partner_API_Client.',
  Detail__c: 'It ends on 26 Nov.',
  Subject_Name__c: 'Partner_API_Client',
  ...given,
});

export const certificate = (given: Partial<CertificateRow> = {}): CertificateRow => ({
  Id: id(),
  Name: 'Partner API Client',
  Status__c: 'healthy',
  ...given,
});

export const use = (given: Partial<UseRow> = {}): UseRow => ({
  Id: id(),
  Name: 'Partner_API',
  Use__c: 'outbound-apex-mtls',
  Certificate_Name__c: 'Partner_API_Client',
  Source__c: 'org.named-credentials',
  ...given,
});

export const place = (given: Partial<CoverageRow> = {}): CoverageRow => ({
  Id: id(),
  Name: 'Named credentials',
  Kind__c: 'source',
  Source__c: 'org.named-credentials',
  Status__c: 'read',
  Last_Read_At__c: '2026-11-22T02:15:00.000Z',
  Read_By__c: 'cli',
  ...given,
});

export const check = (given: Partial<CoverageRow> = {}): CoverageRow => ({
  Id: id(),
  Name: 'root-not-in-org-list',
  Kind__c: 'check',
  Check__c: 'root-not-in-org-list',
  Status__c: 'not-checked',
  Detail__c: 'no copy of /cacerts.jsp: run with --network all',
  ...given,
});

export const scan = (given: Partial<ScanRow> = {}): ScanRow => ({
  Id: id(),
  Progress__c: 'finished',
  Scanned_At__c: '2026-11-22T02:15:00.000Z',
  Scanned_By__c: 'Ada Admin',
  Origin__c: 'cli',
  ...given,
});

export const overview = (given: Partial<Overview> = {}): Overview => ({
  scans: [scan()],
  rights: { canScan: true, canDecide: true, canWaive: true, canSettings: true, userName: 'Ada Admin' },
  settings: { staleAfterDays: 7, checksOff: [] },
  org: {
    id: '00D000000000001EAA',
    name: 'Acme Freight',
    isSandbox: false,
    myDomainUrl: 'https://acme.my.salesforce.com',
  },
  ...given,
});

export const changes = (given: Partial<ScanChanges> = {}): ScanChanges => ({
  appeared: [],
  worse: [],
  resolved: [],
  renewed: [],
  certificatesAdded: [],
  certificatesGone: [],
  more: 0,
  ...given,
});

const months = [
  '2026-11',
  '2026-12',
  '2027-01',
  '2027-02',
  '2027-03',
  '2027-04',
  '2027-05',
  '2027-06',
  '2027-07',
  '2027-08',
  '2027-09',
  '2027-10',
];

export const forecast = (given: Partial<Forecast> = {}): Forecast => ({
  today: 21,
  under200: 30.5,
  under100: 77,
  under47: 160,
  basis: 'Each certificate is replaced at the end of its lifetime.',
  perCertificate: [
    { certificate: 'aa', limited: true, lifetimeDays: 398, today: 1, under200: 2, under100: 4, under47: 8 },
    { certificate: 'bb', limited: false, lifetimeDays: 365, today: 1, under200: 1, under100: 1, under47: 1 },
  ],
  byMonth: months.map((month, index) => ({
    month,
    expiries: index === 0 ? 2 : index === 4 ? 1 : 0,
    renewals: index === 0 ? 2 : index === 4 ? 4 : 0,
    changes:
      month === '2027-03'
        ? [
            { on: '2027-03-15', change: 'begins', rule: 'br.validity.100', text: 'At most 100 days.' },
            { on: '2027-03-15', change: 'ends', rule: 'br.validity.200', text: 'At most 200 days.' },
          ]
        : [],
  })),
  ...given,
});
