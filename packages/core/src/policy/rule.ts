/** A rule with a date and a source. Rules are data: what changes by law or policy is never an `if` in code. */

/** The document and section a rule comes from. */
export interface PolicySource {
  readonly document: string;
  readonly section: string;
  readonly url?: string;
}

export type RuleKind =
  | 'leaf-validity'
  | 'leaf-validity-recommended'
  | 'domain-data-reuse'
  | 'identity-data-reuse'
  | 'validation-method'
  | 'short-lived'
  | 'revocation'
  | 'key'
  | 'signature'
  | 'client-authentication'
  | 'client-authentication-default'
  | 'client-authentication-end'
  | 'root-program'
  | 'root-age'
  | 'root-event'
  | 'ca-validity'
  | 'ca-profile'
  | 'renewal-advice'
  | 'salesforce-limit'
  | 'salesforce-statement'
  | 'post-quantum';

/**
 * How well a fact is founded. A: the primary text was read. B: an official page seen as an excerpt, or two independent
 * secondary sources. C: one secondary source; never a ground for a finding without saying so.
 */
export type Confidence = 'A' | 'B' | 'C';

export type RuleScope =
  | 'public TLS leaf'
  | 'public hierarchy'
  | 'client certificate'
  | 'Salesforce stored key'
  | 'Salesforce endpoint'
  | 'trust store'
  | 'any certificate';

export interface DatedRule<Value = unknown> {
  /** Stable id, such as `br.validity.200`. */
  readonly id: string;
  /** What it says, in one sentence. */
  readonly text: string;
  readonly kind: RuleKind;
  /** ISO instant from which it holds (inclusive); undefined: since before this data begins. */
  readonly from?: string;
  /** ISO instant at which it stops holding (exclusive). */
  readonly until?: string;
  /** How exact `from` and `until` are; undefined: to the day, at 00:00 UTC, as stated by the source. */
  readonly precision?: 'second' | 'week' | 'month';
  readonly appliesTo: RuleScope;
  readonly value?: Value;
  readonly source: PolicySource;
  readonly confidence: Confidence;
  /** Day on which the source was last looked at. */
  readonly asOf: string;
  /** What else is to be known: a correction, a doubt, what was not found. */
  readonly note?: string;
  /** Ids of rules that state something else about the same thing. Both are kept; none is picked silently. */
  readonly conflictsWith?: readonly string[];
}

/** Limit in days, counted inclusively (see `validityDays`). */
export interface DayLimit {
  readonly days: number;
}

/** Day on which the facts of this folder were gathered. */
export const factsAsOf = '2026-11-22';
