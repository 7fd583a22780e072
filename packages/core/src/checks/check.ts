import type { Evidence, Finding, HoldingRef, NotChecked, RuleSource, Settings, Severity } from '../findings/index.ts';
import { heldChain, isPending } from '../inventory/index.ts';
import type { HeldChain, Holding, Inventory } from '../inventory/index.ts';
import type { DatedRule } from '../policy/index.ts';
import type { TrustStore } from '../trust/index.ts';
import type { UseMap } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { KnownRevocations } from './revoked.ts';
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
}

/** What a check says of one subject; the evaluation adds the check's own constants and a stable id. */
export interface Observation {
  readonly severity: Severity;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
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
}

export interface CheckResult {
  readonly observations: readonly Observation[];
  readonly notChecked: readonly Omit<NotChecked, 'check'>[];
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
  /** Where the general remedy is, one sentence. */
  readonly remedy: string;
  run(context: CheckContext): CheckResult;
}

/** What a check cites, and since when it applies, from the dated rule behind it. */
export function citing({ source, from }: DatedRule): Pick<Check, 'source' | 'since'> {
  return { source, ...(from === undefined ? {} : { since: from.slice(0, 10) }) };
}

/**
 * Judges every holding whose certificate is known. One whose body could not be read is "not checked", never skipped;
 * a pending request has no certificate yet and a pinned one was never there, so neither is.
 */
export function judgeHeldChains(
  inventory: Inventory,
  judge: (chain: HeldChain, holding: Holding) => Partial<CheckResult>,
): CheckResult {
  const results = inventory.holdings.map((holding): Partial<CheckResult> => {
    const chain = heldChain(holding.certificates);
    if (chain) return judge(chain, holding);
    return isPending(holding) || holding.kind === 'pinned' ? {} : { notChecked: [notRead(holding)] };
  });
  return gather(results);
}

/** One result of many. */
export function gather(results: readonly Partial<CheckResult>[]): CheckResult {
  return {
    observations: results.flatMap((result) => result.observations ?? []),
    notChecked: results.flatMap((result) => result.notChecked ?? []),
  };
}

/** Why a holding without a certificate could not be judged. */
export function notRead(holding: Holding): Omit<NotChecked, 'check'> {
  return { subject: holding.name, reason: asSentence(holding.unreadable ?? 'its certificate was not read') };
}

/** Reasons are given as clauses ("its file holds no certificate"); a report wants a sentence. */
function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
}

/** How a finding names the holding it is about. */
export function referTo(holding: Holding): HoldingRef {
  return { source: holding.source, name: holding.name };
}

/** What people call a holding. */
export function nameOf(holding: Holding): string {
  return holding.label || holding.name;
}

/** What people call a certificate that has no label: its common name, else its whole subject. */
export function subjectOf(certificate: Certificate): string {
  return certificate.subject.get('CN') ?? (certificate.subject.text || 'without a name');
}
