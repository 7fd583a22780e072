import { caSchedules, validationMethods } from './ca-schedules.ts';
import { clientAuthEnds } from './client-auth-ends.ts';
import { clientAuthRules } from './client-authentication.ts';
import { keyRules, metadataKeySize } from './key-rules.ts';
import { keystoreImportRules } from './keystore-import-rules.ts';
import { rootEvents } from './root-events.ts';
import { postQuantum, renewalAdvice, rootAges, rootProgramRules } from './root-programs.ts';
import type { DatedRule, RuleKind } from './rule.ts';
import { salesforceLimits, salesforceStatements } from './salesforce-rules.ts';
import { sha1Sunset, signatureRules } from './signature-rules.ts';
import { dataReuseRules, shortLivedRules, validityLimits, validityRecommendations } from './validity-schedule.ts';

/** Every dated rule the product knows. */
export const policyRules: readonly DatedRule[] = [
  ...validityLimits,
  ...validityRecommendations,
  ...dataReuseRules,
  ...shortLivedRules,
  ...Object.values(keyRules),
  metadataKeySize,
  ...Object.values(signatureRules),
  sha1Sunset,
  ...clientAuthRules,
  ...clientAuthEnds,
  ...caSchedules,
  ...validationMethods,
  ...rootEvents,
  ...rootAges,
  ...rootProgramRules,
  ...renewalAdvice,
  ...salesforceLimits,
  ...Object.values(keystoreImportRules),
  ...salesforceStatements,
  ...postQuantum,
];

const byId = new Map(policyRules.map((rule) => [rule.id, rule]));

/**
 * The rule with this id.
 *
 * @throws RangeError when there is none: ids are written in code, so that is a mistake in the code
 */
export function policyRule(id: string): DatedRule {
  const rule = byId.get(id);
  if (!rule) throw new RangeError(`There is no policy rule "${id}".`);
  return rule;
}

/** Rules of a kind in force at an instant, latest start first. */
export function rulesInForce(kind: RuleKind, at: Date): DatedRule[] {
  const time = at.getTime();
  return policyRules
    .filter((rule) => rule.kind === kind && startOf(rule) <= time && time < endOf(rule))
    .sort((a, b) => startOf(b) - startOf(a));
}

/** The rule of a kind in force at an instant: of several, the one that began last. Use it for kinds that form a schedule. */
export function ruleInForce(kind: RuleKind, at: Date): DatedRule | undefined {
  return rulesInForce(kind, at)[0];
}

export interface PolicyChange {
  /** ISO instant of the change. */
  readonly on: string;
  /** `ends` only where no rule of the same kind takes over at that instant. */
  readonly change: 'begins' | 'ends';
  readonly rule: DatedRule;
}

/** What changes after one instant, up to and including another, in order of time: "what breaks by 15 Mar 2027?". */
export function rulesBetween(from: Date, to: Date): PolicyChange[] {
  const within = (instant: string | undefined): instant is string =>
    instant !== undefined && Date.parse(instant) > from.getTime() && Date.parse(instant) <= to.getTime();
  const changes = policyRules.flatMap((rule): PolicyChange[] => [
    ...(within(rule.from) ? [{ on: rule.from, change: 'begins' as const, rule }] : []),
    ...(within(rule.until) && !succeeded(rule) ? [{ on: rule.until, change: 'ends' as const, rule }] : []),
  ]);
  return changes.sort((a, b) => Date.parse(a.on) - Date.parse(b.on));
}

function succeeded(rule: DatedRule): boolean {
  return policyRules.some((other) => other.kind === rule.kind && other.from === rule.until);
}

function startOf(rule: DatedRule): number {
  return rule.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(rule.from);
}

function endOf(rule: DatedRule): number {
  return rule.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.until);
}
