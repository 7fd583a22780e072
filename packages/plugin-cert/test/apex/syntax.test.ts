import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Expression, Statement, TypeDeclaration, TypeName } from '../../src/apex/syntax/model.ts';
import { ApexSyntaxProblem, baseName, parseApex } from '../../src/apex/syntax/parse.ts';

function parse(source: string, path = 'A.cls'): TypeDeclaration {
  return parseApex(path, source);
}

/** The expression `x` in `Object o = x;`, without its place. */
function expression(code: string): unknown {
  const [field] = parse(`class A { Object o = ${code}; }`).fields;
  return field?.value && bare(field.value);
}

/** Without the places of expressions, which other tests look at. */
function bare(value: Expression | readonly Expression[]): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (/^(?:line|start|end)$/.test(key) ? undefined : part)),
  );
}

function body(code: string): readonly Statement[] {
  const block = parse(`class A { void m() { ${code} } }`).methods[0]?.body;
  assert.ok(block?.kind === 'block');
  return block.body;
}

function written({ name, arguments: parts }: TypeName): string {
  return parts.length > 0 ? `${name}<${parts.map(written).join(', ')}>` : name;
}

const name = (text: string): unknown => ({ kind: 'name', name: text });

describe('expressions', () => {
  test('of names and dots are members of names', () => {
    const member = { kind: 'member', target: { kind: 'member', target: name('a'), name: 'b' }, name: 'C__c' };
    assert.deepEqual(expression('a.b?.C__c'), member);
  });

  test('lose their parentheses', () => {
    assert.deepEqual(expression('((a))'), name('a'));
  });

  test('of added literals are one literal, of others a list of parts', () => {
    assert.deepEqual(expression("'a' + ('b' + 'c')"), { kind: 'string', value: 'abc' });
    assert.deepEqual(expression("'a' + 'b' + x + 'c' + 'd'"), {
      kind: 'concat',
      parts: [{ kind: 'string', value: 'ab' }, name('x'), { kind: 'string', value: 'cd' }],
    });
  });

  test('of subtracted numbers have no text', () => {
    const one = { kind: 'scalar', type: { name: 'Integer', arguments: [] } };
    assert.deepEqual(expression('1 - 1'), { kind: 'other', parts: [one, one] });
  });

  test('that choose keep what they choose from', () => {
    assert.deepEqual(expression('a ? b : c'), {
      kind: 'choice',
      condition: name('a'),
      options: [name('b'), name('c')],
    });
    assert.deepEqual(expression('a ?? b'), { kind: 'choice', options: [name('a'), name('b')] });
  });

  test('that add to a variable assign the sum', () => {
    assert.deepEqual(expression('a += b'), {
      kind: 'assign',
      target: name('a'),
      value: { kind: 'concat', parts: [name('a'), name('b')] },
    });
  });

  test('that make collections keep their entries', () => {
    const text = (value: string): unknown => ({ kind: 'string', value });
    const string = { name: 'String', arguments: [] };
    assert.deepEqual(expression("new Map<String, String>{ 'a' => 'b' }"), {
      kind: 'new',
      type: { name: 'Map', arguments: [string, string] },
      arguments: [],
      entries: [{ key: text('a'), value: text('b') }],
    });
    const list = {
      kind: 'new',
      type: { name: 'List', arguments: [string] },
      arguments: [],
      entries: [{ value: text('a') }],
    };
    assert.deepEqual(expression("new List<String>{ 'a' }"), list);
    assert.deepEqual(expression("new String[]{ 'a' }"), list);
  });

  test('that query say from what, which record, and what is bound', () => {
    const query =
      "[SELECT Id, (SELECT Id FROM Kids__r) FROM Foo__mdt WHERE DeveloperName = 'X' AND A__c = :b WITH USER_MODE LIMIT 1]";
    assert.deepEqual(expression(query), {
      kind: 'query',
      from: 'Foo__mdt',
      record: { kind: 'string', value: 'X' },
      parts: [name('b')],
    });
  });

  test('know the line of the call in a chain and their own text', () => {
    const type = parse('class A {\n Object o = a\n  .b()\n  .c(x,  y); }');
    const value = type.fields[0]?.value;
    assert.ok(value?.kind === 'call' && value.target);
    assert.deepEqual([value.line, value.target.line], [4, 3]);
    assert.equal(type.file.text(value), 'a .b() .c(x, y)');
  });
});

describe('types', () => {
  test('are read with namespaces, arguments and brackets', () => {
    for (const [code, type] of [
      ['String', 'String'],
      ['Auth.JWS', 'Auth.JWS'],
      ['Map<Id, List<Account>>', 'Map<Id, List<Account>>'],
      ['list<set<Integer>>', 'list<set<Integer>>'],
      ['String[]', 'List<String>'],
      ['Foo.Bar[][]', 'List<List<Foo.Bar>>'],
    ] as const) {
      const [field] = parse(`class A { ${code} f; }`).fields;
      assert.equal(field && written(field.type), type);
    }
  });
});

describe('statements', () => {
  test('that declare several variables become several', () => {
    assert.deepEqual(
      body("final String a = 'x', b;").map(
        (statement) => statement.kind === 'local' && [statement.name, Boolean(statement.value)],
      ),
      [
        ['a', true],
        ['b', false],
      ],
    );
  });

  test('are told apart', () => {
    const code = `{ } if (a) b(); while (a) b(); do { } while (a); for (;;) { } for (Integer i : l) b(); switch on a { when 1 { } }
      try { } finally { } a.b(); insert a; System.runAs(u) { } if (a) { throw e; } else { return; }`;
    assert.deepEqual(
      body(code).map(({ kind }) => kind),
      ['block', 'if', 'loop', 'loop', 'loop', 'loop', 'switch', 'try', 'expression', 'expression', 'block', 'if'],
    );
  });

  test('that leave say how', () => {
    const ways = ['return a;', 'throw a;', 'break;', 'continue;'].map((code) => body(code)[0]);
    assert.deepEqual(
      ways.map((statement) => statement?.kind === 'leave' && statement.how),
      ['return', 'throw', 'jump', 'jump'],
    );
  });

  test('may be empty', () => {
    const [loop] = body('while (a);');
    assert.deepEqual(loop?.kind === 'loop' && loop.body, { kind: 'block', body: [] });
  });
});

describe('declarations', () => {
  test('of members know their access', () => {
    const type = parse(`public abstract class A {
      String a; private String b; protected String c; public static final String D = 'x'; global String e { get; }
      void m() {} public abstract void n(); @AuraEnabled public static void o() {} global void p() {} webservice static void q() {} }`);
    assert.deepEqual(
      type.fields.filter(({ isPrivate }) => isPrivate).map((field) => field.name),
      ['a', 'b'],
    );
    assert.deepEqual(
      type.fields.filter(({ isFinal }) => isFinal).map((field) => field.name),
      ['D'],
    );
    assert.deepEqual(
      type.methods.filter(({ isEntryPoint }) => isEntryPoint).map((method) => method.name),
      ['o', 'p', 'q'],
    );
    assert.deepEqual(
      type.methods.filter((method) => !method.body).map((method) => method.name),
      ['n'],
    );
  });

  test('of types know what they extend, implement and hold', () => {
    const type = parse(`global without sharing virtual class A extends B.C implements D, Database.Batchable<SObject> {
      public enum Kind { ONE, TWO } interface I extends J { String m(Integer a); } class Inner { class Deep {} } static { } { } }`);
    assert.equal(type.superType && written(type.superType), 'B.C');
    assert.deepEqual(type.interfaces.map(written), ['D', 'Database.Batchable<SObject>']);
    assert.deepEqual(
      type.inner.map(({ kind, name: inner, outer }) => [kind, inner, outer?.name]),
      [
        ['enum', 'Kind', 'A'],
        ['interface', 'I', 'A'],
        ['class', 'Inner', 'A'],
      ],
    );
    assert.deepEqual(type.inner[0]?.constants, ['ONE', 'TWO']);
    assert.equal(type.inner[1]?.methods[0]?.parameters.length, 1);
    assert.equal(type.inner[2]?.inner[0]?.outer, type.inner[2]);
    assert.equal(type.initializers.length, 2);
  });

  test('may be a single interface or enum', () => {
    assert.equal(parse('public interface A { void m(); }').kind, 'interface');
    const list = parse('public enum A { X }');
    assert.deepEqual([list.kind, list.outer], ['enum', undefined]);
  });

  test('of a trigger treat its variables as local', () => {
    const type = parse("trigger T on Account (before insert) { String a = 'x'; Integer b; a(); }", 'T.trigger');
    const [block] = type.initializers;
    assert.deepEqual([type.kind, type.name, type.fields.length], ['trigger', 'T', 0]);
    assert.deepEqual(block?.kind === 'block' && block.body.map(({ kind }) => kind), ['local', 'local', 'expression']);
  });
});

describe('files', () => {
  test('in all the newer and older ways of Apex parse', () => {
    const code = `/** Doc. */
      @RestResource(urlMapping='/x/*') @SuppressWarnings('PMD')
      global with sharing class A implements Queueable {
        @TestVisible private static final String TEXT = '''
          several 'lines' of text
        ''';
        @InvocableMethod(label='L' description='D') public static List<Out> run(List<In> given) { return null; }
        public Integer n { get { return n ?? 0; } private set { n = value; } }
        public void execute(QueueableContext c) {
          Account a = [SELECT Id, Owner.Name, FORMAT(Amount) f, TYPEOF What WHEN Account THEN Phone END FROM Account
            WHERE CreatedDate = LAST_N_DAYS:30 AND Id IN :ids AND Name LIKE 'A%' WITH SECURITY_ENFORCED ORDER BY Name NULLS LAST FOR UPDATE];
          List<List<SObject>> found = [FIND 'x*' IN NAME FIELDS RETURNING Account(Id, Name WHERE Name != null), Contact];
          insert as user a; update as system new List<Account>{ a }; upsert a Account.Key__c; merge a b;
          switch on a { when Account x { } when null { } when else { } }
          for (Integer i = 0, j = 1; i < 10 && j != 5; i++, --j) { if (i == 1) continue; else break; }
          Map<Id, Account[]> m = new Map<Id, Account[]>(); Object o = (Map<String, Object>) JSON.deserializeUntyped('{}');
          Long big = 10000000000L; Decimal d = 1.5; d *= 2; big <<= 2; Boolean b = !(a instanceof Account) || a?.Id <> null;
          Type t = A.class; Date day = Date.newInstance(2026, 1, 1); super.toString(); System.runAs(new User()) { } } }`;
    assert.equal(parse(code).methods.length, 2);
  });

  test('may start with a byte order mark', () => {
    const type = parse("\uFEFFpublic class A { String s = 'x'; }");
    assert.equal(type.file.text(type.fields[0]!), "s = 'x'");
  });

  test('that are wrong say where, counting columns from 1', () => {
    assert.throws(
      () => parseApex('A.cls', 'class A {\n  void m() { a( }\n}'),
      (error) => error instanceof ApexSyntaxProblem && error.line === 2 && error.column === 15,
    );
    assert.throws(() => parseApex('A.cls', '// nothing'), ApexSyntaxProblem);
    assert.throws(() => parseApex('T.trigger', 'class A {}'), ApexSyntaxProblem);
    assert.throws(() => parseApex('A.cls', "class A { String s = 'no end; }"), ApexSyntaxProblem);
  });

  test('are named by the last part of their path', () => {
    assert.equal(baseName('force-app/main/default/classes/Foo.cls'), 'Foo');
    assert.equal(baseName('C:\\classes\\Foo.Bar.cls'), 'Foo.Bar');
    assert.equal(baseName('Foo'), 'Foo');
  });
});
