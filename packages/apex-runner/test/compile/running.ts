import { loadProgram, type Program } from '../../src/compile/program.ts';
import type { Coverage, Runtime } from '../../src/compile/runtime.ts';
import { library } from '../../src/library/index.ts';
import type { ApexOrg, ApexSchema, PreparedQuery } from '../../src/org/org.ts';
import { recordTypes } from '../../src/records/record-types.ts';
import type { ApexType } from '../../src/types/type.ts';
import { ApexThrow } from '../../src/values/thrown.ts';
import type { ClassInfo, ExceptionObject, Value } from '../../src/values/value.ts';
import { plainText } from '../../src/semantics/text.ts';
import { BareTransaction } from '../values/bare-transaction.ts';
import { NO_SCHEMA } from './schema-in-tests.ts';

export type Sources = Readonly<Record<string, string>> | string;

/** What a program is loaded against. */
export interface Surroundings {
  readonly schema?: ApexSchema;
  readonly prepare?: (soql: string) => PreparedQuery;
  readonly org?: Partial<ApexOrg>;
}

/** Loads classes; the path of each is its name. */
export function load(sources: Sources, { schema = NO_SCHEMA, prepare = noQuery }: Surroundings = {}): Program {
  const all = typeof sources === 'string' ? { Main: sources } : sources;
  return loadProgram({
    sources: Object.entries(all).map(([name, text]) => ({ path: `${name}.cls`, text })),
    schema,
    prepare,
    hasLabel: (name) => name.toLowerCase() === 'greeting',
    library: [...library, ...recordTypes],
  });
}

function noQuery(soql: string): never {
  throw new Error(`No query was expected: ${soql}`);
}

/** A transaction of a program. */
class ProgramTransaction extends BareTransaction {
  readonly runtime: Runtime;
  readonly #program: Program;
  /** Who the program runs as, and was. */
  readonly ranAs: Value[] = [];

  constructor(program: Program, { schema = NO_SCHEMA, org }: Surroundings, hits: Coverage) {
    super({ org: { schema, label: () => 'Hello', savepoint: () => () => undefined, ...org } });
    this.#program = program;
    this.runtime = program.start(this, hits);
  }

  override classNamed(name: string): ClassInfo | undefined {
    return this.runtime.findClass(name);
  }

  override typeNamed(name: string): ApexType | undefined {
    return this.#program.typeNamed(name);
  }

  override throw(type: string, message: string, prepare?: (exception: ExceptionObject) => void): never {
    const exception = this.runtime.exception(type, message);
    prepare?.(exception);
    throw new ApexThrow(exception);
  }

  override call(target: Value, method: string, ...values: Value[]): Value {
    return this.runtime.call(target, method, values);
  }

  override has(target: Value, method: string, parameters: number): boolean {
    return this.runtime.has(target, method, parameters);
  }

  override runAs(user: Value): () => void {
    this.ranAs.push(user);
    return () => this.ranAs.push(null);
  }
}

/** Starts a program in a transaction of its own. */
export function start(program: Program, surroundings: Surroundings = {}, hits = program.coverage()): Runtime {
  return new ProgramTransaction(program, surroundings, hits).runtime;
}

/** Runs the static method `run` of `Main`, which has no parameters. */
export function run(sources: Sources, surroundings: Surroundings = {}): string {
  const runtime = start(load(sources, surroundings), surroundings);
  return outcome(runtime, () => runtime.callStatic('Main', 'run', []));
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
export function valueOf(expression: string): string {
  return run(`public class Main { public static Object run() { return ${expression}; } }`);
}
