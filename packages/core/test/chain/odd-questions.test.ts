import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkRevocation, verifyCertificatePath, type PathRequest } from '@cert-health/core';
import { makeIntermediate, makeLeaf, makeRoot, TODAY } from './made/certificate.ts';
import { makeCrl } from './made/crl.ts';

const root = makeRoot();
const issuing = makeIntermediate(root);
const leaf = makeLeaf(issuing);

const sound: PathRequest = {
  leaf: leaf.der,
  intermediates: [issuing.der],
  trustAnchors: [root.der],
  at: TODAY,
  purpose: 'any',
};
const no = new Date(Number.NaN);

describe('A question that is none', () => {
  it('(sound as it is)', async () => {
    assert.deepEqual((await verifyCertificatePath(sound)).problems, []);
  });

  it('about a time that is no date is never answered with "trusted"', async () => {
    const { trusted, problems } = await verifyCertificatePath({ ...sound, at: no });
    assert.equal(trusted, false);
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['time-unknown']);
  });

  it('about revocation at a time that is no date, or by an age that is no number, is never answered with "good"', async () => {
    const asked = { certificate: leaf.der, issuer: issuing.der, crl: makeCrl(issuing, {}), at: TODAY };
    assert.equal((await checkRevocation(asked)).status, 'good');
    for (const odd of [{ at: no }, { maxAgeSeconds: Number.NaN }])
      assert.equal((await checkRevocation({ ...asked, ...odd })).status, 'unknown', JSON.stringify(odd));
  });

  it('with a limit that is no number gets the least', async () => {
    const { problems } = await verifyCertificatePath({ ...sound, maxIntermediates: Number.NaN });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['path-too-long'],
    );
    const spent = await verifyCertificatePath({ ...sound, budget: { steps: Number.NaN } });
    assert.equal(spent.trusted, false);
  });

  for (const [option, word] of [
    ['revocation', 'required'],
    ['profile', 'WebPKI'],
    ['purpose', 'server'],
  ] as const)
    it(`with the ${option} "${word}", which there is not, is refused: nothing less may be asked than was meant`, async () => {
      await assert.rejects(verifyCertificatePath({ ...sound, [option]: word }), {
        name: 'TypeError',
        message: new RegExp(`^${option} is one of `),
      });
    });
});
