import certificate from '@salesforce/apex/HealthRecords.certificate';
import certificates from '@salesforce/apex/HealthRecords.certificates';
import coverage from '@salesforce/apex/HealthRecords.coverage';
import findings from '@salesforce/apex/HealthRecords.findings';
import gone from '@salesforce/apex/HealthRecords.goneCertificates';
import overview from '@salesforce/apex/HealthRecords.overview';
import uses from '@salesforce/apex/HealthRecords.uses';
import waivers from '@salesforce/apex/HealthRecords.waivers';
import { allRows, inOrder, lastFirst } from './pages';
import type { CertificateRecord, CertificateRow, CoverageRow, FindingRow, Overview, ScanRow, UseRow } from './rows';

export type * from './rows';
export type * from './scanning';
export { areUsesKnown, DEFAULT_STALE_AFTER, gapsIn, isFailing } from './gaps';
export type { Gap, GapKind } from './gaps';
export { allRows } from './pages';
export type { RecordPage } from './pages';
export { isOnServer } from './servers';
export { countOf, isStanding, toDo } from './standing';
export type { Count } from './standing';

/** What can be loaded by name; one certificate is loaded by its Id. */
export interface Records {
  readonly overview: Overview;
  /** The soonest end first. */
  readonly certificates: readonly CertificateRow[];
  /** Certificates no longer in the org, the last seen first. */
  readonly gone: readonly CertificateRow[];
  readonly uses: readonly UseRow[];
  /** The soonest due first. */
  readonly findings: readonly FindingRow[];
  /** Places before checks. */
  readonly coverage: readonly CoverageRow[];
  /** The soonest end of a waiver first. */
  readonly waivers: readonly FindingRow[];
}

const questions: { readonly [Name in keyof Records]: () => Promise<Records[Name]> } = {
  overview,
  certificates: async () => inOrder(await allRows(certificates), 'Expires_At__c', 'Name'),
  gone: async () => lastFirst(inOrder(await allRows(gone), 'Name'), 'Last_Seen_At__c'),
  uses: async () => inOrder(await allRows(uses), 'Use__c', 'Name'),
  findings: async () => inOrder(await allRows(findings), 'Due_On__c', 'Title__c'),
  coverage: async () => lastFirst(inOrder(await allRows(coverage), 'Name'), 'Kind__c'),
  waivers: async () => inOrder(await allRows(waivers), 'Waived_Until__c', 'Title__c'),
};

let kept = new Map<string, Promise<unknown>>();
const listeners = new Set<() => void>();

/** Asks once and keeps the answer, until `reload`. An answer that failed is not kept. */
export function keepAnswer<Value>(key: string, ask: () => Promise<Value>): Promise<Value> {
  const before = kept.get(key) as Promise<Value> | undefined;
  if (before) return before;
  const cache = kept;
  const answer = ask().catch((error: unknown) => {
    cache.delete(key);
    throw error;
  });
  cache.set(key, answer);
  return answer;
}

/** Records of a kind, from the org or as they were loaded before. Rejects with the error of Apex. */
export function load<Name extends keyof Records>(name: Name): Promise<Records[Name]> {
  return keepAnswer(name, questions[name]);
}

/** All that is stored of one certificate. */
export function loadCertificate(recordId: string): Promise<CertificateRecord> {
  return keepAnswer(`certificate/${recordId}`, () => certificate({ recordId }));
}

/** Forgets what was loaded, after something was written, and tells those who listen. */
export function reload(): void {
  kept = new Map();
  for (const listener of [...listeners]) listener();
}

/**
 * Calls the listener after every `reload`.
 *
 * @returns a function that ends it: call it when the component leaves the page.
 */
export function onReload(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The newest scan that was finished. */
export function newestFinished(scans: readonly ScanRow[]): ScanRow | undefined {
  return scans.find((scan) => scan.Progress__c === 'finished');
}

/** Reads one of the long texts; undefined for none, or for one that was cut. */
export function fromJson<Value>(text: string | undefined): Value | undefined {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
