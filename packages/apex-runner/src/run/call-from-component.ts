import type { LoadedMethod, Program } from '../compile/program.ts';
import { jobsOf } from '../library/job-queue.ts';
import type { Job } from '../library/job-queue.ts';
import type { ApexOrg, OrgUser } from '../org/org.ts';
import type { Value } from '../values/value.ts';
import { ApexSession } from './apex-session.ts';
import { ApexTransaction } from './apex-transaction.ts';
import { fromComponent, toComponent, UnfitValue } from './component-values.ts';
import type { Json } from './component-values.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';

export interface ComponentCall {
  readonly org: ApexOrg;
  readonly program: Program;
  readonly user: OrgUser;
  readonly className: string;
  readonly method: string;
  /** By the names of the parameters; what is left out is null. */
  readonly given: Readonly<Record<string, Json>>;
}

export type ComponentAnswer =
  | { readonly result: Json; readonly jobs: readonly Job[] }
  /** What was written is taken back. */
  | { readonly failure: Failure };

/**
 * Calls an @AuraEnabled method as a component does: one transaction with the rights of the user.
 *
 * Source: Lightning Web Components Developer Guide, "Call Apex Methods".
 *
 * @throws {CallRefused} for a method or an argument that Apex does not have
 */
export function callFromComponent({ org, program, user, className, method, given }: ComponentCall): ComponentAnswer {
  const found = methodOf(program, className, method);
  const unknown = Object.keys(given).filter((name) => !found.parameters.some((one) => one.name === name));
  if (unknown.length > 0) throw new CallRefused(`Apex does not take the argument ${unknown.join(', ')}.`);
  const session = new ApexSession();
  const hits = program.coverage();
  const transaction = new ApexTransaction({ org, program, hits, session, user, kind: 'synchronous', isTest: false });
  const takeBack = org.savepoint();
  try {
    const values = found.parameters.map(({ name, type }) => fromComponent(transaction, given[name], type));
    const value: Value = transaction.runtime.callStatic(className, found.name, values);
    const result = toComponent(value, (info) => transaction.runtime.componentMembers(info));
    return { result, jobs: jobsOf(session).waiting };
  } catch (error) {
    takeBack();
    if (error instanceof UnfitValue) throw new CallRefused(error.message);
    return { failure: failureOf(error) };
  }
}

/** What no component could call. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
}

function methodOf(program: Program, className: string, name: string): LoadedMethod {
  const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
  const found = program.classes
    .filter((one) => one.isTopLevel && same(one.name, className))
    .flatMap(({ members }) => members)
    .find(
      (one) => one.isStatic && same(one.name, name) && one.annotations.some((other) => same(other.name, 'AuraEnabled')),
    );
  if (!found) throw new CallRefused(`No apex action available for ${className}.${name}`);
  return found;
}
