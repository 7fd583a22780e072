import { givenTo, missingInputs } from '../checks/index.ts';
import type { Check, CheckContext, CheckResult, MissingInput } from '../checks/index.ts';
import type { DecidedCheck, NotChecked } from '../findings/index.ts';

/** What one check came to. */
export interface MadeCheck {
  readonly check: Check;
  readonly observations: CheckResult['observations'];
  readonly notChecked: readonly NotChecked[];
  /** What its silence means; undefined: nothing. */
  readonly decided?: DecidedCheck;
}

/**
 * Makes a check. It is given what it says that it goes by and nothing else. What it lacks makes it undecided as a whole:
 * what it finds all the same is found, what it does not find is not known.
 */
export function makeCheck(check: Check, context: CheckContext): MadeCheck {
  const missing = missingInputs(check, context);
  const { observations, notChecked, unsettled = [], ownOnly = [] } = runSafely(check, givenTo(check, context));
  const said = notChecked.map((entry): NotChecked => ({ check: check.id, ...entry }));
  const isWhole = missing.length === 0 && said.every(({ subject }) => subject !== undefined);
  if (!isWhole) {
    return { check, observations, notChecked: said.length > 0 ? said : missing.flatMap((one) => line(check, one)) };
  }
  const except = distinct([...said.flatMap(({ subject }) => subject ?? []), ...unsettled]);
  return {
    check,
    observations,
    notChecked: said,
    decided: {
      check: check.id,
      ...(except.length > 0 ? { except } : {}),
      ...(ownOnly.length > 0 ? { ownOnly: distinct(ownOnly) } : {}),
    },
  };
}

/** A check that fails has not checked; the others still count. */
function runSafely(check: Check, context: CheckContext): CheckResult {
  try {
    return check.run(context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { observations: [], notChecked: [{ reason: `The check failed (${reason}). Please report this.` }] };
  }
}

function line({ id }: Check, { reason, asked }: MissingInput): NotChecked[] {
  return reason === undefined ? [] : [{ check: id, reason, ...(asked === undefined ? {} : { asked }) }];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
