import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { irregularityCodes, parseCertificate, verifyCertificatePath, type PathProfile } from '@cert-health/core';
import { issuing, refused, root, sound, told } from '../fixtures/odd-certificates.ts';
import { parseError } from '../x509/parse-error.ts';

const AT = new Date('2026-11-20T00:00:00Z');

const verify = (leaf: Uint8Array, profile: PathProfile, purpose: 'any' | 'serverAuth' = 'any') =>
  verifyCertificatePath({
    leaf,
    intermediates: [issuing.der],
    trustAnchors: [root.der],
    at: AT,
    purpose,
    profile,
  });

/** Irregularities of other things than certificates, and those that cannot be in a trusted path. */
const ELSEWHERE = new Set([
  'issuer-empty',
  'revoked-list-empty',
  'revocation-reason-unknown',
  'crl-number-odd',
  'request-attributes-missing',
  'request-version',
  'request-extensions-twice',
]);

describe('A certificate that breaks a rule which OpenSSL, Java and Go let pass', () => {
  it('is one of this table, whatever the rule', () => {
    const known = new Set([...told.map(([code]) => code), ...ELSEWHERE]);
    assert.deepEqual(
      irregularityCodes.filter((code) => !known.has(code)),
      [],
    );
  });

  for (const [code, field, der] of told)
    it(`is read, told and trusted: ${code} (${field})`, async () => {
      const { irregularities } = parseCertificate(der);
      assert.deepEqual(
        irregularities.map((one) => one.code),
        [code],
      );
      assert.ok(irregularities[0]!.message.includes(field), irregularities[0]!.message);
      const result = await verify(der, 'path');
      assert.deepEqual(result.problems, []);
      assert.equal(result.trusted, true);
    });

  it('is refused by the profiles that ask certificates to conform, where strict readers refuse it', async () => {
    const loose = [
      'not-critical-encoded',
      'set-order',
      'extension-empty',
      'extension-trailing-data',
      'text-not-decoded',
    ];
    for (const [code, field, der] of told.filter((one) => loose.includes(one[0])))
      for (const profile of ['rfc5280', 'webpki'] as const) {
        const { trusted, problems } = await verify(der, profile, 'serverAuth');
        assert.equal(trusted, false, `${code} (${field})`);
        assert.ok(problems.some((problem) => problem.code === 'profile-violation'));
      }
    assert.equal((await verify(sound, 'webpki', 'serverAuth')).trusted, true);
  });

  it('is told once where a name cannot be decoded', async () => {
    const [der] = told.filter(([code, field]) => code === 'text-not-decoded' && field === 'subject alternative name');
    for (const profile of ['rfc5280', 'webpki'] as const) {
      const { problems } = await verify(der![2], profile, 'serverAuth');
      assert.equal(problems.length, 1, profile);
      assert.match(problems[0]!.message, /A text in the subject alternative name cannot be decoded/);
    }
  });
});

describe('A certificate that some software in use refuses', () => {
  for (const [code, der] of refused)
    it(`is refused: ${code}`, () => void parseError(code, () => parseCertificate(der)));

  it('is one of this table, whatever the code', () => {
    const folder = new URL('../../src/x509/', import.meta.url);
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/'((?:der|x509)\.[a-z0-9-]+)'/g)].map((match) => match[1]!),
    );
    const known = new Set([
      ...refused.map(([code]) => code),
      // Of files, lists and requests; the tests of these have them.
      'der.cut-off',
      'x509.crl-number',
      'x509.issuing-distribution-point',
      'x509.duplicate-attribute',
    ]);
    assert.ok(codes.length > 30);
    assert.deepEqual(
      [...new Set(codes)].filter((code) => !known.has(code)),
      [],
    );
  });
});
