import type { Evidence, Finding, HoldingRef, NotChecked, RuleSource, Settings, Severity } from '../findings/index.ts';
import { heldChain, isPending, nameOfHolding } from '../inventory/index.ts';
import type { HeldChain, Holding, Inventory } from '../inventory/index.ts';
import type { DatedRule } from '../policy/index.ts';
import type { TrustStore } from '../trust/index.ts';
import type { UseMap } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { KnownRevocations } from './known-revocations.ts';
import type { KnownServer } from './known-server.ts';
import type { VerifiedChains } from './verified-chains.ts';

/** What a check is given. The time is passed in: a check never looks at a clock. */
export interface CheckContext {
  readonly inventory: Inventory;
  /** The day that is judged: now, or the day asked for with `--as-of`. Rules are those in force then. */
  readonly at: Date;
  /** When the scan ran. Only what is true of the scan itself goes by it, such as the age of the data that it used. */
  readonly generatedAt: Date;
  readonly settings: Settings;
  /** What every certificate is for, as far as the configuration that was read tells. */
  readonly uses: UseMap;
  /** What the signatures say; undefined: nobody verified them. */
  readonly verifiedChains?: VerifiedChains;
  /** The org's own list of roots, where it was given. Nothing ever stands in for it. */
  readonly trustStore?: TrustStore;
  /** What revocation lists say; undefined: nobody asked for them. */
  readonly revocation?: KnownRevocations;
  /** What called servers send; undefined: nobody looked at them. */
  readonly servers?: readonly KnownServer[];
}

/** What a check may go by. It says which, gets nothing else, and decides nothing without. */
export type CheckInput =
  /** What is held. A place that was not read is a gap of its own: nothing is said of what it holds. */
  | 'certificates'
  /** What is held in every place: one place tells of another. */
  | 'every-list'
  /** The list of key pairs: only when it was read may it be said that one does not exist. */
  | 'key-pair-list'
  /** The list of mutual authentication certificates. */
  | 'mutual-auth-list'
  /** What names, carries, pins or meets certificates, and the uses that follow from it. */
  | 'configuration'
  /** Apex code. */
  | 'code'
  /** Secret keys that lie open. */
  | 'exposed-keys'
  /** Who holds the permissions about certificates. */
  | 'permissions'
  /** Who is mailed before a certificate ends. */
  | 'expiry-notification'
  /** What the signatures on chains say. */
  | 'signatures'
  /** The org's own list of roots. */
  | 'org-list'
  /** What revocation lists say. */
  | 'revocation'
  /** What called servers send. */
  | 'servers';

/** What a check says of one subject; the evaluation adds the check's own constants and a stable id. */
export interface Observation {
  readonly severity: Severity;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  /** The same in one sentence without names, where the check's own words for all do not say it. */
  readonly action?: string;
  readonly evidence: Evidence;
  readonly certificate?: string;
  readonly holding?: HoldingRef;
  /** The use that suffers first, and where it is configured. */
  readonly use?: NonNullable<Finding['use']>;
  readonly reference?: NonNullable<Finding['reference']>;
  readonly dueOn?: string;
  /** Tells two findings of one check about one holding apart (an intermediate's fingerprint, say). */
  readonly discriminator?: string;
  /** The rule that decided, where a check knows several; else the check's own source. */
  readonly source?: RuleSource;
  /** A check that may say the same of the same holding. Then the graver of the two is told; where both are as grave, `told` says which. */
  readonly alike?: { readonly check: string; readonly told: 'this' | 'that' };
  /** What may be told as one finding with others of the same check and group (see `Check.together`). */
  readonly group?: string;
}

export interface CheckResult {
  readonly observations: readonly Observation[];
  readonly notChecked: readonly Omit<NotChecked, 'check'>[];
  /** Names of holdings about which its silence decides nothing, for a reason that is told elsewhere in the report. */
  readonly unsettled?: readonly string[];
  /** Names of holdings of which only the certificate itself was judged by its record: of its chain nothing is known. */
  readonly ownOnly?: readonly string[];
}

/** One rule about certificates, with where it comes from. */
export interface Check {
  /** Kebab-case, stable; also the name of its page in docs/checks. */
  readonly id: string;
  /** What it looks for, as a sentence. */
  readonly title: string;
  /** The worst severity it gives. */
  readonly severity: Severity;
  /** ISO date since when the rule applies; undefined: always. */
  readonly since?: string;
  readonly source: RuleSource;
  /** What it must know to decide, as a phrase. */
  readonly needs: string;
  /** What its silence rests on: without one of them it has decided nothing. */
  readonly inputs: readonly CheckInput[];
  /** What it reads besides, where that is there: without it, it says as much or more, never less. */
  readonly also?: readonly CheckInput[];
  /** Where the general remedy is, one sentence. */
  readonly remedy: string;
  /** It also judges what has ended and is used by nothing. Of that, one note says all there is to say: that it can go. */
  readonly leftovers?: true;
  /** It weighs by itself what hangs on a certificate. What all others say of one that nothing uses is a step less grave. */
  readonly weighsUse?: true;
  /** It is true of certificates of called servers too. All others are about what is held on this side, and see nothing else. */
  readonly servers?: true;
  run(context: CheckContext): CheckResult;
  /** How several findings of one group are told as one. Needed where `run` gives groups. */
  readonly together?: (parts: readonly Finding[], at: Date) => Pick<Finding, 'title' | 'detail' | 'remedy'>;
}

/** What a check cites, and since when it applies, from the dated rule behind it. */
export function citing({ source, from }: DatedRule): Pick<Check, 'source' | 'since'> {
  return { source, ...(from === undefined ? {} : { since: from.slice(0, 10) }) };
}

/**
 * Judges every holding whose certificate is known. One whose body could not be read is "not checked", never skipped, and
 * so is what could not be read beside others;
 * a pending request has no certificate yet and a pinned one was never there, so neither is.
 */
export function judgeHeldChains(
  inventory: Inventory,
  judge: (chain: HeldChain, holding: Holding) => Partial<CheckResult>,
): CheckResult {
  const results = inventory.holdings.map((holding): Partial<CheckResult> => {
    const chain = heldChain(holding.certificates);
    if (chain) return holding.unreadable ? gather([judge(chain, holding), partly(holding)]) : judge(chain, holding);
    return isUnread(holding) ? { notChecked: [notRead(holding)] } : {};
  });
  return gather(results);
}

/** Some of what is held there was read and some not. */
const partly = (holding: Holding): Partial<CheckResult> => ({ notChecked: [notRead(holding)] });

/** A certificate is there and was not read or not understood. */
export function isUnread(holding: Holding): boolean {
  return holding.certificates.length === 0 && holding.kind !== 'pinned' && !isPending(holding);
}

/** Names of what could not be read, for checks that leave it to others to say why. */
export function unreadIn({ holdings }: Inventory): string[] {
  return holdings.filter(isUnread).map(({ name }) => name);
}

/** One result of many. */
export function gather(results: readonly Partial<CheckResult>[]): CheckResult {
  const unsettled = results.flatMap((result) => result.unsettled ?? []);
  const ownOnly = results.flatMap((result) => result.ownOnly ?? []);
  return {
    observations: results.flatMap((result) => result.observations ?? []),
    notChecked: results.flatMap((result) => result.notChecked ?? []),
    ...(unsettled.length > 0 ? { unsettled } : {}),
    ...(ownOnly.length > 0 ? { ownOnly } : {}),
  };
}

/** Why a holding without a certificate could not be judged. */
export function notRead(holding: Holding): Omit<NotChecked, 'check'> {
  return { subject: holding.name, reason: asSentence(holding.unreadable ?? 'its certificate was not read') };
}

/** Reasons are given as clauses ("its file holds no certificate"); a report wants a sentence. */
export function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
}

/** How a finding names the holding it is about. */
export function referTo(holding: Holding): HoldingRef {
  return { source: holding.source, name: holding.name };
}

/** What people call a holding. */
export const nameOf = nameOfHolding;

/** What people call a certificate that has no label: its common name, else its whole subject. */
export function subjectOf(certificate: Certificate): string {
  return certificate.subject.get('CN') ?? (certificate.subject.text || 'without a name');
}
