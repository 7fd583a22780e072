import type { Transaction } from '../transaction/transaction.ts';
import { alike } from '../semantics/equality.ts';
import { keyOf } from '../semantics/key.ts';
import { textOf } from '../semantics/text.ts';
import { ApexSet, type ApexList, type Value } from '../values/value.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { ItemIterator } from './iterator.ts';
import { given } from './list.ts';
import { referencePage } from './page.ts';

/** Adds a member unless it is there. @returns Whether the set has changed */
export function addTo(tx: Transaction, set: ApexSet, item: Value): boolean {
  const key = keyOf(tx, item);
  if (set.members.has(key)) return false;
  set.members.set(key, item);
  return true;
}

function removeFrom(tx: Transaction, set: ApexSet, item: Value): boolean {
  return set.members.delete(keyOf(tx, item));
}

type Several = ApexList | ApexSet;

function itemsOf(tx: Transaction, several: Several | null): Value[] {
  const collection = given(tx, several);
  return collection instanceof ApexSet ? [...collection.members.values()] : [...collection.items];
}

/** The same member for a list and for a set. */
function forBoth(
  signature: (parameter: string) => string,
  run: (tx: Transaction, self: ApexSet, items: Value[]) => Value | undefined,
): Member[] {
  return ['List<T> items', 'Set<T> items'].map((parameter) =>
    member(signature(parameter), (tx, self: ApexSet, items: Several | null) => run(tx, self, itemsOf(tx, items))),
  );
}

/** Does it to each item. @returns Whether any of them changed the set */
function each(items: readonly Value[], change: (item: Value) => boolean): boolean {
  return items.map(change).includes(true);
}

export const set: PlatformType = {
  name: 'Set',
  page: referencePage('apex_methods_system_set'),
  ancestors: ['Iterable'],
  members: [
    member('new()', () => undefined),
    ...forBoth(
      (parameter) => `new(${parameter})`,
      (tx, self, items) => {
        for (const item of items) addTo(tx, self, item);
        return undefined;
      },
    ),
    member('Boolean add(T item)', (tx, self: ApexSet, item: Value) => addTo(tx, self, item)),
    ...forBoth(
      (parameter) => `Boolean addAll(${parameter})`,
      (tx, self, items) => each(items, (item) => addTo(tx, self, item)),
    ),
    member('void clear()', (_tx, self: ApexSet) => self.members.clear()),
    member('Set<T> clone()', (_tx, self: ApexSet) => copyOf(self)),
    member('Boolean contains(T item)', (tx, self: ApexSet, item: Value) => self.members.has(keyOf(tx, item))),
    ...forBoth(
      (parameter) => `Boolean containsAll(${parameter})`,
      (tx, self, items) => items.every((item) => self.members.has(keyOf(tx, item))),
    ),
    member('Boolean equals(Object other)', (tx, self: ApexSet, other: Value) => alike(tx, self, other)),
    member('Boolean isEmpty()', (_tx, self: ApexSet) => self.members.size === 0),
    member('Iterator<T> iterator()', (_tx, self: ApexSet) => new ItemIterator([...self.members.values()])),
    member('Boolean remove(T item)', (tx, self: ApexSet, item: Value) => removeFrom(tx, self, item)),
    ...forBoth(
      (parameter) => `Boolean removeAll(${parameter})`,
      (tx, self, items) => each(items, (item) => removeFrom(tx, self, item)),
    ),
    ...forBoth(
      (parameter) => `Boolean retainAll(${parameter})`,
      (tx, self, items) => {
        const kept = new Set(items.map((item) => keyOf(tx, item)));
        return each([...self.members.keys()] as Value[], (key) => !kept.has(key) && self.members.delete(key));
      },
    ),
    member('Integer size()', (_tx, self: ApexSet) => self.members.size),
    member('String toString()', (tx, self: ApexSet) => textOf(tx, self)),
  ],
};

function copyOf(set: ApexSet): ApexSet {
  const copy = new ApexSet(set.of);
  for (const [key, item] of set.members) copy.members.set(key, item);
  return copy;
}
