import { Decimal } from './decimal.ts';
import { Double } from './scalar.ts';
import type { Value } from './value.ts';

export type NumberValue = number | bigint | Double | Decimal;

export function isNumber(value: Value): value is NumberValue {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal;
}

/** As the number of JavaScript; digits that it cannot hold are lost. */
export function toNumber(value: NumberValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Double ? value.value : value.toNumber();
}

/** As a Decimal; undefined for a Double that is no number or endless. */
export function toDecimal(value: NumberValue): Decimal | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Decimal.fromInteger(value);
  return value instanceof Double ? Decimal.fromDouble(value.value) : value;
}

/** Compares numbers of any types by value; undefined if one is NaN. */
export function compareNumbers(left: NumberValue, right: NumberValue): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  if (left instanceof Double || right instanceof Double) {
    const [first, second] = [toNumber(left), toNumber(right)];
    return first < second ? -1 : first > second ? 1 : first === second ? 0 : undefined;
  }
  return toDecimal(left)!.compare(toDecimal(right)!);
}
