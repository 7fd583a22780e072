import type { Transaction } from '../transaction/transaction.ts';
import type { ApexType } from '../types/type.ts';
import { isInstance } from '../values/instance-of.ts';
import { widen } from '../semantics/conversion.ts';
import { ApexThrow } from '../values/thrown.ts';
import type { ExceptionObject } from '../values/value.ts';
import { ApexObject, type ClassInfo, type Value } from '../values/value.ts';
import { lineage, type ClassModel, type FieldModel, type MethodModel } from '../check/class-model.ts';
import { findField } from '../check/members.ts';
import type { EnumValue } from '../values/scalar.ts';
import { RuntimeClass, LibraryException } from './runtime-class.ts';
import type { CompiledClass } from './compiled.ts';
import { accessorName, methodName, staticName } from './names.ts';

/** Lines that were run, by class: the index is the line. */
export type Coverage = readonly Uint8Array[];

/** Frames that a transaction may have above each other. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm */
const MOST_FRAMES = 1000;

/**
 * Turns of loops and calls that a transaction may make. CPU time is not measured: this is only there so that what never ends is
 * stopped as the platform stops it. It is far more than 10 seconds of the platform's CPU time allow.
 */
const MOST_TURNS = 20_000_000;

/**
 * What no `catch` takes: a passed limit and a failed assertion.
 *
 * Source: Apex Reference Guide, Exception Class and Built-In Exceptions (LimitException) and System.assert.
 */
const FATAL = new Set(['LimitException', 'AssertException']);

/** What a program is made of, for the runtime. */
export interface RuntimeProgram {
  readonly models: readonly ClassModel[];
  readonly compiled: readonly CompiledClass[];
  /** By name in lower case. */
  readonly byName: ReadonlyMap<string, ClassModel>;
  /** Exceptions of the library: name in lower case → names. */
  readonly exceptions: ReadonlyMap<string, { readonly name: string; readonly ancestors: readonly string[] }>;
  readonly frames: readonly string[];
  /** The values of an enum. */
  enumValues(name: string): readonly EnumValue[];
}

/** A fault of the runner itself, with the line of Apex that met it. */
export class RunnerError extends Error {
  constructor(cause: unknown, stack: readonly string[]) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(`The runner failed in ${stack[0] ?? 'no code of Apex'}: ${message}`, { cause });
    this.name = 'RunnerError';
  }
}

/** A program in one transaction: its static fields, its frames, and the ways into it. */
export class Runtime {
  readonly tx: Transaction;
  readonly hits: Coverage;
  readonly infos: readonly RuntimeClass[];
  readonly statics: (object | undefined)[] = [];
  depth = -1;
  #turns = 0;
  readonly lines = new Int32Array(MOST_FRAMES + 1);
  readonly #frames = new Int32Array(MOST_FRAMES + 1);
  readonly #program: RuntimeProgram;
  readonly #exceptions = new Map<string, LibraryException>();

  constructor(program: RuntimeProgram, tx: Transaction, hits: Coverage) {
    this.#program = program;
    this.tx = tx;
    this.hits = hits;
    const infos: RuntimeClass[] = [];
    this.infos = infos;
    this.statics = program.models.map(() => undefined);
    for (const model of program.models) {
      infos.push(new RuntimeClass(this, model, program.compiled[model.index]!));
    }
  }

  /** Counts a turn of a loop. @throws System.LimitException when there are too many */
  turn(): void {
    if (++this.#turns > MOST_TURNS) {
      this.tx.throw('LimitException', 'Apex CPU time limit exceeded');
    }
  }

  /** Enters a frame. @throws System.LimitException when there are too many */
  enter(depth: number, frame: number): void {
    this.turn();
    if (depth >= MOST_FRAMES) {
      this.tx.throw('LimitException', `Maximum stack depth reached: ${String(MOST_FRAMES + 1)}`);
    }
    this.#frames[depth] = frame;
  }

  /** The frames of Apex, innermost first: `Class.Outer.method: line 3, column 1`. */
  stack(): readonly string[] {
    const all: string[] = [];
    for (let at = Math.min(this.depth, MOST_FRAMES - 1); at >= 0; at--) {
      all.push(`${this.#program.frames[this.#frames[at]!]!}: line ${String(this.lines[at])}, column 1`);
    }
    return all;
  }

  /** What `throw` throws. @throws System.NullPointerException for null */
  thrown(exception: ExceptionObject | null): ApexThrow {
    if (exception === null) {
      return this.tx.throw('NullPointerException', 'Attempt to de-reference a null object');
    }
    if (exception.stack.length === 0) {
      exception.stack = this.stack();
    }
    return new ApexThrow(exception);
  }

  /** The exception that a `catch` may take; null for those that end the transaction, and for what is no exception of Apex. */
  caught(error: unknown): ExceptionObject | null {
    if (!(error instanceof ApexThrow)) {
      return null;
    }
    const { type, name } = error.exception.info;
    return type.kind === 'platform' && FATAL.has(name) ? null : error.exception;
  }

  /** What leaves a frame: an exception of Apex as it is, a fault of the runner with the line that met it. */
  passed(error: unknown): unknown {
    if (error instanceof ApexThrow || error instanceof RunnerError) {
      return error;
    }
    return new RunnerError(error, this.stack());
  }

  /** Makes an exception by the name of its class, with the stack of this moment. */
  exception(type: string, message: string): ExceptionObject {
    const exception = this.classNamed(type).allocate() as ExceptionObject;
    exception.message = message;
    exception.stack = this.stack();
    return exception;
  }

  /** Finds a class by name without regard to case, or an exception of the library. @throws {Error} an unknown one */
  classNamed(name: string): ClassInfo {
    const found = this.findClass(name);
    if (!found) {
      throw new Error(`There is no class ${name}`);
    }
    return found;
  }

  findClass(name: string): ClassInfo | undefined {
    const key = name.toLowerCase();
    const model = this.#program.byName.get(key);
    if (model) {
      return this.infos[model.index];
    }
    const bare = key.startsWith('system.') ? key.slice('system.'.length) : key;
    const declared = this.#program.exceptions.get(bare);
    if (!declared) {
      return undefined;
    }
    let info = this.#exceptions.get(bare);
    if (!info) this.#exceptions.set(bare, (info = new LibraryException(declared.name, declared.ancestors)));
    return info;
  }

  /** What components may read of an object: its @AuraEnabled fields and properties, inherited ones first. */
  componentMembers(info: ClassInfo): readonly { readonly name: string; read(object: ApexObject): Value }[] {
    const model = this.#program.byName.get(info.name.toLowerCase());
    if (!model) return [];
    const fields = lineage(model)
      .reverse()
      .flatMap((one) => [...one.fields.values()])
      .filter(({ isStatic, annotations }) => !isStatic && annotations.some(({ name }) => /^auraenabled$/i.test(name)));
    return fields.map((field) => ({
      name: field.name,
      read: (object) =>
        field.property?.getter?.body
          ? (object as unknown as Record<string, (runtime: Runtime) => Value>)[accessorName(field, 'get')]!(this)
          : (object[`$${field.name}`] ?? null),
    }));
  }

  /** Calls a static method. @throws {Error} an unknown one */
  callStatic(className: string, method: string, values: readonly Value[]): Value {
    const model = this.#program.byName.get(className.toLowerCase());
    const own = model && lineage(model).flatMap((one) => one.methods.get(method.toLowerCase()) ?? []);
    const found =
      own &&
      this.#fitting(
        own.filter((one) => one.isStatic),
        values,
      );
    if (!found) {
      throw new Error(`There is no static method ${className}.${method} that takes ${String(values.length)} values`);
    }
    const run = this.#program.compiled[found.owner.index]!.statics[staticName(found)]!;
    return run(this, ...this.#widened(found, values)) ?? null;
  }

  /** Makes an object by a constructor. @throws {Error} an unknown one */
  create(className: string, values: readonly Value[]): ApexObject {
    const model = this.#program.byName.get(className.toLowerCase());
    if (!model || model.kind !== 'class') {
      throw new Error(`There is no class ${className}`);
    }
    const compiled = this.#program.compiled[model.index]!;
    const self = new compiled.make!(this.infos[model.index]!);
    if (model.constructors.length === 0 && values.length === 0) {
      return compiled.plain!(this, self);
    }
    const found = this.#fitting(model.constructors, values);
    if (!found) {
      throw new Error(`There is no constructor of ${className} that takes ${String(values.length)} values`);
    }
    const run = compiled.constructors![model.constructors.indexOf(found)]!;
    return run(this, self, ...this.#widened(found, values));
  }

  enumValues(name: string): readonly EnumValue[] {
    return this.#program.enumValues(name);
  }

  /** The value of a field or property of an object, by its accessor if it has one. @throws {Error} an unknown one */
  read(target: ApexObject, name: string): Value {
    const field = this.#fieldOf(target, name);
    const getter = field.property?.getter?.body && accessorName(field, 'get');
    const holder = target as unknown as Record<string, Value | ((runtime: Runtime) => Value)>;
    return getter ? (holder[getter] as (runtime: Runtime) => Value).call(target, this) : target[`$${field.name}`]!;
  }

  /** Sets a field or property of an object, by its accessor if it has one. @throws {Error} an unknown one */
  assign(target: ApexObject, name: string, value: Value): void {
    const field = this.#fieldOf(target, name);
    const widened = widen(this.tx, value, field.type);
    if (!field.property?.setter?.body) {
      target[`$${field.name}`] = widened;
      return;
    }
    const holder = target as unknown as Record<string, (runtime: Runtime, value: Value) => Value>;
    holder[accessorName(field, 'set')]!.call(target, this, widened);
  }

  #fieldOf(target: ApexObject, name: string): FieldModel {
    const model = this.#program.byName.get(target.info.name.toLowerCase());
    const field = model && findField(model, name);
    if (!field || field.isStatic) {
      throw new Error(`${target.info.name} has no field ${name}`);
    }
    return field;
  }

  /** Gives an object the first values of the fields of one class, as its constructors do. */
  initialize(index: number, self: ApexObject): void {
    this.#program.compiled[index]!.initialize!(this, self);
  }

  /** Calls a method of an object of the program. @throws {Error} an unknown one */
  call(target: Value, method: string, values: readonly Value[]): Value {
    const found = this.#fitting(this.#methodsOf(target, method), values);
    if (!found) {
      throw new Error(`The object has no method ${method} that takes ${String(values.length)} values`);
    }
    const run = (target as unknown as Record<string, (...all: unknown[]) => Value | undefined>)[methodName(found)]!;
    return run.call(target, this, ...this.#widened(found, values)) ?? null;
  }

  /** Whether an object of the program has a method with so many parameters, own or inherited. */
  has(target: Value, method: string, parameters: number): boolean {
    return this.#methodsOf(target, method).some((one) => one.parameters.length === parameters);
  }

  #methodsOf(target: Value, method: string): readonly MethodModel[] {
    if (!(target instanceof ApexObject)) {
      return [];
    }
    const model = this.#program.byName.get(target.info.name.toLowerCase());
    const key = method.toLowerCase();
    return model ? lineage(model).flatMap((one) => one.methods.get(key)?.filter((other) => !other.isStatic) ?? []) : [];
  }

  #fitting(methods: readonly MethodModel[], values: readonly Value[]): MethodModel | undefined {
    const sized = methods.filter((one) => one.parameters.length === values.length);
    const fits = (value: Value, type: ApexType): boolean => value === null || isInstance(value, type);
    return sized.find((one) => one.parameters.every((parameter, at) => fits(values[at]!, parameter.type))) ?? sized[0];
  }

  #widened(method: MethodModel, values: readonly Value[]): readonly Value[] {
    return values.map((value, at) => widen(this.tx, value, method.parameters[at]!.type));
  }
}
