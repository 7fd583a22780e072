import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileFormula } from '../../src/formula/compile-formula.ts';
import { formulaFunctions } from '../../src/formula/functions.ts';
import type { FormulaContext } from '../../src/formula/scope.ts';
import { FormulaError } from '../../src/formula/scope.ts';
import type { FormulaValue } from '../../src/formula/value.ts';
import { dateOf, momentOf, written } from '../../src/formula/value.ts';

const fields = {
  State__c: 'string',
  Depth__c: 'number',
  Closes__c: 'date',
  Opened__c: 'datetime',
  Empty__c: 'string',
} as const;
const record: Readonly<Record<string, FormulaValue>> = {
  State__c: 'shut',
  Depth__c: 4,
  Closes__c: dateOf('2026-12-01'),
  Opened__c: momentOf('2026-11-22T02:15:00Z'),
};
const before: Readonly<Record<string, FormulaValue>> = { ...record, State__c: 'open', Empty__c: null };

/** What a formula gives for the record, which was open before. */
function valueOf(formula: string, context: Partial<FormulaContext> = {}): unknown {
  return written(
    compileFormula(formula, { fields })({
      value: (field) => record[field] ?? null,
      prior: (field) => before[field] ?? null,
      isNew: false,
      now: new Date('2026-11-22T02:15:00Z'),
      timeZone: 'GMT',
      hasPermission: (name) => name === 'Sail',
      user: (field) => (field === 'LastName' ? 'Sailor' : null),
      ...context,
    }),
  );
}

const help = 'https://help.salesforce.com/s/articleView?id=platform.customize_functions';

describe('a formula', () => {
  const rules: readonly (readonly [formula: string, value: unknown, page: string])[] = [
    ['1 + 2 * 3', 7, 'operators'],
    ['(1 + 2) * 3 - -1', 10, 'operators'],
    ['2 ^ 3 / 4', 2, 'operators'],
    ['"a" & "b" & 1', 'ab1', 'operators'],
    ['1 = 1 && 2 <> 2 || TRUE', true, 'operators'],
    ['Depth__c >= 4', true, 'operators'],
    ['depth__C < 4', false, 'operators'],
    ['Closes__c > TODAY() + 8', true, `${help}_today.htm`],
    ['Closes__c > TODAY() + 9', false, `${help}_today.htm`],
    ['Closes__c - TODAY()', 9, `${help}_today.htm`],
    ['Empty__c > 1', false, 'operators'],
    ['NOW() = Opened__c', true, `${help}_now.htm`],
    ['AND(TRUE, NOT(FALSE))', true, `${help}_and.htm`],
    ['OR(FALSE, FALSE)', false, `${help}_or.htm`],
    ['IF(Depth__c > 3, "deep", "flat")', 'deep', `${help}_if.htm`],
    ['ISBLANK(Empty__c)', true, `${help}_isblank.htm`],
    ['ISBLANK(Closes__c)', false, `${help}_isblank.htm`],
    ['ISPICKVAL(State__c, "shut")', true, `${help}_ispickval.htm`],
    ['ISPICKVAL(Empty__c, "")', true, `${help}_ispickval.htm`],
    ['ISNEW()', false, `${help}_isnew.htm`],
    ['ISCHANGED(State__c)', true, `${help}_ischanged.htm`],
    ['ISCHANGED(Depth__c)', false, `${help}_ischanged.htm`],
    ['PRIORVALUE(State__c)', 'open', `${help}_priorvalue.htm`],
    ['TEXT(State__c)', 'shut', `${help}_text.htm`],
    ['TEXT(Closes__c)', '2026-12-01', `${help}_text.htm`],
    ['LEN(State__c)', 4, `${help}_len.htm`],
    ['$Permission.Sail', true, 'global variables'],
    ['$Permission.Fly', false, 'global variables'],
    ['$User.LastName', 'Sailor', 'global variables'],
    ['/* why */ TRUE', true, 'comments'],
  ];
  for (const [formula, value, page] of rules) {
    it(`${formula} is ${String(value)} (${page})`, () => assert.equal(valueOf(formula), value));
  }

  it('of a new record sees no change', () => {
    const made = { isNew: true, prior: () => undefined };
    assert.deepEqual(
      ['ISNEW()', 'ISCHANGED(State__c)', 'PRIORVALUE(State__c)'].map((formula) => valueOf(formula, made)),
      [true, false, 'shut'],
    );
  });

  it('takes the day of the time zone of the user for today', () => {
    assert.equal(valueOf('TODAY()', { timeZone: 'America/Los_Angeles' }), '2026-11-21');
  });

  it('is refused by name for what is not evaluated, before it is computed', () => {
    const refused = (formula: string, message: RegExp): void =>
      assert.throws(
        () => compileFormula(formula, { fields }),
        (error) => error instanceof FormulaError && message.test(error.message),
      );
    refused('VLOOKUP(State__c)', /The function VLOOKUP is not evaluated/);
    refused('Width__c > 1', /Field Width__c does not exist/);
    refused('$Setup.X', /Field \$Setup\.X does not exist/);
    refused('NOT(TRUE, FALSE)', /NOT does not take 2 values/);
    refused('AND(TRUE', /lacks|too early/);
    refused('1 +', /too early/);
    refused('1 2', /Unexpected '2'/);
    refused('1 ~ 2', /'~' is not understood/);
  });

  it('has a page for every function', () => {
    for (const [name, { page }] of Object.entries(formulaFunctions)) assert.match(page, /^https:\/\//, name);
  });
});
