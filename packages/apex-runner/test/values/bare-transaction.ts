import type { ApexOrg, OrgUser } from '../../src/org/org.ts';
import type { LimitName, Session, Transaction } from '../../src/transaction/transaction.ts';
import type { ApexType } from '../../src/types/type.ts';
import { ApexThrow } from '../../src/values/thrown.ts';
import { ExceptionObject, type ApexObject, type ClassInfo, type Value } from '../../src/values/value.ts';

/** Classes of a program that exist for a test: instance methods by name. */
export interface BareClass extends ClassInfo {
  readonly methods: Readonly<Record<string, (self: ApexObject, ...values: Value[]) => Value>>;
}

export interface BareOptions {
  readonly timeZone?: string;
  readonly locale?: string;
  readonly now?: number;
  readonly isTest?: boolean;
  readonly org?: Partial<ApexOrg>;
  readonly classes?: readonly ClassInfo[];
  readonly types?: Readonly<Record<string, ApexType>>;
}

/** A transaction without an org behind it, for tests of values and of the library. */
export class BareTransaction implements Transaction {
  readonly org: ApexOrg;
  readonly user: OrgUser;
  readonly isTest: boolean;
  readonly session: Session;
  readonly limits;
  readonly used = new Map<LimitName, number>();
  readonly #states = new Map<object, unknown>();
  readonly #options: BareOptions;

  constructor(options: BareOptions = {}) {
    this.#options = options;
    this.org = { label: () => undefined, ...options.org } as ApexOrg;
    this.isTest = options.isTest ?? true;
    this.user = {
      id: '005000000000001AAA',
      username: 'kim@example.com',
      name: 'Kim Lee',
      firstName: 'Kim',
      lastName: 'Lee',
      email: 'kim.lee@example.com',
      profileId: '00e000000000001AAA',
      isActive: true,
      timeZone: options.timeZone ?? 'UTC',
      locale: options.locale ?? 'en_US',
      language: 'en_US',
    };
    const states = new Map<object, unknown>();
    this.session = { state: (key, make) => stateOf(states, key, make) };
    this.limits = {
      use: (limit: LimitName, amount = 1) => void this.used.set(limit, (this.used.get(limit) ?? 0) + amount),
      used: (limit: LimitName) => this.used.get(limit) ?? 0,
      allowed: () => 100,
    };
  }

  now(): number {
    return this.#options.now ?? Date.UTC(2026, 10, 30, 12);
  }

  /** Nobody else runs. */
  runAs(_user: Value): () => void {
    return () => undefined;
  }

  classNamed(name: string): ClassInfo | undefined {
    return this.#options.classes?.find((info) => info.name.toLowerCase() === name.toLowerCase());
  }

  typeNamed(name: string): ApexType | undefined {
    return this.#options.types?.[name] ?? this.classNamed(name)?.type;
  }

  throw(type: string, message: string, prepare?: (exception: ExceptionObject) => void): never {
    const exception = new ExceptionObject(builtIn(type));
    exception.message = message;
    prepare?.(exception);
    throw new ApexThrow(exception);
  }

  call(target: Value, method: string, ...values: Value[]): Value {
    const run = ((target as ApexObject).info as BareClass).methods[method];
    if (!run) throw new Error(`No method ${method}`);
    return run(target as ApexObject, ...values);
  }

  has(target: Value, method: string, _parameters: number): boolean {
    const methods = ((target as ApexObject).info as Partial<BareClass>).methods;
    return methods !== undefined && Object.hasOwn(methods, method);
  }

  startTest(): void {
    throw new Error('No startTest here');
  }

  stopTest(): void {
    throw new Error('No stopTest here');
  }

  state<State>(key: object, make: () => State): State {
    return stateOf(this.#states, key, make);
  }
}

function stateOf<State>(states: Map<object, unknown>, key: object, make: () => State): State {
  if (!states.has(key)) states.set(key, make());
  return states.get(key) as State;
}

function builtIn(name: string): ClassInfo {
  return {
    name,
    type: { kind: 'platform', name },
    superclass: undefined,
    ancestors: new Set(['Exception']),
    fields: [],
    allocate: unmade,
    create: unmade,
  };
}

function unmade(): never {
  throw new Error('Not made by this test');
}

/** What Apex throws while `run` runs: `MathException: Divide by 0`; undefined if it throws nothing. */
export function thrownBy(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof ApexThrow)) throw thrown;
    return `${thrown.exception.info.name}: ${thrown.exception.message}`;
  }
}
