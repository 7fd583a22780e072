import { meansCertificate } from './certificate-pattern.ts';
import type { DecisionSubject } from './certificate-pattern.ts';
import type { UseId } from './model.ts';
import type { CompleteLevels, Levels, Settings } from './settings.ts';

/**
 * The levels that hold for a certificate: those of each of its uses, or the general ones. Whoever asks takes the earliest
 * date that any of them gives, so that a certificate in two uses is renewed in time for both.
 *
 * @param uses None known: the general levels alone.
 */
export function levelsFor(
  { expiring }: Settings,
  subject: DecisionSubject,
  uses: readonly UseId[],
): readonly [CompleteLevels, ...CompleteLevels[]] {
  const own = expiring.perCertificate?.find(({ certificate }) => meansCertificate(certificate, subject));
  const general = withLevels(expiring, own ?? {});
  const [first, ...rest] = [...new Set(uses)].map((use) =>
    withLevels(withLevels(expiring, expiring.perUse?.[use] ?? {}), own ?? {}),
  );
  return first ? [first, ...rest] : [general];
}

/** Levels with others in their place, one level at a time: a fraction asked for takes the place of days, too. */
export function withLevels(levels: CompleteLevels, asked: Levels): CompleteLevels {
  const warningDays = asked.warningDays ?? (asked.warningFraction === undefined ? levels.warningDays : undefined);
  const criticalDays = asked.criticalDays ?? (asked.criticalFraction === undefined ? levels.criticalDays : undefined);
  return {
    warningFraction: asked.warningFraction ?? levels.warningFraction,
    criticalFraction: asked.criticalFraction ?? levels.criticalFraction,
    ...(warningDays === undefined ? {} : { warningDays }),
    ...(criticalDays === undefined ? {} : { criticalDays }),
  };
}
