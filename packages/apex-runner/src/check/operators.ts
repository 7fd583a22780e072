import type { ApexType } from '../types/type.ts';
import type { Expression, Position } from '../syntax/tree.ts';
import { typeText } from '../values/type-text.ts';
import { isAssignable, isCastable, isNumeric, isPrimitive } from './assignable.ts';
import type { BodyContext } from './body-context.ts';
import type { Checked, Operator } from './checked.ts';
import { widened, widerNumber } from './conversions.ts';

const BOOLEAN: ApexType = { kind: 'primitive', name: 'Boolean' };
const STRING: ApexType = { kind: 'primitive', name: 'String' };
const INTEGER: ApexType = { kind: 'primitive', name: 'Integer' };
const LONG: ApexType = { kind: 'primitive', name: 'Long' };

const RELATIONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const EQUALITIES: ReadonlySet<string> = new Set(['==', '!=', '===', '!==', '<>']);

/** Checks an operator with two operands. */
export function binary(body: BodyContext, expression: Expression & { kind: 'binary' }): Checked {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') {
    const kind = operator === '&&' ? 'and' : 'or';
    return { kind, left: body.as(expression.left, BOOLEAN), right: body.as(expression.right, BOOLEAN), type: BOOLEAN };
  }
  const left = body.value(expression.left);
  const right = body.value(expression.right);
  if (operator === '??') {
    return coalesce(body, left, right, expression);
  }
  if (EQUALITIES.has(operator) || RELATIONS.has(operator)) {
    return compared(body, operator, left, right, expression);
  }
  return combined(body, operator as Operator, left, right, expression);
}

/** Two values and an arithmetic or bit operator, or `+` of texts. */
export function combined(
  body: BodyContext,
  operator: Operator,
  left: Checked,
  right: Checked,
  position: Position,
): Checked {
  if (operator === '+' && (isPrimitive(left.type, 'String') || isPrimitive(right.type, 'String'))) {
    return { kind: 'concat', left, right, type: STRING };
  }
  const moments = ['Date', 'Datetime', 'Time'];
  if ((operator === '+' || operator === '-') && isPrimitive(left.type, ...moments) && isNumeric(right.type)) {
    return { kind: 'moment', operator, left, right, type: left.type };
  }
  if (['<<', '>>', '>>>'].includes(operator)) {
    const fits = isPrimitive(left.type, 'Integer', 'Long') && isPrimitive(right.type, 'Integer', 'Long');
    return fits
      ? { kind: 'arithmetic', operator, left, right: asInteger(right), type: left.type }
      : mismatch(body, operator, left, right, position);
  }
  if (['&', '|', '^'].includes(operator)) {
    if (isPrimitive(left.type, 'Boolean') && isPrimitive(right.type, 'Boolean')) {
      return { kind: 'arithmetic', operator, left, right, type: BOOLEAN };
    }
    if (!isPrimitive(left.type, 'Integer', 'Long') || !isPrimitive(right.type, 'Integer', 'Long')) {
      return mismatch(body, operator, left, right, position);
    }
  }
  if (!isNumeric(left.type) || !isNumeric(right.type)) {
    return mismatch(body, operator, left, right, position);
  }
  const type = widerNumber(left.type, right.type);
  return { kind: 'arithmetic', operator, left: widened(left, type), right: widened(right, type), type };
}

function asInteger(value: Checked): Checked {
  return isPrimitive(value.type, 'Long') ? { kind: 'cast', to: INTEGER, operand: value, type: INTEGER } : value;
}

function mismatch(body: BodyContext, operator: string, left: Checked, right: Checked, position: Position): never {
  return body.fail(position, `Operator ${operator} does not take ${typeText(left.type)} and ${typeText(right.type)}`);
}

function compared(body: BodyContext, written: string, left: Checked, right: Checked, position: Position): Checked {
  const operator = (written === '<>' ? '!=' : written) as '<' | '==';
  if (isNumeric(left.type) && isNumeric(right.type)) {
    const type = widerNumber(left.type, right.type);
    // Long and Integer compare as numbers of JavaScript do; the rest by value.
    const [first, second] = isPrimitive(type, 'Long') ? [widened(left, LONG), widened(right, LONG)] : [left, right];
    return { kind: 'compare', operator, left: first, right: second, type: BOOLEAN };
  }
  const isRelation = RELATIONS.has(written);
  const fits = isRelation
    ? isOrdered(left.type) &&
      isOrdered(right.type) &&
      (isAssignable(body.program, left.type, right.type) || isAssignable(body.program, right.type, left.type))
    : isCastable(body.program, left.type, right.type);
  if (!fits) {
    return body.fail(
      position,
      `Comparison arguments must be compatible types: ${typeText(left.type)}, ${typeText(right.type)}`,
    );
  }
  return { kind: 'compare', operator, left, right, type: BOOLEAN };
}

function isOrdered(type: ApexType): boolean {
  return type.kind === 'null' || (type.kind === 'primitive' && !['Boolean', 'Blob'].includes(type.name));
}

function coalesce(body: BodyContext, first: Checked, right: Checked, position: Position): Checked {
  const isRecord = right.type.kind === 'sobject' || right.type.kind === 'null';
  const left: Checked =
    first.kind === 'query' && first.type.kind === 'list' && isRecord
      ? { kind: 'single', query: first, isSafe: true, type: first.type.of }
      : first;
  const type = unified(body, left.type, right.type);
  if (!type) {
    return body.fail(position, `Incompatible types in ??: ${typeText(left.type)}, ${typeText(right.type)}`);
  }
  return { kind: 'coalesce', left: widened(left, type), right: widened(right, type), type };
}

/** Checks `condition ? then : otherwise`. */
export function conditional(body: BodyContext, expression: Expression & { kind: 'conditional' }): Checked {
  const condition = body.as(expression.condition, BOOLEAN);
  const then = body.value(expression.then);
  const otherwise = body.value(expression.otherwise);
  const type = unified(body, then.type, otherwise.type);
  if (!type) {
    const types = `${typeText(then.type)}, ${typeText(otherwise.type)}`;
    return body.fail(expression, `Incompatible types in ternary operator: ${types}`);
  }
  return { kind: 'conditional', condition, then: widened(then, type), otherwise: widened(otherwise, type), type };
}

/** The type that two values have in common: the one that the other is assignable to. */
function unified(body: BodyContext, left: ApexType, right: ApexType): ApexType | undefined {
  if (isNumeric(left) && isNumeric(right)) {
    return widerNumber(left, right);
  }
  if (isPrimitive(left, 'String') && isPrimitive(right, 'Id')) {
    return left;
  }
  if (isAssignable(body.program, left, right)) {
    return right.kind === 'null' ? left : right;
  }
  return isAssignable(body.program, right, left) ? left : undefined;
}

/** Checks an operator before its operand. */
export function prefix(body: BodyContext, expression: Expression & { kind: 'prefix' }): Checked {
  const { operator } = expression;
  if (operator === '!') {
    return { kind: 'not', operand: body.as(expression.operand, BOOLEAN), type: BOOLEAN };
  }
  // The smallest number is written with a sign before what alone would be too large.
  if (operator === '-' && expression.operand.kind === 'literal' && expression.operand.text === String(2 ** 31)) {
    return { kind: 'literal', value: -(2 ** 31), type: INTEGER };
  }
  const operand = body.value(expression.operand);
  if (operator === '~' && isPrimitive(operand.type, 'Integer', 'Long')) {
    return { kind: 'complement', operand, type: operand.type };
  }
  if (operator !== '~' && isNumeric(operand.type)) {
    return operator === '-' ? { kind: 'negate', operand, type: operand.type } : operand;
  }
  return body.fail(expression, `Operator ${operator} does not take ${typeText(operand.type)}`);
}
