import { guideRowsOf } from './row.ts';

const DOOR = `public class Door {
  public static Integer opened = 0;
  public Integer width;
  public Door next;
  public static Boolean open() { opened++; return true; }
  public static Door none() { return null; }
  public Integer widthOf() { opened++; return width; }
}`;

const COLOR = `public enum Color { RED, GREEN, BLUE }`;

const OVERLOADS = `public class Overloads {
  public static String of(Object value) { return 'Object'; }
  public static String of(String value) { return 'String'; }
  public static String of(Long value) { return 'Long'; }
  public static String of(Decimal value) { return 'Decimal'; }
}`;

/** Values, operators and statements. */
export const expressionRows = [
  ...guideRowsOf('langCon_apex_rules_of_conversion', [
    [`2147483647 + 1`, '-2147483648'],
    [`-2147483648 - 1`, '2147483647'],
    [`Long all = 365 * 24 * 60 * 60 * 1000; return all;`, '1471228928'],
    [`365L * 24L * 60L * 60L * 1000L`, '31536000000'],
    [`Double d = 5 / 3; return d;`, '1.0'],
    [`Double d = 5.0 / 3.0; return d;`, '1.6666666666666667'],
    [`7 / -2`, '-3'],
    [`7L / 2`, '3'],
    [`Long l = 3; Decimal d = l; return d + 0.5;`, '3.5'],
    [`String s = Id.valueOf('001000000000001'); return s;`, '001000000000001AAA'],
    [`Id i = 'nowhere'; return i;`, 'System.StringException: Invalid id: nowhere'],
    [`Datetime d = Date.newInstance(2026, 1, 2); return d.getTime();`, '1767312000000'],
  ]),
  ...guideRowsOf('langCon_apex_expressions_operators_understanding', [
    [`9223372036854775807L + 1`, '-9223372036854775808'],
    [`1 / 0`, 'System.MathException: Divide by 0'],
    [`String s; return 'a' + s;`, 'anull'],
    [`1 + 2 + 'a' + 1 + 2`, '3a12'],
    [`'Bergen' == 'BERGEN'`, 'true'],
    [`'Bergen' != 'BERGEN'`, 'false'],
    [`'a' < 'B' && 'B' < 'c'`, 'true'],
    [`Id small = '001000000000001'; Id large = '001000000000001AAA'; return small == large;`, 'true'],
    [`Id one = '00100000000000A'; return one == '00100000000000a';`, 'false'],
    [`new List<Integer>{ 1, 2 } == new List<Integer>{ 1, 2 }`, 'true'],
    [`new List<Integer>{ 1, 2 } === new List<Integer>{ 1, 2 }`, 'false'],
    [`List<Integer> a = new List<Integer>(); List<Integer> b = a; return a === b;`, 'true'],
    [`new Set<String>{ 'a', 'b' } == new Set<String>{ 'b', 'a' }`, 'true'],
    [`new Door() == new Door()`, 'false', DOOR],
    [`Integer n; return n < 1 || n > 1 || n >= 1;`, 'false'],
    [`String s; return s < 'b';`, 'true'],
    [`1 == 1.0`, 'true'],
    [`null == null`, 'true'],
    [`Boolean ran = false && Door.open(); return Door.opened;`, '0', DOOR],
    [`Boolean ran = true || Door.open(); return Door.opened;`, '0', DOOR],
    [`Boolean ran = true & Door.open() | Door.open(); return Door.opened;`, '2', DOOR],
    [`Boolean b; return b && true;`, 'System.NullPointerException: Attempt to de-reference a null object'],
    [`Integer n = 5; Integer m = n++ + ++n; return m + ' ' + n;`, '12 7'],
    [`Integer n = 7; n /= 2; n *= 5; n -= 1; n <<= 2; return n;`, '56'],
    [`-1 >>> 28`, '15'],
    [`-16 >> 2`, '-4'],
    [`6 & 3 | 8 ^ 1`, '11'],
    [`Date.newInstance(2026, 2, 27) + 2`, '2026-03-01 00:00:00'],
    [`Datetime.newInstanceGmt(2026, 2, 28, 12, 0, 0) + 0.5`, '2026-03-01 00:00:00'],
    [`Integer a; Integer b; a = b = 4; return a + b;`, '8'],
  ]),
  ...guideRowsOf('langCon_apex_expressions_operators_precedence', [
    [`2 + 3 * 4 - 10 / 5`, '12'],
    [`1 + 1 << 2`, '8'],
    [`true || false && false`, 'true'],
    [`1 + 1 > 1 == true`, 'true'],
    [`Boolean b; return b ?? false || true;`, 'true'],
    [`Integer n; return n == null ? 1 : n == 2 ? 2 : 3;`, '1'],
    [`-2 + 3`, '1'],
    [`(Integer) 7.9 / 2`, '3'],
  ]),
  ...guideRowsOf('langCon_apex_SafeNavigationOperator', [
    [`Door.none()?.width`, 'null', DOOR],
    [`Door.none()?.next.next.width`, 'null', DOOR],
    [`Door.none()?.next?.widthOf() == null && Door.opened == 0`, 'true', DOOR],
    [`new Door().next.width`, 'System.NullPointerException: Attempt to de-reference a null object', DOOR],
    [`new Door()?.next.width`, 'System.NullPointerException: Attempt to de-reference a null object', DOOR],
    [`List<String> names; return names?.size();`, 'null'],
    [`Map<String, Door> doors = new Map<String, Door>(); return doors.get('a')?.width;`, 'null', DOOR],
  ]),
  ...guideRowsOf('langCon_apex_NullCoalescingOperator', [
    [`String s; return s ?? 'none';`, 'none'],
    [`'some' ?? 'none'`, 'some'],
    [`Door.none()?.width ?? 7`, '7', DOOR],
    [`String a; String b; return a ?? b ?? 'c';`, 'c'],
    [`Integer width = new Door().widthOf() ?? 2; return width + Door.opened;`, '3', DOOR],
    [`Boolean b = true ?? Door.open(); return Door.opened;`, '0', DOOR],
    [`Integer n; return 1 + (n ?? 2) * 3;`, '7'],
  ]),
  ...guideRowsOf('langCon_apex_switch', [
    [`switch on 3 { when 1, 2 { return 'low'; } when 3, 4 { return 'high'; } when else { return 'none'; } }`, 'high'],
    [`switch on 'ORANGE' { when 'orange' { return 1; } when else { return 2; } }`, '2'],
    [`Integer n; switch on n { when 1 { return 1; } when null { return 'null'; } when else { return 2; } }`, 'null'],
    [`switch on 9 { when 1 { return 1; } } return 'no block';`, 'no block'],
    [`switch on 5L { when 5L { return 'long'; } when else { return 'other'; } }`, 'long'],
    [
      `Integer n = 0; switch on Color.GREEN { when RED { n += 1; } when GREEN { n += 10; } when BLUE { n += 100; } } return n;`,
      '10',
      COLOR,
    ],
    [`switch on Door.open() ? 1 : 2 { when 1 { return Door.opened; } when else { return 'again'; } }`, '1', DOOR],
  ]),
  ...guideRowsOf('langCon_apex_loops_for', [
    [`Integer n = 0; for (Integer i = 0, j = 10; i < j; i += 2, j--) { n = i * 100 + j; } return n;`, '607'],
    [`Integer n = 0; for (;;) { if (++n == 4) break; } return n;`, '4'],
    [`String s = ''; for (Integer i = 0; i < 5; i++) { if (Math.mod(i, 2) == 0) continue; s += i; } return s;`, '13'],
  ]),
  ...guideRowsOf('langCon_apex_loops_for_lists', [
    [`String s = ''; for (String one : new List<String>{ 'a', 'b' }) { s = one + s; } return s;`, 'ba'],
    [`Integer n = 0; for (Integer one : new Set<Integer>{ 1, 2, 2 }) n += one; return n;`, '3'],
    [
      `List<Integer> all; for (Integer one : all) { return one; } return 'none';`,
      'System.NullPointerException: Attempt to de-reference a null object',
    ],
  ]),
  ...guideRowsOf('langCon_apex_loops_do_while', [
    [`Integer n = 1; do { n *= 3; } while (n < 20); return n;`, '27'],
    [`Integer n = 100; do { n++; } while (n < 20); return n;`, '101'],
  ]),
  ...guideRowsOf('langCon_apex_variables', [
    [`Integer NUMBER_of = 3; return number_OF + 1;`, '4'],
    [`Integer i = 0, j, k = 1; return i + k + (j == null ? 10 : 0);`, '11'],
    [`Boolean b; if (b) { return 1; } return 2;`, 'System.NullPointerException: Attempt to de-reference a null object'],
    [`{ Integer i = 1; } { Integer i = 2; return i; }`, '2'],
    [`String s; return (s < 'b') + ' ' + !(s > 'b');`, 'true true'],
  ]),
  ...guideRowsOf('langCon_apex_primitives', [
    [`'It\\'s\\ta \\u0041\\\\'`, "It's\ta A\\"],
    [`1.10 + 2.2`, '3.30'],
    [`1.5 * 1.5`, '2.25'],
    [`0.1 + 0.2 == 0.3`, 'true'],
    [`Integer.valueOf('12') + 1`, '13'],
    [
      `Object n = 1; return (String) n;`,
      'System.TypeException: Invalid conversion from runtime type Integer to String',
    ],
  ]),
  ...guideRowsOf('apex_classes_defining_methods', [
    [`Overloads.of(1)`, 'Long', OVERLOADS],
    [`Overloads.of(1.5)`, 'Decimal', OVERLOADS],
    [`Overloads.of('a')`, 'String', OVERLOADS],
    [`Object o = 'a'; return Overloads.of(o);`, 'Object', OVERLOADS],
    [`Overloads.of(new List<String>())`, 'Object', OVERLOADS],
  ]),
];
