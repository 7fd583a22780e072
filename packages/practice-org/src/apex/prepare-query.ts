import { OrgRefusal } from '@cert-health/apex-runner';
import type { FieldDescription, OrgRecord, PreparedQuery } from '@cert-health/apex-runner';
import type { FieldSubquery, FieldType, Query } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { aggregateColumns, aggregateRows, isAggregate } from '../soql/aggregate.ts';
import type { Database, FieldPath } from '../soql/field-path.ts';
import { findField, findKey, findObject } from '../soql/field-path.ts';
import type { ParsedQuery } from '../soql/parse.ts';
import { parseSoql } from '../soql/parse.ts';
import { QueryError } from '../soql/query-error.ts';
import { isCount, notEvaluated, refuse, selectedField } from '../soql/run-query.ts';
import type { QueryRun } from '../soql/select-rows.ts';
import { filteredRows, orderedRows } from '../soql/select-rows.ts';
import { apexSchema, childRelationships } from './apex-schema.ts';
import { toOrgRecords } from './query-records.ts';
import type { ChildLists } from './query-records.ts';

type Apex = PreparedQuery['run'];
type Result = ReturnType<Apex>;

/** What a query of Apex reads from. */
export interface QuerySource {
  readonly objects: Readonly<Record<string, ObjectSchema>>;
  /** What there is now, for who runs; with `asUser` only what that user is shown. */
  database(by: string | undefined, asUser: boolean): Database;
  /** Refuses a user who may not read an object or a field. @throws {OrgRefusal} */
  requireRead(user: string, seen: ReadonlyMap<string, ReadonlySet<string>>): void;
}

/**
 * Reads a query of Apex once. Names, clauses and literals are checked; `run` goes over the records.
 *
 * @throws {OrgRefusal} QueryException
 */
export function prepareQuery(soql: string, source: QuerySource): PreparedQuery {
  return refused(() => {
    const parsed = parseSoql(soql);
    const { query } = parsed;
    refuse(query, notEvaluated);
    const seen = new Map<string, Set<string>>();
    const note = (object: string, field: string): void => {
      seen.set(object, (seen.get(object) ?? new Set()).add(field));
    };
    const check: Database = { schema: source.objects, rows: () => [], now: new Date(0), seen: note };
    const object = findObject(check, query.sObject ?? '');
    seen.set(object.name, seen.get(object.name) ?? new Set());
    evaluate(parsed, { database: check, binds: undefined });
    const access = accessOf(query);
    const kind = isCount(query.fields) ? 'count' : isAggregate(query) ? 'aggregates' : 'records';
    return {
      object: object.name,
      kind,
      binds: parsed.binds,
      ...(kind === 'aggregates' ? { columns: columnTypes(query, object, check) } : {}),
      ...(access === undefined ? {} : { access }),
      run: (binds, { user, by = user }) =>
        refused(() => {
          if (user !== undefined) source.requireRead(user, seen);
          return evaluate(parsed, {
            database: source.database(by, user !== undefined),
            binds,
            allRows: parsed.allRows,
          });
        }),
    };
  });
}

function evaluate({ query }: ParsedQuery, run: QueryRun): Result {
  const { database } = run;
  const object = findObject(database, query.sObject ?? '');
  if (isCount(query.fields)) {
    const { length } = orderedRows(query, object, run, filteredRows(query, object, run));
    return { count: length, records: [] };
  }
  if (isAggregate(query)) {
    const rows = aggregateRows(query, object, run, filteredRows(query, object, run));
    const records = rows.map((row): OrgRecord => ({
      object: 'AggregateResult',
      fields: row as OrgRecord['fields'],
    }));
    return { count: records.length, records };
  }
  const records = select(query, object, run);
  return { count: records.length, records };
}

function select(query: Query, object: ObjectSchema, run: QueryRun): OrgRecord[] {
  const { database } = run;
  const fields = (query.fields ?? []).flatMap((field) => fieldsOf(field, object, query, database));
  const rows = orderedRows(query, object, run, filteredRows(query, object, run));
  const children: ChildLists = new Map(
    (query.fields ?? [])
      .filter((field) => field.type === 'FieldSubquery')
      .map((field) => childList(field, object, run)),
  );
  return toOrgRecords(object, fields, rows, database, children);
}

function fieldsOf(field: FieldType, object: ObjectSchema, query: Query, database: Database): FieldPath[] {
  if (field.type === 'FieldSubquery') return [];
  if (field.type !== 'FieldFunctionExpression') return [selectedField(field, object, database, query.sObjectAlias)];
  if (field.functionName.toUpperCase() !== 'FIELDS') {
    throw new QueryError('MALFORMED_QUERY', `The function ${field.functionName} cannot be selected in this org.`);
  }
  // Source: SOQL and SOSL Reference, "FIELDS()": Apex takes FIELDS(STANDARD) only, whose number of fields is known.
  const [group] = field.parameters;
  if (typeof group !== 'string' || group.toUpperCase() !== 'STANDARD') {
    throw new QueryError(
      'MALFORMED_QUERY',
      'The SOQL FIELDS function is not supported with an unbounded set of fields in this API',
    );
  }
  return Object.keys(object.fields)
    .filter((name) => !name.endsWith('__c') && object.fields[name] !== 'complex')
    .map((name) => findField(database, object, name));
}

/** Source: SOQL and SOSL Reference, "Relationship Queries", parent-to-child: by the name of the relationship. */
function childList(
  { subquery }: FieldSubquery,
  object: ObjectSchema,
  run: QueryRun,
): readonly [string, (parent: string) => OrgRecord[]] {
  const { database, binds } = run;
  const relationships = childRelationships(database.schema).get(object.name) ?? new Map<string, never>();
  const name = findKey(Object.fromEntries(relationships), subquery.relationshipName);
  const child = name === undefined ? undefined : relationships.get(name);
  const childObject = child === undefined ? undefined : database.schema[child.object];
  if (name === undefined || child === undefined || childObject === undefined) {
    throw new QueryError(
      'INVALID_TYPE',
      `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  database.seen?.(childObject.name, child.field);
  const query: Query = { ...subquery, sObject: childObject.name };
  // Checks the names also where there is no parent yet.
  select(query, childObject, { ...run, binds: undefined });
  return [
    name,
    (parent) => {
      if (binds === undefined) return [];
      const own = database.table?.(childObject.name)?.where(child.field, parent) ?? [];
      const rows = filteredRows(query, childObject, run, own);
      const fields = (query.fields ?? []).flatMap((field) => fieldsOf(field, childObject, query, database));
      return toOrgRecords(childObject, fields, orderedRows(query, childObject, run, rows), database, new Map());
    },
  ];
}

function accessOf({ withAccessLevel, withSecurityEnforced }: Query): 'user' | 'system' | undefined {
  if (withSecurityEnforced === true) return 'user';
  if (withAccessLevel === undefined) return undefined;
  return withAccessLevel === 'USER_MODE' ? 'user' : 'system';
}

/** unverified: that the sum of a number is a Decimal and its average a Double */
function columnTypes(
  query: Query,
  object: ObjectSchema,
  database: Database,
): ReadonlyMap<string, FieldDescription['apexType']> {
  const schema = apexSchema(database.schema);
  return new Map(
    aggregateColumns(query, object, database).map(({ name, path, functionName }) => {
      if (functionName === 'AVG') return [name, 'Double'];
      if (path === undefined || functionName?.startsWith('COUNT') === true) return [name, 'Integer'];
      return [name, schema.object(path.object.name)?.fields.get(path.field)?.apexType ?? 'String'];
    }),
  );
}

/** What the query layer refuses is a QueryException in Apex. */
function refused<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof QueryError) throw new OrgRefusal('QueryException', error.errorCode, error.message);
    throw error;
  }
}
