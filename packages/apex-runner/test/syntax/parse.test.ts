import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from '../../src/syntax/parse.ts';
import type { Expression, MethodDeclaration, PropertyDeclaration, TypeDeclaration } from '../../src/syntax/tree.ts';

const FORCE_APP = fileURLToPath(new URL('../../../../force-app', import.meta.url));

function declared(text: string): TypeDeclaration {
  const file = parse('Main.cls', text);
  assert.deepEqual(file.errors, []);
  return file.declaration!;
}

/** The expression that a method returns. */
function expression(text: string): Expression {
  const method = declared(`class Main { Object run() { return ${text}; } }`).members[0] as MethodDeclaration;
  const statement = method.body!.statements[0]!;
  assert.equal(statement.kind, 'return');
  return (statement as { value: Expression }).value;
}

describe('A file of Apex', () => {
  it('is a class with modifiers, annotations, a superclass and interfaces', () => {
    const main = declared(
      '@IsTest(SeeAllData=false)\npublic with sharing virtual class Main extends Base implements A, B.C {}',
    );
    assert.deepEqual([...main.modifiers.words], ['public', 'with sharing', 'virtual']);
    assert.equal(main.modifiers.annotations[0]!.name, 'IsTest');
    assert.deepEqual(main.modifiers.annotations[0]!.parameters, { SeeAllData: 'false' });
    assert.deepEqual(
      main.superclass!.parts.map((part) => part.name),
      ['Base'],
    );
    assert.deepEqual(
      main.interfaces.map((one) => one.parts.map((part) => part.name).join('.')),
      ['A', 'B.C'],
    );
  });

  it('has members of each kind, each with its line and column', () => {
    const main = declared(
      'class Main {\n  Integer a = 1, b;\n  String p { get; private set { p = value; } }\n  static { }\n  Main() { }\n  void run(List<String> x) { }\n  enum E { ONE, TWO }\n  interface I { void go(); }\n}',
    );
    assert.deepEqual(
      main.members.map((one) => [one.kind, one.line, one.column]),
      [
        ['field', 2, 3],
        ['property', 3, 10],
        ['initializer', 4, 3],
        ['constructor', 5, 3],
        ['method', 6, 8],
        ['enum', 7, 8],
        ['interface', 8, 13],
      ],
    );
    const property = main.members[1] as PropertyDeclaration;
    assert.equal(property.getter!.body, undefined);
    assert.ok(property.setter!.body);
    assert.ok(property.setter!.modifiers.words.has('private'));
    assert.deepEqual((main.members[5] as TypeDeclaration).constants, ['ONE', 'TWO']);
  });

  it('tells syntax errors with path, line and column, and gives no tree then', () => {
    const file = parse('Main.cls', 'class Main {\n  void run( { }\n}');
    assert.equal(file.declaration, undefined);
    assert.equal(file.errors[0]!.path, 'Main.cls');
    assert.equal(file.errors[0]!.line, 2);
  });

  it('refuses SOSL and merge by name', () => {
    const sosl = parse(
      'Main.cls',
      "class Main { void run() { List<List<SObject>> a = [FIND 'x' RETURNING Account]; } }",
    );
    assert.match(sosl.errors[0]!.message, /SOSL is not supported/);
    const merge = parse('Main.cls', 'class Main { void run() { merge a b; } }');
    assert.match(merge.errors[0]!.message, /merge is not supported/);
  });
});

describe('An expression', () => {
  it('binds as Apex binds: a product before a sum, a comparison before a conjunction', () => {
    const sum = expression('1 + 2 * 3');
    assert.ok(
      sum.kind === 'binary' && sum.operator === '+' && sum.right.kind === 'binary' && sum.right.operator === '*',
    );
    const both = expression('a >= b && c');
    assert.ok(
      both.kind === 'binary' && both.operator === '&&' && both.left.kind === 'binary' && both.left.operator === '>=',
    );
    const shift = expression('a >>> 2');
    assert.ok(shift.kind === 'binary' && shift.operator === '>>>');
  });

  it('is a literal with its type', () => {
    const types = ['1', '1L', '1.5', '1.5d', "'x'", 'TRUE', 'null'].map((text) => {
      const one = expression(text);
      return one.kind === 'literal' ? one.type : one.kind;
    });
    assert.deepEqual(types, ['Integer', 'Long', 'Decimal', 'Double', 'String', 'Boolean', 'null']);
  });

  it('reads the escapes of a text', () => {
    const one = expression(String.raw`'it\'s\n\u0041\\'`);
    assert.equal(one.kind === 'literal' && one.text, "it's\nA\\");
  });

  it('is a query whose bound expressions stand as :b0, :b1 in its text', () => {
    const one = expression(
      '[SELECT Id FROM Account WHERE Name = :name.trim() AND Id IN :ids WITH USER_MODE LIMIT :limits[0]]',
    );
    assert.ok(one.kind === 'query');
    assert.equal(one.text, 'SELECT Id FROM Account WHERE Name = :b0 AND Id IN :b1 WITH USER_MODE LIMIT :b2');
    assert.deepEqual(
      one.binds.map((bind) => bind.kind),
      ['call', 'name', 'index'],
    );
    assert.equal(one.access, 'user');
  });

  it('makes collections of items, of pairs and of a size', () => {
    const kinds = [
      'new List<Integer>{ 1 }',
      "new Map<String, Integer>{ 'a' => 1 }",
      'new Integer[2]',
      'new Integer[]{ 1, 2 }',
    ].map((text) => {
      const one = expression(text);
      assert.ok(one.kind === 'newCollection');
      return [one.items?.length, one.pairs?.length, one.size !== undefined, one.type.dimensions];
    });
    assert.deepEqual(kinds, [
      [1, undefined, false, 0],
      [undefined, 1, false, 0],
      [undefined, undefined, true, 1],
      [2, undefined, false, 1],
    ]);
  });
});

describe('The classes of the app and its tests', () => {
  it('are all read', () => {
    const paths = globSync('**/*.cls', { cwd: FORCE_APP });
    assert.ok(paths.length > 50);
    const errors = paths.flatMap((path) => parse(path, readFileSync(`${FORCE_APP}/${path}`, 'utf8')).errors);
    assert.deepEqual(errors, []);
  });
});
