import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together, verifyCertificatePath, type StatusAnswer } from '@cert-health/core';
import { daysFromToday, makeLeaf, makeRoot, TODAY } from '../made/certificate.ts';
import { makeCrl } from '../made/crl.ts';
import { makeOcsp, type OcspRecipe } from '../made/ocsp.ts';

const good: StatusAnswer = { status: 'good' };
const revoked: StatusAnswer = { status: 'revoked', reason: 'Revoked.' };
const unknown: StatusAnswer = { status: 'unknown', reason: 'Not to be had.' };
const listed: StatusAnswer = { status: 'unknown', reason: 'Out of date, and names it.', listed: true };

test('revoked by one is revoked, one that is good suffices, and a name on a list that may not be used outweighs it', () => {
  for (const [answers, expected] of [
    [[good], good],
    [[good, unknown], good],
    [[good, revoked], revoked],
    [[listed, revoked], revoked],
    [[unknown, revoked], revoked],
    [[unknown, listed], listed],
    [[unknown, { ...unknown, reason: 'Busy.' }], { status: 'unknown', reason: 'Not to be had. Busy.' }],
    [[good, listed], { ...listed, reason: 'Out of date, and names it. Another answer says that it is good.' }],
  ] as const) {
    assert.deepEqual(together(answers), expected);
    const { status, listed: also } = together(answers.toReversed());
    assert.deepEqual([status, also], [expected.status, 'listed' in expected ? true : undefined], 'in any order');
  }
});

test('a path is judged so by the lists and answers at hand', async () => {
  const ca = makeRoot();
  const leaf = makeLeaf(ca);
  const old = { thisUpdate: daysFromToday(-9), nextUpdate: daysFromToday(-2) };
  const statusBy = async (list: 'good' | 'revoked' | 'old, revoked', answer: OcspRecipe): Promise<string> => {
    const crl = makeCrl(ca, { revoked: list === 'good' ? [] : [leaf], ...(list === 'old, revoked' ? old : {}) });
    const { revocation } = await verifyCertificatePath({
      leaf: leaf.der,
      intermediates: [],
      trustAnchors: [ca.der],
      at: TODAY,
      purpose: 'any',
      crls: [crl],
      ocspResponses: [makeOcsp(ca, [[leaf, answer]])],
    });
    const [{ status, listed: also } = assert.fail('no status')] = revocation;
    return also ? `${status}, listed` : status;
  };
  assert.equal(await statusBy('good', { status: 'unknown' }), 'good');
  assert.equal(await statusBy('good', { status: 'revoked' }), 'revoked');
  assert.equal(await statusBy('revoked', {}), 'revoked');
  assert.equal(await statusBy('old, revoked', {}), 'unknown, listed');
  assert.equal(await statusBy('good', { status: 'revoked', ...old }), 'unknown, listed');
});
