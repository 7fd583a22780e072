import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { valueOf } from './running.ts';

/** Expressions and the text of their values. */
const TABLES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'Integer and Long': [
    ['2147483647 + 1', '-2147483648'],
    ['2147483647 * 2', '-2'],
    ['-2147483648', '-2147483648'],
    ['9223372036854775807L + 1', '-9223372036854775808'],
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['1 / 0', 'MathException: Divide by 0'],
    ['1L / 0', 'MathException: Divide by 0'],
    ['1.0 / 0', 'MathException: Divide by 0'],
    ['1L + 1', '2'],
    ['5 & 3', '1'],
    ['5 | 3', '7'],
    ['5 ^ 1', '4'],
    ['1 << 33', '2'],
    ['-8 >> 1', '-4'],
    ['-8 >>> 28', '15'],
    ['1L << 40', '1099511627776'],
    ['~5', '-6'],
    ['-(-3)', '3'],
  ],
  Decimal: [
    ['1.10 + 2.205', '3.305'],
    ['1.0 * 3', '3.0'],
    ['7 / 2.0', '3.5'],
    ['1.5 - 1', '0.5'],
    ['true ? 1 : 2.5', '1'],
  ],
  Double: [
    ['1.5d + 1', '2.5'],
    ['3.0d / 2', '1.5'],
  ],
  'texts joined by +': [
    ["1 + 2 + 'x' + 1 + 2", '3x12'],
    ["null + 'x'", 'nullx'],
    ["'a' + true + 1.50", 'atrue1.50'],
  ],
  equality: [
    ["'a' == 'A'", 'true'],
    ["'a' === 'A'", 'false'],
    ["'a' != null", 'true'],
    ["'a' <> 'b'", 'true'],
    ['1 == 1.0', 'true'],
    ['1 == 1L', 'true'],
    ["new List<String>{ 'a' } == new List<String>{ 'a' }", 'true'],
    ["new List<String>{ 'a' } === new List<String>{ 'a' }", 'false'],
    ['5 == null', 'false'],
  ],
  order: [
    ['1 < 2', 'true'],
    ['2 <= 1.5', 'false'],
    ["'a' < 'b'", 'true'],
    ["'a' > null", 'true'],
  ],
  logic: [
    ['!true && false', 'false'],
    ['true & false', 'false'],
    ['true ^ true', 'false'],
    ["false && 'x'.length() / 0 > 1", 'false'],
    ["null ?? 'x'", 'x'],
  ],
  types: [
    ['(Object) 1 instanceof Integer', 'true'],
    ["(Object) 'a' instanceof Integer", 'false'],
    ["(String) (Object) 'x'", 'x'],
    ["(Integer) (Object) 'x'", 'TypeException: Invalid conversion from runtime type String to Integer'],
    ['(Integer) 5L', '5'],
    ['(Integer) 2.7', '2'],
    ['String.class', 'String'],
  ],
  collections: [
    ['new List<Integer>{ 1, 2 }[1]', '2'],
    ['new Integer[3]', '(null, null, null)'],
    ['new Integer[]{ 1, 2 }', '(1, 2)'],
    ['new Set<Integer>{ 1, 1, 2 }', '{1, 2}'],
    ["new Map<String, Integer>{ 'a' => 1, 'A' => 2 }", '{a=1, A=2}'],
    ['new List<Integer>{ 1 }[5]', 'ListException: List index out of bounds: 5'],
    ['new List<Integer>(new Set<Integer>{ 3 })', '(3)'],
  ],
  'enums and labels': [
    ['LoggingLevel.ERROR', 'ERROR'],
    ["LoggingLevel.valueOf('warn').ordinal()", '7'],
    ['LoggingLevel.values().size()', '9'],
    ['Label.Greeting', 'Hello'],
    ['System.Label.greeting', 'Hello'],
  ],
};

for (const [what, table] of Object.entries(TABLES)) {
  describe(`Expressions: ${what}`, () => {
    for (const [expression, expected] of table) {
      it(`${expression} is ${expected}`, () => {
        assert.equal(valueOf(expression), expected);
      });
    }
  });
}
