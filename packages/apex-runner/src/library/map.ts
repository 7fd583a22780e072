import type { Transaction } from '../transaction/transaction.ts';
import { alike } from '../semantics/equality.ts';
import { keyOf } from '../semantics/key.ts';
import { textOf } from '../semantics/text.ts';
import { ApexList, ApexMap, ApexSet, RecordValue, type Value } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';
import { given } from './list.ts';
import { referencePage } from './page.ts';
import { addTo } from './set.ts';

/** Puts a value under a key. @returns The value that was there, or null */
export function putInto(tx: Transaction, map: ApexMap, key: Value, value: Value): Value {
  const found = keyOf(tx, key);
  const entry = map.entries.get(found);
  if (!entry) {
    map.entries.set(found, { key, value });
    return null;
  }
  const before = entry.value;
  entry.value = value;
  return before;
}

function putAll(tx: Transaction, self: ApexMap, other: ApexMap | null): void {
  for (const { key, value } of [...given(tx, other).entries.values()]) putInto(tx, self, key, value);
}

/** Records by Id. @throws System.ListException for a record without one, or an Id that comes twice (unverified: the wordings) */
function putRecords(tx: Transaction, self: ApexMap, records: ApexList | null): void {
  const seen = new Set<Value>();
  for (const [row, record] of given(tx, records).items.entries()) {
    const id = record instanceof RecordValue ? (record.fields.get('Id') ?? null) : null;
    if (id === null) tx.throw('ListException', `Row with null Id at index: ${row}`);
    if (seen.has(id)) tx.throw('ListException', `Row with duplicate Id at index: ${row}`);
    seen.add(id);
    putInto(tx, self, id, record);
  }
}

export const map: PlatformType = {
  name: 'Map',
  page: referencePage('apex_methods_system_map'),
  members: [
    member('new()', () => undefined),
    member('new(Map<K, V> entries)', putAll),
    member('new(List<SObject> records)', putRecords),
    member('void clear()', (_tx, self: ApexMap) => self.entries.clear()),
    member('Map<K, V> clone()', (tx, self: ApexMap) => {
      const copy = new ApexMap(self.key, self.value);
      putAll(tx, copy, self);
      return copy;
    }),
    member('Boolean containsKey(K key)', (tx, self: ApexMap, key: Value) => self.entries.has(keyOf(tx, key))),
    member('Boolean equals(Object other)', (tx, self: ApexMap, other: Value) => alike(tx, self, other)),
    member('V get(K key)', (tx, self: ApexMap, key: Value) => self.entries.get(keyOf(tx, key))?.value ?? null),
    member('Boolean isEmpty()', (_tx, self: ApexMap) => self.entries.size === 0),
    member('Set<K> keySet()', (tx, self: ApexMap) => {
      const keys = new ApexSet(self.key);
      for (const { key } of self.entries.values()) addTo(tx, keys, key);
      return keys;
    }),
    member('V put(K key, V value)', putInto),
    member('void putAll(Map<K, V> entries)', putAll),
    member('void putAll(List<SObject> records)', putRecords),
    member('V remove(K key)', (tx, self: ApexMap, key: Value) => {
      const found = keyOf(tx, key);
      const value = self.entries.get(found)?.value ?? null;
      self.entries.delete(found);
      return value;
    }),
    member('Integer size()', (_tx, self: ApexMap) => self.entries.size),
    member('String toString()', (tx, self: ApexMap) => textOf(tx, self)),
    member(
      'List<V> values()',
      (_tx, self: ApexMap) =>
        new ApexList(
          self.value,
          [...self.entries.values()].map((entry) => entry.value),
        ),
    ),
  ],
};
