import assert from 'node:assert/strict';
import { loadProgram } from '../../src/compile/program.ts';
import type { Program } from '../../src/compile/program.ts';
import { platform } from '../../src/platform.ts';
import { runTests } from '../../src/tests/run-tests.ts';
import type { TestResult } from '../../src/tests/run-tests.ts';
import { kim, PlainOrg } from './plain-org.ts';

/** Classes of Apex in an org without records. */
export function programOf(...sources: readonly string[]): Program {
  return loadProgram({
    sources: sources.map((text, index) => ({ path: `${/(?:class|enum) (\w+)/.exec(text)?.[1] ?? index}.cls`, text })),
    schema: new PlainOrg().schema,
    prepare: () => assert.fail('There are no records.'),
    hasLabel: (name) => name === 'Welcome',
    library: platform,
  });
}

/** The results of test classes, in the order in which they ran. */
export function resultsOf(...sources: readonly string[]): readonly TestResult[] {
  const program = programOf(...sources);
  return runTests({ org: new PlainOrg().port, program, hits: program.coverage(), user: kim });
}

/** A test class with the given members, besides others: what came of each of its methods, as `passed` or `Exception: message`. */
export function outcomesOf(members: string, ...others: readonly string[]): Readonly<Record<string, string>> {
  const results = resultsOf(`@IsTest private class Trial { ${members} }`, ...others);
  return Object.fromEntries(
    results.map(({ method, failure }) => [method, failure ? `${failure.type}: ${failure.message}` : 'passed']),
  );
}

/** What comes of one test method with this body. */
export function outcomeOf(body: string, ...others: readonly string[]): string {
  return outcomesOf(`@IsTest static void tries() { ${body} }`, ...others)['tries'] ?? 'not run';
}
