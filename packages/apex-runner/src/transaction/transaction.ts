import type { ApexOrg, OrgUser } from '../org/org.ts';
import type { ClassInfo, ExceptionObject } from '../values/value.ts';
import type { ApexType } from '../types/type.ts';
import type { Value } from '../values/value.ts';

/** What runs: who, where, how much is used up, and the ways back into the program. */
export interface Transaction {
  readonly org: ApexOrg;
  /** Who runs; `System.runAs` changes it. */
  readonly user: OrgUser;
  readonly limits: LimitCounters;
  readonly isTest: boolean;
  /** The clock of the org. Milliseconds since 1970. */
  now(): number;
  /** A class of the program by name without regard to case, `Outer.Inner` too; undefined for an unknown one. */
  classNamed(name: string): ClassInfo | undefined;
  /** A type written as text (`List<Finding__c>`, `Outer.Inner`, `Map<String, Object>`); undefined for an unknown one. */
  typeNamed(name: string): ApexType | undefined;
  /** Throws an exception of the library or program by class name; `cause` and more is set on it before, by `prepare`. */
  throw(type: string, message: string, prepare?: (exception: ExceptionObject) => void): never;
  /** `System.runAs(user) { … }`: that user runs from here on; gives what takes it back. Only in tests; counts as a DML statement. */
  runAs(user: Value): () => void;
  /** `Test.startTest()`: counts anew, and keeps jobs for `stopTest`. */
  startTest(): void;
  /** `Test.stopTest()`: runs the jobs that were put off since, and goes on with the counts of before. */
  stopTest(): void;
  /** Calls a method of an object of the program (`equals`, `hashCode`, `compareTo`, `toString`, `execute`, `respond`) by name. */
  call(target: Value, method: string, ...values: Value[]): Value;
  /** Whether an object of the program has the method, own or inherited. */
  has(target: Value, method: string, parameters: number): boolean;
  /** What one part of the library keeps for the transaction: made at the first look. */
  state<State>(key: object, make: () => State): State;
  /** What the library keeps for the whole run of a test or request, over its asynchronous transactions. */
  readonly session: Session;
}

/** One request or one test method, with the transactions that it starts. */
export interface Session {
  state<State>(key: object, make: () => State): State;
}

/** Counts against the limits of a transaction; a limit that is passed throws System.LimitException, which nothing catches. */
export interface LimitCounters {
  /** Adds to a counter. */
  use(limit: LimitName, amount?: number): void;
  used(limit: LimitName): number;
  allowed(limit: LimitName): number;
}

export type LimitName =
  | 'queries'
  | 'queryRows'
  | 'dmlStatements'
  | 'dmlRows'
  | 'callouts'
  | 'queueableJobs'
  | 'futureCalls'
  | 'emailInvocations'
  | 'heapSize'
  | 'cpuTime'
  | 'aggregateQueries'
  | 'publishImmediateDml';
