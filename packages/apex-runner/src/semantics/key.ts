import type { Transaction } from '../transaction/transaction.ts';
import { Decimal } from '../values/decimal.ts';
import { Blob, Double, EnumValue, PlatformObject } from '../values/scalar.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/time.ts';
import { typeText } from '../values/type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue, type Value } from '../values/value.ts';

/** Objects of the program with `equals` and `hashCode`, by hash code: the first of those that are equal stands for all. */
const objectsByHash = {};

/**
 * What a value is found by in sets and maps: equal values have the same key, as `Map` of JavaScript compares them. Texts keep
 * their case; Decimals of different scale differ; records and collections go by what they hold; objects of the program by `hashCode`
 * and `equals`, if they have both.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_maps_keys_userdefined.htm
 */
export function keyOf(tx: Transaction, value: Value): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ApexObject) return objectKey(tx, value);
  if (value instanceof PlatformObject) return value.identity();
  const text = keyText(tx, value);
  return text === undefined ? value : `\0${text}`;
}

function keyText(tx: Transaction, value: Exclude<Value, null | ApexObject | PlatformObject>): string | undefined {
  if (value instanceof RecordValue) {
    const fields = [...value.fields].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    return `record ${value.object} ${fields.map(([name, field]) => `${name}=${part(tx, field)}`).join('')}`;
  }
  if (value instanceof EnumValue) return `enum ${typeText(value.type)}.${value.name}`;
  if (value instanceof ApexDate) return `date ${value.days}`;
  if (value instanceof ApexDatetime) return `datetime ${value.milliseconds}`;
  if (value instanceof ApexTime) return `time ${value.milliseconds}`;
  if (value instanceof Decimal) return `decimal ${value.unscaled} ${value.scale}`;
  if (value instanceof Double) return `double ${value.value}`;
  if (value instanceof ApexList) return `list ${value.items.map((item) => part(tx, item)).join('')}`;
  if (value instanceof ApexSet)
    return `set ${[...value.members.values()]
      .map((item) => part(tx, item))
      .sort()
      .join('')}`;
  if (value instanceof ApexMap)
    return `map ${[...value.entries.values()]
      .map((entry) => `${part(tx, entry.key)}${part(tx, entry.value)}`)
      .sort()
      .join('')}`;
  if (value instanceof Blob) return `blob ${Buffer.from(value.bytes).toString('base64')}`;
  return undefined;
}

/** A value inside another one: told apart by kind and length, so that no two values run together. */
function part(tx: Transaction, value: Value): string {
  const key = keyOf(tx, value);
  const text = typeof key === 'object' && key !== null ? `object ${numberOf(tx, key)}` : `${typeof key} ${String(key)}`;
  return `${text.length}:${text}`;
}

const objectNumbers = {};

function numberOf(tx: Transaction, object: object): number {
  const numbers = tx.state(objectNumbers, () => ({ of: new WeakMap<object, number>(), last: 0 }));
  let number = numbers.of.get(object);
  if (number === undefined) numbers.of.set(object, (number = ++numbers.last));
  return number;
}

function objectKey(tx: Transaction, value: ApexObject): ApexObject {
  if (!tx.has(value, 'equals', 1) || !tx.has(value, 'hashCode', 0)) return value;
  const byHash = tx.state(objectsByHash, () => new Map<Value, ApexObject[]>());
  const hash = tx.call(value, 'hashCode');
  let bucket = byHash.get(hash);
  if (!bucket) byHash.set(hash, (bucket = []));
  const known = bucket.find((other) => other === value || tx.call(value, 'equals', other) === true);
  if (known) return known;
  bucket.push(value);
  return value;
}
