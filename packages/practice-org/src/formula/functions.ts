import { localDay } from '../time/time-zone.ts';
import type { Formula, FormulaContext } from './scope.ts';
import type { FormulaValue } from './value.ts';
import { isDate, isMoment, written } from './value.ts';

/** A function of formulas. */
export interface FormulaFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  readonly page: string;
  /** Its first argument is a field, asked for by name. */
  readonly ofField?: true;
  run(context: FormulaContext, values: readonly Formula[], field: string): FormulaValue;
}

const help = 'https://help.salesforce.com/s/articleView?id=platform.customize_functions';

/** Source: Salesforce Help, "Formula Operators and Functions", and the page of each. Only what deployed metadata has used. */
export const formulaFunctions: Readonly<Record<string, FormulaFunction>> = {
  AND: {
    takes: [1, 99],
    page: `${help}_and.htm`,
    run: (context, values) => values.every((value) => value(context) === true),
  },
  OR: {
    takes: [1, 99],
    page: `${help}_or.htm`,
    run: (context, values) => values.some((value) => value(context) === true),
  },
  NOT: { takes: [1, 1], page: `${help}_not.htm`, run: (context, [value]) => value?.(context) !== true },
  IF: {
    takes: [3, 3],
    page: `${help}_if.htm`,
    run: (context, [test, yes, no]) => (test?.(context) === true ? yes : no)?.(context) ?? null,
  },
  ISNEW: { takes: [0, 0], page: `${help}_isnew.htm`, run: ({ isNew }) => isNew },
  ISCHANGED: {
    takes: [1, 1],
    page: `${help}_ischanged.htm`,
    ofField: true,
    // "This function returns FALSE when evaluating any field on a newly created record."
    run: (context, _, field) =>
      !context.isNew && written(context.prior(field) ?? null) !== written(context.value(field)),
  },
  PRIORVALUE: {
    takes: [1, 1],
    page: `${help}_priorvalue.htm`,
    ofField: true,
    // "When a user is creating a new record, this function returns the field referenced rather than null."
    run: (context, _, field) => (context.isNew ? context.value(field) : (context.prior(field) ?? null)),
  },
  ISBLANK: { takes: [1, 1], page: `${help}_isblank.htm`, run: (context, [value]) => isBlank(value?.(context) ?? null) },
  ISPICKVAL: {
    takes: [2, 2],
    page: `${help}_ispickval.htm`,
    ofField: true,
    run: (context, [, wanted], field) => (context.value(field) ?? '') === (wanted?.(context) ?? ''),
  },
  TEXT: {
    takes: [1, 1],
    page: `${help}_text.htm`,
    run: (context, [value]) => {
      const given = value?.(context) ?? null;
      // unverified: the space between day and time of TEXT(datetime), which the page shows as `2015-03-17 00:00:00Z`
      if (isMoment(given))
        return new Date(given.milliseconds)
          .toISOString()
          .replace('T', ' ')
          .replace(/\.\d+Z$/, 'Z');
      return given === null ? '' : String(written(given));
    },
  },
  LEN: {
    takes: [1, 1],
    page: `${help}_len.htm`,
    run: (context, [value]) => String(written(value?.(context) ?? null) ?? '').length,
  },
  TODAY: {
    takes: [0, 0],
    page: `${help}_today.htm`,
    run: ({ now, timeZone }) => ({ days: localDay(now, timeZone) }),
  },
  NOW: { takes: [0, 0], page: `${help}_now.htm`, run: ({ now }) => ({ milliseconds: now.getTime() }) },
};

function isBlank(value: FormulaValue): boolean {
  if (isDate(value) || isMoment(value)) return false;
  return value === null || value === '';
}
