import type { Operator } from '@jetstreamapp/soql-parser-js';
import type { RowValue } from '../org/row.ts';
import { sameId } from '../org/record-id.ts';
import { dateLiteralRange, dateRange } from './date-range.ts';
import type { Clock } from './date-range.ts';
import type { FieldPath } from './field-path.ts';
import { QueryError } from './query-error.ts';

export type Comparison = (value: RowValue) => boolean;

/** What a field is compared with: written in the query, or brought by a bind variable. */
export interface Operand {
  readonly type: 'NULL' | 'BOOLEAN' | 'NUMBER' | 'STRING' | 'DATE' | 'DATETIME' | 'DATE_LITERAL' | 'OTHER';
  /** Texts without quotes and escapes. */
  readonly text: string;
}

/** Compiles a comparison of a field with one value. Throws {@link QueryError} for what does not fit the field. */
export function compileComparison(path: FieldPath, operator: Operator, operand: Operand, clock: Clock): Comparison {
  const { type, text } = operand;
  if (type === 'NULL') {
    if (operator === '=') return (value) => value === null;
    if (operator === '!=') return (value) => value !== null;
    throw new QueryError('MALFORMED_QUERY', `null can be compared by = or != only, not by ${operator}.`);
  }
  switch (path.kind) {
    case 'boolean':
      expect(path, type === 'BOOLEAN' && (operator === '=' || operator === '!='), 'boolean');
      return (value) => ((value === true) === (text.toUpperCase() === 'TRUE')) === (operator === '=');
    case 'number': {
      expect(path, type === 'NUMBER', 'number');
      const number = Number(text);
      return ordered(operator, (value) => (typeof value === 'number' ? Math.sign(value - number) : undefined));
    }
    case 'date':
    case 'datetime': {
      const named = type === 'DATE_LITERAL';
      // The types do not always tell a date from a dateTime, so only the documented ones are strict about it.
      expect(path, named || type === 'DATE' || (type === 'DATETIME' && path.kind !== 'date'), path.kind);
      const { start, end } = named ? dateLiteralRange(text, clock, path.kind) : dateRange(text);
      return ordered(operator, (value) => {
        if (typeof value !== 'string') return undefined;
        const at = dateRange(value).start;
        return at < start ? -1 : at >= end ? 1 : 0;
      });
    }
    default: {
      expect(path, type === 'STRING', 'string');
      if (operator === 'LIKE') {
        const pattern = likePattern(text);
        return (value) => typeof value === 'string' && pattern.test(value);
      }
      const folded = text.toLowerCase();
      return ordered(operator, (value) => {
        // An empty text is kept as no value.
        if (value === null && text === '') return 0;
        if (typeof value !== 'string') return undefined;
        if (path.kind === 'id' ? sameId(value, text) : value.toLowerCase() === folded) return 0;
        return value.toLowerCase() < folded ? -1 : 1;
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

/** `%` stands for any text, `_` for one character, both for themselves after a backslash; case does not matter. */
function likePattern(text: string): RegExp {
  const source = text.replace(/\\[%_]|[%_]|[.*+?^${}()|[\]\\]/g, (found) => {
    if (found === '%') return '[^]*';
    if (found === '_') return '[^]';
    return `\\${found.at(-1) ?? ''}`;
  });
  return new RegExp(`^${source}$`, 'i');
}
