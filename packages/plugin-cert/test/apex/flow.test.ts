import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesIn, namesInMembers, valuesOf } from './org-of-classes.ts';

const USE = 'req.setClientCertificateName(c);';

/** Values of `c` where it is used in these statements. */
function valuesAt(statements: string): string[] {
  return valuesOf(namesIn(statements.replaceAll('USE', USE)));
}

describe('a local variable', () => {
  test('gives the text it starts with and says that it came through it', () => {
    assert.deepEqual(namesIn(`final String c = 'X';\n${USE}`), [
      { kind: 'literal', value: 'X', via: 'local variable c', at: { path: 'Partner.cls', line: 3 } },
    ]);
  });

  test('declared without a value gives the one it is assigned', () => {
    assert.deepEqual(valuesAt("String c; c = 'A'; USE"), ['A']);
    assert.deepEqual(valuesAt("String c = null; c = 'A'; USE"), ['A']);
  });

  test('gives what it holds at the call, not before or after', () => {
    assert.deepEqual(valuesAt("String c = 'A'; USE c = 'B'; USE"), ['A', 'B']);
    assert.deepEqual(valuesAt("String c = 'Old'; c = 'A'; USE c = 'Late';"), ['A']);
  });

  test('assigned within another expression is followed', () => {
    assert.deepEqual(valuesAt("String c, d; d = c = 'A'; USE"), ['A']);
    assert.deepEqual(valuesAt("String c; if ((c = 'A') != null) { USE }"), ['A']);
  });

  test('of several declared at once is the right one', () => {
    assert.deepEqual(valuesAt("String b = 'B', c = 'A', d = 'D'; USE"), ['A']);
  });

  test('keeps its value when the variable it was copied from changes', () => {
    assert.deepEqual(valuesAt("String b = 'A'; String c = b; b = 'B'; USE"), ['A']);
  });

  test('of an earlier block does not hide a field of the same name', () => {
    const members = `String c = 'Field'; void m(HttpRequest req) { if (a) { String c = 'Local'; } ${USE} }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['Field']);
  });

  test('hides a field of the same name', () => {
    assert.deepEqual(
      valuesOf(namesInMembers(`String c = 'Field'; void m(HttpRequest req) { String c = 'A'; ${USE} }`)),
      ['A'],
    );
    const both = `String c = 'Field'; void m(HttpRequest req, String c) { req.setClientCertificateName(this.c); }`;
    assert.deepEqual(valuesOf(namesInMembers(both)), ['Field']);
  });
});

describe('after an if', () => {
  test('a variable may hold what either branch gave it', () => {
    assert.deepEqual(valuesAt("String c; if (a) { c = 'A'; } else { c = 'B'; } USE"), ['A', 'B']);
    assert.deepEqual(valuesAt("String c; if (a) c = 'A'; else if (b) c = 'B'; else c = 'C'; USE"), ['A', 'B', 'C']);
  });

  test('a variable keeps its value where a branch leaves it alone', () => {
    assert.deepEqual(valuesAt("String c = 'A'; if (a) { c = 'B'; } USE"), ['A', 'B']);
    assert.deepEqual(valuesAt("String c = 'A'; if (a) { c = 'B'; } else { c = 'C'; } USE"), ['B', 'C']);
  });

  test('a branch that leaves the method adds nothing', () => {
    assert.deepEqual(valuesAt("String c = 'A'; if (a) { c = 'B'; return; } USE"), ['A']);
    assert.deepEqual(valuesAt("String c = 'A'; if (a) { c = 'B'; throw new E(); } USE"), ['A']);
  });

  test('within a branch only that branch counts', () => {
    assert.deepEqual(valuesAt("String c = 'A'; if (a) { c = 'B'; USE } else { USE }"), ['B', 'A']);
  });
});

describe('around a switch', () => {
  test('a variable may hold what any case gave it', () => {
    const cases = "when 'p' { c = 'A'; } when 'q', 'r' { c = 'B'; }";
    assert.deepEqual(valuesAt(`String c; switch on s { ${cases} when else { c = 'C'; } } USE`), ['A', 'B', 'C']);
    assert.deepEqual(valuesAt(`String c = 'Z'; switch on s { ${cases} } USE`).sort(), ['A', 'B', 'Z']);
    assert.deepEqual(valuesAt(`String c = 'Z'; switch on s { ${cases} when else { c = 'C'; } } USE`), ['A', 'B', 'C']);
  });

  test('the record a case binds is known by its type', () => {
    const statements = `switch on thing { when Partner__mdt p { req.setClientCertificateName(p.Cert__c); } }`;
    assert.deepEqual(namesIn(statements), [{ kind: 'customMetadata', type: 'Partner__mdt', field: 'Cert__c' }]);
  });
});

describe('around a loop', () => {
  test('a variable may keep its value or have one of the body', () => {
    assert.deepEqual(valuesAt("String c = 'A'; while (a) { c = 'B'; } USE"), ['A', 'B']);
    assert.deepEqual(valuesAt("String c = 'A'; for (Integer i = 0; i < 3; i++) { c = 'B'; } USE"), ['A', 'B']);
    assert.deepEqual(valuesAt("String c = 'A'; do { c = 'B'; } while (a); USE"), ['B']);
  });

  test('a value of the body reaches the next turn', () => {
    assert.deepEqual(valuesAt("String c = 'A'; for (Account x : all) { USE c = 'B'; }"), ['A', 'B']);
  });

  test('a value reaches past a break or continue', () => {
    assert.deepEqual(valuesAt("String c = 'A'; do { if (a) { c = 'B'; break; } c = 'C'; return; } while (true); USE"), [
      'B',
    ]);
    assert.deepEqual(valuesAt("String c = 'A'; while (a) { if (b) { c = 'B'; continue; } c = 'C'; } USE").sort(), [
      'A',
      'B',
      'C',
    ]);
  });

  test('a call within is reported once', () => {
    assert.deepEqual(valuesAt("String c = 'A'; for (Integer i : all) { while (x) { USE } }"), ['A']);
  });

  test('loops within loops end', () => {
    assert.deepEqual(valuesAt(`${'while (a) {'.repeat(40)} String c = 'A'; USE ${'}'.repeat(40)}`), ['A']);
  });
});

describe('around a try', () => {
  test('a handler may meet the value before or after the body', () => {
    assert.deepEqual(valuesAt("String c = 'A'; try { c = 'B'; call(); } catch (Exception e) { USE }"), ['A', 'B']);
  });

  test('what follows may have the value of the body or of a handler', () => {
    assert.deepEqual(valuesAt("String c; try { c = 'A'; } catch (E e) { c = 'B'; } catch (F e) { return; } USE"), [
      'A',
      'B',
    ]);
  });

  test('what finally assigns holds', () => {
    assert.deepEqual(valuesAt("String c = 'A'; try { c = 'B'; } finally { c = 'C'; } USE"), ['C']);
  });
});

describe('every kind of statement', () => {
  for (const [what, statement] of [
    ['a condition', 'if (check(CALL)) {}'],
    ['a return', 'return CALL;'],
    ['a throw', 'throw new E(CALL);'],
    ['a for clause', 'for (Integer i = CALL; i < 2; i++) {}'],
    ['a for update', 'for (Integer i = 0; i < 2; i += CALL) {}'],
    ['what a loop goes over', 'for (Object o : all(CALL)) {}'],
    ['a loop condition', 'do { x(); } while (check(CALL));'],
    ['a switch subject', 'switch on CALL { when else { x(); } }'],
    ['a finally block', 'try { x(); } finally { y(CALL); }'],
    ['System.runAs', 'System.runAs(user) { x(CALL); }'],
    ['an insert', 'insert make(CALL);'],
    ['a bound expression of a query', 'Object o = [SELECT Id FROM Account WHERE Name = :named(CALL)];'],
    ['a list', 'Object o = new List<Object>{ CALL };'],
    ['a map', "Object o = new Map<String, Object>{ 'a' => CALL };"],
    ['a cast in an index', 'Object o = all[(Integer) CALL];'],
    ['an instanceof', 'Boolean b = (CALL) instanceof Blob;'],
    ['a negation', 'Boolean b = !same(CALL) && a || -CALL > 1;'],
    ['code behind a return in a block', 'if (a) { return; } else { return; } x(CALL);'],
  ] as const) {
    test(`${what} is looked into`, () => {
      const call = "Crypto.signWithCertificate('RSA-SHA256', data, 'X')";
      assert.deepEqual([...new Set(valuesOf(namesIn(statement.replaceAll('CALL', call))))], ['X']);
    });
  }
});
