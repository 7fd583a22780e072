import { idOf } from './row.ts';
import type { Row, RowValue } from './row.ts';

/** The records of one object, by Id and, for fields that are asked for, by value. */
export class Table {
  readonly #kept = new Map<string, Row>();
  readonly #deleted = new Map<string, Row>();
  readonly #indexes = new Map<string, Index>();
  #list: readonly Row[] | undefined;
  #numbered = 0;

  constructor(rows: Iterable<Row> = [], deleted: Iterable<Row> = []) {
    for (const row of rows) this.#kept.set(this.#key(row), row);
    for (const row of deleted) this.#deleted.set(this.#key(row), row);
  }

  /** In the order in which they came in; without those that were deleted. */
  get rows(): readonly Row[] {
    this.#list ??= [...this.#kept.values()];
    return this.#list;
  }

  /** What lies in the recycle bin. */
  get deleted(): readonly Row[] {
    return [...this.#deleted.values()];
  }

  get size(): number {
    return this.#kept.size;
  }

  find(id: string): Row | undefined {
    return this.#kept.get(id.slice(0, 15));
  }

  findDeleted(id: string): Row | undefined {
    return this.#deleted.get(id.slice(0, 15));
  }

  /** Rows whose field has the value; texts without regard to case, Ids by their first 15 characters. */
  where(field: string, value: RowValue, isId = false): readonly Row[] {
    let index = this.#indexes.get(field);
    if (index === undefined) {
      index = { isId, rows: new Map() };
      for (const row of this.rows) add(index, field, row);
      this.#indexes.set(field, index);
    }
    return [...(index.rows.get(folded(value, isId)) ?? [])];
  }

  /** Adds a row, or replaces the one of its Id. */
  put(row: Row): void {
    const key = this.#key(row);
    this.#changed(this.#kept.get(key), row);
    this.#kept.set(key, row);
  }

  /** Moves a row into the recycle bin. */
  remove(row: Row): void {
    const key = this.#key(row);
    this.#changed(this.#kept.get(key), undefined);
    this.#kept.delete(key);
    this.#deleted.set(key, { ...row, IsDeleted: true });
  }

  /** Takes a row out of the recycle bin. */
  restore(row: Row): void {
    this.#deleted.delete(this.#key(row));
    this.put({ ...row, IsDeleted: false });
  }

  copy(): Table {
    return new Table(this.#kept.values(), this.#deleted.values());
  }

  #key(row: Row): string {
    const id = idOf(row).slice(0, 15);
    // Rows of the seed may have no Id; they are kept all the same.
    return id === '' ? `#${(this.#numbered += 1)}` : id;
  }

  #changed(before: Row | undefined, after: Row | undefined): void {
    this.#list = undefined;
    for (const [field, index] of this.#indexes) {
      if (before !== undefined) index.rows.get(folded(before[field] ?? null, index.isId))?.delete(before);
      if (after !== undefined) add(index, field, after);
    }
  }
}

/** Value of a field → the rows that have it. */
interface Index {
  readonly isId: boolean;
  readonly rows: Map<unknown, Set<Row>>;
}

function add({ isId, rows }: Index, field: string, row: Row): void {
  const value = folded(row[field] ?? null, isId);
  const same = rows.get(value);
  if (same === undefined) rows.set(value, new Set([row]));
  else same.add(row);
}

function folded(value: RowValue, isId: boolean): unknown {
  if (typeof value !== 'string') return value;
  return isId ? value.slice(0, 15) : value.toLowerCase();
}
