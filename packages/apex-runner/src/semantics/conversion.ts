import type { Transaction } from '../transaction/transaction.ts';
import type { ApexType, PrimitiveName } from '../types/type.ts';
import { Decimal } from '../values/decimal.ts';
import { idOf } from '../values/id.ts';
import { isInstance, widensTo } from '../values/instance-of.ts';
import { isNumber, toDecimal, toNumber, type NumberValue } from '../values/numbers.ts';
import { Double } from '../values/scalar.ts';
import { ApexDate, ApexDatetime, DAY } from '../values/time.ts';
import { OBJECT, typeOf } from '../values/type-of.ts';
import { runtimeTypeText } from '../values/type-text.ts';
import type { Value } from '../values/value.ts';

/**
 * Converts a value for an assignment, an argument or a result whose types allow it: numbers to a larger type, a text to an Id, a
 * Date to a Datetime (midnight in GMT; unverified). Anything else comes back as it is.
 *
 * @throws System.StringException for a text that is no Id.
 */
export function widen(tx: Transaction, value: Value, type: ApexType): Value {
  if (value === null || type.kind !== 'primitive') return value;
  switch (type.name) {
    case 'Long':
      return typeof value === 'number' ? BigInt(value) : value;
    case 'Double':
      return isNumber(value) && !(value instanceof Double) ? new Double(toNumber(value)) : value;
    case 'Decimal':
      return isNumber(value) && !(value instanceof Decimal) ? decimalOf(tx, value) : value;
    case 'Id':
      return typeof value === 'string' ? checkedId(tx, value) : value;
    case 'Datetime':
      return value instanceof ApexDate ? new ApexDatetime(value.days * DAY) : value;
    default:
      return value;
  }
}

/** A text as an Id of 18 characters. @throws System.StringException `Invalid id: …` */
export function checkedId(tx: Transaction, text: string): string {
  return idOf(text) ?? tx.throw('StringException', `Invalid id: ${text}`);
}

/** A number as a Decimal. @throws System.TypeException for a Double that is no number or endless (unverified). */
export function decimalOf(tx: Transaction, value: NumberValue): Decimal {
  return toDecimal(value) ?? tx.throw('TypeException', 'Invalid decimal: NaN or infinite');
}

/**
 * `(Type) value`. A value whose static type is a number is made smaller or larger; one that stands behind another static type, as
 * Object, must be of the type, or a number that widens to it (unverified).
 *
 * @param from The static type of the value.
 * @throws System.TypeException `Invalid conversion from runtime type Integer to String`
 */
export function cast(tx: Transaction, value: Value, type: ApexType, from: ApexType = OBJECT): Value {
  if (value === null || type.kind === 'object') return value;
  if (type.kind === 'primitive') {
    const own = typeOf(value);
    if (isNumber(value) && own.kind === 'primitive' && (from.kind === 'primitive' || widensTo(own.name, type.name)))
      return castNumber(tx, value, type.name);
    if (type.name === 'Id' && typeof value === 'string') return checkedId(tx, value);
    if (type.name === 'Datetime' && value instanceof ApexDate) return widen(tx, value, type);
  }
  if (isInstance(value, type)) return value;
  return tx.throw(
    'TypeException',
    `Invalid conversion from runtime type ${runtimeTypeText(typeOf(value))} to ${runtimeTypeText(type)}`,
  );
}

/** A number as one of another type: digits after the point are cut off; what does not fit wraps around, of a Double it ends. */
export function castNumber(tx: Transaction, value: NumberValue, name: PrimitiveName): NumberValue {
  switch (name) {
    case 'Integer':
      if (value instanceof Double) return Math.trunc(Math.min(Math.max(value.value || 0, -(2 ** 31)), 2 ** 31 - 1));
      return Number(BigInt.asIntN(32, whole(value)));
    case 'Long':
      return BigInt.asIntN(64, whole(value));
    case 'Double':
      return value instanceof Double ? value : new Double(toNumber(value));
    case 'Decimal':
      return decimalOf(tx, value);
    default:
      throw new TypeError(`${name} is no type of numbers`);
  }
}

/** The whole part; of a Double that is too large the end of Long, as Java has it. */
export function whole(value: NumberValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof Decimal) return value.integerPart();
  if (Number.isNaN(value.value)) return 0n;
  const limit = 2 ** 63;
  if (value.value >= limit) return 2n ** 63n - 1n;
  if (value.value < -limit) return -(2n ** 63n);
  return BigInt(Math.trunc(value.value));
}
