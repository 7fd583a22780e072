import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { sameId } from '../org/record-id.ts';
import type { Table } from '../org/table.ts';
import { keyOf } from '../schema/relationships.ts';
import { QueryError } from './query-error.ts';

/** What a query can reach: the objects of one API and their rows. */
export interface Database {
  readonly schema: Readonly<Record<string, ObjectSchema>>;
  rows(object: string): readonly Row[];
  /** The same rows by Id and value; undefined where they are only listed. */
  table?(object: string): Table | undefined;
  readonly now: Date;
  /** IANA name of the running user's time zone; UTC without one. */
  readonly timeZone?: string;
  /** Is told every field that a query names. */
  seen?(object: string, field: string): void;
}

/** A step over a relationship: `PermissionSet` through `PermissionSetId`. */
interface Step {
  readonly name: string;
  readonly key: string;
  readonly object: string;
}

/** A field as named in a query, found in the schema and spelt as there. */
export interface FieldPath {
  readonly steps: readonly Step[];
  readonly field: string;
  readonly kind: FieldKind;
  /** Object that the field is of. */
  readonly object: ObjectSchema;
  /** The name as people wrote it, for messages. */
  readonly written: string;
}

/** Finds an object without regard to case, as SOQL does. Throws INVALID_TYPE. */
export function findObject(database: Database, name: string): ObjectSchema {
  const canonical = findKey(database.schema, name);
  const object = canonical === undefined ? undefined : database.schema[canonical];
  if (object === undefined) {
    throw new QueryError(
      'INVALID_TYPE',
      `sObject type '${name}' is not supported. If it is a custom object, its name ends in '__c'.`,
    );
  }
  return object;
}

/** Finds `Field` or `Parent.Field` (up to five parents) from an object. Throws INVALID_FIELD. */
export function findField(database: Database, object: ObjectSchema, written: string, alias?: string): FieldPath {
  const names = written.split('.');
  const first = names[0] ?? '';
  if (names.length > 1 && (same(first, alias) || same(first, object.name))) names.shift();
  const last = names.pop() ?? '';
  if (names.length > 5) throw new QueryError('INVALID_FIELD', `'${written}' follows more than five relationships.`);
  const steps: Step[] = [];
  let current = object;
  for (const name of names) {
    const relationship = findKey(current.parents, name);
    const target = relationship === undefined ? undefined : current.parents[relationship];
    const next = target === undefined ? undefined : database.schema[target];
    if (relationship === undefined || next === undefined) {
      throw new QueryError('INVALID_FIELD', `Didn't understand relationship '${name}' in field path '${written}'.`);
    }
    const key = keyOf(current, relationship);
    database.seen?.(current.name, key);
    steps.push({ name: relationship, key, object: next.name });
    current = next;
  }
  const field = findKey(current.fields, last);
  if (field === undefined) {
    throw new QueryError('INVALID_FIELD', `No such column '${last}' on entity '${current.name}'.`);
  }
  database.seen?.(current.name, field);
  return { steps, field, kind: current.fields[field] ?? 'complex', object: current, written };
}

/** Long texts and what is no single value can be selected only. Source: SOQL and SOSL Reference, "WHERE", unsupported fields. */
export function isFilterable({ kind, object, field }: FieldPath): boolean {
  const type = object.details?.[field]?.type;
  return kind !== 'base64' && kind !== 'complex' && kind !== 'any' && type !== 'LongTextArea' && type !== 'Html';
}

/** The row that a path's relationships lead to, or undefined where a key is empty. */
export function followSteps(database: Database, row: Row, steps: readonly Step[]): Row | undefined {
  let current: Row | undefined = row;
  for (const { key, object } of steps) {
    const id: RowValue | undefined = current?.[key];
    current = typeof id === 'string' ? rowOf(database, object, id) : undefined;
  }
  return current;
}

/** The row of an Id. */
export function rowOf(database: Database, object: string, id: string): Row | undefined {
  const table = database.table?.(object);
  return table === undefined ? database.rows(object).find((row) => sameId(idOf(row), id)) : table.find(id);
}

/** The value of a field, null where the row or a parent has none. */
export function valueOf(database: Database, row: Row, path: FieldPath): RowValue {
  return followSteps(database, row, path.steps)?.[path.field] ?? (path.kind === 'boolean' ? false : null);
}

/** Finds a name without regard to case. */
export function findKey(map: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (Object.hasOwn(map, name)) return name;
  return Object.keys(map).find((key) => same(key, name));
}

function same(left: string, right: string | undefined): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}
