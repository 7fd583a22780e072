import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Row, RowValue } from '../org/row.ts';
import { compileCondition } from './condition.ts';
import { conditionTree } from './condition-tree.ts';
import type { Database, FieldPath } from './field-path.ts';
import { findField, findObject, valueOf } from './field-path.ts';
import { compareBy } from './order.ts';
import { QueryError } from './query-error.ts';

/** What a query selects: rows with the fields asked for, or for COUNT() just their number. */
export interface QueryResult {
  readonly object: ObjectSchema;
  readonly fields: readonly FieldPath[];
  readonly rows: readonly Row[];
  readonly total: number;
}

/**
 * Runs SOQL over a database. Throws {@link QueryError}: MALFORMED_QUERY for what is not SOQL or not supported here,
 * INVALID_TYPE and INVALID_FIELD for names that the schema does not know.
 */
export function runQuery(soql: string, database: Database): QueryResult {
  return evaluate(parse(soql), database);
}

/** Clauses that this org does not evaluate; refused rather than ignored. */
const unsupported: readonly (keyof Query)[] = [
  'groupBy',
  'having',
  'usingScope',
  'withDataCategory',
  'withSecurityEnforced',
  'withAccessLevel',
  'for',
  'update',
];

function parse(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw new QueryError('MALFORMED_QUERY', `${soql}: ${line}`);
  }
}

function evaluate(query: Query, database: Database): QueryResult {
  for (const clause of unsupported) {
    if (query[clause] !== undefined) {
      throw new QueryError('MALFORMED_QUERY', `The clause '${clause}' is not supported by this org.`);
    }
  }
  const object = findObject(database, query.sObject ?? '');
  const alias = query.sObjectAlias;
  const counts = isCount(query.fields);
  const fields = counts ? [] : (query.fields ?? []).map((field) => selected(field, object, database, alias));
  let rows = [...database.rows(object.name)];
  if (query.where !== undefined) {
    const test = compileCondition(conditionTree(query.where), {
      database,
      object,
      alias,
      subquery: (inner) => onlyColumn(evaluate(inner, database), database),
    });
    rows = rows.filter(test);
  }
  rows.sort(compareBy(query.orderBy, database, object, alias));
  const offset = query.offset ?? 0;
  rows = rows.slice(offset, query.limit === undefined ? undefined : offset + query.limit);
  refuseManyWithMetadata(fields, rows.length);
  return { object, fields, rows: counts ? [] : rows, total: rows.length };
}

function isCount(fields: readonly FieldType[] | undefined): boolean {
  const [only, ...rest] = fields ?? [];
  return (
    rest.length === 0 &&
    only?.type === 'FieldFunctionExpression' &&
    only.functionName.toUpperCase() === 'COUNT' &&
    only.parameters.length === 0
  );
}

function selected(field: FieldType, object: ObjectSchema, database: Database, alias?: string): FieldPath {
  if (field.type === 'Field') {
    const prefix = 'objectPrefix' in field ? `${field.objectPrefix}.` : '';
    return findField(database, object, prefix + field.field, alias);
  }
  if (field.type === 'FieldRelationship') {
    return findField(database, object, [...field.relationships, field.field].join('.'), alias);
  }
  throw new QueryError('MALFORMED_QUERY', 'Only fields and COUNT() can be selected in this org.');
}

function onlyColumn({ fields, rows }: QueryResult, database: Database): RowValue[] {
  const [field, ...rest] = fields;
  if (field === undefined || rest.length > 0 || field.kind !== 'id') {
    throw new QueryError('MALFORMED_QUERY', 'A query inside IN ( ) selects exactly one Id field.');
  }
  return rows.map((row) => valueOf(database, row, field));
}

/** Source: Tooling API, "When you use Metadata or FullName in a query, only one record can be returned". */
function refuseManyWithMetadata(fields: readonly FieldPath[], size: number): void {
  if (
    size > 1 &&
    fields.some(({ field, kind }) => field === 'FullName' || (field === 'Metadata' && kind === 'complex'))
  ) {
    throw new QueryError(
      'MALFORMED_QUERY',
      `A query for Metadata or FullName must specify no more than one row for retrieval. Result size: ${size}`,
    );
  }
}
