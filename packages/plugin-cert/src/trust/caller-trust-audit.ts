import type { AuditedRoot, DatedRule, Severity } from '@cert-health/core';
import type { StoreFacts } from './store-facts.ts';

/** One certificate of the store that was looked through. */
export interface AuditedCertificate {
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
  readonly name: string;
  /** Alias in a keystore, file in a folder; null where it has no place of its own. */
  readonly place: string | null;
  readonly notAfter: string;
  /** `current` Mozilla trusts it for websites; the others as in core's `AuditedRoot`. */
  readonly standing: AuditedRoot['standing'];
  /** One sentence. */
  readonly reason: string;
  /** Why its key is too weak, in one sentence; null when it is not. */
  readonly weakKey: string | null;
  /** Why no path to it is ever accepted, in one sentence, beside its dates and its key's size; null when nothing is against it. */
  readonly objection: string | null;
  /** Document and section of the rule; null where there is none to name. */
  readonly source: string | null;
}

/** A root that the store lacks. */
export interface MissingRoot {
  readonly name: string;
  readonly sha256: string | null;
  readonly notAfter: string | null;
}

/** A rule that the verdict rests on. */
export interface AuditBasis {
  readonly text: string;
  /** Since when, ISO; null: not stated. */
  readonly from: string | null;
  readonly source: string;
  /** A: the primary text was read. B: an official page in part, or two secondary sources. C: one secondary source. */
  readonly confidence: DatedRule['confidence'];
  readonly note: string | null;
}

/** A caller's own trust store: would it still trust Salesforce? */
export interface CallerTrustAudit {
  /** The moment judged, ISO. */
  readonly asOf: string;
  readonly store: StoreFacts;
  readonly salesforce: {
    /** The root of Salesforce's server certificates is in the store and in date. */
    readonly trusted: boolean;
    /** It is the only public root there. */
    readonly onlyG2: boolean;
    readonly advice: string;
    readonly basis: readonly AuditBasis[];
  };
  /** Worst first. */
  readonly findings: readonly AuditFinding[];
  /** What is not known and should be, a sentence each. */
  readonly notChecked: readonly string[];
  readonly certificates: readonly AuditedCertificate[];
  /** Roots that Mozilla trusts for websites and the store lacks. */
  readonly missing: readonly MissingRoot[];
  /** The list that the store was compared with. */
  readonly comparedWith: StoreFacts;
}

/** Something that is wrong with a caller's store, or worth knowing. */
export interface AuditFinding {
  readonly id:
    | 'salesforce-not-trusted'
    | 'only-g2'
    | 'not-marked-as-trusted'
    | 'no-longer-trusted'
    | 'weak-keys'
    | 'intermediates'
    | 'missing-roots'
    | 'trusted-up-to-a-date'
    | 'expired'
    | 'not-yet-valid'
    | 'never-valid'
    | 'not-for-servers'
    | 'not-usable'
    | 'not-a-ca'
    | 'not-public';
  readonly severity: Severity;
  /** What follows, as a sentence. */
  readonly title: string;
  readonly remedy: string;
  /** SHA-256 of the certificates of the store that it is about. */
  readonly certificates: readonly string[];
}
