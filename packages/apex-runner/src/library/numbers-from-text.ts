import type { Transaction } from '../transaction/transaction.ts';
import { castNumber } from '../semantics/conversion.ts';
import { Decimal } from '../values/decimal.ts';
import { isNumber } from '../values/numbers.ts';
import { Double } from '../values/scalar.ts';
import { typeOf } from '../values/type-of.ts';
import { runtimeTypeText } from '../values/type-text.ts';
import type { Value } from '../values/value.ts';

/** Whole numbers with a sign, in their range. @throws System.TypeException `Invalid integer: x` (unverified: that of Long) */
export function wholeOf(tx: Transaction, text: string, name: 'integer' | 'long'): bigint {
  const bits = name === 'integer' ? 32 : 64;
  const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
  return value !== undefined && value === BigInt.asIntN(bits, value) ? value : invalid(tx, name, text);
}

/** @throws System.TypeException `Invalid decimal: x` */
export function decimalOfText(tx: Transaction, text: string): Decimal {
  return Decimal.fromText(text) ?? invalid(tx, 'decimal', text);
}

/** @throws System.TypeException `Invalid double: x` */
export function doubleOfText(tx: Transaction, text: string): Double {
  const trimmed = text.trim();
  return Decimal.fromText(trimmed) ? new Double(Number(trimmed)) : invalid(tx, 'double', text);
}

/** What `valueOf(Object)` makes of a field's value. */
export function integerOfValue(tx: Transaction, value: Value): number {
  if (typeof value === 'string') return Number(wholeOf(tx, value, 'integer'));
  return isNumber(value) ? (castNumber(tx, value, 'Integer') as number) : invalidType(tx, value, 'Integer');
}

export function doubleOfValue(tx: Transaction, value: Value): Double {
  if (typeof value === 'string') return doubleOfText(tx, value);
  return isNumber(value) ? (castNumber(tx, value, 'Double') as Double) : invalidType(tx, value, 'Double');
}

function invalid(tx: Transaction, name: string, text: string): never {
  return tx.throw('TypeException', `Invalid ${name}: ${text}`);
}

function invalidType(tx: Transaction, value: Value, type: string): never {
  return tx.throw('TypeException', `Invalid conversion from runtime type ${runtimeTypeText(typeOf(value))} to ${type}`);
}
