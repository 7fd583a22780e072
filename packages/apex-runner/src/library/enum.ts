import { EnumValue } from '../values/scalar.ts';
import type { PlatformType } from './declaration.ts';

const made = new WeakMap<PlatformType, readonly EnumValue[]>();

/** The values of an enum of the library, in order; always the same objects. */
export function enumValues(type: PlatformType): readonly EnumValue[] {
  let values = made.get(type);
  if (!values) {
    values = (type.values ?? []).map(
      (name, ordinal) => new EnumValue({ kind: 'platform', name: type.name }, name, ordinal),
    );
    made.set(type, values);
  }
  return values;
}

/** A value of an enum of the library by name, without regard to case; undefined for an unknown one. */
export function enumValue(type: PlatformType, name: string): EnumValue | undefined {
  return enumValues(type).find((value) => value.name.toLowerCase() === name.toLowerCase());
}
