import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApexErrors } from '../../src/check/check-program.ts';
import { load } from '../compile/running.ts';
import { schemaOf } from '../compile/schema-in-tests.ts';

const SCHEMA = schemaOf({
  Account: {
    fields: [
      { name: 'Id', apexType: 'Id' },
      { name: 'Name', apexType: 'String' },
      { name: 'Sum__c', apexType: 'Decimal', isReadOnly: true },
      { name: 'ParentId', apexType: 'Id', relationshipName: 'Parent', referenceTo: ['Account'] },
    ],
    children: { Children: { object: 'Account', field: 'ParentId' } },
  },
});

/** The errors of a program, as `line: message`. */
function errors(text: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    load({ Main: text, ...more }, { schema: SCHEMA });
  } catch (error) {
    assert.ok(error instanceof ApexErrors);
    return error.errors.map((one) => `${String(one.line)}: ${one.message}`);
  }
  return [];
}

/** Statements of a method, and what is said of them; each stands in line 2. */
const STATEMENTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'an unknown name': [
    ['Intger n;', 'Invalid type: Intger'],
    ['Object o = nothing;', 'Variable does not exist: nothing'],
    ['nothing();', 'Method does not exist or incorrect signature: Main.nothing()'],
    ["'a'.shout();", 'Method does not exist or incorrect signature: String.shout()'],
    ['String.shout();', 'Method does not exist or incorrect signature: String.shout()'],
    ['Object o = LoggingLevel.LOUD;', 'Variable does not exist: LoggingLevel.LOUD'],
    ['Object o = Label.Farewell;', 'External string does not exist: Farewell'],
    ['Object o = new Account().Nme;', 'Variable does not exist: Nme on Account'],
    ['Object o = new Account().Parent.Nme;', 'Variable does not exist: Nme on Account'],
    ["Account a = new Account(Nme = 'x');", 'Field does not exist: Nme on Account'],
    ['Object o = Account.Nme;', 'Field does not exist: Nme on Account'],
    ['upsert new Account() Key__c;', 'Field does not exist: Key__c'],
    ['switch on LoggingLevel.WARN { when LOUD { } }', 'LOUD is no value of LoggingLevel'],
  ],
  'a value of another type': [
    ["Integer n = 'a';", 'Illegal assignment from String to Integer'],
    ['Integer n = 1.5;', 'Illegal assignment from Decimal to Integer'],
    ['Integer n = 1L;', 'Illegal assignment from Long to Integer'],
    ['Set<String> s = new List<String>();', 'Illegal assignment from List<String> to Set<String>'],
    ['Account a = new Account(Name = 1);', 'Illegal assignment from Integer to String'],
    ['Account a = (SObject) new Account();', 'Illegal assignment from SObject to Account'],
    ['String s = nothingBack();', 'A method without a result has no value'],
    ['if (1) { }', 'Illegal assignment from Integer to Boolean'],
    ["Boolean b = 1 == 'a';", 'Comparison arguments must be compatible types: Integer, String'],
    ["Integer n = 1 - 'a';", 'Operator - does not take Integer and String'],
    ["Object o = (Integer) 'a';", 'Incompatible types since an instance of String is never an instance of Integer'],
    ["Object o = true ? 1 : 'a';", 'Incompatible types in ternary operator: Integer, String'],
    [
      "Boolean b = 'a' instanceof String;",
      'Operation instanceof is always true since an instance of String is always an instance of String',
    ],
    [
      'Boolean b = new Account() instanceof Main;',
      'Operation instanceof is always false since an instance of Account is never an instance of Main',
    ],
    ["throw 'a';", 'Throw expression must be of type exception: String'],
    ['for (Integer i : 5) { }', 'Loop must iterate over a list or set: Integer'],
    ['insert new List<String>();', 'DML requires SObject or SObject list type: List<String>'],
    ['Integer n = 3000000000;', 'Illegal integer: 3000000000'],
  ],
  'other arguments': [
    ['two(1);', 'Method does not exist or incorrect signature: Main.two(Integer)'],
    ["two(1, 'a');", 'Method does not exist or incorrect signature: Main.two(Integer, String)'],
    ['open(null);', 'Method is ambiguous: Main.open(null)'],
    ["new Main('a');", 'Constructor not defined: [Main].<Constructor>(String)'],
    ["new List<Integer>('a');", 'Method does not exist or incorrect signature: [List<Integer>].<Constructor>(String)'],
  ],
  'what the language does not allow': [
    ['Integer n; { Integer n; }', 'Duplicate variable: n'],
    ['final Integer n = 1; n = 2;', 'Final variable has already been initialized: n'],
    ['FIXED = 2;', 'Final variable has already been initialized: FIXED'],
    ['new Account().Sum__c = 1;', 'Field is not writeable: Account.Sum__c'],
    ['Account a = new Account(Sum__c = 1);', 'Field is not writeable: Account.Sum__c'],
    ['new Main().readOnly = 1;', 'Property is not writable: readOnly'],
    ['return; Integer n;', 'Unreachable statement'],
    ['return 1;', 'Return value not expected'],
    ['break;', 'break must be in a loop'],
    ['switch on 1 { when 1 { continue; } }', 'continue must be in a loop'],
    ['1 + 1;', 'Expression cannot be a statement'],
    ['Object o = this;', 'this cannot be used in a static context'],
    ['Object o = own;', 'Variable is not static: own'],
    ['instance();', 'Non static method cannot be referenced from a static context: instance()'],
    ['switch on 1 { when 1 { } when 1 { } }', 'Duplicate when value'],
  ],
};

for (const [what, table] of Object.entries(STATEMENTS)) {
  describe(`A program is refused for ${what}`, () => {
    for (const [statement, message] of table) {
      it(statement, () => {
        const text = `public class Main { static final Integer FIXED = 1; Integer own; Integer readOnly { get; } void instance() { } static void nothingBack() { }
          static void two(Integer a, Integer b) { } static void open(String a) { } static void open(Account a) { } static void run() {\n${statement}\n} }`;
        assert.deepEqual(errors(text), [`3: ${message}`]);
      });
    }
  });
}

describe('A class is refused', () => {
  const table: readonly (readonly [string, string, string])[] = [
    [
      'for a method without a result on one of its ways',
      'Integer go() { if (true) { return 1; } }',
      'Missing return statement required return type: Integer in go()',
    ],
    ['for an override of nothing', 'override void go() { }', 'Method does not override an ancestor method: go()'],
    [
      'for an override of what is not virtual',
      'virtual class A { public void go() { } } class B extends A { public override void go() { } }',
      'Non-virtual, non-abstract methods cannot be overridden: go()',
    ],
    [
      'for an override that does not say so',
      'virtual class A { public virtual void go() { } } class B extends A { public void go() { } }',
      'Method must use the override keyword: go()',
    ],
    [
      'for a missing method of its abstract class',
      'abstract class A { abstract void go(); } class B extends A { }',
      'Class Main.B must implement the method: go()',
    ],
    [
      'for a missing method of an interface',
      'interface I { void go(Integer n); } class B implements I { }',
      'Class Main.B must implement the method: go(Integer)',
    ],
    [
      'for a missing method of an interface of the library',
      'class B implements Queueable { }',
      'Class Main.B must implement the method: execute(QueueableContext)',
    ],
    [
      'for a superclass that is closed',
      'class A { } class B extends A { }',
      'Non-virtual and non-abstract type cannot be extended: Main.A',
    ],
    [
      'for an object of an abstract class',
      'abstract class A { } A one = new A();',
      'Abstract classes, interfaces and enums cannot be constructed: Main.A',
    ],
    ['for an annotation that is not known', '@Futur void go() { }', 'Annotation is not known: @Futur'],
    [
      'for a parameter of an annotation that is not known',
      '@AuraEnabled(cachable=true) public static void go() { }',
      'Annotation @AuraEnabled does not take cachable',
    ],
    ['for a web service', 'webservice static void go() { }', 'webservice is not supported by the runner: go()'],
    [
      'for static members of an inner class',
      'class A { static Integer n; }',
      'static can only be used in a top-level class: n',
    ],
    [
      'for a test that takes something',
      '@IsTest static void go(Integer n) { }',
      'Test methods must be static, give nothing and take nothing: go(Integer)',
    ],
    [
      'for a method of a component that is not static',
      '@AuraEnabled public void go() { }',
      'Methods that are called from outside must be static: go()',
    ],
    ['for two fields of one name', 'Integer a; String A;', 'Duplicate field: A'],
    [
      'for two methods of one signature',
      'void go(String a) { } void GO(String b) { }',
      'Method already defined: GO(String)',
    ],
    ['for an interface that is unknown', 'class B implements Queuable { }', 'Invalid type: Queuable'],
  ];
  for (const [what, members, message] of table) {
    it(what, () => {
      assert.deepEqual(errors(`public class Main {\n${members}\n}`), [`2: ${message}`]);
    });
  }
});

describe('What is private', () => {
  const OTHER =
    'public class Other { private static Integer kept = 1; @TestVisible private static Integer shown = 2; private Other() { } private static void go() { } }';

  it('is not seen outside of its class', () => {
    const text =
      'public class Main { static void run() {\nInteger n = Other.kept;\nn = Other.shown;\nOther.go();\nnew Other();\n} }';
    assert.deepEqual(errors(text, { Other: OTHER }), [
      '2: Variable is not visible: Other.kept',
      '3: Variable is not visible: Other.shown',
      '4: Method is not visible: Other.go()',
      '5: Constructor is not visible: Other()',
    ]);
  });

  it('is seen by tests where it says so', () => {
    const text = '@IsTest private class Main { static void run() {\nInteger n = Other.kept;\nn = Other.shown;\n} }';
    assert.deepEqual(errors(text, { Other: OTHER }), ['2: Variable is not visible: Other.kept']);
  });

  it('is a class that cannot be named elsewhere', () => {
    const other = 'public class Other { private class Inner { } }';
    assert.deepEqual(errors('public class Main {\nOther.Inner one;\n}', { Other: other }), [
      '2: Type is not visible: Other.Inner',
    ]);
  });

  it('is seen by inner classes', () => {
    assert.deepEqual(
      errors(
        'public class Main { private static Integer kept = 1; class Inner { Integer n = kept; } Integer of(Inner one) { return one.n; } }',
      ),
      [],
    );
  });
});

describe('All errors of all classes', () => {
  it('are told at once, and an unknown type only where it is written', () => {
    const text = 'public class Main {\nIntger a;\nvoid run() {\na.go();\nInteger n = a;\nunknown();\n} }';
    assert.deepEqual(errors(text, { Other: 'public class Other {\nInteger n = true;\n}' }), [
      '2: Invalid type: Intger',
      '6: Method does not exist or incorrect signature: Main.unknown()',
      '2: Illegal assignment from Boolean to Integer',
    ]);
  });

  it('have the path of the file and the column', () => {
    try {
      load({ Main: 'public class Main {\n  Integer n = wrong;\n}' });
      assert.fail('it was loaded');
    } catch (error) {
      assert.ok(error instanceof ApexErrors);
      assert.deepEqual(error.errors, [
        { path: 'Main.cls', line: 2, column: 15, message: 'Variable does not exist: wrong' },
      ]);
      assert.equal(error.message, 'Main.cls:2:15 Variable does not exist: wrong');
    }
  });
});
