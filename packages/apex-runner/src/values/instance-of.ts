import type { ApexType } from '../types/type.ts';
import { idOf } from './id.ts';
import { EnumValue, PlatformObject } from './scalar.ts';
import { typeOf } from './type-of.ts';
import { sameType } from './type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue, type ClassInfo, type Value } from './value.ts';

/** Number types from the smaller to the larger: an Integer behind Object is an instance of all of them (reported, not documented). */
const NUMBERS = ['Integer', 'Long', 'Double', 'Decimal'];

/** `value instanceof type`. */
export function isInstance(value: Value, type: ApexType): boolean {
  if (value === null) return false;
  switch (type.kind) {
    case 'object':
      return true;
    case 'void':
    case 'null':
    case 'variable':
      return false;
    case 'primitive': {
      const own = typeOf(value);
      if (own.kind !== 'primitive') return false;
      if (type.name === 'Id') return typeof value === 'string' && idOf(value) !== undefined;
      return own.name === type.name || widensTo(own.name, type.name);
    }
    case 'list':
      return value instanceof ApexList && holds(value.of, type.of);
    case 'set':
      return value instanceof ApexSet && sameType(value.of, type.of);
    case 'map':
      return value instanceof ApexMap && sameType(value.key, type.key) && sameType(value.value, type.value);
    case 'sobject':
      return value instanceof RecordValue && (type.name === undefined || type.name === value.object);
    case 'class':
      if (value instanceof EnumValue) return value.type.kind === 'class' && value.type.name === type.name;
      return value instanceof ApexObject && isOf(value.info, type.name);
    case 'platform':
      if (value instanceof PlatformObject) return value.typeName === type.name || value.ancestors.includes(type.name);
      if (value instanceof EnumValue) return value.type.kind === 'platform' && value.type.name === type.name;
      return value instanceof ApexObject && isOf(value.info, type.name);
  }
}

/** Whether a class is the named one, extends it or implements it. */
export function isOf(info: ClassInfo, name: string): boolean {
  for (let current: ClassInfo | undefined = info; current; current = current.superclass)
    if (current.name === name || current.ancestors.has(name)) return true;
  return false;
}

/** Lists go by what they hold: one of records is also one of a certain object, and one of anything one of Object. */
function holds(own: ApexType, wanted: ApexType): boolean {
  if (wanted.kind === 'object' || sameType(own, wanted)) return true;
  return own.kind === 'sobject' && wanted.kind === 'sobject' && (own.name === undefined || wanted.name === undefined);
}

/** Whether a number of the one type is taken where the other one is wanted, without a cast. */
export function widensTo(from: string, to: string): boolean {
  const [start, end] = [NUMBERS.indexOf(from), NUMBERS.indexOf(to)];
  return start >= 0 && end >= 0 && (start <= end || (from === 'Decimal' && to === 'Double'));
}
