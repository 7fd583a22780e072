import type { ConditionWithValueQuery, Query } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Row, RowValue } from '../org/row.ts';
import { boundOperand, literalOperand } from './operand.ts';
import type { ConditionTree } from './condition-tree.ts';
import type { Comparison, Operand } from './comparison.ts';
import { compileComparison } from './comparison.ts';
import type { Database, FieldPath } from './field-path.ts';
import { findField, isFilterable, valueOf } from './field-path.ts';
import type { BindValue } from './parse.ts';
import { boundNumber } from './parse.ts';
import { QueryError } from './query-error.ts';

export type RowTest = (row: Row) => boolean;

/** What a condition needs from the query around it. */
export interface ConditionScope {
  readonly database: Database;
  readonly object: ObjectSchema;
  readonly alias: string | undefined;
  /** Values of bind variables; undefined while the query is only checked. */
  readonly binds: readonly BindValue[] | undefined;
  /** Runs a query inside IN ( ) and returns the values of its one field. */
  subquery(query: Query): readonly RowValue[];
}

/** Compiles a WHERE clause; every field and literal is checked before the first row is looked at. */
export function compileCondition(tree: ConditionTree, scope: ConditionScope): RowTest {
  switch (tree.kind) {
    case 'not': {
      const inner = compileCondition(tree.of, scope);
      return (row) => !inner(row);
    }
    case 'and': {
      const all = tree.of.map((part) => compileCondition(part, scope));
      return (row) => all.every((test) => test(row));
    }
    case 'or': {
      const any = tree.of.map((part) => compileCondition(part, scope));
      return (row) => any.some((test) => test(row));
    }
    case 'test':
      return compileTest(tree.test, scope);
  }
}

function compileTest(test: ConditionWithValueQuery, scope: ConditionScope): RowTest {
  if (!('field' in test)) {
    throw new QueryError('MALFORMED_QUERY', 'Functions in a WHERE clause are not supported by this org.');
  }
  const { database } = scope;
  const path = findField(database, scope.object, test.field, scope.alias);
  if (!isFilterable(path)) {
    throw new QueryError('INVALID_FIELD', `field '${path.written}' can not be filtered in a query call`);
  }
  if ('valueQuery' in test) {
    if (test.operator !== 'IN' && test.operator !== 'NOT IN') {
      throw new QueryError('MALFORMED_QUERY', `A query can be compared by IN or NOT IN only, not by ${test.operator}.`);
    }
    const values = scope.subquery(test.valueQuery).filter((value) => typeof value === 'string');
    const isIn = memberOf(values, path);
    const wanted = test.operator === 'IN';
    return (row) => isIn(valueOf(database, row, path)) === wanted;
  }
  const isList = test.operator === 'IN' || test.operator === 'NOT IN';
  const operands = operandsOf(test, path, isList, scope);
  if (operands === undefined) return () => false;
  const matches = operands.map((operand) => compileComparison(path, isList ? '=' : test.operator, operand, database));
  const matching = anyOf(matches, operands, path, isList);
  if (test.operator === 'NOT IN') return (row) => !matching(valueOf(database, row, path));
  return (row) => matching(valueOf(database, row, path));
}

/** The values on the right; undefined where they are not known yet or a bind variable holds nothing to be compared with. */
export function operandsOf(
  test: Pick<Extract<ConditionWithValueQuery, { readonly value: unknown }>, 'operator' | 'value' | 'literalType'>,
  path: FieldPath,
  isList: boolean,
  { binds }: ConditionScope,
): readonly Operand[] | undefined {
  const { value, operator, literalType } = test;
  const mismatch = new QueryError(
    'MALFORMED_QUERY',
    `${operator} does not go with the value given for '${path.written}'.`,
  );
  if (literalType === 'APEX_BIND_VARIABLE' && typeof value === 'string') {
    if (binds === undefined) return undefined;
    const bound = binds[Number(value.slice(1))] ?? null;
    if (Array.isArray(bound) !== isList && bound !== null) throw mismatch;
    const bounds = Array.isArray(bound) ? (bound as readonly (string | number | boolean | null)[]) : [bound as string];
    const isOrder = !isList && operator !== '=' && operator !== '!=';
    if (bound === null && (isList || isOrder)) return isList ? [] : undefined;
    return bounds.map((one) => boundOperand(one, path));
  }
  if (isList !== Array.isArray(value)) throw mismatch;
  const types = [literalType ?? 'STRING'].flat();
  return [value].flat().map((literal, index) => {
    const type = types[index] ?? types[0] ?? 'STRING';
    return literalOperand(type === 'DATE_N_LITERAL' ? boundLiteral(literal, binds) : literal, type);
  });
}

/** `LAST_N_DAYS::days`. */
function boundLiteral(literal: string, binds: readonly BindValue[] | undefined): string {
  const [name = '', count = ''] = literal.split(':');
  const bind = boundNumber(Number(count));
  return bind === undefined ? literal : `${name}:${String(binds?.[bind] ?? 1)}`;
}

/** A long list of texts is looked up, not gone through. */
function anyOf(
  matches: readonly Comparison[],
  operands: readonly Operand[],
  path: FieldPath,
  isList: boolean,
): Comparison {
  const [only] = matches;
  if (only !== undefined && matches.length === 1) return only;
  const isText = path.kind === 'id' || path.kind === 'string';
  if (isList && isText && operands.every(({ type, text }) => type === 'STRING' && text !== '')) {
    const member = memberOf(
      operands.map(({ text }) => text),
      path,
    );
    return member;
  }
  return (value) => matches.some((match) => match(value));
}

function memberOf(values: readonly string[], { kind }: FieldPath): Comparison {
  const folded = (value: string): string => (kind === 'id' ? value.slice(0, 15) : value.toLowerCase());
  const members = new Set(values.map(folded));
  return (value) => typeof value === 'string' && members.has(folded(value));
}
