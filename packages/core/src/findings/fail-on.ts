import type { Severity } from './model.ts';

/** What a run is asked to fail on. */
export type FailOn = 'never' | Severity | 'incomplete';

/**
 * Which open findings fail a run. `incomplete` asks for more than `warning` in another way than `info` does: that
 * everything could be checked. Notes are no part of that.
 */
const failing: Readonly<Record<FailOn, readonly Severity[]>> = {
  never: [],
  critical: ['critical'],
  warning: ['critical', 'warning'],
  info: ['critical', 'warning', 'info'],
  incomplete: ['critical', 'warning'],
};

export function failsOn(severity: Severity, failOn: FailOn): boolean {
  return failing[failOn].includes(severity);
}
