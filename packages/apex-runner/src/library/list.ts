import type { Transaction } from '../transaction/transaction.ts';
import { alike, alikeInside } from '../semantics/equality.ts';
import { compare } from '../semantics/order.ts';
import { textOf } from '../semantics/text.ts';
import { ApexList, type ApexSet, type Value } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { ItemIterator } from './iterator.ts';
import { referencePage } from './page.ts';

/** The item at an index. @throws System.ListException `List index out of bounds: 5` */
function checkedIndex(tx: Transaction, list: ApexList, index: number, end = list.items.length): number {
  return index >= 0 && index < end ? index : tx.throw('ListException', `List index out of bounds: ${index}`);
}

export const list: PlatformType = {
  name: 'List',
  page: referencePage('apex_methods_system_list'),
  ancestors: ['Iterable'],
  members: [
    member('new()', () => undefined),
    strict('new(Integer size)', (tx, self: ApexList, size: number) => {
      if (size < 0) tx.throw('ListException', `List index out of bounds: ${size}`);
      self.items = Array.from<Value>({ length: size }).fill(null);
    }),
    member('new(List<T> items)', (tx, self: ApexList, items: ApexList | null) => {
      self.items = [...given(tx, items).items];
    }),
    member('new(Set<T> items)', (tx, self: ApexList, items: ApexSet | null) => {
      self.items = [...given(tx, items).members.values()];
    }),
    member('void add(T item)', (_tx, self: ApexList, item: Value) => {
      self.items.push(item);
    }),
    member('void add(Integer index, T item)', (tx, self: ApexList, index: number, item: Value) => {
      self.items.splice(checkedIndex(tx, self, index, self.items.length + 1), 0, item);
    }),
    member('void addAll(List<T> items)', (tx, self: ApexList, items: ApexList | null) => {
      for (const item of [...given(tx, items).items]) self.items.push(item);
    }),
    member('void addAll(Set<T> items)', (tx, self: ApexList, items: ApexSet | null) => {
      for (const item of given(tx, items).members.values()) self.items.push(item);
    }),
    member('void clear()', (_tx, self: ApexList) => {
      self.items = [];
    }),
    member('List<T> clone()', (_tx, self: ApexList) => new ApexList(self.of, [...self.items])),
    member('Boolean contains(T item)', (tx, self: ApexList, item: Value) => indexOf(tx, self, item) >= 0),
    member('Boolean equals(Object other)', (tx, self: ApexList, other: Value) => alike(tx, self, other)),
    member('T get(Integer index)', (tx, self: ApexList, index: number) => self.items[checkedIndex(tx, self, index)]!),
    member('Integer indexOf(T item)', (tx, self: ApexList, item: Value) => indexOf(tx, self, item)),
    member('Boolean isEmpty()', (_tx, self: ApexList) => self.items.length === 0),
    member('Iterator<T> iterator()', (_tx, self: ApexList) => new ItemIterator(self.items)),
    member(
      'T remove(Integer index)',
      (tx, self: ApexList, index: number) => self.items.splice(checkedIndex(tx, self, index), 1)[0]!,
    ),
    member('void set(Integer index, T item)', (tx, self: ApexList, index: number, item: Value) => {
      self.items[checkedIndex(tx, self, index)] = item;
    }),
    member('Integer size()', (_tx, self: ApexList) => self.items.length),
    member('void sort()', (tx, self: ApexList) => {
      self.items.sort((left, right) => compare(tx, left, right));
    }),
    strict('void sort(Comparator<T> comparator)', (tx, self: ApexList, comparator: Value) => {
      self.items.sort((left, right) => Number(tx.call(comparator, 'compare', left, right)));
    }),
    member('String toString()', (tx, self: ApexList) => textOf(tx, self)),
  ],
};

function indexOf(tx: Transaction, self: ApexList, item: Value): number {
  return self.items.findIndex((other) => alikeInside(tx, other, item));
}

/** A collection that was handed over. @throws System.NullPointerException for null, as the platform does (unverified: the wording) */
export function given<Collection>(tx: Transaction, collection: Collection | null): Collection {
  return collection ?? tx.throw('NullPointerException', 'Argument 1 cannot be null');
}

export const comparable: PlatformType = {
  name: 'Comparable',
  page: referencePage('apex_comparable'),
  interface: ['Integer compareTo(Object other)'],
  members: [],
};

export const comparator: PlatformType = {
  name: 'Comparator',
  page: referencePage('apex_interface_System_Comparator'),
  interface: ['Integer compare(T left, T right)'],
  members: [],
};
