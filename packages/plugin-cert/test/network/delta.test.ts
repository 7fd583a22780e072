import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { makeRoot, TODAY } from '../../../core/test/chain/made/certificate.ts';
import type { Made } from '../../../core/test/chain/made/certificate.ts';
import { makeCrl } from '../../../core/test/chain/made/crl.ts';
import type { CrlRecipe } from '../../../core/test/chain/made/crl.ts';
import { ask, freshestCrl, holding, leafNaming, listening, statusOf } from './published.ts';

const ca = makeRoot();
const REMOVE = 8;

interface Lists {
  /** The complete list, number 7 unless told otherwise. */
  readonly base?: (leaf: Made) => CrlRecipe;
  /** The list of changes since number 7; its number is 9 unless told otherwise. Null: it is not to be had. */
  readonly delta: ((leaf: Made) => CrlRecipe) | null;
  readonly signer?: Made;
  /** Who says where the changes are. */
  readonly namedBy?: 'certificate' | 'list';
}

async function statusBy(t: TestContext, { base = () => ({}), delta, signer = ca, namedBy = 'list' }: Lists) {
  const { url, asked } = await listening(t, (request, response) => {
    if (request.url === '/delta.crl') {
      if (delta === null) return response.writeHead(404).end();
      return response.end(makeCrl(signer, { number: 9, deltaBase: 7, ...delta(leaf) }));
    }
    const recipe = base(leaf);
    const extensions = namedBy === 'list' ? [freshestCrl(`${url}/delta.crl`)] : [];
    return response.end(makeCrl(ca, { extensions, ...recipe }));
  });
  const freshest = namedBy === 'certificate' ? { freshest: `${url}/delta.crl` } : {};
  const leaf: Made = leafNaming(ca, { crl: `${url}/a.crl`, ...freshest });
  const result = await ask([holding(leaf, ca)], { now: TODAY, ocsp: false });
  return { ...statusOf(result, leaf), asked };
}

describe('a list of changes (delta) that is named', () => {
  test('by the certificate or by its list is fetched, and has the last word', async (t) => {
    for (const namedBy of ['certificate', 'list'] as const) {
      const { status, asked } = await statusBy(t, { namedBy, delta: (leaf) => ({ revoked: [leaf] }) });
      assert.equal(status, 'revoked', namedBy);
      assert.deepEqual(asked, ['/a.crl', '/delta.crl']);
    }
    assert.equal((await statusBy(t, { delta: () => ({}) })).status, 'good');
  });

  test('takes back what was on hold (removeFromCRL)', async (t) => {
    const base = (leaf: Made): CrlRecipe => ({ revoked: [[leaf, 6]] });
    assert.equal((await statusBy(t, { base, delta: (leaf) => ({ revoked: [[leaf, REMOVE]] }) })).status, 'good');
    assert.equal((await statusBy(t, { base, delta: () => ({}) })).status, 'revoked');
  });

  test('takes nothing back where it does not go with the list', async (t) => {
    const base = (leaf: Made): CrlRecipe => ({ revoked: [[leaf, 6]] });
    const removing =
      (recipe: CrlRecipe) =>
      (leaf: Made): CrlRecipe => ({ revoked: [[leaf, REMOVE]], ...recipe });
    for (const [name, delta] of Object.entries({
      'it starts from a later list': removing({ deltaBase: 8 }),
      'it is older than the list': removing({ number: 6, deltaBase: 5 }),
      'it is of another scope': removing({ scope: { onlyUsers: true } }),
      'it is out of date': removing({ thisUpdate: new Date('2026-11-10'), nextUpdate: new Date('2026-11-20') }),
      'it is of another issuer': removing({ issuerName: 'Somebody' }),
    })) {
      assert.equal((await statusBy(t, { base, delta })).status, 'revoked', name);
    }
    assert.equal((await statusBy(t, { base, delta: removing({}), signer: makeRoot() })).status, 'revoked');
  });

  test('changes nothing where it cannot be had: the complete list holds for as long as it says', async (t) => {
    assert.equal((await statusBy(t, { delta: null })).status, 'good');
  });

  test('says nothing good without its list', async (t) => {
    const old = (): CrlRecipe => ({ thisUpdate: new Date('2026-11-01'), nextUpdate: new Date('2026-11-10') });
    const alone = await statusBy(t, { namedBy: 'certificate', base: old, delta: () => ({}) });
    assert.equal(alone.status, 'unknown');
    const withoutNumber = await statusBy(t, {
      base: (leaf) => ({ number: null, revoked: [[leaf, 6]], extensions: [] }),
      namedBy: 'certificate',
      delta: (leaf) => ({ revoked: [[leaf, REMOVE]] }),
    });
    assert.equal(withoutNumber.status, 'revoked');
  });
});
