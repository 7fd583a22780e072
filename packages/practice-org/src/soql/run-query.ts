import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Row } from '../org/row.ts';
import type { Database, FieldPath } from './field-path.ts';
import { findField, findObject } from './field-path.ts';
import { parseSoql } from './parse.ts';
import { QueryError } from './query-error.ts';
import type { QueryRun } from './select-rows.ts';
import { filteredRows, orderedRows } from './select-rows.ts';

/** What a query selects: rows with the fields asked for, or for COUNT() just their number. */
export interface QueryResult {
  readonly object: ObjectSchema;
  readonly fields: readonly FieldPath[];
  readonly rows: readonly Row[];
  readonly total: number;
}

/**
 * Runs SOQL over a database as the REST API does. Throws {@link QueryError}: MALFORMED_QUERY for what is not SOQL or not
 * supported here, INVALID_TYPE and INVALID_FIELD for names that the schema does not know.
 */
export function runQuery(soql: string, database: Database): QueryResult {
  const { query, binds } = parseSoql(soql);
  if (binds > 0) throw new QueryError('MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
  refuse(query, [...notEvaluated, 'groupBy', 'having', 'withSecurityEnforced', 'withAccessLevel', 'for']);
  const object = findObject(database, query.sObject ?? '');
  const counts = isCount(query.fields);
  const fields = counts
    ? []
    : (query.fields ?? []).map((field) => selectedField(field, object, database, query.sObjectAlias));
  const run: QueryRun = { database, binds: [] };
  const rows = orderedRows(query, object, run, filteredRows(query, object, run));
  refuseManyWithMetadata(fields, rows.length);
  return { object, fields, rows: counts ? [] : rows, total: rows.length };
}

/** Clauses that this org does not evaluate; refused rather than ignored. */
export const notEvaluated: readonly (keyof Query)[] = ['usingScope', 'withDataCategory', 'update'];

/** Refuses a query that has one of the clauses. */
export function refuse(query: Query, clauses: readonly (keyof Query)[]): void {
  for (const clause of clauses) {
    if (query[clause] === undefined) continue;
    throw new QueryError('MALFORMED_QUERY', `The clause '${clause}' is not supported by this org.`);
  }
}

/** Whether a query is `SELECT COUNT()`. */
export function isCount(fields: readonly FieldType[] | undefined): boolean {
  const [only, ...rest] = fields ?? [];
  return (
    rest.length === 0 &&
    only?.type === 'FieldFunctionExpression' &&
    only.functionName.toUpperCase() === 'COUNT' &&
    only.parameters.length === 0
  );
}

/** A plain field of SELECT. */
export function selectedField(
  field: FieldType,
  object: ObjectSchema,
  database: Database,
  alias: string | undefined,
): FieldPath {
  if (field.type === 'Field') {
    const prefix = 'objectPrefix' in field ? `${field.objectPrefix}.` : '';
    return findField(database, object, prefix + field.field, alias);
  }
  if (field.type === 'FieldRelationship') {
    const prefix = 'objectPrefix' in field ? [field.objectPrefix] : [];
    return findField(database, object, [...prefix, ...field.relationships, field.field].join('.'), alias);
  }
  throw new QueryError('MALFORMED_QUERY', 'Only fields and COUNT() can be selected in this org.');
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
