import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findIn, findInMembers } from './org-of-classes.ts';

const MANY = 200;
const members = (write: (n: number) => string): string => Array.from({ length: MANY }, (_, n) => write(n)).join('\n');
const next = (n: number, step: number): number => (n + step) % MANY;
const use = (certificate: string): string =>
  `void go(String k) { new HttpRequest().setClientCertificateName(${certificate}); }`;

/** Code that leads everywhere and back: what cannot be followed to the end is said to be open, never left out. */
const MAZES: Readonly<Record<string, string>> = {
  'fields that are set to each other': `${members((n) => `String f${n}; void s${n}() { f${n} = f${next(n, 1)}; f${n} = f${next(n, 5)}; f${n} = 'v${n}'; }`)} ${use('f0')}`,
  'maps that are filled from each other': `static { ${members((n) => `m${n}.put('a', m${next(n, 1)}.get('a')); m${n}.put('b', m${next(n, 7)}.get(k)); m${n}.put('c', 'v${n}');`)} }
    ${members((n) => `static Map<String, String> m${n} = new Map<String, String>();`)} ${use('m0.get(k)')}`,
  'lists that are added to each other': `static { ${members((n) => `l${n}.addAll(l${next(n, 1)}); l${n}.addAll(l${next(n, 3)}); l${n}.add('v${n}');`)} }
    ${members((n) => `static List<String> l${n} = new List<String>();`)} ${use('l0[0]')}`,
  'records that are set to each other': `${members((n) => `static Lane__c r${n}; static { r${n} = r${next(n, 1)}; r${n} = r${next(n, 2)}; }`)} ${use('r0.Cert__c')}`,
  'variables with two values each': `void go() { String a0 = 'x'; ${members((n) => `String a${n + 1} = b ? a${n} : a${n} + 'y';`)}
    new HttpRequest().setClientCertificateName(a${MANY}); }`,
  'methods that call each other': `${members((n) => `String m${n}() { return a ? m${next(n, 1)}() : m${next(n, 3)}() + 'x'; }`)} ${use('m0()')}`,
};

describe('code that is too tangled', () => {
  for (const [what, code] of Object.entries(MAZES)) {
    test(`${what} end in a name that cannot be told`, () => {
      const { references, problems } = findInMembers(code);
      assert.deepEqual(problems, []);
      assert.ok(references.some(({ name, isTest }) => name.kind === 'computed' && !isTest));
    });
  }

  test('classes and interfaces that extend each other end', () => {
    const { references } = findIn({
      'A.cls': `public virtual class A extends B { public virtual String c() { return d(); } ${use('c()')} }`,
      'B.cls': 'public virtual class B extends A { public virtual String d() { return c(); } }',
      'I.cls': 'public interface I extends J { String c(); }',
      'J.cls': 'public interface J extends I { }',
      'P.cls': 'public class P { void go(I i) { new HttpRequest().setClientCertificateName(i.c()); } }',
    });
    assert.deepEqual(
      references.map(({ className, name }) => [className, name.kind]),
      [
        ['A', 'computed'],
        ['P', 'computed'],
      ],
    );
  });

  test('more names than are kept leave the rest open', () => {
    const { references } = findInMembers(
      `void send(String cert) { new HttpRequest().setClientCertificateName(cert); } void go() { ${members((n) => `send('v${n}');`)} }`,
    );
    const kinds = Object.groupBy(references, ({ name }) => name.kind);
    assert.deepEqual([kinds.literal?.length, kinds.computed?.length], [24, 1]);
  });
});
