import type { ApexType } from '../types/type.ts';
import { isPrimitive } from '../check/assignable.ts';
import type { Checked } from '../check/checked.ts';
import { isNeverNull, type Emitter } from './emitter.ts';

const DECIMAL: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply' };

/** Writes arithmetic: Integer wraps at 32 bits, Long at 64. */
export function arithmetic(emitter: Emitter, node: Checked & { kind: 'arithmetic' }): string {
  const { operator, type } = node;
  const left = emitter.present(node.left);
  const right = emitter.present(node.right);
  if (isPrimitive(type, 'Boolean')) {
    return operator === '^' ? `(${left} !== ${right})` : `Boolean(${left} ${operator} ${right})`;
  }
  if (isPrimitive(type, 'Integer')) {
    switch (operator) {
      case '*':
        return `Math.imul(${left}, ${right})`;
      case '/':
        return `divideIntegers($, ${left}, ${right})`;
      default:
        return `(${left} ${operator} ${right} | 0)`;
    }
  }
  if (isPrimitive(type, 'Long')) {
    switch (operator) {
      case '/':
        return `divideLongs($, ${left}, ${right})`;
      case '<<':
      case '>>':
        return `BigInt.asIntN(64, ${left} ${operator} BigInt(${right} & 63))`;
      case '>>>':
        return `BigInt.asIntN(64, BigInt.asUintN(64, ${left}) >> BigInt(${right} & 63))`;
      default:
        return `BigInt.asIntN(64, ${left} ${operator} ${right})`;
    }
  }
  if (isPrimitive(type, 'Double')) {
    return operator === '/'
      ? `divideDoubles($, ${left}, ${right})`
      : `new Double(${left}.value ${operator} ${right}.value)`;
  }
  return operator === '/' ? `divideDecimals($, ${left}, ${right})` : `${left}.${DECIMAL[operator]!}(${right})`;
}

/** Writes `-x` and `~x`. */
export function negated(
  emitter: Emitter,
  node: { readonly kind: string; readonly operand: Checked; readonly type: ApexType },
): string {
  const operand = emitter.present(node.operand);
  const sign = node.kind === 'negate' ? '-' : '~';
  if (isPrimitive(node.type, 'Integer')) {
    return `(${sign}${operand} | 0)`;
  }
  if (isPrimitive(node.type, 'Long')) {
    return `BigInt.asIntN(64, ${sign}${operand})`;
  }
  return isPrimitive(node.type, 'Double') ? `new Double(-${operand}.value)` : `${operand}.negate()`;
}

const RELATION: Readonly<Record<string, string>> = {
  '<': 'isLess',
  '<=': 'isLessOrEqual',
  '>': 'isGreater',
  '>=': 'isGreaterOrEqual',
};

/** Writes a comparison. */
export function comparison(emitter: Emitter, node: Checked & { kind: 'compare' }): string {
  const { operator, left, right } = node;
  const [first, second] = [emitter.expression(left), emitter.expression(right)];
  const relation = RELATION[operator];
  const isPlain =
    [left, right].every((one) => isPrimitive(one.type, 'Integer')) ||
    [left, right].every((one) => isPrimitive(one.type, 'Long'));
  if (relation) {
    if (isPlain) {
      return isNeverNull(left) && isNeverNull(right)
        ? `(${first} ${operator} ${second})`
        : `${relation}Number(${first}, ${second})`;
    }
    return `${relation}($, ${first}, ${second})`;
  }
  const not = operator.startsWith('!') ? '!' : '';
  const identical = `(${first} ${not ? '!==' : '==='} ${second})`;
  if (isPlain || [left, right].some(isNull) || [left, right].every((one) => isPrimitive(one.type, 'Boolean'))) {
    return identical;
  }
  if (operator === '===' || operator === '!==') {
    return `${not}same(${first}, ${second})`;
  }
  if (
    [left, right].some((one) => isPrimitive(one.type, 'Id')) &&
    [left, right].every((one) => isPrimitive(one.type, 'Id', 'String'))
  ) {
    return `${not}equalIds(${first}, ${second})`;
  }
  return `${not}equals($.tx, ${first}, ${second})`;
}

function isNull(node: Checked): boolean {
  return node.kind === 'literal' && node.value === null;
}
