import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadProgram } from '../../src/compile/program.ts';
import type { Program } from '../../src/compile/program.ts';
import { platform } from '../../src/platform.ts';
import { ApexSession } from '../../src/run/apex-session.ts';
import { ApexTransaction } from '../../src/run/apex-transaction.ts';
import { plainText } from '../../src/semantics/text.ts';
import { ApexThrow } from '../../src/values/thrown.ts';
import { kim, PlainOrg } from '../run/plain-org.ts';
import { languageRows } from './language.ts';
import { libraryRows } from './library.ts';
import type { FidelityRow } from './row.ts';

/** One class with a method for each row, so that many rows are checked and compiled at once. */
function programOf(rows: readonly FidelityRow[]): Program {
  const methods = rows.map(({ apex }, index) => `public static Object row${index}() { ${bodyOf(apex)} }`);
  const classes = [...new Set(rows.flatMap((row) => row.classes ?? []))];
  const org = new PlainOrg();
  return loadProgram({
    sources: [
      { path: 'Rows.cls', text: `public class Rows { ${methods.join('\n')} }` },
      ...classes.map((text, index) => ({ path: `Besides${index}.cls`, text })),
    ],
    schema: org.schema,
    prepare: () => assert.fail('These rows ask for no records.'),
    hasLabel: (name) => org.label(name) !== undefined,
    library: platform,
  });
}

/** Statements as they are; an expression is returned. */
const bodyOf = (apex: string): string =>
  /[;}]\s*$/.test(apex) && /\breturn\b|\bthrow\b/.test(apex) ? apex : `return ${apex};`;

/** What a row gives, as a text, or what it throws. */
function outcomeOf(program: Program, row: FidelityRow, index: number): string {
  const user = { ...kim, timeZone: row.zone ?? 'UTC', locale: row.locale ?? 'en_US' };
  const transaction = new ApexTransaction({
    org: new PlainOrg().port,
    program,
    hits: program.coverage(),
    session: new ApexSession(),
    user,
    kind: 'synchronous',
    isTest: true,
  });
  try {
    return plainText(transaction, transaction.runtime.callStatic('Rows', `row${index}`, []));
  } catch (error) {
    if (error instanceof ApexThrow) return plainText(transaction, error.exception);
    throw error;
  }
}

for (const [what, rows] of [
  ['the library', libraryRows],
  ['the language', languageRows],
] as const)
  describe(`What the documentation says of ${what}`, () => {
    const program = programOf(rows);
    rows.forEach((row, index) => {
      it(`${row.apex} is ${row.is}`, () => {
        assert.equal(outcomeOf(program, row, index), row.is, row.page);
      });
    });
  });
