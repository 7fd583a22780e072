import type { LevelConflict, Levels } from '@cert-health/core';

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

/** A threshold as the level of settings that it is. */
export function levelOf(level: 'warning' | 'critical', asked: Threshold | undefined): Levels {
  if (!asked) return {};
  return 'days' in asked ? { [`${level}Days`]: asked.days } : { [`${level}Fraction`]: asked.fraction };
}

/** `critical-at (30d) comes before warn-at (10d)`, with whose levels they are. */
export function conflictWords({ use, certificate, unit, warning, critical }: LevelConflict): string {
  const value = (level: number): string => (unit === 'days' ? `${level}d` : `${Math.round(1000 * level) / 10}%`);
  const whose = [...(certificate === undefined ? [] : [certificate]), ...(use === undefined ? [] : [use])].join(', ');
  return `${whose && `For ${whose}: `}critical-at (${value(critical)}) comes before warn-at (${value(warning)})`;
}
