import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSignatures, parseCertificate } from '@cert-health/core';
import { judgeStaple } from '../../../src/acceptance/server/staple.ts';
import { daysFromToday, makeLeaf, makeRoot, TODAY } from '../../chain/made/certificate.ts';
import { makeOcsp } from '../../chain/made/ocsp.ts';

const ca = makeRoot();
const leaf = makeLeaf(ca);
const certificates = [parseCertificate(leaf.der), parseCertificate(ca.der)] as const;

const rows = [
  ['good, and is current', {}, TODAY, 'good', []],
  ['revoked, and is current', { status: 'revoked' }, TODAY, 'revoked', ['refused']],
  ['good, and is out of date', {}, daysFromToday(4), 'unknown', ['none']],
  ['revoked, and is out of date', { status: 'revoked' }, daysFromToday(4), 'unknown', ['unknown']],
] as const;

for (const [says, recipe, at, status, consequences] of rows) {
  test(`a stapled response that says ${says}`, async () => {
    const facts = { at, signatures: defaultSignatures() };
    const { staple, reasons } = await judgeStaple(makeOcsp(ca, [[leaf]], recipe), ...certificates, facts);
    assert.equal(staple.status, status);
    assert.deepEqual(
      reasons.map(({ consequence }) => consequence),
      consequences,
    );
  });
}
