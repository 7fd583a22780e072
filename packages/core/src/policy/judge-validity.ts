import { validityLimits } from './validity-schedule.ts';
import type { DatedRule, DayLimit } from './rule.ts';

const daySeconds = 86_400;

/** notBefore of a public TLS leaf may differ from the moment of signing by this much (BR 2.2.6 section 7.1.2.7). */
const backdatingMs = 48 * 3600 * 1000;

export interface ValidityJudgment {
  readonly verdict: 'within' | 'exceeds' | 'undecidable';
  /** Length of the validity period as the rule counts it: inclusive, any started day whole. */
  readonly days: number;
  /** Undefined only when issuance lies before the rules held here begin (2018-03-01). */
  readonly limitDays?: number;
  readonly rule?: DatedRule<DayLimit>;
  /** When undecidable: the rule that would apply on the other side of the boundary. */
  readonly alternative?: DatedRule<DayLimit>;
  /** One sentence: how the verdict was reached. */
  readonly reason: string;
}

/**
 * Days of a validity period: notBefore through notAfter inclusive, one day being 86,400 seconds and any excess a
 * further day (BR 2.2.6 section 6.3.2). 200 days less one second are 200; exactly 200 days apart are 201.
 */
export function validityDays(notBefore: Date, notAfter: Date): number {
  return Math.ceil((notAfter.getTime() - notBefore.getTime() + 1000) / 1000 / daySeconds);
}

/**
 * Whether a publicly trusted TLS leaf is valid for longer than was allowed when it was issued. Only for such leaves:
 * private CAs, self-signed and SAML signing certificates are out of the rule's scope (see `classifyHierarchy`).
 *
 * The rule goes by issuance, which a certificate does not state. Where notBefore lies within 48 hours of a change of
 * the limit and the verdict hangs on it, the verdict is `undecidable`, unless `sctTimestamp` tells the moment.
 *
 * @param sctTimestamp the earliest embedded SCT: when the certificate was about to be issued
 * @source BR 2.2.6 sections 6.3.2 and 7.1.2.7; ballot SC-081v3
 */
export function judgeValidity(notBefore: Date, notAfter: Date, sctTimestamp?: Date): ValidityJudgment {
  const days = validityDays(notBefore, notAfter);
  const issued = sctTimestamp ?? notBefore;
  const rule = limitAt(issued.getTime());
  if (!rule) {
    return { verdict: 'undecidable', days, reason: 'Issued before 1 Mar 2018, where the rules known here begin.' };
  }
  const verdict = verdictUnder(rule, days);
  const judged = { days, limitDays: limitOf(rule), rule };
  if (!sctTimestamp) {
    const alternative = acrossBoundary(issued.getTime(), rule);
    if (alternative && verdictUnder(alternative, days) !== verdict) {
      const reason =
        `Valid for ${days} days; notBefore is within 48 hours of the change from or to ` +
        `${limitOf(alternative)} days, so the moment of issuance decides and is not stated.`;
      return { verdict: 'undecidable', ...judged, alternative, reason };
    }
  }
  const relation = verdict === 'within' ? 'within' : 'more than';
  return {
    verdict,
    ...judged,
    reason: `Valid for ${days} days, ${relation} the ${limitOf(rule)} days allowed when it was issued.`,
  };
}

function verdictUnder(rule: DatedRule<DayLimit>, days: number): 'within' | 'exceeds' {
  return days > limitOf(rule) ? 'exceeds' : 'within';
}

function limitOf(rule: DatedRule<DayLimit>): number {
  return rule.value?.days ?? Number.POSITIVE_INFINITY;
}

function limitAt(time: number): DatedRule<DayLimit> | undefined {
  return validityLimits.find(
    ({ from, until }) => (!from || time >= Date.parse(from)) && (!until || time < Date.parse(until)),
  );
}

/** The neighboring rule when its boundary is near enough for the signing to have happened beyond it. */
function acrossBoundary(time: number, rule: DatedRule<DayLimit>): DatedRule<DayLimit> | undefined {
  const { from, until } = rule;
  if (until && Date.parse(until) - time <= backdatingMs) return validityLimits.find((other) => other.from === until);
  if (from && time - Date.parse(from) <= backdatingMs) return validityLimits.find((other) => other.until === from);
  return undefined;
}
