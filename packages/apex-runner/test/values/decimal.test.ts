import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Decimal, type RoundingName } from '../../src/values/decimal.ts';
import { doubleText } from '../../src/values/double-text.ts';

const decimal = (text: string): Decimal => Decimal.fromText(text)!;

describe('Decimal', () => {
  it('has the scale of its text', () => {
    assert.equal(decimal('1.50').toString(), '1.50');
    assert.equal(decimal('-0.05').toString(), '-0.05');
    assert.equal(decimal('.5').toString(), '0.5');
    assert.equal(decimal('1E3').toString(), '1000');
    assert.equal(decimal('1.5e-3').toString(), '0.0015');
    for (const text of ['', '.', 'a', '1,5', '1.2.3', ' 1', '--1'])
      assert.equal(Decimal.fromText(text), undefined, text);
  });

  it('keeps the larger scale of a sum and adds the scales of a product', () => {
    assert.equal(decimal('1.50').add(decimal('2.125')).toString(), '3.625');
    assert.equal(decimal('1.50').subtract(decimal('1.5')).toString(), '0.00');
    assert.equal(decimal('1.50').multiply(decimal('2.0')).toString(), '3.000');
  });

  it('divides exactly where the quotient ends, and else to 34 digits', () => {
    assert.equal(decimal('1').divide(decimal('4'))!.toString(), '0.25');
    assert.equal(decimal('10.00').divide(decimal('5'))!.toString(), '2.00');
    assert.equal(decimal('100').divide(decimal('10'))!.toString(), '10');
    assert.equal(decimal('1').divide(decimal('3'))!.toString(), `0.${'3'.repeat(34)}`);
    assert.equal(decimal('20').divide(decimal('3'))!.toString(), `6.${'6'.repeat(32)}7`);
    assert.equal(decimal('0').divide(decimal('3'))!.toString(), '0');
    assert.equal(decimal('1').divide(decimal('0.0')), undefined);
    assert.equal(decimal('19').divideTo(decimal('8'), 2, 'HALF_EVEN')!.toString(), '2.38');
    assert.equal(decimal('-1').divideTo(decimal('3'), 1, 'UP')!.toString(), '-0.4');
  });

  it('rounds as the table of the Apex Reference Guide says', () => {
    const inputs = ['5.5', '2.5', '1.6', '1.1', '1.0', '-1.0', '-1.1', '-1.6', '-2.5', '-5.5'];
    const expected: Record<Exclude<RoundingName, 'UNNECESSARY'>, number[]> = {
      UP: [6, 3, 2, 2, 1, -1, -2, -2, -3, -6],
      DOWN: [5, 2, 1, 1, 1, -1, -1, -1, -2, -5],
      CEILING: [6, 3, 2, 2, 1, -1, -1, -1, -2, -5],
      FLOOR: [5, 2, 1, 1, 1, -1, -2, -2, -3, -6],
      HALF_UP: [6, 3, 2, 1, 1, -1, -1, -2, -3, -6],
      HALF_DOWN: [5, 2, 2, 1, 1, -1, -1, -2, -2, -5],
      HALF_EVEN: [6, 2, 2, 1, 1, -1, -1, -2, -2, -6],
    };
    for (const [mode, results] of Object.entries(expected))
      assert.deepEqual(
        inputs.map((input) => Number(decimal(input).setScale(0, mode as RoundingName))),
        results,
        mode,
      );
    assert.equal(decimal('1.10').setScale(1, 'UNNECESSARY')!.toString(), '1.1');
    assert.equal(decimal('1.15').setScale(1, 'UNNECESSARY'), undefined);
  });

  it('compares by value and knows its parts', () => {
    assert.equal(decimal('1.0').compare(decimal('1.00')), 0);
    assert.equal(decimal('-1.1').compare(decimal('1')), -1);
    assert.equal(decimal('-7.9').integerPart(), -7n);
    assert.equal(decimal('123.45').precision(), 5);
    assert.equal(decimal('1.500').stripTrailingZeros().toString(), '1.5');
    assert.equal(Decimal.fromDouble(1)!.toString(), '1.0');
    assert.equal(Decimal.fromDouble(1e20)!.toString(), '100000000000000000000');
    assert.equal(Decimal.fromDouble(Number.NaN), undefined);
  });
});

describe('a Double as text', () => {
  it('has a point, and an exponent where Java writes one', () => {
    const texts = new Map([
      [1, '1.0'],
      [-2.5, '-2.5'],
      [0.001, '0.001'],
      [0.00015, '1.5E-4'],
      [9999999, '9999999.0'],
      [1e7, '1.0E7'],
      [0, '0.0'],
      [Number.NaN, 'NaN'],
      [-Infinity, '-Infinity'],
    ]);
    for (const [value, text] of texts) assert.equal(doubleText(value), text);
  });
});
