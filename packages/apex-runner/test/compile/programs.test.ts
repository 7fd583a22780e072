import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from './running.ts';

/** The value of `Main.run()`, with more members of the class besides. */
const result = (body: string, members = '', type = 'Object'): string =>
  run(`public class Main { ${members} public static ${type} run() { ${body} } }`);

describe('Statements', () => {
  const table: readonly (readonly [string, string, string])[] = [
    [
      'a counting loop with continue and break',
      'Integer n = 0; for (Integer i = 0; i < 9; i++) { if (i == 2) continue; if (i == 5) break; n += i; } return n;',
      '8',
    ],
    ['a loop over a list', 'Integer n = 0; for (Integer i : new List<Integer>{ 1, 2 }) { n += i; } return n;', '3'],
    [
      'a loop over a set that widens its items',
      'Decimal n = 0.5; for (Decimal i : new Set<Integer>{ 1, 2 }) n += i; return n;',
      '3.5',
    ],
    ['while and do', 'Integer n = 0; while (n < 3) n++; do { n += 10; } while (n < 20); return n;', '23'],
    [
      'prefix and postfix steps',
      'Integer n = 1; Integer a = n++; Integer b = ++n; return a * 100 + b * 10 + n;',
      '133',
    ],
    [
      'steps of items of a list',
      'List<Integer> all = new List<Integer>{ 5 }; all[0]++; all[0] += 2; return all[0];',
      '8',
    ],
    ['compound assignment of texts', "String s = 'a'; s += 1; s += null; return s;", 'a1null'],
    ['chained assignment', 'Integer a; Integer b; a = b = 4; return a + b;', '8'],
    [
      'switch on integers with several values',
      "switch on 2 { when 1, 2 { return 'low'; } when else { return 'high'; } }",
      'low',
    ],
    ['switch on texts goes by case', "switch on 'A' { when 'a' { return 1; } when 'A' { return 2; } } return 3;", '2'],
    ['switch on null', "String s; switch on s { when null { return 'none'; } when else { return 'some'; } }", 'none'],
    [
      'break in a switch leaves the loop',
      'Integer n = 0; for (Integer i = 0; i < 5; i++) { switch on i { when 3 { break; } when else { n++; } } } return n;',
      '3',
    ],
    ['safe navigation of a whole chain', 'String s; return s?.trim().length();', 'null'],
    [
      'a loop variable of a block may come again in the next one',
      '{ Integer i = 1; } { Integer i = 2; return i; }',
      '2',
    ],
  ];
  for (const [what, body, expected] of table) {
    it(what, () => {
      assert.equal(result(body), expected);
    });
  }
});

describe('Null', () => {
  const MESSAGE = 'NullPointerException: Attempt to de-reference a null object';
  const table: readonly string[] = [
    'String s; return s.length();',
    'Integer n; return n + 1;',
    'Integer n; n++; return n;',
    'Boolean b; if (b) { return 1; } return 2;',
    'List<Integer> all; return all[0];',
    'List<Integer> all; for (Integer i : all) { } return 1;',
    'Main m; return m.field;',
    'Main m; return m.call();',
    'Exception e; throw e;',
  ];
  for (const body of table) {
    it(`throws: ${body}`, () => {
      assert.equal(result(body, 'Integer field; Integer call() { return 1; }'), MESSAGE);
    });
  }

  it('compares with nothing by < and >', () => {
    assert.equal(result('Integer n; return n < 1 || n >= 0;'), 'false');
  });
});

describe('Classes', () => {
  it('override methods, and reach those of the superclass', () => {
    assert.equal(
      result(
        'return new B().hi();',
        `public virtual class A { public virtual String who() { return 'A'; } public String hi() { return 'I am ' + who(); } }
         public class B extends A { public override String who() { return 'B, not ' + super.who(); } }`,
      ),
      'I am B, not A',
    );
  });

  it('keep private methods of the same name apart', () => {
    assert.equal(
      run(`public virtual class Main { private String own() { return 'a'; } public String tell() { return own(); }
        public class Sub extends Main { private String own() { return 'b'; } public String both() { return tell() + own(); } }
        public static Object run() { return new Sub().both(); } }`),
      'ab',
    );
  });

  it('run initialisers before the constructor, those of the superclass first', () => {
    assert.equal(
      result(
        "new B(); return String.join(LOG, ' ');",
        `static List<String> LOG = new List<String>();
         static String log(String what) { LOG.add(what); return what; }
         public virtual class A { String a = log('field A'); public A() { log('new A'); } }
         public class B extends A { String b = log('field B'); { log('block B'); } public B() { this(1); log('new B'); } B(Integer n) { super(); log('new B(1)'); } }`,
      ),
      'field A new A field B block B new B(1) new B',
    );
  });

  it('have properties with accessors of their own', () => {
    assert.equal(
      result(
        'Main m = new Main(); m.half = 4; m.half += 3; m.plain = 1; m.plain++; return m.whole + m.plain;',
        `Integer whole { get; private set; } Integer plain { get; set; }
         Integer half { get { return whole / 2; } set { whole = value * 2; } }`,
      ),
      '16',
    );
    assert.equal(
      result(
        'kept += 1; return kept;',
        'static Integer kept { get { if (kept == null) { kept = 41; } return kept; } set; }',
      ),
      '42',
    );
  });

  it('make static fields at the first use, in the order of the file', () => {
    assert.equal(result('return b;', 'static Integer a = 2; static Integer b; static { b = a * 3; }'), '6');
  });

  it('choose the overload by the static types of the arguments', () => {
    const members = `static String of(Object o) { return 'Object'; } static String of(Decimal o) { return 'Decimal'; } static String of(Long o) { return 'Long'; }
      static String of(String o) { return 'String'; }`;
    assert.equal(
      result("Object o = 'x'; return of(1) + of(1.5) + of('x') + of(o) + of(new List<String>());", members),
      'LongDecimalStringObjectObject',
    );
  });

  it('are used through interfaces', () => {
    assert.equal(
      result(
        'Shape s = new Square(); return s.area(3) + (s instanceof Square ? 1 : 0);',
        'interface Shape { Integer area(Integer side); } class Square implements Shape { public Integer area(Integer side) { return side * side; } }',
      ),
      '10',
    );
  });

  it('have enums, which a switch knows', () => {
    assert.equal(
      result(
        "Color c = Color.valueOf('green'); switch on c { when RED { return 'r'; } when GREEN { return c.name() + c.ordinal() + Color.values().size(); } } return '';",
        'enum Color { RED, GREEN }',
      ),
      'GREEN12',
    );
  });

  it('see names without regard to case', () => {
    assert.equal(
      result(
        'INTEGER Total = 1; return TOTAL + VALUE + Main.give();',
        'static Integer value = 2; static Integer GIVE() { return 3; }',
      ),
      '6',
    );
  });

  it('may call a field as a type: in static code the type is meant', () => {
    assert.equal(result('return Date.newInstance(2026, 1, 2).year();', 'Date date;'), '2026');
  });

  it('switch on the type of an object', () => {
    assert.equal(
      result(
        "A a = new B(); switch on a { when B b { return b.own(); } when else { return 'A'; } }",
        "virtual class A { } class B extends A { String own() { return 'B'; } }",
      ),
      'B',
    );
  });
});

describe('Exceptions', () => {
  it('are caught by their class, its superclass or Exception, the first that fits', () => {
    assert.equal(
      result(
        "try { throw new Own('x'); } catch (MathException e) { return 1; } catch (Own e) { return e.getMessage(); } catch (Exception e) { return 3; }",
        'class Own extends Exception { }',
      ),
      'x',
    );
    assert.equal(
      result("try { Integer n = 1 / 0; } catch (Exception e) { return e.getTypeName(); } return '';"),
      'System.MathException',
    );
  });

  it('have a cause, and constructors of their own beside the four', () => {
    assert.equal(
      result(
        "try { throw new Own(7); } catch (Own e) { Own other = new Own('outer', e); return e.code + other.getMessage() + (other.getCause() === e); }",
        "class Own extends Exception { Integer code; Own(Integer code) { this('inner'); this.code = code; } }",
      ),
      '7outertrue',
    );
  });

  it('run finally, whatever leaves the block', () => {
    assert.equal(
      result(
        'return go() + LOG;',
        "static String LOG = ''; static String go() { try { return 'r'; } finally { LOG += 'f'; } }",
      ),
      'rf',
    );
    assert.equal(
      result(
        'try { try { throw new Own(); } finally { n = 5; } } catch (Own e) { } return n;',
        'static Integer n = 0; class Own extends Exception { }',
      ),
      '5',
    );
  });

  it('tell their lines, the innermost first', () => {
    const text = run(
      'public class Main {\n  class Own extends Exception { }\n  static void deep() {\n    throw new Own();\n  }\n  public static Object run() {\n    try {\n      deep();\n    } catch (Own e) {\n      return e.getStackTraceString() + e.getLineNumber();\n    }\n    return null;\n  }\n}',
    );
    assert.equal(text, 'Class.Main.deep: line 4, column 1\nClass.Main.run: line 8, column 14');
  });

  it('pass a failed assertion through every catch', () => {
    assert.equal(
      result("try { Assert.areEqual(1, 2, 'no'); } catch (Exception e) { return 1; } return 2;"),
      'AssertException: Assertion Failed: no: Expected: 1, Actual: 2',
    );
  });

  it('pass a limit through every catch, but not past finally', () => {
    assert.match(
      result(
        'try { deep(1); } catch (Exception e) { return 1; } return 2;',
        'static Integer deep(Integer n) { return deep(n + 1); }',
      ),
      /^LimitException: Maximum stack depth reached/,
    );
  });
});
