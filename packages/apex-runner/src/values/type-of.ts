import type { ApexType, PrimitiveName } from '../types/type.ts';
import { Decimal } from './decimal.ts';
import { Blob, Double, EnumValue, PlatformObject } from './scalar.ts';
import { ApexDate, ApexDatetime, ApexTime } from './time.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue, type Value } from './value.ts';

const PRIMITIVES = Object.fromEntries(
  (
    ['Boolean', 'Integer', 'Long', 'Double', 'Decimal', 'String', 'Id', 'Date', 'Datetime', 'Time', 'Blob'] as const
  ).map((name) => [name, { kind: 'primitive', name }]),
) as unknown as { readonly [Name in PrimitiveName]: ApexType };

export function primitive(name: PrimitiveName): ApexType {
  return PRIMITIVES[name];
}

export const OBJECT: ApexType = { kind: 'object' };

/** The type that a value has at run time. An Id is a String here: nothing tells them apart any more. */
export function typeOf(value: Value): ApexType {
  if (typeof value === 'string') return PRIMITIVES.String;
  if (typeof value === 'number') return PRIMITIVES.Integer;
  if (typeof value === 'bigint') return PRIMITIVES.Long;
  if (typeof value === 'boolean') return PRIMITIVES.Boolean;
  if (value === null) return { kind: 'null' };
  if (value instanceof ApexObject) return value.info.type;
  if (value instanceof RecordValue) return { kind: 'sobject', name: value.object };
  if (value instanceof ApexList) return { kind: 'list', of: value.of };
  if (value instanceof ApexMap) return { kind: 'map', key: value.key, value: value.value };
  if (value instanceof ApexSet) return { kind: 'set', of: value.of };
  if (value instanceof Decimal) return PRIMITIVES.Decimal;
  if (value instanceof Double) return PRIMITIVES.Double;
  if (value instanceof ApexDatetime) return PRIMITIVES.Datetime;
  if (value instanceof ApexDate) return PRIMITIVES.Date;
  if (value instanceof ApexTime) return PRIMITIVES.Time;
  if (value instanceof Blob) return PRIMITIVES.Blob;
  if (value instanceof EnumValue) return value.type;
  if (value instanceof PlatformObject) return { kind: 'platform', name: value.typeName };
  throw new TypeError('Not a value of Apex');
}
