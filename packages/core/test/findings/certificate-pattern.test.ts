import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fingerprintIn, fitsPattern, meansCertificate, subjectOfFinding } from '@cert-health/core';
import { fingerprint, madeFinding, withoutHolding } from './made-finding.ts';

describe('a name pattern', () => {
  for (const [pattern, name, fits] of [
    ['Partner_API', 'Partner_API', true],
    ['partner_api', 'Partner_API', true],
    ['Partner_API', 'Partner_API_2', false],
    ['Partner_*', 'Partner_API', true],
    ['Partner_*', 'Partner_', true],
    ['Partner_*', 'My_Partner_API', false],
    ['*_API', 'Partner_API', true],
    ['*_API', 'Partner_API_2', false],
    ['P*_A*I', 'Partner_API', true],
    ['*a*a*', 'a', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a**b', 'ab', true],
    ['*', '', true],
    ['*', 'anything', true],
    ['', 'anything', false],
    ['a.c', 'abc', false],
    ['certs/*.pem', 'certs/a/b.pem', true],
  ] as const) {
    it(`"${pattern}" ${fits ? 'means' : 'does not mean'} "${name}"`, () =>
      assert.equal(fitsPattern(pattern, name), fits));
  }

  it('agrees with the regular expression that says the same', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }), (pattern, name) => {
        assert.equal(fitsPattern(pattern, name), new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name));
      }),
      { numRuns: 2000 },
    );
  });

  it('is never slow, however many asterisks it has', () => {
    assert.equal(fitsPattern('*a'.repeat(2000) + 'b', 'a'.repeat(4000)), false);
  });
});

describe('a certificate is meant', () => {
  it('by its fingerprint, with or without colons, in any case', () => {
    const colons = fingerprint.toUpperCase().replace(/..(?=.)/g, '$&:');
    assert.equal(fingerprintIn(colons), fingerprint);
    assert.ok(meansCertificate(colons, { name: 'X', fingerprint }));
    assert.ok(!meansCertificate(colons, { name: 'X', fingerprint: 'cd'.repeat(32) }));
    assert.ok(!meansCertificate(colons, { name: colons }), 'a fingerprint is never a name');
  });

  it('not by part of a fingerprint', () => assert.equal(fingerprintIn(fingerprint.slice(0, 16)), undefined));

  it('without a name only by "*"', () => {
    assert.ok(meansCertificate('*', {}));
    assert.ok(!meansCertificate('Partner*', {}));
  });
});

describe('what a finding is about', () => {
  const reference = { source: 'org.named-credentials', name: 'Partner_API', field: 'NamedCredential.certificate' };

  it('is the holding, even where the configuration that uses it is told too', () => {
    assert.deepEqual(subjectOfFinding(madeFinding({ reference })), {
      source: 'org.certificates',
      name: 'Partner_API_Client',
      fingerprint,
    });
  });

  it('is the configuration where nothing is held', () => {
    assert.deepEqual(subjectOfFinding(withoutHolding(madeFinding({ reference }))), {
      source: 'org.named-credentials',
      name: 'Partner_API',
    });
  });

  it('is nothing in particular for a finding about the org', () => {
    assert.deepEqual(subjectOfFinding(withoutHolding(madeFinding())), {});
  });
});
