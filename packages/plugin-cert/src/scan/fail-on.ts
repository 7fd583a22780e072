/** Levels of `--fail-on`, from the laxest to the strictest; each includes those before it. */
export const failOnLevels = ['never', 'critical', 'warning', 'info', 'incomplete'] as const;

export type FailOn = (typeof failOnLevels)[number];

/** Codes of `cert health` that say what was found; 1 and 2 are the framework's for "failed" and "usage". */
export const exitCodes = { clean: 0, warning: 3, critical: 4, notChecked: 5, permissionMissing: 6 } as const;
