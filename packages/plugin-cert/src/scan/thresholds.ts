import type { Levels } from '@cert-health/core';

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
