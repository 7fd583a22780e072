import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findIn, findInMembers, valuesOf } from './org-of-classes.ts';

const CALL = "new HttpRequest().setClientCertificateName('X');";

/** Class, method and line of every reference. */
function placesIn(files: Readonly<Record<string, string>>): string[] {
  return findIn(files).references.map(({ className, method, line }) => `${className} ${method ?? '-'} ${line}`);
}

describe('where a reference is', () => {
  test('is its class, method and line', () => {
    const { references } = findIn({
      'force-app/main/default/classes/Gateway.cls': `public class Gateway {\n  void send() {\n    ${CALL}\n  }\n}`,
    });
    assert.deepEqual(references, [
      {
        className: 'Gateway',
        method: 'send',
        path: 'force-app/main/default/classes/Gateway.cls',
        line: 3,
        call: 'HttpRequest.setClientCertificateName',
        written: "'X'",
        name: { kind: 'literal', value: 'X' },
        isTest: false,
      },
    ]);
  });

  test('in an inner class is the outer class and a qualified method', () => {
    assert.deepEqual(placesIn({ 'A.cls': `class A { class B { B() { ${CALL} } void m() { ${CALL} } } }` }), [
      'A B.B 1',
      'A B.m 1',
    ]);
  });

  test('in a trigger has no method', () => {
    assert.deepEqual(
      placesIn({ 'T.trigger': `trigger T on Account (before insert, after update) {\n  if (x) { ${CALL} }\n}` }),
      ['T - 2'],
    );
  });

  test('in a method of a trigger has one', () => {
    const code = `trigger T on Account (before insert) { String c = 'Y'; void m() { ${CALL} }\n m(); new HttpRequest().setClientCertificateName(c); }`;
    assert.deepEqual(placesIn({ 'T.trigger': code }), ['T m 1', 'T - 2']);
  });

  test('in a script is named after its file', () => {
    assert.deepEqual(
      placesIn({
        'scripts/setup.apex': `String c = 'X';\nHttpRequest r = new HttpRequest();\nr.setClientCertificateName(c);`,
      }),
      ['setup - 3'],
    );
  });

  test('may be a static or instance block, a field’s value, a getter or a setter', () => {
    const { references } = findInMembers(
      `static { ${CALL} }\n{ ${CALL} }\nBlob b = Crypto.signWithCertificate('a', d, 'X');\nString P {\n get { ${CALL} return P; }\n set { ${CALL} P = value; } }`,
    );
    assert.deepEqual(
      references.map(({ line, method }) => [line, method]),
      [
        [2, undefined],
        [3, undefined],
        [4, undefined],
        [6, undefined],
        [7, undefined],
      ],
    );
  });

  test('may be the field of a stub that starts with a name', () => {
    const stub = `public class Soap { public class Port {
      public String endpoint_x = 'https://x';
      public String clientCertName_x = 'X';
      public String clientCert_x;
    } }`;
    const { references } = findIn({ 'Soap.cls': stub });
    assert.deepEqual(
      references.map(({ line, call, name }) => [line, call, ...valuesOf([name])]),
      [[3, 'clientCertName_x', 'X']],
    );
  });

  test('in several places of one line is each of them, unless they say the same', () => {
    const code = `class A { void m(HttpRequest r) { ${CALL} r.setClientCertificateName('Y'); ${CALL} } }`;
    assert.deepEqual(valuesOf(findIn({ 'A.cls': code }).references.map(({ name }) => name)), ['X', 'Y']);
  });

  test('comes in the order of files and lines', () => {
    const files = {
      'B.cls': `class B {\n class C { void m() { ${CALL} } }\n void m() {\n ${CALL} } }`,
      'A.cls': `class A { void m() { ${CALL} } }`,
    };
    assert.deepEqual(placesIn(files), ['B C.m 2', 'B m 4', 'A m 1']);
  });
});

describe('test code', () => {
  const tests = (code: string): boolean[] => findIn({ 'T.cls': code }).references.map(({ isTest }) => isTest);

  test('is a class marked @IsTest, with all in it', () => {
    assert.deepEqual(tests(`@isTest private class T { void m() { ${CALL} } class U { void m() { ${CALL} } } }`), [
      true,
      true,
    ]);
    assert.deepEqual(tests(`@IsTest(SeeAllData=true) class T { void m() { ${CALL} } }`), [true]);
  });

  test('is a method marked as test in any class', () => {
    assert.deepEqual(tests(`class T { @IsTest static void m() { ${CALL} } static testMethod void n() { ${CALL} } }`), [
      true,
      true,
    ]);
  });

  test('is not a method visible to tests', () => {
    assert.deepEqual(tests(`class T { @TestVisible private void m() { ${CALL} } }`), [false]);
  });
});

describe('a file that does not parse', () => {
  test('is a problem in one sentence with line and column, and others go on', () => {
    const { references, problems } = findIn({
      'Bad.cls': `class Bad {\n  void m() { ${CALL} oops }\n}`,
      'Good.cls': `class Good { void m() { ${CALL} } }`,
    });
    assert.deepEqual(
      references.map(({ className }) => className),
      ['Good'],
    );
    assert.deepEqual(problems, [
      {
        path: 'Bad.cls',
        message:
          "Bad.cls is not valid Apex at 2:68 (no viable alternative at input 'oops }'), so certificates it names are not listed: correct it or look through it yourself.",
      },
    ]);
  });

  test('is none when nothing in it can be a reference', () => {
    assert.deepEqual(findIn({ 'Bad.cls': 'class Bad { oops' }), { references: [], problems: [] });
  });

  test('may end in the middle of anything', () => {
    const whole = `class A { String p { get; set; } void m() { for (Integer i : [SELECT Id FROM X WHERE a = :b]) { ${CALL} } } }`;
    for (let length = whole.indexOf('Name(') + 5; length < whole.length; length++) {
      const { references, problems } = findIn({ 'A.cls': whole.slice(0, length) });
      assert.deepEqual([references.length, problems.length], [0, 1], whole.slice(0, length));
    }
  });

  test('and is empty names nothing', () => {
    assert.deepEqual(findIn({ 'A.cls': '', 'B.cls': "// setClientCertificateName('X')" }), {
      references: [],
      problems: [],
    });
  });

  test('because it is nested too deeply is a problem, and others go on', () => {
    for (const deep of [
      `Object o = ${'('.repeat(6000)}a${')'.repeat(6000)};`,
      `Object o = a${'.b()'.repeat(30_000)};`,
      `${'{'.repeat(6000)}${'}'.repeat(6000)}`,
    ]) {
      const { references, problems } = findIn({
        'Deep.cls': `class Deep { void m() { ${deep} ${CALL} } }`,
        'Good.cls': `class Good { void m() { ${CALL} } }`,
      });
      assert.deepEqual(
        references.map(({ className }) => className),
        ['Good'],
      );
      assert.deepEqual(
        problems.map(({ message }) => message),
        ['Deep.cls is nested too deeply, so certificates it names are not listed: look through it yourself.'],
      );
    }
  });
});
