import type { Transaction } from '../transaction/transaction.ts';
import { castNumber, decimalOf, whole } from '../semantics/conversion.ts';
import type { Decimal } from '../values/decimal.ts';
import { compareNumbers, toNumber, type NumberValue } from '../values/numbers.ts';
import { Double } from '../values/scalar.ts';
import { member, strict, type Member, type PlatformType } from './declaration.ts';
import { roundHalfEven } from './double.ts';
import { referencePage } from './page.ts';

/** A function that is declared for Decimal and Double, and is reckoned as a Double. */
function ofDouble(name: string, run: (value: number) => number): Member[] {
  return [
    strict(`static Decimal ${name}(Decimal value)`, (tx, value: Decimal) =>
      decimalOf(tx, new Double(run(value.toNumber()))),
    ),
    strict(`static Double ${name}(Double value)`, (_tx, value: Double) => new Double(run(value.value))),
  ];
}

function choice(name: 'max' | 'min', sign: number): Member[] {
  return ['Decimal', 'Double', 'Integer', 'Long'].map((type) =>
    strict(`static ${type} ${name}(${type} left, ${type} right)`, (_tx, left: NumberValue, right: NumberValue) =>
      (compareNumbers(left, right) ?? sign) * sign >= 0 ? left : right,
    ),
  );
}

function remainder<Whole extends number | bigint>(
  tx: Transaction,
  value: Whole,
  divisor: Whole,
  reckon: (value: Whole, divisor: Whole) => Whole,
): Whole {
  return divisor === (typeof divisor === 'bigint' ? 0n : 0)
    ? tx.throw('MathException', 'Divide by 0')
    : reckon(value, divisor);
}

export const math: PlatformType = {
  name: 'Math',
  page: referencePage('apex_methods_system_math'),
  members: [
    member('static Double E { get; }', () => new Double(Math.E)),
    member('static Double PI { get; }', () => new Double(Math.PI)),
    strict('static Decimal abs(Decimal value)', (_tx, value: Decimal) => value.abs()),
    strict('static Double abs(Double value)', (_tx, value: Double) => new Double(Math.abs(value.value))),
    strict('static Integer abs(Integer value)', (_tx, value: number) => Math.abs(value) | 0),
    strict('static Long abs(Long value)', (_tx, value: bigint) => BigInt.asIntN(64, value < 0n ? -value : value)),
    ...ofDouble('acos', Math.acos),
    ...ofDouble('asin', Math.asin),
    ...ofDouble('atan', Math.atan),
    ...ofDouble('cbrt', Math.cbrt),
    ...ofDouble('cos', Math.cos),
    ...ofDouble('cosh', Math.cosh),
    ...ofDouble('exp', Math.exp),
    ...ofDouble('log', Math.log),
    ...ofDouble('log10', Math.log10),
    ...ofDouble('signum', Math.sign),
    ...ofDouble('sin', Math.sin),
    ...ofDouble('sinh', Math.sinh),
    ...ofDouble('sqrt', Math.sqrt),
    ...ofDouble('tan', Math.tan),
    ...ofDouble('tanh', Math.tanh),
    strict(
      'static Double atan2(Double y, Double x)',
      (_tx, y: Double, x: Double) => new Double(Math.atan2(y.value, x.value)),
    ),
    strict('static Double pow(Double base, Double exponent)', (_tx, base: Double, exponent: Double) => {
      return new Double(base.value ** exponent.value);
    }),
    strict('static Decimal ceil(Decimal value)', (_tx, value: Decimal) => value.setScale(0, 'CEILING')!),
    strict('static Double ceil(Double value)', (_tx, value: Double) => new Double(Math.ceil(value.value))),
    strict('static Decimal floor(Decimal value)', (_tx, value: Decimal) => value.setScale(0, 'FLOOR')!),
    strict('static Double floor(Double value)', (_tx, value: Double) => new Double(Math.floor(value.value))),
    strict('static Decimal rint(Decimal value)', (_tx, value: Decimal) => value.setScale(0, 'HALF_EVEN')!),
    strict('static Double rint(Double value)', (_tx, value: Double) => new Double(roundHalfEven(value.value))),
    ...choice('max', 1),
    ...choice('min', -1),
    strict('static Integer mod(Integer value, Integer divisor)', (tx, value: number, divisor: number) =>
      remainder(tx, value, divisor, (left, right) => (left % right) | 0),
    ),
    strict('static Long mod(Long value, Long divisor)', (tx, value: bigint, divisor: bigint) =>
      remainder(tx, value, divisor, (left, right) => left % right),
    ),
    member('static Double random()', () => new Double(Math.random())),
    strict('static Integer round(Decimal value)', (tx, value: Decimal) =>
      castNumber(tx, value.setScale(0, 'HALF_EVEN')!, 'Integer'),
    ),
    strict('static Integer round(Double value)', (tx, value: Double) =>
      castNumber(tx, new Double(roundHalfEven(value.value)), 'Integer'),
    ),
    strict('static Long roundToLong(Decimal value)', (tx, value: Decimal) =>
      castNumber(tx, value.setScale(0, 'HALF_EVEN')!, 'Long'),
    ),
    strict('static Long roundToLong(Double value)', (_tx, value: Double) =>
      whole(new Double(roundHalfEven(toNumber(value)))),
    ),
  ],
};
