import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findInMembers, namesIn, namesInMembers, valuesOf } from './org-of-classes.ts';

const use = (expression: string): string => `req.setClientCertificateName(${expression});`;
const CONSTANTS = {
  'Constants.cls': `public class Constants {
    public static final String CERT = 'Partner_2026';
    public static final String PREFIX = 'Partner', YEAR = '2026';
    public static final String BOTH = PREFIX + '_' + Constants.YEAR;
    public class Inner { public static final String DEEP = 'Deep_Cert'; }
    public enum Kind { PARTNER_API, BANK_API }
  }`,
};

describe('a name written in the call', () => {
  test('is a literal and needs no explanation', () => {
    assert.deepEqual(namesIn(use("'X'")), [{ kind: 'literal', value: 'X' }]);
  });

  test('is read with its escapes', () => {
    assert.deepEqual(valuesOf(namesIn(use("'it\\'s \\u0041\\t\\\\'"))), ["it's A\t\\"]);
  });
});

describe('a constant', () => {
  test('of another class is followed to where it is declared, whatever the case', () => {
    assert.deepEqual(namesIn(use('CONSTANTS.cert'), CONSTANTS), [
      {
        kind: 'literal',
        value: 'Partner_2026',
        via: 'constant Constants.CERT',
        at: { path: 'Constants.cls', line: 2 },
      },
    ]);
  });

  test('of an inner class is followed', () => {
    assert.deepEqual(namesIn(use('Constants.Inner.DEEP'), CONSTANTS), [
      {
        kind: 'literal',
        value: 'Deep_Cert',
        via: 'constant Constants.Inner.DEEP',
        at: { path: 'Constants.cls', line: 5 },
      },
    ]);
  });

  test('of the same class is followed', () => {
    assert.deepEqual(
      namesInMembers(`static final String C = 'X';\nvoid m(HttpRequest r) { r.setClientCertificateName(c); }`),
      [{ kind: 'literal', value: 'X', via: 'constant Partner.C', at: { path: 'Partner.cls', line: 2 } }],
    );
  });

  test('of the outer class is seen from an inner class', () => {
    const members = `private static final String C = 'X';
      class Inner { void m(HttpRequest r) { r.setClientCertificateName(C); } }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['X']);
  });

  test('of a superclass is seen in the subclass', () => {
    const others = { 'Base.cls': "public virtual class Base { protected final String C = 'X'; }" };
    const { references } = findInMembers(
      'class Sub extends Base { void m(HttpRequest r) { r.setClientCertificateName(C); } }',
      others,
    );
    assert.deepEqual(valuesOf(references.map(({ name }) => name)), ['X']);
  });

  test('behind a namespace prefix is followed', () => {
    assert.deepEqual(valuesOf(namesIn(use('myns.Constants.CERT'), CONSTANTS)), ['Partner_2026']);
  });

  test('set in a static block is followed', () => {
    const members = `static final String C; static { C = 'X'; } void m(HttpRequest r) { r.setClientCertificateName(C); }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['X']);
  });

  test('of a class that is not at hand cannot be told', () => {
    assert.deepEqual(namesIn(use('Missing.CERT')), [{ kind: 'computed', expression: 'Missing.CERT' }]);
  });

  test('of a class that does not parse cannot be told, and the class is a problem', () => {
    const { references, problems } = findInMembers(`void m(HttpRequest req) { ${use('Broken.CERT')} }`, {
      'Broken.cls': 'public class Broken { static final String CERT = ; }',
    });
    assert.deepEqual(
      references.map(({ name }) => name),
      [{ kind: 'computed', expression: 'Broken.CERT' }],
    );
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['Broken.cls'],
    );
  });

  test('that is defined by itself ends the search', () => {
    const others = {
      'A.cls': 'class A { static final String C = B.C; }',
      'B.cls': 'class B { static final String C = A.C; }',
    };
    assert.deepEqual(namesIn(use('A.C'), others), [{ kind: 'computed', expression: 'A.C' }]);
  });
});

describe('text put together', () => {
  test('of literals is one literal', () => {
    assert.deepEqual(valuesOf(namesIn(use("'Partner' + '_' + '2026'"))), ['Partner_2026']);
  });

  test('of constants is one literal', () => {
    assert.deepEqual(valuesOf(namesIn(use("Constants.PREFIX + '_' + Constants.YEAR"), CONSTANTS)), ['Partner_2026']);
    assert.deepEqual(namesIn(use('Constants.BOTH'), CONSTANTS), [
      {
        kind: 'literal',
        value: 'Partner_2026',
        via: 'constant Constants.BOTH',
        at: { path: 'Constants.cls', line: 4 },
      },
    ]);
  });

  test('with a part that cannot be told cannot be told', () => {
    assert.deepEqual(namesIn(use("'Partner_' + UserInfo.getOrganizationId()")), [
      { kind: 'computed', expression: "'Partner_' + UserInfo.getOrganizationId()" },
    ]);
  });

  test('with a custom label inside is no label', () => {
    assert.deepEqual(namesIn(use("Label.Cert + '_2026'")), [{ kind: 'computed', expression: "Label.Cert + '_2026'" }]);
  });

  test('by += is followed', () => {
    assert.deepEqual(valuesOf(namesIn(`String c = 'Partner'; c += '_2026'; ${use('c')}`)), ['Partner_2026']);
  });
});

describe('a choice', () => {
  test('of two literals is two references', () => {
    const { references } = findInMembers(`void m(HttpRequest req, Boolean test) {\n${use("test ? 'T' : 'P'")}\n}`);
    assert.deepEqual(
      references.map(({ line, name }) => [line, name]),
      [
        [3, { kind: 'literal', value: 'T' }],
        [3, { kind: 'literal', value: 'P' }],
      ],
    );
  });

  test('of a text and nothing is one reference', () => {
    assert.deepEqual(valuesOf(namesIn(use("test ? 'T' : null"))), ['T']);
  });

  test('within a text multiplies', () => {
    assert.deepEqual(valuesOf(namesIn(use("(test ? 'T' : 'P') + '_' + (old ? '1' : '2')"))), [
      'T_1',
      'T_2',
      'P_1',
      'P_2',
    ]);
  });

  test('by ?? is both', () => {
    assert.deepEqual(namesIn(use("find() ?? 'Default'")), [
      { kind: 'computed', expression: 'find()' },
      { kind: 'literal', value: 'Default' },
    ]);
  });

  test('of the same text twice is one reference', () => {
    assert.deepEqual(valuesOf(namesIn(use("test ? 'T' : 'T'"))), ['T']);
  });
});

describe('a field', () => {
  const call = 'void m(HttpRequest r) { r.setClientCertificateName(cert); }';

  test('gives the text it starts with', () => {
    assert.deepEqual(namesInMembers(`private String cert = 'X';\n${call}`), [
      { kind: 'literal', value: 'X', via: 'field Partner.cert', at: { path: 'Partner.cls', line: 2 } },
    ]);
  });

  test('gives what a constructor assigns', () => {
    assert.deepEqual(valuesOf(namesInMembers(`private String cert; public Partner() { this.cert = 'X'; } ${call}`)), [
      'X',
    ]);
  });

  test('gives every text it is assigned in its class', () => {
    const members = `private String cert = 'X'; void other() { cert = 'Y'; } ${call}`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['X', 'Y']);
  });

  test('that other classes may set gives what they set', () => {
    const others = { 'Other.cls': "class Other { void m(Partner p) { p.cert = 'Y'; new Thing().cert = 'Z'; } }" };
    assert.deepEqual(valuesOf(namesInMembers(`public String cert = 'X'; ${call}`, others)), ['X', 'Y']);
  });

  test('that nothing sets cannot be told', () => {
    assert.deepEqual(namesInMembers(`@AuraEnabled public String cert; ${call}`), [
      {
        kind: 'computed',
        expression: 'cert',
        origin: { kind: 'field', name: 'Partner.cert', filledBy: 'component' },
      },
    ]);
  });

  test('of the same name in another class is another field', () => {
    const others = { 'Other.cls': "class Other { String cert = 'Wrong'; void m() { cert = 'Wrong'; } }" };
    assert.deepEqual(valuesOf(namesInMembers(`String cert = 'X'; ${call}`, others)), ['X']);
  });
});

describe('a property', () => {
  const call = 'void m(HttpRequest r) { r.setClientCertificateName(Cert); }';

  test('gives what its getter returns', () => {
    assert.deepEqual(namesInMembers(`static String Cert { get { return 'X'; } }\n${call}`), [
      { kind: 'literal', value: 'X', via: 'property Partner.Cert', at: { path: 'Partner.cls', line: 2 } },
    ]);
  });

  test('made on first use gives what it is made of', () => {
    const lazy = "static String Cert { get { if (Cert == null) { Cert = 'X'; } return Cert; } private set; }";
    assert.deepEqual(valuesOf(namesInMembers(`${lazy} ${call}`)), ['X']);
  });

  test('without code gives what it is assigned', () => {
    assert.deepEqual(valuesOf(namesInMembers(`String Cert { get; set; } Partner() { Cert = 'X'; } ${call}`)), ['X']);
  });
});

describe('a method', () => {
  test('gives all it returns', () => {
    const members = `static String cert(Boolean test) { if (test) { return 'T'; } return 'P'; }
      void m(HttpRequest r) { r.setClientCertificateName(cert(true)); }`;
    assert.deepEqual(namesInMembers(members), [
      { kind: 'literal', value: 'T', via: 'method Partner.cert', at: { path: 'Partner.cls', line: 2 } },
      { kind: 'literal', value: 'P', via: 'method Partner.cert', at: { path: 'Partner.cls', line: 2 } },
    ]);
  });

  test('is followed with the arguments of this call only', () => {
    const members = `static String cert(String a) { return a + '_2026'; }
      void m(HttpRequest r) { r.setClientCertificateName(cert('Partner')); log(cert('Other')); }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['Partner_2026']);
  });

  test('of another class is followed', () => {
    const others = { 'Certs.cls': "public class Certs { public static String current() { return 'X'; } }" };
    assert.deepEqual(valuesOf(namesIn(use('Certs.current()'), others)), ['X']);
  });

  test('that calls itself ends the search', () => {
    const members = `static String cert(Integer n) { return n > 0 ? cert(n - 1) : 'X'; }
      void m(HttpRequest r) { r.setClientCertificateName(cert(3)); }`;
    assert.deepEqual(valuesOf(namesInMembers(members)), ['X']);
  });

  test('without a body cannot be told', () => {
    const members = `interface Source { String cert(); }
      void m(HttpRequest r, Source s) { r.setClientCertificateName(s.cert()); }`;
    assert.deepEqual(namesInMembers(members), [{ kind: 'computed', expression: 's.cert()' }]);
  });
});

describe('written-out collections', () => {
  const others = {
    'Certs.cls': `public class Certs {
      public static final Map<String, String> BY_ENV = new Map<String, String>{ 'prod' => 'P', 'test' => 'T' };
      public static final Map<String, String> GROWS = new Map<String, String>{ 'a' => 'A' };
      static { GROWS.put('b', 'B'); }
    }`,
  };

  test('give the entry of a known key', () => {
    assert.deepEqual(valuesOf(namesIn(use("Certs.BY_ENV.get('test')"), others)), ['T']);
  });

  test('give every entry for a key that cannot be told', () => {
    assert.deepEqual(valuesOf(namesIn(use('Certs.BY_ENV.get(env)'), others)), ['P', 'T']);
  });

  test('that grow elsewhere give what is put into them there', () => {
    assert.deepEqual(valuesOf(namesIn(use('Certs.GROWS.get(env)'), others)), ['A', 'B']);
  });

  test('give every element in a loop', () => {
    assert.deepEqual(valuesOf(namesIn(`for (String c : new List<String>{ 'A', 'B' }) { ${use('c')} }`)), ['A', 'B']);
    assert.deepEqual(valuesOf(namesIn(`String[] all = new String[]{ 'A', 'B' }; ${use('all[1]')}`)), ['A', 'B']);
  });

  test('an enum constant’s name is a text', () => {
    assert.deepEqual(valuesOf(namesIn(use('Constants.Kind.PARTNER_API.name()'), CONSTANTS)), ['PARTNER_API']);
    assert.deepEqual(valuesOf(namesIn(use('kind.name()'), CONSTANTS)), ['(computed)']);
  });
});

describe('what cannot be told', () => {
  test('is shown as it is written, on one line and not too long', () => {
    assert.deepEqual(namesIn(use('find(\n      a,\n      b)')), [{ kind: 'computed', expression: 'find( a, b)' }]);
    const [long] = namesIn(use(`find(${'x'.repeat(500)})`));
    assert.ok(long?.kind === 'computed' && long.expression.length === 160 && long.expression.endsWith('…'));
  });

  test('is shown where it comes from, not where it passes through', () => {
    assert.deepEqual(namesIn(`String c = settings.read(); String d = c; ${use('d')}`), [
      { kind: 'computed', expression: 'settings.read()' },
    ]);
  });

  test('is shown whole in a file with characters beyond the first plane', () => {
    assert.deepEqual(namesIn(`String s = '😀😀😀'; ${use('find(s)')}`), [{ kind: 'computed', expression: 'find(s)' }]);
  });

  test('covers a name with too many possible values', () => {
    const digit = `(${Array.from({ length: 9 }, (_, n) => `a == ${n} ? '${n}' : `).join('')}'9')`;
    assert.deepEqual(valuesOf(namesIn(use(`${digit} + ${digit}`))), ['(computed)']);
  });

  test('covers a name that takes too long to follow', () => {
    const methods = Array.from({ length: 30 }, (_, n) => `String m${n}() { return a ? m${n + 1}() : m${n + 1}(); }`);
    const names = namesInMembers(`${methods.join('\n')} String m30() { return 'X'; }
      void m(HttpRequest r) { r.setClientCertificateName(m0()); }`);
    assert.ok(valuesOf(names).includes('(computed)'));
  });
});
