import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findIn, findInMembers, namesInMembers, valuesOf } from './org-of-classes.ts';

const SEND = 'void send(String cert) { new HttpRequest().setClientCertificateName(cert); }';

describe('a parameter', () => {
  test('gives what the callers in the class give, and says where', () => {
    assert.deepEqual(namesInMembers(`private ${SEND}\nvoid go() {\n send('X');\n}`), [
      { kind: 'literal', value: 'X', via: 'argument in Partner.go', at: { path: 'Partner.cls', line: 4 } },
    ]);
  });

  test('gives what callers in other classes give', () => {
    const others = {
      'One.cls': "class One { void m(Partner p) { p.send('One_Cert'); } }",
      'Two.trigger': "trigger Two on Account (after insert) { new Partner().send('Two_Cert'); }",
    };
    assert.deepEqual(valuesOf(namesInMembers(`public ${SEND}`, others)), ['One_Cert', 'Two_Cert']);
  });

  test('is found whatever stands between the words of a call', () => {
    const others = {
      'One.cls': "class One { void m(Partner p) { p . send /* 'to (' */ // them\n ( 'X' ); } }",
      'Two.cls': "class Two { // p.send('Comment')\n String s = 'p.send(x)'; }",
    };
    assert.deepEqual(valuesOf(namesInMembers(`public ${SEND}`, others)), ['X']);
  });

  test('is followed over several calls', () => {
    const members = `${SEND} void relay(String c) { send(c); } void go() { relay('X'); }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['X']);
  });

  test('of a constructor gives what new objects are made with', () => {
    const members = `final String cert; public Partner(String c) { this.cert = c; } public Partner() { this('Default'); }
      void send(HttpRequest r) { r.setClientCertificateName(cert); }`;
    const others = {
      'User.cls': "class User { Partner p = new Partner('Own'); }",
      'Sub.cls': "class Sub extends Partner { Sub() { super('Sub_Cert'); } }",
    };
    assert.deepEqual(valuesOf(namesInMembers(members, others)).sort(), ['Default', 'Own', 'Sub_Cert']);
  });

  test('gives what is passed to the interface or superclass that declares its method', () => {
    const members = `interface Sender { void send(String cert); } class Impl implements Sender { public ${SEND} }
      void go(Sender s) { s.send('X'); }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['X']);
  });

  test('of another overload or another class is another parameter', () => {
    const members = `${SEND} void send(Integer n) {} void send(String a, String b) {} void go() { send('X'); send(1); send('a', 'b'); }`;
    const others = {
      'Other.cls': "class Other { void send(String c) {} void m() { send('Wrong'); this.send('Wrong'); } }",
    };
    assert.deepEqual(valuesOf(namesInMembers(members, others)), ['X']);
  });

  test('that nobody passes cannot be told', () => {
    assert.deepEqual(namesInMembers(SEND), [
      { kind: 'computed', expression: 'cert', origin: { kind: 'parameter', name: 'cert of Partner.send' } },
    ]);
  });

  test('passed by a receiver that cannot be told leaves it open', () => {
    const others = { 'Other.cls': "class Other { void m() { Managed.make().send('Maybe'); } }" };
    assert.deepEqual(valuesOf(namesInMembers(`public ${SEND} void go() { send('X'); }`, others)), ['X', '(computed)']);
  });

  test('that Salesforce may pass leaves it open', () => {
    assert.deepEqual(valuesOf(namesInMembers(`@AuraEnabled public static ${SEND} void go() { send('X'); }`)), [
      'X',
      '(computed)',
    ]);
    assert.deepEqual(valuesOf(namesInMembers(`global ${SEND} void go() { send('X'); }`)), ['X', '(computed)']);
  });

  test('that only tests pass is known to tests only', () => {
    const { references } = findInMembers(`public ${SEND}`, {
      'PartnerTest.cls': "@IsTest class PartnerTest { @IsTest static void t() { new Partner().send('Test_Cert'); } }",
    });
    assert.deepEqual(
      references.map(({ name, isTest }) => [...valuesOf([name]), isTest]),
      [
        ['Test_Cert', true],
        ['(computed)', false],
      ],
    );
  });

  test('that tests and others pass alike is no test name', () => {
    const { references } = findInMembers(`public ${SEND} void go() { send('X'); }`, {
      'PartnerTest.cls': "@IsTest class PartnerTest { @IsTest static void t() { new Partner().send('X'); } }",
    });
    assert.deepEqual(
      references.map(({ name, isTest }) => [...valuesOf([name]), isTest]),
      [['X', false]],
    );
  });

  test('of a method that calls itself ends the search', () => {
    assert.deepEqual(
      valuesOf(
        namesInMembers(`private void send(String cert) { send(cert);
      new HttpRequest().setClientCertificateName(cert); } void go() { send('X'); }`),
      ),
      ['X'],
    );
  });
});

describe('callers that do not parse', () => {
  test('leave the name open and are a problem', () => {
    const { references, problems } = findIn({
      'Partner.cls': `public class Partner { public ${SEND} void go() { send('X'); } }`,
      'Broken.cls': "class Broken { void m(Partner p) { p.send('Y') } }",
    });
    assert.deepEqual(valuesOf(references.map(({ name }) => name)), ['X', '(computed)']);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['Broken.cls'],
    );
  });
});

describe('callers in very many files', () => {
  test('are followed in some of them and leave the name open', () => {
    const callers = Array.from({ length: 120 }, (_, n) => [
      `C${n}.cls`,
      `class C${n} { void m(Partner p) { p.send('X'); } }`,
    ]);
    const names = namesInMembers(`public ${SEND}`, Object.fromEntries(callers) as Record<string, string>);
    assert.deepEqual(valuesOf(names), ['X', '(computed)']);
  });
});
