import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { keyOf } from '../semantics/key.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** A copy of an object, and of all that it holds, among the classes of another transaction. */
export function transplanted(into: Transaction, object: ApexObject): ApexObject {
  const known = new Map<object, Value>();
  const copied = (value: Value): Value => {
    if (typeof value !== 'object' || value === null) return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    const copy = emptyOf(into, value);
    if (copy === undefined) return value;
    known.set(value, copy);
    fill(copy, value);
    return copy;
  };
  const fill = (copy: Value, value: Value): void => {
    if (value instanceof ApexObject && copy instanceof ApexObject)
      for (const { name } of value.info.fields) copy[`$${name}`] = copied(value[`$${name}`] ?? null);
    if (value instanceof ApexList && copy instanceof ApexList) copy.items = value.items.map(copied);
    if (value instanceof ApexSet && copy instanceof ApexSet)
      for (const member of value.members.values()) {
        const own = copied(member);
        copy.members.set(keyOf(into, own), own);
      }
    if (value instanceof ApexMap && copy instanceof ApexMap)
      for (const entry of value.entries.values()) {
        const key = copied(entry.key);
        copy.entries.set(keyOf(into, key), { key, value: copied(entry.value) });
      }
    if (value instanceof RecordValue && copy instanceof RecordValue)
      for (const [name, field] of value.fields) copy.fields.set(name, copied(field));
  };
  return copied(object) as ApexObject;
}

/** Undefined for what never changes, or is of no class of the program. */
function emptyOf(into: Transaction, value: Value): Value | undefined {
  if (value instanceof ApexObject) {
    const info = into.classNamed(value.info.name);
    if (!info) throw new Error(`The class ${value.info.name} is no longer there.`);
    return info.allocate();
  }
  if (value instanceof ApexList) return new ApexList(value.of);
  if (value instanceof ApexSet) return new ApexSet(value.of);
  if (value instanceof ApexMap) return new ApexMap(value.key, value.value);
  if (value instanceof RecordValue) return new RecordValue(value.object, new Map(), value.queried);
  return undefined;
}
