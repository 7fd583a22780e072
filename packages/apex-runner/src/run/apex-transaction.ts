import type { Program } from '../compile/program.ts';
import type { Coverage, Runtime } from '../compile/runtime.ts';
import { uncommittedWork } from '../library/uncommitted-work.ts';
import type { ApexOrg, OrgUser } from '../org/org.ts';
import { ApexObject, RecordValue } from '../values/value.ts';
import type { ClassInfo, ExceptionObject, Value } from '../values/value.ts';
import type { ApexType } from '../types/type.ts';
import { Limits } from './limits.ts';
import type { TransactionKind } from './limits.ts';
import { runJobs } from './run-jobs.ts';
import type { JobRunner } from './run-jobs.ts';
import type { LimitCounters, Session } from '../transaction/transaction.ts';

/** Counts and memory of a part of a transaction: a test has one between startTest and stopTest, and one for each job. */
interface Part {
  readonly limits: Limits;
  readonly states: Map<object, unknown>;
}

export interface TransactionOptions {
  readonly org: ApexOrg;
  readonly program: Program;
  /** Takes the lines that were run. */
  readonly hits: Coverage;
  readonly session: Session;
  readonly user: OrgUser;
  readonly kind: TransactionKind;
  readonly isTest: boolean;
}

export class ApexTransaction implements JobRunner {
  readonly org: ApexOrg;
  readonly session: Session;
  readonly isTest: boolean;
  readonly runtime: Runtime;
  readonly #program: Program;
  #user: OrgUser;
  #part: Part;
  #before: Part | undefined;
  #hasStarted = false;

  constructor({ org, program, hits, session, user, kind, isTest }: TransactionOptions) {
    this.org = org;
    this.session = session;
    this.isTest = isTest;
    this.#user = user;
    this.#part = this.#partOf(kind);
    this.#program = program;
    this.runtime = program.start(this, hits);
  }

  get user(): OrgUser {
    return this.#user;
  }

  get limits(): LimitCounters {
    return this.#part.limits;
  }

  now(): number {
    return this.org.now().getTime();
  }

  classNamed(name: string): ClassInfo | undefined {
    return this.runtime.findClass(name);
  }

  typeNamed(name: string): ApexType | undefined {
    return this.#program.typeNamed(name);
  }

  throw(type: string, message: string, prepare?: (exception: ExceptionObject) => void): never {
    const exception = this.runtime.exception(type, message);
    prepare?.(exception);
    throw this.runtime.thrown(exception);
  }

  call(target: Value, method: string, ...values: Value[]): Value {
    return this.runtime.call(target, method, values);
  }

  has(target: Value, method: string, parameters: number): boolean {
    return target instanceof ApexObject && this.runtime.has(target, method, parameters);
  }

  state<State>(key: object, make: () => State): State {
    const { states } = this.#part;
    if (!states.has(key)) states.set(key, make());
    return states.get(key) as State;
  }

  /**
   * Source: Apex Developer Guide, "Using the runAs Method": only in tests, and each call counts as a DML statement. That it is
   * uncommitted work as well, so that no callout may follow: unverified.
   */
  runAs(given: Value): () => void {
    if (!this.isTest) this.throw('NoAccessException', 'runAs may be called in tests only.');
    const id = given instanceof RecordValue ? given.fields.get('Id') : undefined;
    const user = typeof id === 'string' ? this.org.user(id) : undefined;
    if (user === undefined)
      return this.throw('IllegalArgumentException', 'runAs needs a user of this org, with its Id.');
    this.limits.use('dmlStatements');
    uncommittedWork(this).isPending = true;
    const before = this.#user;
    this.#user = user;
    return () => {
      this.#user = before;
    };
  }

  /** Source: Apex Reference Guide, Test class, startTest and stopTest. */
  startTest(): void {
    if (this.#hasStarted) this.throw('FinalException', 'Testing already started');
    this.#hasStarted = true;
    this.#before = this.#part;
    this.#part = this.#partOf('synchronous');
  }

  stopTest(): void {
    const before = this.#before;
    if (before === undefined) return this.throw('FinalException', 'No testing to stop');
    this.#before = undefined;
    try {
      runJobs(this);
    } finally {
      this.#part = before;
    }
  }

  /**
   * Runs a job in this transaction, with counts of its own and the rights of who put it off. It keeps the statics of the test: that the
   * platform does so as well is unverified.
   */
  asJob(user: OrgUser, work: () => void): void {
    const [part, before] = [this.#part, this.#user];
    this.#part = this.#partOf('asynchronous');
    this.#user = user;
    try {
      work();
    } finally {
      this.#part = part;
      this.#user = before;
    }
  }

  #partOf(kind: TransactionKind): Part {
    return { limits: new Limits(kind, (message) => this.throw('LimitException', message)), states: new Map() };
  }
}
