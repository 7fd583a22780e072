import type { ReportCertificate, PendingHolding, ReportHolding } from '../health/report.ts';
import type { RecordObject, RecordValue } from './objects.ts';

/** Who publishes: the command line, the console in a browser, or the org's own scheduled job. */
export type Origin = 'cli' | 'browser' | 'scheduled';

/** A row as SOQL or Apex gives it: a field that is empty may be null or left out. */
export type ExistingRow = Readonly<Record<string, unknown>>;

/** Rows now in the org, by API name of their object; `fieldsToRead` says which fields. */
export type ExistingRows = Readonly<Partial<Record<RecordObject, readonly ExistingRow[]>>>;

/** A row to be upserted by its key. Fields that are not named keep what they hold. */
export interface PlannedRow {
  readonly object: RecordObject;
  /** Value of the object's key field; it stands in `fields` too. */
  readonly key: string;
  readonly fields: Readonly<Record<string, RecordValue>>;
  /** Lookup fields to be filled with the Id of the row that has this `Certificate_Key__c`. */
  readonly lookups?: Readonly<Record<'Certificate__c', string>>;
  /** There is no such row yet. */
  readonly isNew: boolean;
}

/** Rows of one object that may be written together. */
export interface PublicationStep {
  readonly object: RecordObject;
  readonly rows: readonly PlannedRow[];
}

export interface PublicationOptions {
  readonly origin: Origin;
  /** Name of the person or job, for the scan's row. */
  readonly scannedBy: string;
  /** The moment of publishing, ISO date-time. Only told in words; all that is written goes by the moment of the scan. */
  readonly at?: string;
  /** Ids of sources that this scanner cannot look at at all: what others found there stays as it is. */
  readonly outOfReach?: readonly string[];
}

/** What to write, in order, and what that changes. */
export interface Publication {
  /** Key of the scan's own row. */
  readonly key: string;
  /** In the order of writing: a step needs the Ids of those before it. Empty: all of it is in the org already. */
  readonly steps: readonly PublicationStep[];
  readonly changes: ScanChanges;
  readonly counts: PublicationCounts;
  /** The same in words, one sentence. */
  readonly summary: string;
  /** What to know of the scan before it is published, in sentences: that it is old, or judged another day. */
  readonly notes: readonly string[];
  /** A later scan is in the org: this one would set its records back, so that nothing is planned. ISO date-time of that scan. */
  readonly supersededBy?: string;
}

/** All that changed, where `ScanChanges` names only the first of each. */
export interface PublicationCounts {
  readonly appeared: number;
  readonly worse: number;
  readonly resolved: number;
  readonly renewed: number;
  readonly certificatesAdded: number;
  readonly certificatesGone: number;
  /** Certificates of the report, each place counted. */
  readonly certificates: number;
  /** Rows to write, the scan's own counted once. */
  readonly rows: number;
}

/** Something that changed, by the key of its row. */
interface Changed {
  readonly key: string;
  /** No scan before had looked where this one found it: it need not have changed in the org. */
  readonly firstLook?: true;
}
export interface ChangedFinding extends Changed {
  readonly title: string;
}
export interface ChangedCertificate extends Changed {
  readonly name: string;
}

/** What a scan found to be other than the one before; JSON in `Changes__c`. Each list has at most 50 entries. */
export interface ScanChanges {
  /** Open now, and not open before: new ones, those that came back, those whose waiver ended. */
  readonly appeared: readonly (ChangedFinding & { readonly severity: string })[];
  readonly worse: readonly (ChangedFinding & { readonly from: string; readonly to: string })[];
  readonly resolved: readonly ChangedFinding[];
  /** Another certificate under the same name; `from` and `to` are ISO ends of validity. */
  readonly renewed: readonly (ChangedCertificate & { readonly from: string; readonly to: string })[];
  readonly certificatesAdded: readonly ChangedCertificate[];
  readonly certificatesGone: readonly ChangedCertificate[];
  /** Entries of all lists together that are left out. */
  readonly more: number;
}

/** `path` of a report's certificate, in reports that draw paths. */
export type CertificatePath = ReportCertificate extends { readonly path?: infer Path } ? Path : never;

/** All that a report says of a certificate in one place; JSON in `Details__c`. */
export interface CertificateDetails {
  /** As of the scan that wrote it; its `lifetimeUsed` is of that day. Null: nothing could be read, `holding` says why. */
  readonly certificate: ReportCertificate | null;
  /** Those held with it, in the order held. */
  readonly chain: readonly ReportCertificate[];
  readonly path?: CertificatePath;
  readonly holding: ReportHolding | PendingHolding;
}
