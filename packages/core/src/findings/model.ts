/** What a check may say, and what people may decide about it. */

export type Severity = 'critical' | 'warning' | 'info';

/** Which way of using a certificate; the taxonomy of Salesforce's own guidance. */
export type UseId =
  | 'inbound-one-way-tls'
  | 'custom-domain'
  | 'outbound-apex-one-way-tls'
  | 'inbound-user-mtls'
  | 'inbound-api-mtls'
  | 'outbound-apex-mtls'
  | 'inbound-sso'
  | 'outbound-sso';

/** Evidence values stay plain so that they survive JSON. */
export type Evidence = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The document and section a rule comes from. */
export interface RuleSource {
  readonly document: string;
  readonly section: string;
  readonly url?: string;
}

/** A subject of a finding: a holding, by source and API name. */
export interface HoldingRef {
  readonly source: string;
  readonly name: string;
}

/** One thing that is or will be wrong. */
export interface Finding {
  /** Stable between runs: derived from check, holding and subject, never from dates or wording. */
  readonly id: string;
  readonly check: string;
  readonly severity: Severity;
  readonly status: 'open' | 'waived';
  /** A sentence about the consequence. */
  readonly title: string;
  /** Why, in a sentence or two. */
  readonly detail: string;
  /** SHA-256 fingerprint, where a certificate's bytes are known. */
  readonly certificate?: string;
  /** The holding it was found in, where there is one. */
  readonly holding?: HoldingRef;
  readonly use?: UseId;
  readonly reference?: {
    readonly source: string;
    readonly name: string;
    readonly field: string;
    readonly path?: string;
    readonly id?: string;
  };
  readonly evidence: Evidence;
  /** What to do: where to click or which command. */
  readonly remedy: string;
  /** ISO date by which to act. */
  readonly dueOn?: string;
  /** "Document, section". */
  readonly source: string;
  /** Page of the check, relative to the repository. */
  readonly docs: string;
}

/** A check that could not decide, and why. Never to be read as "fine". */
export interface NotChecked {
  readonly check: string;
  /** Name of the holding or source concerned; undefined when the check as a whole could not run. */
  readonly subject?: string;
  readonly reason: string;
  readonly permission?: string;
}

/** Thresholds. Fractions are of the certificate's lifetime that is left (0..1). */
export interface Settings {
  readonly expiring: {
    readonly warningFraction: number;
    readonly criticalFraction: number;
    /** When set, days left override the fraction. */
    readonly warningDays?: number;
    readonly criticalDays?: number;
    /** A longer lifetime counts as this many days, so that a root of 20 years does not warn for 7 of them. */
    readonly longestLifetimeDays?: number;
    /** Lifetime taken for a record that tells only its last day. */
    readonly assumedLifetimeDays?: number;
  };
  readonly pendingSignature?: {
    /** Days a request may wait for its chain before that is a warning. */
    readonly warningDays: number;
  };
}

/**
 * Warning when a third of the lifetime is left (when Let's Encrypt advises to renew), critical when a sixth is. Three
 * years at most are counted, so that nothing warns more than a year ahead. An unknown lifetime is taken as a year: what
 * Salesforce gives its own certificates (Salesforce Help, "Generate a Self-Signed Certificate").
 */
export const defaultSettings: Settings = {
  expiring: {
    warningFraction: 1 / 3,
    criticalFraction: 1 / 6,
    longestLifetimeDays: 1095,
    assumedLifetimeDays: 365,
  },
  pendingSignature: { warningDays: 14 },
};
