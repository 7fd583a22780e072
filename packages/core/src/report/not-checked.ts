import { checkCatalog } from '../checks/index.ts';
import { isUnasked } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { isGap } from '../inventory/index.ts';

/** Something that was not looked at, and why; several checks that lack the same are one entry. */
export interface Unchecked {
  /** Label of a source, name of a holding, or what a whole check is about. */
  readonly what: string;
  readonly reason: string;
  /** What it shares with all that the same would change, where that is not the whole reason. A sentence. */
  readonly cause?: string;
  readonly permission?: string;
  /** Checks that could not decide; empty for a source, which concerns them all. */
  readonly checks: readonly string[];
}

/** What nobody asked for, though it could have been looked up. */
export interface Unasked {
  /** The matter in a word: `Revocation`. */
  readonly what: string;
  /** `not asked`; of what there are several, with the verb that goes with them. */
  readonly how: 'not asked' | 'not looked at';
  readonly verb: 'was' | 'were';
  /** What asks for it: `--network crl`. */
  readonly option: string;
  readonly check: string;
  /** One sentence. */
  readonly reason: string;
}

const questions: Readonly<Record<string, Omit<Unasked, 'check' | 'reason'>>> = {
  revoked: { what: 'Revocation', how: 'not asked', verb: 'was', option: '--network crl' },
  'server-not-accepted': { what: 'Called servers', how: 'not looked at', verb: 'were', option: '--network all' },
};

/** What was not asked: no gap of the scan, and nothing to call fine. */
export function unaskedOf({ notChecked }: Pick<HealthReport, 'notChecked'>): Unasked[] {
  return notChecked.filter(isUnasked).map(({ check, reason }) => ({
    ...(questions[check] ?? { what: needsOf(check), how: 'not asked', verb: 'was', option: '--network all' }),
    check,
    reason,
  }));
}

/** `Revocation: not asked (--network crl)`. */
export function unaskedLine({ what, how, option }: Unasked): string {
  return `${what}: ${how} (${option})`;
}

/** Everything that could not be checked: sources that could not be read first, then what checks could not decide. */
export function uncheckedOf(report: HealthReport): Unchecked[] {
  const sources = report.sources.filter(isGap).map((source) => ({
    what: source.label,
    reason: source.detail,
    ...(source.permission ? { permission: source.permission } : {}),
    checks: [],
  }));
  const could = report.notChecked.filter((entry) => !isUnasked(entry));
  const groups = Map.groupBy(could, ({ subject, reason }) => `${subject ?? ''}\0${reason}`);
  const undecided = [...groups.values()].map((entries): Unchecked => {
    const [first] = entries as [(typeof entries)[number]];
    return {
      what: first.subject ?? needsOf(first.check),
      reason: first.reason,
      ...(first.cause ? { cause: first.cause } : {}),
      ...(first.permission ? { permission: first.permission } : {}),
      checks: entries.map(({ check }) => check),
    };
  });
  return [...sources, ...undecided];
}

/** What a check lacked, as a heading; its title would read as if the check had spoken. */
function needsOf(id: string): string {
  const needs = checkCatalog.find((check) => check.id === id)?.needs ?? id;
  return `${needs.charAt(0).toUpperCase()}${needs.slice(1)}`;
}
