import type { LoadedClass, LoadedMethod, Program } from '../compile/program.ts';
import type { Coverage } from '../compile/runtime.ts';
import type { ApexOrg, OrgUser } from '../org/org.ts';
import { ApexSession } from '../run/apex-session.ts';
import { ApexTransaction } from '../run/apex-transaction.ts';
import { failureOf } from '../run/failure.ts';
import type { Failure } from '../run/failure.ts';

export interface TestRunOptions {
  readonly org: ApexOrg;
  readonly program: Program;
  /** Takes the lines that were run. */
  readonly hits: Coverage;
  /** Who deploys, and runs whatever no `runAs` gives to somebody else. */
  readonly user: OrgUser;
  /** Names of test classes, without regard to case; default all. */
  readonly classes?: readonly string[];
  /** Whether a method of them is run. Default: all are. */
  readonly isWanted?: (className: string, method: string) => boolean;
  /** Whether to go on after this result. Default: always. */
  readonly onResult?: (result: TestResult) => boolean | void;
}

export interface TestResult {
  readonly className: string;
  readonly method: string;
  /** Undefined: it passed. */
  readonly failure?: Failure;
}

/**
 * Runs tests as the platform does: what a test writes is taken back, what the class sets up is there for each of its methods, statics
 * are fresh.
 *
 * Source: Apex Developer Guide, "Testing Apex": isolation of test data, @TestSetup, Test.startTest.
 *
 * @throws Error for a class that is no test
 */
export function runTests(options: TestRunOptions): readonly TestResult[] {
  const results: TestResult[] = [];
  for (const one of chosen(options)) {
    const takeBack = options.org.savepoint();
    try {
      const methods = one.members.filter(
        (method) => method.isTestMethod && (options.isWanted?.(one.name, method.name) ?? true),
      );
      const setup = one.members.filter((method) => has(method, 'testsetup'));
      const failed = setup.map((method) => runMethod(options, one, method)).find(({ failure }) => failure);
      for (const method of methods) {
        const result = failed ? { ...failed, method: method.name } : isolated(options, one, method);
        results.push(result);
        if (options.onResult?.(result) === false) return results;
      }
    } finally {
      takeBack();
    }
  }
  return results;
}

function chosen({ program, classes }: TestRunOptions): readonly LoadedClass[] {
  const tests = program.classes.filter(({ isTest, isTopLevel }) => isTest && isTopLevel);
  if (!classes) return tests.filter(({ members }) => members.some(isTestMethod));
  return classes.map((name) => {
    const found = tests.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!found) throw new Error(`${name} is no test class of this project.`);
    return found;
  });
}

const has = ({ annotations }: LoadedMethod, name: string): boolean =>
  annotations.some((one) => one.name.toLowerCase() === name);
const isTestMethod = (method: LoadedMethod): boolean => method.isTestMethod;

function isolated(options: TestRunOptions, one: LoadedClass, method: LoadedMethod): TestResult {
  const takeBack = options.org.savepoint();
  try {
    return runMethod(options, one, method);
  } finally {
    takeBack();
  }
}

function runMethod(
  { org, program, hits, user }: TestRunOptions,
  { name: className }: LoadedClass,
  { name: method }: LoadedMethod,
): TestResult {
  const session = new ApexSession();
  try {
    const transaction = new ApexTransaction({ org, program, hits, session, user, kind: 'synchronous', isTest: true });
    transaction.runtime.callStatic(className, method, []);
    return { className, method };
  } catch (error) {
    return { className, method, failure: failureOf(error) };
  }
}
