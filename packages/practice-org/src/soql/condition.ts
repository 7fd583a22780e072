import type { ConditionWithValueQuery, LiteralType, Operator, Query } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Row, RowValue } from '../org/row.ts';
import { sameId } from '../org/record-id.ts';
import type { ConditionTree } from './condition-tree.ts';
import type { Database, FieldPath } from './field-path.ts';
import { findField, valueOf } from './field-path.ts';
import { dateLiteralRange, dateRange } from './date-range.ts';
import { QueryError } from './query-error.ts';

export type RowTest = (row: Row) => boolean;

/** What a condition needs from the query around it. */
export interface ConditionScope {
  readonly database: Database;
  readonly object: ObjectSchema;
  readonly alias: string | undefined;
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
  if (path.kind === 'base64' || path.kind === 'complex') {
    throw new QueryError('INVALID_FIELD', `field '${path.written}' can not be filtered in a query call`);
  }
  if ('valueQuery' in test) {
    const values = scope.subquery(test.valueQuery).filter((value) => typeof value === 'string');
    const isIn = (row: Row): boolean => {
      const value = valueOf(database, row, path);
      return typeof value === 'string' && values.some((candidate) => sameText(path, value, candidate));
    };
    if (test.operator === 'IN') return isIn;
    if (test.operator === 'NOT IN') return (row) => !isIn(row);
    throw new QueryError('MALFORMED_QUERY', `A query can be compared by IN or NOT IN only, not by ${test.operator}.`);
  }
  const literals = [test.value].flat();
  const types = [test.literalType ?? 'STRING'].flat();
  const list = test.operator === 'IN' || test.operator === 'NOT IN';
  if (list !== Array.isArray(test.value)) {
    throw new QueryError('MALFORMED_QUERY', `${test.operator} does not go with the value given for '${path.written}'.`);
  }
  const matches = literals.map((literal, index) => {
    const type = types[index] ?? types[0] ?? 'STRING';
    return compileComparison(path, list ? '=' : test.operator, literal, type, database.now);
  });
  if (test.operator === 'NOT IN') return (row) => !matches.some((match) => match(valueOf(database, row, path)));
  return (row) => matches.some((match) => match(valueOf(database, row, path)));
}

type Comparison = (value: RowValue) => boolean;

function compileComparison(
  path: FieldPath,
  operator: Operator,
  literal: string,
  type: LiteralType,
  now: Date,
): Comparison {
  if (type === 'NULL') {
    if (operator === '=') return (value) => value === null;
    if (operator === '!=') return (value) => value !== null;
    throw new QueryError('MALFORMED_QUERY', `null can be compared by = or != only, not by ${operator}.`);
  }
  switch (path.kind) {
    case 'boolean':
      expect(path, type === 'BOOLEAN' && (operator === '=' || operator === '!='), 'boolean');
      return (value) => ((value === true) === (literal.toUpperCase() === 'TRUE')) === (operator === '=');
    case 'number': {
      expect(path, type === 'INTEGER' || type === 'DECIMAL', 'number');
      const number = Number(literal);
      return ordered(operator, (value) => (typeof value === 'number' ? Math.sign(value - number) : undefined));
    }
    case 'date':
    case 'datetime': {
      const named = type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL';
      // The types do not always tell a date from a dateTime, so only the documented ones are strict about it.
      expect(path, named || type === 'DATE' || (type === 'DATETIME' && path.kind !== 'date'), path.kind);
      const { start, end } = named ? dateLiteralRange(literal, now) : dateRange(literal);
      return ordered(operator, (value) => {
        if (typeof value !== 'string') return undefined;
        const at = dateRange(value).start;
        return at < start ? -1 : at >= end ? 1 : 0;
      });
    }
    default: {
      expect(path, type === 'STRING', 'string');
      const text = unquote(literal);
      if (operator === 'LIKE') {
        const pattern = likePattern(text);
        return (value) => typeof value === 'string' && pattern.test(value);
      }
      return ordered(operator, (value) => {
        // An empty text is kept as no value.
        if (value === null && text === '') return 0;
        if (typeof value !== 'string') return undefined;
        if (sameText(path, value, text)) return 0;
        return value.toLowerCase() < text.toLowerCase() ? -1 : 1;
      });
    }
  }
}

/** A missing value is neither smaller nor greater nor equal; it is different. */
function ordered(operator: Operator, compare: (value: RowValue) => number | undefined): Comparison {
  const accepts: Partial<Record<Operator, (order: number) => boolean>> = {
    '=': (order) => order === 0,
    '<': (order) => order < 0,
    '>': (order) => order > 0,
    '<=': (order) => order <= 0,
    '>=': (order) => order >= 0,
  };
  if (operator === '!=') return (value) => compare(value) !== 0;
  const accept = accepts[operator];
  if (accept === undefined) throw new QueryError('MALFORMED_QUERY', `${operator} is not supported for this field.`);
  return (value) => {
    const order = compare(value);
    return order !== undefined && accept(order);
  };
}

function expect(path: FieldPath, fits: boolean, kind: string): void {
  if (fits) return;
  const quotes = kind === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  throw new QueryError(
    'INVALID_FIELD',
    `value of filter criterion for field '${path.written}' must be of type ${kind} and ${quotes}`,
  );
}

function sameText(path: FieldPath, left: string, right: string): boolean {
  return path.kind === 'id' ? sameId(left, right) : left.toLowerCase() === right.toLowerCase();
}

function unquote(literal: string): string {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return literal
    .replace(/^'|'$/g, '')
    .replace(/\\([nrtbf"'\\])/gi, (_, char: string) => escapes[char.toLowerCase()] ?? char);
}

/** `%` stands for any text, `_` for one character, both for themselves after a backslash; case does not matter. */
function likePattern(text: string): RegExp {
  const source = text.replace(/\\[%_]|[%_]|[.*+?^${}()|[\]\\]/g, (found) => {
    if (found === '%') return '[^]*';
    if (found === '_') return '[^]';
    return `\\${found.at(-1) ?? ''}`;
  });
  return new RegExp(`^${source}$`, 'i');
}
