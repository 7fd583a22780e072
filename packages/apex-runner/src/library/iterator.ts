import { PlatformObject } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** Goes through the items that a list or set had when it was asked for. */
export class ItemIterator extends PlatformObject {
  readonly typeName = 'Iterator';
  readonly #items: Iterator<Value>;
  #next: IteratorResult<Value>;

  constructor(items: Iterable<Value>) {
    super();
    this.#items = items[Symbol.iterator]();
    this.#next = this.#items.next();
  }

  get hasNext(): boolean {
    return this.#next.done !== true;
  }

  next(): Value {
    const { value } = this.#next as IteratorYieldResult<Value>;
    this.#next = this.#items.next();
    return value;
  }
}

export const iterator: PlatformType = {
  name: 'Iterator',
  page: referencePage('apex_interface_System_Iterator'),
  members: [
    member('Boolean hasNext()', (_tx, self: ItemIterator) => self.hasNext),
    member('T next()', (tx, self: ItemIterator) =>
      self.hasNext ? self.next() : tx.throw('NoSuchElementException', 'Iterator has no more elements'),
    ),
  ],
};

export const iterable: PlatformType = {
  name: 'Iterable',
  page: referencePage('apex_interface_System_Iterable'),
  members: [],
};
