import type { CertificateRow, ConsoleSettings, LevelSettings } from 'c/healthRecords';
import { momentIn } from 'c/wording';

/** Lifetimes of public TLS certificates today and to come, by which people know what a share of a lifetime means. */
export const knownLifetimes = [47, 90, 398] as const;

const DAY = 86_400_000;
/** What core takes for the lifetime of a record that tells only its last day. */
const YEAR = 365;

/** The levels of core's default settings: a third and a sixth of the lifetime. */
const DEFAULTS = { warning: 1 / 3, critical: 1 / 6 };

export type Level = 'warning' | 'critical';

/**
 * Days before the end at which a level begins, rounded down; days win over a share of the lifetime.
 *
 * @param own Levels that win over the general ones, such as those of a use.
 */
export function daysBefore(
  level: Level,
  lifetimeDays: number,
  general: ConsoleSettings,
  own: LevelSettings = {},
): number {
  for (const levels of [own, general]) {
    const days = levels[`${level}Days`];
    const fraction = levels[`${level}Fraction`];
    if (isSet(days)) return Math.min(days, lifetimeDays);
    if (isSet(fraction)) return Math.floor(fraction * counted(lifetimeDays, general));
  }
  return Math.floor(DEFAULTS[level] * counted(lifetimeDays, general));
}

/** What the dates of a certificate say by themselves, whatever anybody decided; of several uses the earliest day counts. */
export function levelOfDates(
  { Valid_From__c: from, Expires_At__c: to, Uses__c: used }: Partial<CertificateRow>,
  settings: ConsoleSettings,
  at: Date,
): 'critical' | 'warning' | 'healthy' | 'unknown' {
  const [start, end] = [momentIn(from)?.getTime(), momentIn(to)?.getTime()];
  if (end === undefined) return 'unknown';
  if (end <= at.getTime()) return 'critical';
  const lifetime = start === undefined ? (settings.assumedLifetimeDays ?? YEAR) : (end - start) / DAY;
  const uses = (used ?? '').split(';');
  const own = (settings.perUse ?? []).filter(({ use }) => uses.includes(use));
  const isTime = (level: Level): boolean =>
    [{}, ...own].some((levels) => (end - at.getTime()) / DAY <= daysBefore(level, lifetime, settings, levels));
  return isTime('critical') ? 'critical' : isTime('warning') ? 'warning' : 'healthy';
}

/** Whether "critical" never begins before "warning", for all the lifetimes that people know. */
export function isInOrder(general: ConsoleSettings, own: LevelSettings = {}): boolean {
  return knownLifetimes.every(
    (lifetime) => daysBefore('critical', lifetime, general, own) <= daysBefore('warning', lifetime, general, own),
  );
}

/** `33.3` for a third: a share of the lifetime as it is typed. Empty when none is set. */
export function percentOf(fraction: number | null | undefined): string {
  return isSet(fraction) ? String(Math.round(fraction * 1000) / 10) : '';
}

/** The share that was typed; what was not changed stays exact, as 33.3 is no third. */
export function fractionOf(typed: string, before: number | null | undefined): number | null {
  if (typed.trim() === '') return null;
  return typed === percentOf(before) ? (before ?? null) : Number(typed) / 100;
}

function counted(lifetimeDays: number, { longestLifetimeDays: longest }: ConsoleSettings): number {
  return isSet(longest) ? Math.min(lifetimeDays, longest) : lifetimeDays;
}

function isSet(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
