import type { RuleSource, UseId } from '../findings/model.ts';
import type { Confidence } from '../policy/rule.ts';

/** Something a source says, in our words, with the place where it says so. */
export interface Stated {
  /** One sentence. */
  readonly statement: string;
  readonly source: RuleSource;
  /** How well it is founded; `B` also for what a source implies without saying it. */
  readonly confidence: Confidence;
  /** What keeps this from being certain, one sentence. */
  readonly doubt?: string;
  /** Another source that says otherwise. Both are kept. */
  readonly conflict?: Stated;
}

/** What a use asks of a certificate in one respect. `unknown`: no source that was read says so. */
export type RuleValue = 'required' | 'allowed' | 'forbidden' | 'not-needed' | 'target-decides' | 'unknown';

export interface Rule extends Stated {
  readonly value: RuleValue;
}

/**
 * Whose list of trusted certificates decides. `org-list`: the roots on /cacerts.jsp of the org's instance. `caller-list`:
 * the caller's own roots. `pinned`: one certificate is trusted by itself. `target-decides`: the called system's operator.
 */
export type TrustModel = 'org-list' | 'caller-list' | 'pinned' | 'target-decides';

/** The extended key usage that the certificate must allow (RFC 5280 section 4.2.1.12). */
export type PurposeNeeded = 'serverAuth' | 'clientAuth' | 'none' | 'target-decides';

/** Whose move a renewal is. */
export type ManagedBy = 'salesforce' | 'customer' | 'remote';

/** One of the eight ways in which Salesforce and certificates meet. */
export interface Use {
  readonly id: UseId;
  /** The name in Salesforce's own taxonomy. */
  readonly label: string;
  /** What it is for and whose job it is, for an admin who knows no certificate terms. */
  readonly summary: string;
  /** What a certificate protects here: the connection, or a proof of identity. */
  readonly protects: 'transport' | 'identity';
  /** Seen from Salesforce: `inbound` is from the customer to Salesforce. */
  readonly direction: 'inbound' | 'outbound';
  /** Who shows the certificate, or signs with its key. */
  readonly prover: string;
  /** Who checks it. */
  readonly verifier: string;
  readonly rotates: { readonly who: ManagedBy; readonly note: string } & Omit<Stated, 'statement'>;
  readonly trustModel: TrustModel;
  /** The statement behind `trustModel`. */
  readonly trust: Stated;
  readonly purposeNeeded: PurposeNeeded;
  /** The statement behind `purposeNeeded`. */
  readonly purpose: Rule;
  readonly selfSigned: Rule;
  /** A certificate from a CA of one's own, not on any public list. */
  readonly privateCa: Rule;
  /** The intermediates must be sent along with the certificate. */
  readonly chainMustBeSent: Rule;
  /** The private key must be held in the org (Certificate and Key Management). */
  readonly privateKeyInOrg: Rule;
  /** Whoever verifies asks whether the certificate was revoked. */
  readonly revocation: Rule;
  /** Whoever verifies refuses a certificate outside its dates. */
  readonly datesEnforced: Rule;
  /** What stops when the certificate stops being accepted, one sentence. */
  readonly breaks: string;
  /** What else must be known to get this use right. */
  readonly also: readonly Stated[];
}

/** The respects in which a use has a rule, in the order in which people read them. */
export const ruleNames = [
  'purpose',
  'selfSigned',
  'privateCa',
  'chainMustBeSent',
  'privateKeyInOrg',
  'revocation',
  'datesEnforced',
] as const satisfies readonly (keyof Use)[];

export type RuleName = (typeof ruleNames)[number];

/** Everything that a use states, for those who show or check its sources. */
export function statementsOf(use: Use): Stated[] {
  const rotation: Stated = { ...use.rotates, statement: use.rotates.note };
  const all = [rotation, use.trust, ...ruleNames.map((name) => use[name]), ...use.also];
  return all.flatMap((stated) => (stated.conflict ? [stated, stated.conflict] : [stated]));
}
