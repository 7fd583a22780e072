import type { FieldType, LiteralType, Operator, Query } from '@jetstreamapp/soql-parser-js';
import type { Row, RowValue } from '../org/row.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { compileComparison } from './comparison.ts';
import { conditionTree } from './condition-tree.ts';
import type { ConditionTree } from './condition-tree.ts';
import type { Database, FieldPath } from './field-path.ts';
import { findField, isFilterable, valueOf } from './field-path.ts';
import { literalOperand } from './operand.ts';
import { orderOf } from './order.ts';
import { QueryError } from './query-error.ts';
import { cut } from './select-rows.ts';
import type { QueryRun } from './select-rows.ts';

/** A column of an aggregate query. */
export interface AggregateColumn {
  /** Alias, name of the grouped field, or expr0, expr1 … */
  readonly name: string;
  readonly path: FieldPath | undefined;
  /** COUNT, SUM …; undefined for a grouped field. */
  readonly functionName: string | undefined;
  readonly value: (group: readonly Row[]) => RowValue;
}

export type AggregateRow = Readonly<Record<string, RowValue>>;

/** Whether a query groups or computes. `SELECT COUNT()` does neither. */
export function isAggregate({ fields, groupBy }: Query): boolean {
  return (
    groupBy !== undefined ||
    (fields ?? []).some((field) => field.type === 'FieldFunctionExpression' && field.isAggregateFn === true)
  );
}

/** The columns of an aggregate query. Source: SOQL and SOSL Reference, "Aggregate Functions", "Using Aliases with GROUP BY". */
export function aggregateColumns(query: Query, object: ObjectSchema, database: Database): AggregateColumn[] {
  const grouped = groupPaths(query, object, database).map(keyOf);
  let unnamed = 0;
  return (query.fields ?? []).map((field): AggregateColumn => {
    if (field.type === 'FieldFunctionExpression') {
      const compute = functionOf(field, object, database, query.sObjectAlias);
      return { ...compute, name: field.alias ?? `expr${unnamed++}` };
    }
    const path = groupedField(field, object, database, query.sObjectAlias);
    if (!grouped.includes(keyOf(path))) {
      throw new QueryError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${path.written}`);
    }
    const alias = 'alias' in field ? field.alias : undefined;
    return {
      name: alias ?? path.field,
      path,
      functionName: undefined,
      value: ([first]) => (first === undefined ? null : valueOf(database, first, path)),
    };
  });
}

/** Groups rows and computes; HAVING, ORDER BY and LIMIT are about the groups. */
export function aggregateRows(
  query: Query,
  object: ObjectSchema,
  run: QueryRun,
  rows: readonly Row[],
): readonly AggregateRow[] {
  const { database, binds } = run;
  const columns = aggregateColumns(query, object, database);
  const paths = groupPaths(query, object, database);
  const having = query.having === undefined ? undefined : groupTest(conditionTree(query.having), query, object, run);
  const orders = [query.orderBy ?? []].flat().map((clause) => ({
    value:
      'fn' in clause
        ? functionOf(clause.fn as never, object, database, query.sObjectAlias).value
        : groupValue(clause.field, query, object, database),
    compare: orderOf(clause),
  }));
  // Without GROUP BY all rows are one group, also when there are none.
  const groups =
    paths.length === 0
      ? [rows]
      : [
          ...Map.groupBy(rows, (row) =>
            JSON.stringify(paths.map((path) => folded(valueOf(database, row, path)))),
          ).values(),
        ];
  const kept = having === undefined ? groups : groups.filter(having);
  const sorted = [...kept].sort((left, right) => {
    for (const { value, compare } of orders) {
      const order = compare(value(left), value(right));
      if (order !== 0) return order;
    }
    return 0;
  });
  return cut(query, binds, sorted).map((group) =>
    Object.fromEntries(columns.map(({ name, value }) => [name, value(group)])),
  );
}

function groupPaths(query: Query, object: ObjectSchema, database: Database): FieldPath[] {
  return [query.groupBy ?? []].flat().map((clause) => {
    if (!('field' in clause)) throw new QueryError('MALFORMED_QUERY', 'GROUP BY takes fields only in this org.');
    const path = findField(database, object, clause.field, query.sObjectAlias);
    if (!isFilterable(path)) {
      throw new QueryError('INVALID_FIELD', `field '${path.written}' can not be grouped in a query call`);
    }
    return path;
  });
}

function groupedField(field: FieldType, object: ObjectSchema, database: Database, alias?: string): FieldPath {
  if (field.type === 'Field') return findField(database, object, field.field, alias);
  if (field.type === 'FieldRelationship') {
    return findField(database, object, [...field.relationships, field.field].join('.'), alias);
  }
  throw new QueryError('MALFORMED_QUERY', 'A grouped query selects fields and aggregate functions only.');
}

/** ORDER BY and HAVING name a grouped field. */
function groupValue(name: string, query: Query, object: ObjectSchema, database: Database): AggregateColumn['value'] {
  const path = findField(database, object, name, query.sObjectAlias);
  if (!groupPaths(query, object, database).some((one) => keyOf(one) === keyOf(path))) {
    throw new QueryError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${name}`);
  }
  return ([first]) => (first === undefined ? null : valueOf(database, first, path));
}

/** A comparison of HAVING. */
interface HavingTest {
  readonly fn?: FunctionCall;
  readonly field?: string;
  readonly operator: Operator;
  readonly value: string | string[];
  readonly literalType?: LiteralType | LiteralType[];
}

interface FunctionCall {
  readonly functionName?: string | undefined;
  readonly parameters?: readonly unknown[] | undefined;
}

function functionOf(
  { functionName = '', parameters = [] }: FunctionCall,
  object: ObjectSchema,
  database: Database,
  alias?: string,
): Omit<AggregateColumn, 'name'> {
  const name = functionName.toUpperCase();
  const [parameter] = parameters;
  if (typeof parameter !== 'string') {
    if (name === 'COUNT' && parameters.length === 0)
      return { path: undefined, functionName: name, value: (group) => group.length };
    throw new QueryError('MALFORMED_QUERY', `${functionName} takes one field in this org.`);
  }
  const path = findField(database, object, parameter, alias);
  const compute = computations[name];
  if (compute === undefined) throw new QueryError('MALFORMED_QUERY', `${functionName} is not supported by this org.`);
  const isNumeric = path.kind === 'number';
  if (!isFilterable(path) || ((name === 'SUM' || name === 'AVG') && !isNumeric)) {
    throw new QueryError('INVALID_FIELD', `field ${path.written} does not support aggregate operator ${name}`);
  }
  return {
    path,
    functionName: name,
    value: (group) => compute(group.map((row) => valueOf(database, row, path)).filter((value) => value !== null)),
  };
}

/** Values that are null are left out. Source: SOQL and SOSL Reference, "Aggregate Functions". */
const computations: Readonly<Record<string, (values: readonly RowValue[]) => RowValue>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values) => new Set(values.map(folded)).size,
  SUM: (values) => (values.length === 0 ? null : sum(values)),
  AVG: (values) => (values.length === 0 ? null : sum(values) / values.length),
  MIN: (values) => values.toSorted(orderOf({}))[0] ?? null,
  MAX: (values) => values.toSorted(orderOf({})).at(-1) ?? null,
};

function sum(values: readonly RowValue[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

function folded(value: RowValue): RowValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function keyOf({ steps, field }: FieldPath): string {
  return [...steps.map(({ name }) => name), field].join('.');
}

function groupTest(
  tree: ConditionTree,
  query: Query,
  object: ObjectSchema,
  run: QueryRun,
): (group: readonly Row[]) => boolean {
  const { database } = run;
  switch (tree.kind) {
    case 'not': {
      const inner = groupTest(tree.of, query, object, run);
      return (group) => !inner(group);
    }
    case 'and':
    case 'or': {
      const parts = tree.of.map((part) => groupTest(part, query, object, run));
      return tree.kind === 'and'
        ? (group) => parts.every((test) => test(group))
        : (group) => parts.some((test) => test(group));
    }
    case 'test': {
      const test = tree.test as HavingTest;
      if ('valueQuery' in test || Array.isArray(test.value) || test.literalType === 'APEX_BIND_VARIABLE') {
        throw new QueryError('MALFORMED_QUERY', 'HAVING compares with literals only in this org.');
      }
      const { fn, field = '' } = test;
      const call = fn === undefined ? undefined : functionOf(fn, object, database, query.sObjectAlias);
      const value = call?.value ?? groupValue(field, query, object, database);
      const path = call === undefined ? findField(database, object, field, query.sObjectAlias) : call.path;
      const counts = call?.functionName?.startsWith('COUNT') === true;
      const compared: FieldPath =
        path === undefined || counts
          ? { steps: [], field: '', kind: 'number', object, written: call?.functionName ?? '' }
          : path;
      const type = Array.isArray(test.literalType) ? 'STRING' : (test.literalType ?? 'STRING');
      const fits = compileComparison(compared, test.operator, literalOperand(test.value, type), database);
      return (group) => fits(value(group));
    }
  }
}
