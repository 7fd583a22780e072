import type { Settings } from '@cert-health/core';

/** When to speak up: a fraction of the lifetime left, or days left. */
export type Threshold = { readonly fraction: number } | { readonly days: number };

/**
 * Reads `33%` (of the lifetime left) or `30d` (days left).
 *
 * @returns undefined when it is neither, or a share over 100 %.
 */
export function parseThreshold(text: string): Threshold | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(%|d)$/.exec(text.trim());
  if (!match) return undefined;
  const value = Number(match[1]);
  if (match[2] === 'd') return { days: value };
  return value > 100 ? undefined : { fraction: value / 100 };
}

/** The settings with the thresholds that were asked for; a share asked for takes the place of days set before. */
export function applyThresholds(
  settings: Settings,
  asked: { readonly warnAt?: Threshold | undefined; readonly criticalAt?: Threshold | undefined },
): Settings {
  const { warningDays, criticalDays, ...fractions } = settings.expiring;
  const warning = split(asked.warnAt, { fraction: fractions.warningFraction, days: warningDays });
  const critical = split(asked.criticalAt, { fraction: fractions.criticalFraction, days: criticalDays });
  return {
    ...settings,
    expiring: {
      ...fractions,
      warningFraction: warning.fraction,
      criticalFraction: critical.fraction,
      ...(warning.days === undefined ? {} : { warningDays: warning.days }),
      ...(critical.days === undefined ? {} : { criticalDays: critical.days }),
    },
  };
}

interface Level {
  readonly fraction: number;
  readonly days: number | undefined;
}

function split(asked: Threshold | undefined, level: Level): Level {
  if (!asked) return level;
  return 'days' in asked ? { ...level, days: asked.days } : { fraction: asked.fraction, days: undefined };
}
