/** What Apex gives: records as they come (an empty field is left out), and the answers of the other controllers. */

export type CertificateStatus = 'critical' | 'warning' | 'info' | 'waived' | 'healthy' | 'unknown';
export type Severity = 'critical' | 'warning' | 'info';
export type FindingStatus = 'open' | 'acknowledged' | 'waived' | 'resolved';
export type CoverageStatus = 'read' | 'denied' | 'unavailable' | 'failed' | 'not-checked' | 'not-asked' | 'settled';
export type Scanner = 'cli' | 'browser' | 'scheduled';

/** A scan and what it came to. Date-times are ISO, UTC. */
export interface ScanRow {
  readonly Id: string;
  readonly Name?: string;
  readonly Scan_Key__c?: string;
  readonly Scanned_At__c?: string;
  readonly As_Of__c?: string;
  readonly Scanned_By__c?: string;
  readonly Origin__c?: Scanner;
  readonly Progress__c?: 'running' | 'finished' | 'failed';
  readonly Message__c?: string;
  readonly Status__c?: 'healthy' | 'attention' | 'critical' | 'incomplete' | 'empty';
  readonly Certificates__c?: number;
  readonly Critical__c?: number;
  readonly Warnings__c?: number;
  readonly Notes__c?: number;
  readonly Waived__c?: number;
  readonly Not_Checked__c?: number;
  readonly New_Findings__c?: number;
  readonly Worse_Findings__c?: number;
  readonly Resolved_Findings__c?: number;
  readonly Next_Expiry__c?: string;
  /** JSON of `Forecast`. */
  readonly Forecast__c?: string;
  /** JSON of `ScanChanges`. */
  readonly Changes__c?: string;
}

/** One place that holds a certificate. */
export interface CertificateRow {
  readonly Id: string;
  readonly Name: string;
  readonly Certificate_Key__c?: string;
  readonly Api_Name__c?: string;
  readonly Source__c?: string;
  readonly Source_Label__c?: string;
  readonly Kind__c?: 'keyPair' | 'trusted' | 'pinned';
  readonly Record_Id__c?: string;
  readonly Status__c?: CertificateStatus;
  readonly Fingerprint__c?: string;
  readonly Subject__c?: string;
  readonly Issuer__c?: string;
  readonly Serial_Number__c?: string;
  readonly Valid_From__c?: string;
  readonly Expires_At__c?: string;
  readonly Lifetime_Days__c?: number;
  readonly Key__c?: string;
  readonly Purposes__c?: string;
  /** Use ids joined by `;`. */
  readonly Uses__c?: string;
  readonly Open_Findings__c?: number;
  /** ISO day on which the first of its waivers ends; with the status `waived`. */
  readonly Waived_Until__c?: string;
  readonly Pending__c?: string;
  readonly Responsible__c?: string;
  readonly First_Seen_At__c?: string;
  readonly Last_Seen_At__c?: string;
  readonly Is_Gone__c?: boolean;
  /** Long texts; with one certificate only. */
  readonly Alternative_Names__c?: string;
  readonly Details__c?: string;
  readonly Notes__c?: string;
}

/** Configuration that uses a certificate. */
export interface UseRow {
  readonly Id: string;
  readonly Name: string;
  readonly Use_Key__c?: string;
  readonly Use__c?: string;
  readonly Certificate__c?: string;
  readonly Certificate_Name__c?: string;
  readonly Referrer__c?: string;
  readonly Field__c?: string;
  readonly Source__c?: string;
  readonly Component_Id__c?: string;
  readonly Path__c?: string;
  readonly Managed_By__c?: 'salesforce' | 'customer' | 'remote';
  readonly Breaks__c?: string;
  readonly First_Seen_At__c?: string;
  readonly Last_Seen_At__c?: string;
  readonly Is_Gone__c?: boolean;
}

/** Something that is or will be wrong, and what people decided about it. */
export interface FindingRow {
  readonly Id: string;
  readonly Name?: string;
  readonly Finding_Key__c?: string;
  readonly Check__c?: string;
  readonly Severity__c?: Severity;
  readonly Status__c?: FindingStatus;
  readonly Title__c?: string;
  readonly Detail__c?: string;
  readonly Remedy__c?: string;
  /** ISO day. */
  readonly Due_On__c?: string;
  readonly Rule__c?: string;
  readonly Docs__c?: string;
  /** JSON; with one certificate only. */
  readonly Evidence__c?: string;
  readonly Source__c?: string;
  readonly Subject_Name__c?: string;
  readonly Use__c?: string;
  readonly Certificate__c?: string;
  /** What of the certificate it is about decisions need to know. */
  readonly Certificate__r?: Pick<CertificateRow, 'Name' | 'Expires_At__c' | 'Responsible__c'>;
  readonly Responsible__c?: string;
  readonly Decision_Note__c?: string;
  readonly Decided_By__c?: string;
  readonly Decided_At__c?: string;
  readonly Waived_Until__c?: string;
  readonly Waived_By_Settings__c?: boolean;
  readonly First_Seen_At__c?: string;
  readonly Last_Seen_At__c?: string;
  readonly Resolved_At__c?: string;
  readonly Rose_At__c?: string;
}

/** A place or a check, and whether it was looked at. */
export interface CoverageRow {
  readonly Id: string;
  readonly Name: string;
  readonly Coverage_Key__c?: string;
  readonly Kind__c?: 'source' | 'check';
  readonly Source__c?: string;
  readonly Check__c?: string;
  readonly Subject__c?: string;
  readonly Status__c?: CoverageStatus;
  readonly Detail__c?: string;
  readonly Permission__c?: string;
  readonly Items__c?: number;
  readonly Last_Read_At__c?: string;
  readonly Last_Seen_At__c?: string;
  readonly Read_By__c?: Scanner;
}

export interface HistoryEntry {
  /** ISO date-time. */
  readonly at: string;
  readonly by: string;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What somebody decided about a certificate or one of its findings. */
export interface DecisionRow {
  readonly Id: string;
  readonly What__c: 'acknowledged' | 'waived' | 'reopened' | 'assigned' | 'noted';
  readonly About__c?: string;
  readonly Before__c?: string;
  readonly After__c?: string;
  readonly Reason__c?: string;
  readonly Until__c?: string;
  readonly Decided_By__c?: string;
  readonly Decided_At__c?: string;
  /** Only of what is about a finding. */
  readonly Finding__c?: string;
}

/** Another certificate in the same place. */
export interface RenewalRow {
  readonly Id: string;
  readonly Old_Fingerprint__c?: string;
  readonly Old_Expires_At__c?: string;
  readonly New_Fingerprint__c?: string;
  readonly New_Expires_At__c?: string;
  readonly Seen_At__c?: string;
  readonly Seen_By__c?: string;
}

/** All that is stored of one certificate. */
export interface CertificateRecord {
  readonly certificate: CertificateRow;
  readonly uses: readonly UseRow[];
  readonly findings: readonly FindingRow[];
  readonly history: readonly HistoryEntry[];
  readonly decisions: readonly DecisionRow[];
  readonly renewals: readonly RenewalRow[];
  /** How many more uses, findings and changes are stored than are given. */
  readonly more?: number;
}

export interface Rights {
  readonly canScan: boolean;
  readonly canDecide: boolean;
  readonly canWaive: boolean;
  readonly canSettings: boolean;
  readonly userName: string;
}

/** Levels as the custom metadata has them; what is not set is left out or null. */
export interface LevelSettings {
  readonly warningFraction?: number | null;
  readonly criticalFraction?: number | null;
  readonly warningDays?: number | null;
  readonly criticalDays?: number | null;
}

export interface ConsoleSettings extends LevelSettings {
  readonly longestLifetimeDays?: number | null;
  readonly assumedLifetimeDays?: number | null;
  readonly staleAfterDays?: number | null;
  /** How many days to keep what is over; null: for ever. */
  readonly keepDays?: number | null;
  readonly perUse?: readonly ({ readonly use: string } & LevelSettings)[];
  readonly checksOff?: readonly string[];
  readonly webhookNamedCredential?: string | null;
  readonly webhookFormat?: 'slack' | 'teams' | null;
  readonly mailDigest?: boolean | null;
  readonly mailResponsible?: boolean | null;
  readonly bell?: boolean | null;
  /** Nobody waives what they are responsible for themselves. */
  readonly secondPerson?: boolean | null;
  readonly toolingApiVersion?: string | null;
}

export interface OrgFacts {
  readonly id: string;
  readonly name: string;
  /** Null: not readable. */
  readonly isSandbox: boolean | null;
  readonly myDomainUrl: string;
}

/** Whether the daily scan runs. */
export interface ScheduleWatch {
  /** Null: it could not be looked up. */
  readonly isScheduled: boolean | null;
  /** Why it does not run and what to do; null: nothing is wrong. */
  readonly alarm: string | null;
}

export interface Overview {
  /** The newest ten, newest first; `Changes__c` with the newest finished one, `Forecast__c` with the newest that has one. */
  readonly scans: readonly ScanRow[];
  readonly rights: Rights;
  readonly settings: ConsoleSettings;
  readonly org: OrgFacts;
  readonly watch?: ScheduleWatch;
}

/** Somebody who can be named as responsible. */
export interface Suggestion {
  readonly name: string;
  readonly kind: 'user' | 'group' | 'queue' | 'named';
  readonly detail?: string | null;
}

export interface SetupStep {
  readonly id: string;
  readonly title: string;
  readonly state: 'done' | 'todo' | 'unknown' | 'optional';
  /** `{at}` in it stands for the moment. */
  readonly detail: string;
  /** ISO date-time that it is about. */
  readonly at?: string | null;
  readonly action: { readonly label: string; readonly url: string } | null;
}

export interface ConnectionTest {
  readonly ok: boolean;
  readonly status: number | null;
  readonly sentence: string;
  readonly what: string | null;
}
