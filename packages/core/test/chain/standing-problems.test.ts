import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCertificate, standingProblemsOf, verifyCertificatePath } from '@cert-health/core';
import { authority, CA_EXTENSIONS, serverCertificate, serverExtensions } from '../fixtures/der-authority.ts';
import { rootOnOwnCurve, sound } from '../fixtures/odd-certificates.ts';
import { extension } from '../x509/certificate-writer.ts';
import { explicit, hex, nothing, sequence, utcTime } from '../x509/der-writer.ts';

const root = authority('Root');
const codes = (der: Uint8Array, role: 'leaf' | 'anchor' = 'leaf'): string[] =>
  standingProblemsOf(parseCertificate(der), { role }).map(({ code }) => code);
const withMore = (id: string, value: Uint8Array): Uint8Array =>
  serverCertificate(root, { extensions: serverExtensions(root, {}, extension(id, value, true)) });
const reversed = serverCertificate(root, { validity: sequence(utcTime('280101000000Z'), utcTime('260101000000Z')) });

describe('What stands against a certificate in any path', () => {
  for (const [code, der, role] of [
    ['explicit-curve', rootOnOwnCurve(), 'anchor'],
    ['critical-extension-unknown', withMore('1.2.3.4', hex('00')), 'leaf'],
    ['precertificate', withMore('1.3.6.1.4.1.11129.2.4.3', nothing), 'leaf'],
    ['never-valid', reversed, 'leaf'],
    ['not-a-ca', sound, 'anchor'],
    [
      'may-not-sign-certificates',
      authority('Weak', undefined, {
        extensions: explicit(
          3,
          sequence(CA_EXTENSIONS.basicConstraints, extension('2.5.29.15', hex('03020780'), true)),
        ),
      }).der,
      'anchor',
    ],
  ] as const)
    test(`is told without one: ${code}`, () => assert.deepEqual(codes(der, role), [code]));

  test('is nothing where nothing is wrong, and nothing about today', () => {
    const over = serverCertificate(root, { validity: sequence(utcTime('200101000000Z'), utcTime('210101000000Z')) });
    for (const der of [sound, over]) assert.deepEqual(codes(der), []);
    assert.deepEqual(codes(root.der, 'anchor'), []);
  });

  test('is what path validation says, in the same words', async () => {
    for (const der of [withMore('1.2.3.4', hex('00')), reversed]) {
      const { problems } = await verifyCertificatePath({
        leaf: der,
        intermediates: [],
        trustAnchors: [root.der],
        at: new Date('2026-11-20T00:00:00Z'),
        purpose: 'any',
        profile: 'path',
      });
      assert.deepEqual(problems, standingProblemsOf(parseCertificate(der), { role: 'leaf' }));
    }
  });
});

describe('A certificate that ends before it starts', () => {
  test('is never valid, wherever the moment lies', async () => {
    for (const at of ['2025-01-01', '2026-06-01', '2027-01-01', '2027-12-31', '2029-01-01']) {
      const { problems, hints } = await verifyCertificatePath({
        leaf: reversed,
        intermediates: [],
        trustAnchors: [root.der],
        at: new Date(at),
        purpose: 'any',
        profile: 'path',
      });
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['never-valid'],
        at,
      );
      assert.match(problems[0]?.message ?? '', /can never be valid.*A new one is needed\.$/);
      assert.deepEqual(hints, []);
    }
  });

  test('may end at the very moment at which it starts', () => {
    const moment = serverCertificate(root, { validity: sequence(utcTime('260101000000Z'), utcTime('260101000000Z')) });
    assert.deepEqual(codes(moment), []);
  });
});
