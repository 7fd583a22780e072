import type { Query } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Row, RowValue } from '../org/row.ts';
import type { ConditionScope } from './condition.ts';
import { compileCondition, operandsOf } from './condition.ts';
import type { ConditionTree } from './condition-tree.ts';
import { conditionTree } from './condition-tree.ts';
import type { Database, FieldPath } from './field-path.ts';
import { findField, findObject, valueOf } from './field-path.ts';
import { compareBy } from './order.ts';
import type { BindValue } from './parse.ts';
import { boundNumber } from './parse.ts';
import { QueryError } from './query-error.ts';

/** What a query runs with. */
export interface QueryRun {
  readonly database: Database;
  /** Undefined while the query is only checked; then no row is looked at. */
  readonly binds: readonly BindValue[] | undefined;
  /** ALL ROWS. */
  readonly allRows?: boolean;
}

/** The rows that WHERE keeps, not in order yet. Names and literals are checked. */
export function filteredRows(query: Query, object: ObjectSchema, run: QueryRun, from?: readonly Row[]): readonly Row[] {
  const { database, binds } = run;
  const scope: ConditionScope = {
    database,
    object,
    alias: query.sObjectAlias,
    binds,
    subquery: (inner) => onlyColumn(inner, run),
  };
  const tree = query.where === undefined ? undefined : conditionTree(query.where);
  const test = tree === undefined ? undefined : compileCondition(tree, scope);
  if (binds === undefined) return [];
  const rows = from ?? (tree === undefined ? undefined : candidates(tree, scope)) ?? allOf(object, run);
  return test === undefined ? rows : rows.filter(test);
}

/** Rows in order, cut by OFFSET and LIMIT. */
export function orderedRows(query: Query, object: ObjectSchema, run: QueryRun, rows: readonly Row[]): readonly Row[] {
  const order = compareBy(query.orderBy, run.database, object, query.sObjectAlias);
  const sorted = query.orderBy === undefined ? rows : [...rows].sort(order);
  return cut(query, run.binds, sorted);
}

/** LIMIT and OFFSET, which bind variables may bring. */
export function cut<Item>(
  { limit, offset }: Query,
  binds: readonly BindValue[] | undefined,
  items: readonly Item[],
): readonly Item[] {
  const start = bounded(offset, binds) ?? 0;
  const most = bounded(limit, binds);
  return start === 0 && most === undefined ? items : items.slice(start, most === undefined ? undefined : start + most);
}

function bounded(number: number | undefined, binds: readonly BindValue[] | undefined): number | undefined {
  const bind = number === undefined ? undefined : boundNumber(number);
  if (bind === undefined) return number;
  const value = binds?.[bind] ?? null;
  if (binds !== undefined && (typeof value !== 'number' || value < 0)) {
    throw new QueryError('MALFORMED_QUERY', 'LIMIT and OFFSET take numbers from 0 on.');
  }
  return typeof value === 'number' ? value : undefined;
}

function allOf(object: ObjectSchema, { database, allRows }: QueryRun): readonly Row[] {
  const rows = database.rows(object.name);
  const deleted = allRows === true ? database.table?.(object.name)?.deleted : undefined;
  return deleted === undefined ? rows : [...rows, ...deleted];
}

/** Where AND asks for Ids or keys, only their records are looked at. */
function candidates(tree: ConditionTree, scope: ConditionScope): readonly Row[] | undefined {
  const { database, object, alias } = scope;
  const table = database.table?.(object.name);
  if (table === undefined) return undefined;
  for (const part of tree.kind === 'and' ? tree.of : [tree]) {
    if (part.kind !== 'test' || !('field' in part.test) || 'valueQuery' in part.test) continue;
    const { operator } = part.test;
    if (operator !== '=' && operator !== 'IN') continue;
    const path = findField(database, object, part.test.field, alias);
    const isKey = path.field === 'Id' || object.externalIds?.includes(path.field) === true;
    if (!isKey || path.steps.length > 0) continue;
    const operands = operandsOf(part.test, path, operator === 'IN', scope) ?? [];
    if (!operands.every(({ type, text }) => type === 'STRING' && text !== '')) continue;
    const found = operands.flatMap(({ text }): readonly Row[] => {
      const row = path.field === 'Id' ? table.find(text) : undefined;
      return path.field === 'Id' ? (row === undefined ? [] : [row]) : table.where(path.field, text);
    });
    return [...new Set(found)];
  }
  return undefined;
}

/** Source: SOQL and SOSL Reference, "Comparison Operators", semi-joins: one Id or reference field. */
function onlyColumn(inner: Query, run: QueryRun): readonly RowValue[] {
  const object = findObject(run.database, inner.sObject ?? '');
  const [field, ...rest] = inner.fields ?? [];
  const path: FieldPath | undefined =
    field?.type === 'Field'
      ? findField(run.database, object, field.field, inner.sObjectAlias)
      : field?.type === 'FieldRelationship'
        ? findField(run.database, object, [...field.relationships, field.field].join('.'), inner.sObjectAlias)
        : undefined;
  if (path === undefined || rest.length > 0 || path.kind !== 'id') {
    throw new QueryError('MALFORMED_QUERY', 'A query inside IN ( ) selects exactly one Id field.');
  }
  const rows = orderedRows(inner, object, run, filteredRows(inner, object, run));
  return rows.map((row) => valueOf(run.database, row, path));
}
