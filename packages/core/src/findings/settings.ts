import type { UseId } from './model.ts';

/** When to speak up. A level may be a fraction of the lifetime left (0..1) or days left; days win. */
export interface Levels {
  readonly warningFraction?: number;
  readonly criticalFraction?: number;
  readonly warningDays?: number;
  readonly criticalDays?: number;
}

/** Levels with nothing left open. */
export type CompleteLevels = Levels & Required<Pick<Levels, 'warningFraction' | 'criticalFraction'>>;

/** Levels for certificates of a name or a fingerprint (see `meansCertificate`). */
export interface CertificateLevels extends Levels {
  readonly certificate: string;
}

/** Who sees to certificates of a name. Both patterns must fit where both are given. */
export interface OwnerRule {
  /** Name pattern or fingerprint; undefined: every certificate. */
  readonly certificate?: string;
  /** Pattern of the source's id, such as `org.saml*`; undefined: every source. */
  readonly source?: string;
  /** A person, team or address, as people write it. */
  readonly owner: string;
}

/** What people decide about judging; everything but the thresholds may be left out. */
export interface Settings {
  readonly expiring: CompleteLevels & {
    /** A longer lifetime counts as this many days, so that a root of 20 years does not warn for 7 of them. */
    readonly longestLifetimeDays?: number;
    /** Lifetime taken for a record that tells only its last day. */
    readonly assumedLifetimeDays?: number;
    /** Levels for what a certificate is used for. Where it has several uses, the earliest date counts. */
    readonly perUse?: Readonly<Partial<Record<UseId, Levels>>>;
    /** Levels for single certificates; they win over those of a use, and the first that fits is taken. */
    readonly perCertificate?: readonly CertificateLevels[];
  };
  readonly pendingSignature?: {
    /** Days a request may wait for its chain before that is a warning. */
    readonly warningDays: number;
  };
  /** The first that fits names the owner. */
  readonly owners?: readonly OwnerRule[];
  /** Ids of checks that are not to be made; the report says so. */
  readonly checksOff?: readonly string[];
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
