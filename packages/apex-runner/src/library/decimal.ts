import type { Transaction } from '../transaction/transaction.ts';
import { castNumber, decimalOf } from '../semantics/conversion.ts';
import { Decimal, type RoundingName } from '../values/decimal.ts';
import type { Double, EnumValue } from '../values/scalar.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { localNumber } from './locale-format.ts';
import { decimalOfText } from './numbers-from-text.ts';
import { referencePage } from './page.ts';

/** @throws System.MathException for digits that UNNECESSARY does not allow to cut (unverified: the wording) */
function cut(tx: Transaction, result: Decimal | undefined): Decimal {
  return result ?? tx.throw('MathException', 'Rounding necessary');
}

function divide(tx: Transaction, self: Decimal, divisor: Decimal, scale: number, mode: RoundingName): Decimal {
  if (divisor.unscaled === 0n) return tx.throw('MathException', 'Divide by 0');
  return cut(tx, self.divideTo(divisor, scale, mode));
}

/** To a power of a whole number from 0 to 32,767. */
function pow(tx: Transaction, self: Decimal, exponent: number): Decimal {
  if (exponent < 0 || exponent > 32_767) return tx.throw('MathException', 'Invalid exponent'); // unverified: the wording
  return new Decimal(self.unscaled ** BigInt(exponent), self.scale * exponent);
}

const nameOf = (mode: EnumValue): RoundingName => mode.name as RoundingName;

export const decimal: PlatformType = {
  name: 'Decimal',
  page: referencePage('apex_methods_system_decimal'),
  members: [
    strict('static Decimal valueOf(Double value)', (tx, value: Double) => decimalOf(tx, value)),
    strict('static Decimal valueOf(Long value)', (_tx, value: bigint) => Decimal.fromInteger(value)),
    strict('static Decimal valueOf(String text)', decimalOfText),
    member('Decimal abs()', (_tx, self: Decimal) => self.abs()),
    // unverified: how this one rounds
    strict('Decimal divide(Decimal divisor, Integer scale)', (tx, self: Decimal, divisor: Decimal, scale: number) =>
      divide(tx, self, divisor, scale, 'HALF_EVEN'),
    ),
    strict(
      'Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)',
      (tx, self: Decimal, divisor: Decimal, scale: number, mode: EnumValue) =>
        divide(tx, self, divisor, scale, nameOf(mode)),
    ),
    member('Double doubleValue()', (tx, self: Decimal) => castNumber(tx, self, 'Double')),
    member('String format()', (tx, self: Decimal) => localNumber(tx.user.locale, self.toString())),
    member('Integer intValue()', (tx, self: Decimal) => castNumber(tx, self, 'Integer')),
    member('Long longValue()', (tx, self: Decimal) => castNumber(tx, self, 'Long')),
    strict('Decimal pow(Integer exponent)', pow),
    member('Integer precision()', (_tx, self: Decimal) => self.precision()),
    member('Long round()', (_tx, self: Decimal) => self.setScale(0, 'HALF_EVEN')!.integerPart()),
    strict('Long round(RoundingMode mode)', (tx, self: Decimal, mode: EnumValue) =>
      cut(tx, self.setScale(0, nameOf(mode))).integerPart(),
    ),
    member('Integer scale()', (_tx, self: Decimal) => self.scale),
    strict('Decimal setScale(Integer scale)', (tx, self: Decimal, scale: number) =>
      cut(tx, self.setScale(scale, 'HALF_EVEN')),
    ),
    strict('Decimal setScale(Integer scale, RoundingMode mode)', (tx, self: Decimal, scale: number, mode: EnumValue) =>
      cut(tx, self.setScale(scale, nameOf(mode))),
    ),
    member('Decimal stripTrailingZeros()', (_tx, self: Decimal) => self.stripTrailingZeros()),
    member('String toPlainString()', (_tx, self: Decimal) => self.toString()),
  ],
};
