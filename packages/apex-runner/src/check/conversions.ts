import type { ApexType } from '../types/type.ts';
import type { Position } from '../syntax/tree.ts';
import { sameType, typeText } from '../values/type-text.ts';
import { isAssignable, isPrimitive } from './assignable.ts';
import { Unchecked, type BodyContext } from './body-context.ts';
import type { Checked } from './checked.ts';
import { UNKNOWN } from './program-model.ts';

/** Converts a checked expression to the type that it is assigned to. */
export function converted(body: BodyContext, value: Checked, to: ApexType, position: Position): Checked {
  const { program } = body;
  if (to === UNKNOWN) {
    throw new Unchecked();
  }
  if (value.kind === 'query' && value.type.kind === 'list' && to.kind !== 'list' && to.kind !== 'object') {
    if (isAssignable(program, value.type.of, to)) {
      return { kind: 'single', query: value, isSafe: false, type: value.type.of };
    }
  }
  if (isDynamicQuery(value) && to.kind === 'sobject') {
    return { kind: 'single', query: value, isSafe: false, type: to };
  }
  if (isDynamicQuery(value) && to.kind === 'list' && to.of.kind === 'sobject') {
    return { ...value, type: to };
  }
  if (!isAssignable(program, value.type, to)) {
    return body.fail(position, `Illegal assignment from ${typeText(value.type)} to ${typeText(to)}`);
  }
  return widened(value, to);
}

/** `Database.query` gives what it is assigned to: a list of any records, or one. */
function isDynamicQuery(value: Checked): boolean {
  return (
    value.kind === 'libraryCall' &&
    value.member.typeName === 'Database' &&
    /^query(WithBinds)?$/i.test(value.member.name) &&
    value.type.kind === 'list'
  );
}

/** Writes out the conversion to a wider type, where the values differ. */
export function widened(value: Checked, to: ApexType): Checked {
  if (to.kind !== 'primitive' || sameType(value.type, to) || value.type.kind === 'null') {
    return value;
  }
  if (isPrimitive(to, 'String')) {
    return { ...value, type: to };
  }
  if (value.kind === 'literal' && typeof value.value === 'number') {
    return to.name === 'Long'
      ? { kind: 'literal', value: BigInt(value.value), type: to }
      : { kind: to.name === 'Double' ? 'double' : 'decimal', text: String(value.value), type: to };
  }
  if (value.kind === 'decimal' && to.name === 'Double') {
    return { kind: 'double', text: value.text, type: to };
  }
  return { kind: 'convert', to, operand: value, type: to };
}

/** The wider of two number types. */
export function widerNumber(left: ApexType, right: ApexType): ApexType {
  const order = ['Integer', 'Long', 'Double', 'Decimal'];
  const rank = (type: ApexType): number => (type.kind === 'primitive' ? order.indexOf(type.name) : -1);
  return rank(left) >= rank(right) ? left : right;
}
