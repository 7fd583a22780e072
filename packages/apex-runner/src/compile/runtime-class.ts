import { hasAccessors, lineage, type ClassModel } from '../check/class-model.ts';
import type { ApexType } from '../types/type.ts';
import { ExceptionObject, type ApexObject, type ClassInfo, type Value } from '../values/value.ts';
import type { EnumValue } from '../values/scalar.ts';
import type { CompiledClass } from './compiled.ts';

/** What a class needs of the program that runs. */
export interface ClassSurroundings {
  readonly infos: readonly ClassInfo[];
  /** Gives an object the first values of the fields of one class. */
  initialize(index: number, self: ApexObject): void;
  create(className: string, values: readonly Value[]): ApexObject;
  enumValues(name: string): readonly EnumValue[];
}

const fieldsOf = new WeakMap<ClassModel, ClassInfo['fields']>();

/** A class of the program in one transaction. */
export class RuntimeClass implements ClassInfo {
  readonly name: string;
  readonly type: ApexType;
  readonly superclass: ClassInfo | undefined;
  readonly ancestors: ReadonlySet<string>;
  readonly #runtime: ClassSurroundings;
  readonly #model: ClassModel;
  readonly #compiled: CompiledClass;

  constructor(runtime: ClassSurroundings, model: ClassModel, compiled: CompiledClass) {
    this.name = model.name;
    this.type = model.type;
    this.superclass = model.superclass && runtime.infos[model.superclass.index];
    this.ancestors = model.ancestors;
    this.#runtime = runtime;
    this.#model = model;
    this.#compiled = compiled;
  }

  get values(): ClassInfo['values'] {
    return this.#model.kind === 'enum' ? this.#runtime.enumValues(this.name) : undefined;
  }

  get fields(): ClassInfo['fields'] {
    let fields = fieldsOf.get(this.#model);
    if (!fields) fieldsOf.set(this.#model, (fields = instanceFields(this.#model)));
    return fields;
  }

  allocate(): ApexObject {
    const self = new this.#compiled.make!(this);
    for (const model of lineage(this.#model).reverse()) {
      this.#runtime.initialize(model.index, self);
    }
    return self;
  }

  create(): ApexObject {
    return this.#runtime.create(this.name, []);
  }
}

function instanceFields(model: ClassModel): ClassInfo['fields'] {
  return lineage(model)
    .reverse()
    .flatMap((one) => [...one.fields.values()])
    .filter((field) => !field.isStatic && !hasAccessors(field))
    .map((field) => ({ name: field.name, type: field.type, isTransient: field.isTransient }));
}

/** An exception class of the library. */
export class LibraryException implements ClassInfo {
  readonly name: string;
  readonly type: ApexType;
  readonly superclass = undefined;
  readonly ancestors: ReadonlySet<string>;
  readonly fields = [];
  constructor(name: string, ancestors: readonly string[]) {
    this.name = name;
    this.type = { kind: 'platform', name };
    this.ancestors = new Set(ancestors);
  }

  allocate(): ApexObject {
    return new ExceptionObject(this);
  }

  create(): ApexObject {
    return this.allocate();
  }
}
