import type { FailOn } from '@cert-health/core';

/** What a run can be asked to fail on. */
export const failOnLevels = ['never', 'critical', 'warning', 'info', 'incomplete'] as const satisfies readonly FailOn[];

/** Values of `--fail-on`, as help lists them; `info` is how reports spell a note. */
export const failOnWords = ['never', 'critical', 'warning', 'note', 'info', 'incomplete'] as const;

export type { FailOn };

/** Codes of `cert health` that say what was found; 1 and 2 are the framework's for "failed" and "usage". */
export const exitCodes = {
  clean: 0,
  noVerdict: 1,
  warning: 3,
  critical: 4,
  notChecked: 5,
  permissionMissing: 6,
} as const;
