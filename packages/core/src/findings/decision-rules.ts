import { withLevels } from './levels.ts';
import type { UseId } from './model.ts';
import type { CompleteLevels, Settings } from './settings.ts';

/**
 * What people may decide, the same for `cert-health.yml`, flags and the app in an org (FindingDecisions.cls and
 * SettingsRequest.cls); one table of cases holds them to it (DecisionCases.cls).
 */

/** Days that a waiver may last from today: a year, after which somebody looks again. */
export const longestWaiverDays = 366;

/** Letters and digits of the shortest reason; less says nothing to whoever reads it. */
export const shortestReason = 3;

const DAY = 86_400_000;

/** Whether a text can be the reason of a waiver. */
export function isReason(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= shortestReason;
}

/**
 * Whether a waiver may end on a day, seen from today: it may be over, but not last longer than a year.
 *
 * @param until ISO day.
 */
export function isWaiverEnd(until: string, today: Date): boolean {
  const first = Math.floor(today.getTime() / DAY);
  return Date.parse(until) / DAY <= first + longestWaiverDays;
}

/** Levels by which a certificate would be critical before it warns. */
export interface LevelConflict {
  /** Whose levels: a use's, those of certificates of a name, or both; neither: the general ones. */
  readonly use?: UseId;
  readonly certificate?: string;
  readonly unit: 'days' | 'fraction';
  readonly warning: number;
  readonly critical: number;
}

/**
 * Levels that contradict each other, once all that is not said has its value. What is given in shares of the lifetime is
 * compared with shares, what is given in days with days; of one of each it depends on the lifetime which comes first.
 */
export function conflictingLevels({ expiring }: Pick<Settings, 'expiring'>): LevelConflict[] {
  const uses = Object.entries(expiring.perUse ?? {}) as [UseId, Partial<CompleteLevels>][];
  const certificates = expiring.perCertificate ?? [];
  const ofUses = uses.map(([use, own]) => ({ of: { use }, levels: withLevels(expiring, own) }));
  const all = [
    { of: {}, levels: withLevels(expiring, {}) },
    ...ofUses,
    ...certificates.flatMap((own) => [
      { of: { certificate: own.certificate }, levels: withLevels(expiring, own) },
      ...ofUses.map(({ of, levels }) => ({
        of: { ...of, certificate: own.certificate },
        levels: withLevels(levels, own),
      })),
    ]),
  ];
  const conflicts = all.flatMap(({ of, levels }): LevelConflict[] => {
    const conflict = conflictIn(levels);
    return conflict ? [{ ...of, ...conflict }] : [];
  });
  // What is wrong in general is told once, not for everything that takes it over.
  return conflicts.filter(
    (one, place) =>
      conflicts.findIndex(({ warning, critical, unit }) => isSame({ warning, critical, unit }, one)) === place,
  );
}

function isSame(a: Omit<LevelConflict, 'use' | 'certificate'>, b: LevelConflict): boolean {
  return a.warning === b.warning && a.critical === b.critical && a.unit === b.unit;
}

function conflictIn(levels: CompleteLevels): Omit<LevelConflict, 'use' | 'certificate'> | undefined {
  const { warningDays, criticalDays, warningFraction, criticalFraction } = levels;
  if (warningDays !== undefined && criticalDays !== undefined) {
    return criticalDays > warningDays ? { unit: 'days', warning: warningDays, critical: criticalDays } : undefined;
  }
  const inShares = warningDays === undefined && criticalDays === undefined;
  return inShares && criticalFraction > warningFraction
    ? { unit: 'fraction', warning: warningFraction, critical: criticalFraction }
    : undefined;
}
