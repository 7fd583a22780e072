import { loadProgram, type Program } from '../../src/compile/program.ts';
import type { RecordSupport } from '../../src/compile/record-support.ts';
import type { Runtime } from '../../src/compile/runtime.ts';
import type { ApexOrg, ApexSchema } from '../../src/org/org.ts';
import type { Transaction } from '../../src/run/transaction.ts';
import { ApexThrow } from '../../src/values/thrown.ts';
import type { ApexList, ExceptionObject, RecordValue, Value } from '../../src/values/value.ts';
import { plainText } from '../../src/values/text.ts';
import { LIBRARY } from './library-in-tests.ts';
import { NO_SCHEMA } from './schema-in-tests.ts';

/** Loads classes; the path of each is its name. */
export function load(sources: Readonly<Record<string, string>> | string, schema: ApexSchema = NO_SCHEMA): Program {
  const all = typeof sources === 'string' ? { Main: sources } : sources;
  return loadProgram({
    sources: Object.entries(all).map(([name, text]) => ({ path: `${name}.cls`, text })),
    schema,
    prepare: (soql) => ({
      object: /FROM (\w+)/i.exec(soql)?.[1] ?? '',
      kind: /COUNT\(\)/i.test(soql) ? 'count' : 'records',
      binds: 0,
      run: () => ({ count: 0, records: [] }),
    }),
    hasLabel: (name) => name.toLowerCase() === 'greeting',
    library: LIBRARY,
    records: RECORDS,
  });
}

/** Records that are only kept in memory: enough to see what the language does with them. */
export const RECORDS: RecordSupport & { found: ApexList | number; readonly written: string[] } = {
  found: 0,
  written: [],
  dml(_tx, operation, value, options) {
    this.written.push(`${operation} ${options.access} ${options.key ?? ''}${value === null ? 'null' : ''}`.trim());
  },
  runQuery: () => RECORDS.found,
  getField: (_tx, record, name) => (record as RecordValue).fields.get(name) ?? null,
  setField: (_tx, record, name, value) => void (record as RecordValue).fields.set(name, value),
  getParent: (_tx, record, name) => (record as RecordValue).fields.get(name) ?? null,
  objectToken: (_tx, object) => object,
  fieldToken: (_tx, object, field) => `${object}.${field}`,
  storedRecords: () => null,
  storedRecord: () => null,
};

/** Starts a program in a transaction of its own. */
export function start(program: Program): Runtime {
  const states = new Map<object, unknown>();
  const state = <State>(key: object, make: () => State): State => {
    if (!states.has(key)) states.set(key, make());
    return states.get(key) as State;
  };
  const tx = {
    org: { label: () => 'Hello' } as unknown as ApexOrg,
    user: { timeZone: 'GMT' },
    isTest: true,
    now: () => 0,
    classNamed: (name: string) => runtime.findClass(name),
    typeNamed: (name: string) => program.typeNamed(name),
    throw(type: string, message: string, prepare?: (exception: ExceptionObject) => void): never {
      const exception = runtime.exception(type, message);
      prepare?.(exception);
      throw new ApexThrow(exception);
    },
    call: (target: Value, method: string, ...values: Value[]) => runtime.call(target, method, values),
    has: (target: Value, method: string, parameters: number) => runtime.has(target, method, parameters),
    runAs: () => () => undefined,
    state,
    session: { state },
  } as unknown as Transaction;
  const runtime = program.start(tx, program.coverage());
  return runtime;
}

/** Runs a static method of `Main` without parameters. */
export function run(source: string, method = 'run'): string {
  const runtime = start(load(source));
  return outcome(runtime, () => runtime.callStatic('Main', method, []));
}

/** What comes of it: the text of the value, or `Type: message` of the exception. */
export function outcome(runtime: Runtime, action: () => Value): string {
  try {
    return plainText(runtime.tx, action());
  } catch (error) {
    if (error instanceof ApexThrow) {
      return `${error.exception.info.name}: ${error.exception.message ?? ''}`;
    }
    throw error;
  }
}

/** The value of one expression. */
export function valueOf(expression: string, type = 'Object'): string {
  return run(`public class Main { public static ${type} run() { return ${expression}; } }`);
}
