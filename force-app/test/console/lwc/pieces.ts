/** Records and hands for tests of components: what Apex would give, and how a test looks at and uses what is drawn. */
import { createElement } from 'lwc';
import type { LightningElement } from 'lwc';
import type {
  CertificateRecord,
  CertificateRow,
  FindingRow,
  Overview,
  RecordPage,
  Rights,
  UseRow,
} from 'c/healthRecords';

const DAY = 86_400_000;

/** ISO date-time so many days from now, at noon. */
export function inDays(days: number): string {
  return `${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T12:00:00.000Z`;
}

export function certificateRow(over: Partial<CertificateRow> = {}): CertificateRow {
  return {
    Id: 'a01000000000001AAA',
    Name: 'Partner API Client',
    Api_Name__c: 'Partner_API_Client',
    Source__c: 'org.certificates',
    Source_Label__c: 'Certificate and Key Management',
    Kind__c: 'keyPair',
    Status__c: 'warning',
    Valid_From__c: inDays(-300),
    Expires_At__c: inDays(65),
    Subject__c: 'CN=partner.example,O=Acme',
    Issuer__c: 'CN=Issuing CA,O=Trust',
    Serial_Number__c: '1a2b',
    Fingerprint__c: 'ab'.repeat(32),
    Uses__c: 'outbound-apex-mtls',
    Responsible__c: 'Integration team',
    Is_Gone__c: false,
    ...over,
  };
}

/** What a called server sends. */
export function serverRow(over: Partial<CertificateRow> = {}): CertificateRow {
  return certificateRow({
    Name: 'api.partner.example:443',
    Api_Name__c: 'api.partner.example:443',
    Source__c: 'network.servers',
    Source_Label__c: 'Servers that are called',
    Kind__c: 'trusted',
    Uses__c: 'outbound-apex-one-way-tls',
    Last_Seen_At__c: '2026-11-20T08:06:00.000+0000',
    ...over,
  });
}

export function findingRow(over: Partial<FindingRow> = {}): FindingRow {
  return {
    Id: 'a03000000000001AAA',
    Name: 'CF-00001',
    Check__c: 'expiring',
    Severity__c: 'critical',
    Status__c: 'open',
    Title__c: 'Calls to the partner fail from Thursday',
    Detail__c: 'The certificate ends in four days.',
    Remedy__c: 'Renew it in Setup.',
    Due_On__c: inDays(4).slice(0, 10),
    Rule__c: 'RFC 5280, section 4.1.2.5',
    Docs__c: 'sf cert checks --explain expiring',
    Evidence__c: '{"lifetimeUsed":0.98,"names":["a.example","b.example"],"listed":true}',
    Subject_Name__c: 'Partner API Client',
    Use__c: 'outbound-apex-mtls',
    Certificate__c: 'a01000000000001AAA',
    First_Seen_At__c: inDays(-10),
    ...over,
  };
}

export function useRow(over: Partial<UseRow> = {}): UseRow {
  return {
    Id: 'a02000000000001AAA',
    Name: 'Partner_API',
    Use__c: 'outbound-apex-mtls',
    Referrer__c: 'Partner_API',
    Field__c: 'NamedCredential.certificate',
    Source__c: 'org.named-credentials',
    Managed_By__c: 'customer',
    Breaks__c: 'every call to api.partner.example',
    ...over,
  };
}

export function certificateRecord(over: Partial<CertificateRecord> = {}): CertificateRecord {
  return {
    certificate: certificateRow(),
    uses: [useRow()],
    findings: [findingRow()],
    history: [],
    decisions: [],
    renewals: [],
    ...over,
  };
}

export function overview(rights: Partial<Rights> = {}): Overview {
  return {
    scans: [],
    rights: { canScan: true, canDecide: true, canWaive: true, canSettings: true, userName: 'Ada Admin', ...rights },
    settings: { warningFraction: 1 / 3, criticalFraction: 1 / 6, longestLifetimeDays: 1095, perUse: [] },
    org: { id: '00D000000000001AAA', name: 'Acme', isSandbox: false, myDomainUrl: 'https://acme.my.salesforce.com' },
  };
}

/** Puts a component on the page and waits until it is drawn. */
export async function show<Element extends HTMLElement = HTMLElement>(
  component: typeof LightningElement,
  properties: object = {},
): Promise<Element> {
  const element = createElement('x-shown', { is: component }) as unknown as Element;
  Object.assign(element, properties);
  document.body.appendChild(element);
  await settled();
  return element;
}

/** Waits until everything that was asked of stand-ins is answered and drawn. */
export async function settled(): Promise<void> {
  // Each answer takes a few turns until it is drawn; none of them waits for anything real.
  // eslint-disable-next-line no-await-in-loop
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

export function all<Found extends HTMLElement = HTMLElement>(host: HTMLElement, selector: string): Found[] {
  return [...(host.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

/** @throws {Error} when there is none. */
export function one<Found extends HTMLElement = HTMLElement>(host: HTMLElement, selector: string): Found {
  const found = all<Found>(host, selector)[0];
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}

/** All that can be read, in the components inside too. */
export function textOf(node: Node | null | undefined): string {
  if (!node) return '';
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  const { shadowRoot } = node as Partial<HTMLElement>;
  return [...(shadowRoot?.childNodes ?? []), ...node.childNodes].map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

/** What a component told, newest last. */
export function heard<Detail>(host: HTMLElement, event: string): Detail[] {
  const details: Detail[] = [];
  host.addEventListener(event, (told) => details.push((told as CustomEvent<Detail>).detail));
  return details;
}

/** What a base component tells of itself. */
export function tell(element: HTMLElement, event: string, detail: object): void {
  element.dispatchEvent(new CustomEvent(event, { detail }));
}

/** A list that is one page, as Apex answers. */
export function pageOf<Row>(rows: readonly Row[]): RecordPage<Row> {
  return { rows, nextAfter: null };
}
