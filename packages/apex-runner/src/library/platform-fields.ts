import { PlatformObject } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import { member, type Member } from './declaration.ts';

/** An instance of a type of the library that is nothing but its properties. */
export abstract class FieldObject extends PlatformObject {
  readonly fields = new Map<string, Value>();

  get(name: string): Value {
    return this.fields.get(name) ?? null;
  }
}

/** Properties with their types, as members. */
export function fieldMembers(types: Readonly<Record<string, string>>): Member[] {
  return Object.entries(types).map(([name, type]) =>
    member(
      `${type} ${name} { get; set; }`,
      (_tx, self: FieldObject) => self.get(name),
      (_tx, self: FieldObject, value: Value) => {
        self.fields.set(name, value);
      },
    ),
  );
}
