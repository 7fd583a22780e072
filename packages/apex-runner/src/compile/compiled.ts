import type { ApexObject, ClassInfo, Value } from '../values/value.ts';

/** A class as its compiled code gives it. Functions take the runtime first. */
export interface CompiledClass {
  readonly make?: new (info: ClassInfo) => ApexObject;
  /** Gives an object the first values of its own fields. */
  readonly initialize?: (runtime: unknown, self: ApexObject) => void;
  /** The constructor of a class that writes none. */
  readonly plain?: (runtime: unknown, self: ApexObject) => ApexObject;
  /** In the order of the class. */
  readonly constructors?: readonly ((runtime: unknown, self: ApexObject, ...values: readonly Value[]) => ApexObject)[];
  readonly statics: Readonly<Record<string, (runtime: unknown, ...values: readonly Value[]) => Value | undefined>>;
}
