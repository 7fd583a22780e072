import type { Condition, ConditionWithValueQuery, WhereClause } from '@jetstreamapp/soql-parser-js';
import { QueryError } from './query-error.ts';

/** A WHERE clause as a tree. */
export type ConditionTree =
  | { readonly kind: 'test'; readonly test: ConditionWithValueQuery }
  | { readonly kind: 'not'; readonly of: ConditionTree }
  | { readonly kind: 'and' | 'or'; readonly of: readonly ConditionTree[] };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | ConditionWithValueQuery;

/**
 * Turns the parser's flat list with counted parentheses into a tree. AND and OR side by side without parentheses are
 * refused, as Salesforce refuses them.
 */
export function conditionTree(where: WhereClause): ConditionTree {
  const tokens = flatten(where);
  const tree = expression();
  if (tokens.length > 0) throw unbalanced();
  return tree;

  function expression(): ConditionTree {
    const first = operand();
    const operator = tokens[0];
    if (operator !== 'AND' && operator !== 'OR') return first;
    const operands = [first];
    while (tokens[0] === operator) {
      tokens.shift();
      operands.push(operand());
    }
    if (tokens[0] === 'AND' || tokens[0] === 'OR') {
      throw new QueryError(
        'MALFORMED_QUERY',
        `unexpected token: '${tokens[0]}' (put parentheses around mixed AND and OR)`,
      );
    }
    return { kind: operator === 'AND' ? 'and' : 'or', of: operands };
  }

  function operand(): ConditionTree {
    const token = tokens.shift();
    if (token === 'NOT') return { kind: 'not', of: operand() };
    if (token === '(') {
      const inner = expression();
      if (tokens.shift() !== ')') throw unbalanced();
      return inner;
    }
    if (token === undefined || typeof token === 'string') throw unbalanced();
    return { kind: 'test', test: token };
  }
}

function flatten(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  for (let clause: WhereClause | undefined = where; clause !== undefined;) {
    const condition: Condition | ConditionWithValueQuery | null = clause.left;
    const { openParen = 0, closeParen = 0 } = (condition ?? {}) as { openParen?: number; closeParen?: number };
    tokens.push(...Array<Token>(openParen).fill('('));
    if (condition !== null && 'operator' in condition) tokens.push(condition);
    tokens.push(...Array<Token>(closeParen).fill(')'));
    if (!('right' in clause)) break;
    tokens.push(clause.operator);
    clause = clause.right;
  }
  return tokens;
}

function unbalanced(): QueryError {
  return new QueryError('MALFORMED_QUERY', 'The conditions of the WHERE clause do not fit together.');
}
