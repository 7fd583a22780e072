import { doubleText } from './double-text.ts';

/** What happens to digits that are cut: the values of System.RoundingMode. */
export type RoundingName = 'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';

/** Digits that a division keeps when it does not come out even (unverified: how many Apex keeps). */
const DIVISION_DIGITS = 34;

/**
 * A Decimal: `unscaled / 10 ** scale`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Of an Integer or a Long: scale 0. */
  static fromInteger(value: number | bigint): Decimal {
    return new Decimal(BigInt(value), 0);
  }

  /** Of a number as text, `-1.50` or `1.5E3`; undefined for anything else. Digits after the point are the scale. */
  static fromText(text: string): Decimal | undefined {
    const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
    const digits = parts ? `${parts[2]}${parts[3] ?? ''}` : '';
    if (!parts || digits === '') return undefined;
    const scale = (parts[3]?.length ?? 0) - Number(parts[4] ?? 0);
    const unscaled = BigInt(`${parts[1] === '-' ? '-' : ''}${digits}`);
    return scale < 0 ? new Decimal(unscaled * power(-scale), 0) : new Decimal(unscaled, scale);
  }

  /** Of a Double: through its text, as the developer guide says of the type, so that 1.5 has the scale 1. */
  static fromDouble(value: number): Decimal | undefined {
    return Decimal.fromText(doubleText(value));
  }

  /** The larger scale stays. */
  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.#at(scale) + other.#at(scale), scale);
  }

  subtract(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.#at(scale) - other.#at(scale), scale);
  }

  /** The scales are added. */
  multiply(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /**
   * The operator `/`: exact where the quotient ends, with no more zeros than the difference of the scales asks for; else cut,
   * half to even.
   *
   * @returns Undefined for a division by zero.
   */
  divide(other: Decimal): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const wanted = Math.max(0, this.scale - other.scale);
    if (this.unscaled === 0n) return new Decimal(0n, wanted);
    const digits = DIVISION_DIGITS - digitsOf(this.unscaled) + digitsOf(other.unscaled) + this.scale - other.scale;
    let quotient = this.divideTo(other, Math.max(wanted, digits), 'HALF_EVEN')!;
    if (digitsOf(quotient.unscaled) > DIVISION_DIGITS && quotient.scale > wanted)
      quotient = this.divideTo(other, quotient.scale - 1, 'HALF_EVEN')!;
    return quotient.#withoutZeros(wanted);
  }

  /** `divide(divisor, scale, roundingMode)`; undefined for a division by zero or digits that UNNECESSARY does not allow to cut. */
  divideTo(other: Decimal, scale: number, mode: RoundingName): Decimal | undefined {
    if (other.unscaled === 0n) return undefined;
    const shift = scale - this.scale + other.scale;
    const quotient = rounded(
      shift > 0 ? this.unscaled * power(shift) : this.unscaled,
      shift < 0 ? other.unscaled * power(-shift) : other.unscaled,
      mode,
    );
    return quotient === undefined ? undefined : new Decimal(quotient, scale);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  abs(): Decimal {
    return this.unscaled < 0n ? this.negate() : this;
  }

  /** With another number of digits after the point; undefined if UNNECESSARY does not allow to cut. */
  setScale(scale: number, mode: RoundingName): Decimal | undefined {
    if (scale >= this.scale) return new Decimal(this.#at(scale), scale);
    const unscaled = rounded(this.unscaled, power(this.scale - scale), mode);
    return unscaled === undefined ? undefined : new Decimal(unscaled, scale);
  }

  /** By value: 1.0 and 1.00 are alike. */
  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [left, right] = [this.#at(scale), other.#at(scale)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** What stands before the point. */
  integerPart(): bigint {
    return this.scale > 0 ? this.unscaled / power(this.scale) : this.unscaled * power(-this.scale);
  }

  toNumber(): number {
    return Number(this.toString());
  }

  /** All digits, never with an exponent. */
  toString(): string {
    if (this.scale <= 0) return String(this.unscaled * power(-this.scale));
    const digits = String(this.unscaled < 0n ? -this.unscaled : this.unscaled).padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    return `${this.unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /** Digits of the number without its point; zeros in front do not count. */
  precision(): number {
    return this.unscaled === 0n ? 1 : digitsOf(this.unscaled);
  }

  stripTrailingZeros(): Decimal {
    return this.#withoutZeros(0);
  }

  #withoutZeros(least: number): Decimal {
    let { unscaled, scale } = this;
    while (scale > least && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return new Decimal(unscaled, scale);
  }

  #at(scale: number): bigint {
    return scale === this.scale ? this.unscaled : this.unscaled * power(scale - this.scale);
  }
}

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

const digitsOf = (value: bigint): number => String(value < 0n ? -value : value).length;

/** `numerator / denominator` as a whole number; undefined if digits would be lost that must not be. */
function rounded(numerator: bigint, denominator: bigint, mode: RoundingName): bigint | undefined {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const isNegative = numerator < 0n !== denominator < 0n;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const whole = denominator < 0n ? -denominator : denominator;
  const away = isNegative ? quotient - 1n : quotient + 1n;
  switch (mode) {
    case 'UP':
      return away;
    case 'DOWN':
      return quotient;
    case 'CEILING':
      return isNegative ? quotient : away;
    case 'FLOOR':
      return isNegative ? away : quotient;
    case 'HALF_UP':
      return twice >= whole ? away : quotient;
    case 'HALF_DOWN':
      return twice > whole ? away : quotient;
    case 'HALF_EVEN':
      return twice > whole || (twice === whole && quotient % 2n !== 0n) ? away : quotient;
    case 'UNNECESSARY':
      return undefined;
  }
}
