import type { ApexType } from '../types/type.ts';

export interface LocalVariable {
  readonly name: string;
  readonly type: ApexType;
  /** Its name in the compiled code. */
  readonly compiled: string;
  readonly isFinal: boolean;
}

/** The local variables that can be seen. Apex has no variable that hides another one of the same method. */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #variables = new Map<string, LocalVariable>();
  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  find(name: string): LocalVariable | undefined {
    return this.#variables.get(name.toLowerCase()) ?? this.#outer?.find(name);
  }

  /** Adds a variable; undefined if there is one of this name. */
  add(name: string, type: ApexType, isFinal = false): LocalVariable | undefined {
    if (this.find(name)) {
      return undefined;
    }
    const variable = { name, type, compiled: `v_${name.toLowerCase()}`, isFinal };
    this.#variables.set(name.toLowerCase(), variable);
    return variable;
  }
}
