import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, test } from 'node:test';
import { createPathVerifier, webSignatures, type PathResult } from '@cert-health/core';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot, TODAY } from '../made/certificate.ts';
import { distributionPoint, makeCrl } from '../made/crl.ts';
import { makeKey } from '../made/key.ts';
import { makeOcsp } from '../made/ocsp.ts';
import { codes, names, verify } from '../verify.ts';

const root = makeRoot();
const ca = makeIntermediate(root);
const leaf = makeLeaf(ca);
const good = [makeCrl(root), makeCrl(ca)];

const statuses = ({ revocation }: PathResult): string[] => revocation.map(({ status }) => status);

describe('revocation along a path', () => {
  test('with a current list of every CA, all are good', async () => {
    const result = await verify(leaf, [ca], [root], { crls: good, revocation: 'require' });
    assert.equal(result.trusted, true);
    assert.deepEqual(result.revocation, [
      { certificate: leaf.parsed.fingerprint, status: 'good' },
      { certificate: ca.parsed.fingerprint, status: 'good' },
    ]);
    assert.equal(result.cost.signatures, 4);
  });

  test('a revoked leaf or intermediate ends it', async () => {
    const revokedLeaf = await verify(leaf, [ca], [root], {
      crls: [makeCrl(root), makeCrl(ca, { revoked: [[leaf, 4]] })],
    });
    assert.deepEqual(codes(revokedLeaf), ['revoked']);
    assert.equal(
      revokedLeaf.problems[0]?.message,
      '"shop.example" was withdrawn by its issuer. Revoked on 2026-11-20: it was replaced by another (superseded).',
    );
    const revokedCa = await verify(leaf, [ca], [root], { crls: [makeCrl(root, { revoked: [ca] }), makeCrl(ca)] });
    assert.equal(revokedCa.problems[0]?.certificate, ca.parsed.fingerprint);
    assert.deepEqual(statuses(revokedCa), ['good', 'revoked']);
  });

  test('what is unknown fails only where it is required', async () => {
    const checked = await verify(leaf, [ca], [root], { crls: [makeCrl(ca)] });
    assert.equal(checked.trusted, true);
    assert.deepEqual(statuses(checked), ['good', 'unknown']);
    assert.equal(checked.revocation[1]?.reason, 'No revocation list of CN=Root is at hand.');
    const required = await verify(leaf, [ca], [root], { crls: [makeCrl(ca)], revocation: 'require' });
    assert.deepEqual(codes(required), ['revocation-unknown']);
  });

  test('"off" looks at nothing, and without lists nothing is looked at', async () => {
    const crls = [makeCrl(ca, { revoked: [leaf] })];
    assert.equal((await verify(leaf, [ca], [root], { crls, revocation: 'off' })).trusted, true);
    assert.deepEqual((await verify(leaf, [ca], [root])).revocation, []);
  });

  test('a path that fails anyway is not asked about, and says so', async () => {
    const result = await verify(leaf, [ca], [root], { crls: good, serverName: 'x.example' });
    assert.deepEqual(statuses(result), ['unknown', 'unknown']);
    assert.match(result.revocation[0]?.reason ?? '', /^Not checked/);
  });

  test('lists that cannot be read are told', async () => {
    const result = await verify(leaf, [ca], [root], { crls: ['nonsense', ...good] });
    assert.equal(result.trusted, true);
    assert.match(result.ignored?.[0] ?? '', /^Revocation list 1 cannot be read/);
  });

  test('a revoked cross-certificate is left for one that is not', async () => {
    const rootB = makeRoot({ subject: 'Root B' });
    const caByB = makeIntermediate(rootB, { key: ca.key });
    const crls = [makeCrl(root, { revoked: [ca] }), makeCrl(rootB), makeCrl(ca)];
    const result = await verify(leaf, [ca, caByB], [root, rootB], { crls, revocation: 'require' });
    assert.deepEqual(names(result), ['shop.example', 'Intermediate', 'Root B']);
  });

  test('CRL numbers are asked for where certificates must conform', async () => {
    const crls = [makeCrl(root), makeCrl(ca, { number: null })];
    const asked = { crls, revocation: 'require' } as const;
    assert.deepEqual(codes(await verify(leaf, [ca], [root], asked)), ['revocation-unknown']);
    assert.deepEqual(codes(await verify(leaf, [ca], [root], { ...asked, profile: 'path' })), []);
  });

  test('the greatest age is for the caller to set', async () => {
    const asked = { crls: good, revocation: 'require' } as const;
    assert.deepEqual(codes(await verify(leaf, [ca], [root], { ...asked, maxAgeSeconds: 3600 })), [
      'revocation-unknown',
      'revocation-unknown',
    ]);
    assert.deepEqual(codes(await verify(leaf, [ca], [root], { ...asked, maxAgeSeconds: 90_000 })), []);
  });
});

describe('delta CRLs', () => {
  const outcome = async (...crls: Uint8Array[]): Promise<string[]> =>
    codes(await verify(leaf, [ca], [root], { crls: [makeCrl(root), ...crls], revocation: 'require' }));
  const base = makeCrl(ca, { number: 10 });

  test('what a delta adds is revoked', async () => {
    assert.deepEqual(await outcome(base, makeCrl(ca, { number: 12, deltaBase: 10, revoked: [leaf] })), ['revoked']);
  });

  test('what a delta removes is good', async () => {
    const held = makeCrl(ca, { number: 10, revoked: [[leaf, 6]] });
    assert.deepEqual(await outcome(held), ['revoked']);
    assert.deepEqual(await outcome(held, makeCrl(ca, { number: 12, deltaBase: 10, revoked: [[leaf, 8]] })), []);
  });

  test('a delta to an older base is taken with a newer one, but not the other way round', async () => {
    const removes = { number: 12, revoked: [[leaf, 8]] } as const;
    const held = makeCrl(ca, { number: 10, revoked: [[leaf, 6]] });
    assert.deepEqual(await outcome(held, makeCrl(ca, { ...removes, deltaBase: 9 })), []);
    assert.deepEqual(await outcome(held, makeCrl(ca, { ...removes, deltaBase: 11 })), ['revoked']);
    assert.deepEqual(await outcome(held, makeCrl(ca, { ...removes, number: 10, deltaBase: 9 })), ['revoked']);
  });

  test('the newest of several is taken', async () => {
    const early = makeCrl(ca, { number: 11, deltaBase: 10, revoked: [leaf] });
    const late = makeCrl(ca, { number: 12, deltaBase: 10 });
    assert.deepEqual(await outcome(base, early, late), []);
    assert.deepEqual(await outcome(base, late, early), []);
  });

  test('one that is stale, forged or of another scope is left out', async () => {
    const adds = { number: 12, deltaBase: 10, revoked: [leaf] } as const;
    assert.deepEqual(
      await outcome(base, makeCrl(ca, { ...adds, thisUpdate: daysFromToday(-5), nextUpdate: daysFromToday(-3) })),
      [],
    );
    assert.deepEqual(await outcome(base, makeCrl(ca, { ...adds, signedWith: makeKey() })), []);
    assert.deepEqual(await outcome(base, makeCrl(ca, { ...adds, scope: { onlyCas: true } })), []);
  });
});

describe('reasons and distribution points', () => {
  const point = (n: number, reasons?: readonly number[]) =>
    distributionPoint({ names: [`uri:http://ca.example/${n}`], ...(reasons ? { reasons } : {}) });
  const split = makeLeaf(ca, { distributionPoints: [point(1, [1, 2, 3, 4]), point(2, [5, 6, 7, 8])] });
  const part = (n: number, reasons: readonly number[], revoked: readonly (typeof leaf)[] = []) =>
    makeCrl(ca, { scope: { names: [`uri:http://ca.example/${n}`], reasons }, revoked });
  const outcome = async (...crls: Uint8Array[]): Promise<string[]> =>
    codes(await verify(split, [ca], [root], { crls: [makeCrl(root), ...crls], revocation: 'require' }));

  test('lists for some reasons each are put together', async () => {
    assert.deepEqual(await outcome(part(1, [1, 2, 3, 4]), part(2, [5, 6, 7, 8])), []);
    assert.deepEqual(await outcome(part(1, [1, 2, 3, 4])), ['revocation-unknown']);
    assert.deepEqual(await outcome(part(1, [1, 2, 3, 4]), part(2, [5, 6, 7])), ['revocation-unknown']);
    assert.deepEqual(await outcome(part(1, [1, 2, 3, 4]), part(2, [5, 6, 7, 8], [split])), ['revoked']);
  });
});

describe('who signs a list', () => {
  const listed = { crls: [] as Uint8Array[], revocation: 'require' } as const;

  test('a CA may sign its lists with another key, certified under the same name and root', async () => {
    const signer = makeIntermediate(root, { key: makeKey(), keyUsage: ['cRLSign'], ca: false });
    const crls = [makeCrl(root), makeCrl(signer)];
    assert.deepEqual(codes(await verify(leaf, [ca, signer], [root], { ...listed, crls })), []);
  });

  test('but not if that certificate is revoked, expired, may not sign lists, or leads to another root', async () => {
    const outcome = async (signer: typeof ca, rootCrl = makeCrl(root), anchors = [root]) =>
      codes(await verify(leaf, [ca, signer], anchors, { ...listed, crls: [rootCrl, makeCrl(signer)] }));
    const signer = makeIntermediate(root, { key: makeKey(), keyUsage: ['cRLSign'], ca: false });
    assert.deepEqual(await outcome(signer, makeCrl(root, { revoked: [signer] })), ['revocation-unknown']);
    assert.deepEqual(await outcome(makeIntermediate(root, { key: makeKey(), notAfter: daysFromToday(-1) })), [
      'revocation-unknown',
    ]);
    assert.deepEqual(await outcome(makeIntermediate(root, { key: makeKey(), keyUsage: ['keyCertSign'] })), [
      'revocation-unknown',
    ]);
    const elsewhere = makeRoot({ subject: 'Elsewhere' });
    assert.deepEqual(await outcome(makeIntermediate(elsewhere, { key: makeKey() }), makeCrl(root), [root, elsewhere]), [
      'revocation-unknown',
    ]);
  });

  test('a certificate may leave its revocation to another issuer (indirect CRL)', async () => {
    const lister = makeIntermediate(root, { subject: 'Lister', keyUsage: ['cRLSign'], ca: false });
    const delegated = makeLeaf(ca, {
      distributionPoints: [distributionPoint({ names: ['uri:http://l.example/'], crlIssuer: 'CN=Lister' })],
    });
    const outcome = async (recipe: Parameters<typeof makeCrl>[1]) =>
      codes(
        await verify(delegated, [ca, lister], [root], {
          crls: [makeCrl(root), makeCrl(lister, recipe)],
          revocation: 'require',
        }),
      );
    assert.deepEqual(await outcome({ scope: { indirect: true } }), []);
    assert.deepEqual(await outcome({ scope: { indirect: true }, revoked: [[delegated, 1, 'Intermediate']] }), [
      'revoked',
    ]);
    assert.deepEqual(await outcome({ scope: { indirect: true }, revoked: [delegated] }), []);
    assert.deepEqual(await outcome({}), ['revocation-unknown']);
  });
});

describe('several lists of one CA', () => {
  const outcome = async (...crls: Uint8Array[]): Promise<string[]> =>
    codes(await verify(leaf, [ca], [root], { crls: [makeCrl(root), ...crls], revocation: 'require' }));

  test('of two editions of one list the newer counts, whichever comes first', async () => {
    const older = { thisUpdate: daysFromToday(-3), number: 5 };
    const held = makeCrl(ca, { ...older, revoked: [[leaf, 6]] });
    const clean = makeCrl(ca, older);
    const now = makeCrl(ca, { number: 6 });
    const nowRevoked = makeCrl(ca, { number: 6, revoked: [leaf] });
    assert.deepEqual(await outcome(held, now), []);
    assert.deepEqual(await outcome(now, held), []);
    assert.deepEqual(await outcome(clean, nowRevoked), ['revoked']);
    assert.deepEqual(await outcome(nowRevoked, clean), ['revoked']);
  });

  test('an older edition counts where the newer cannot be used', async () => {
    const older = makeCrl(ca, { thisUpdate: daysFromToday(-3), number: 5, revoked: [leaf] });
    assert.deepEqual(await outcome(older, makeCrl(ca, { number: 6, signedWith: makeKey() })), ['revoked']);
  });

  test('of lists with different scopes, one that says revoked is enough', async () => {
    const users = makeCrl(ca, { scope: { onlyUsers: true }, revoked: [leaf], thisUpdate: daysFromToday(-3) });
    assert.deepEqual(await outcome(makeCrl(ca), users), ['revoked']);
    assert.deepEqual(await outcome(users, makeCrl(ca)), ['revoked']);
  });

  test('a certificate cannot clear itself with a list of its own', async () => {
    const rogue = makeIntermediate(ca, { subject: 'Intermediate', key: makeKey() });
    const own = makeCrl(rogue);
    const verdict = async (...crls: Uint8Array[]) =>
      codes(
        await verify(rogue, [ca], [root], { crls: [makeCrl(root), ...crls], revocation: 'require', purpose: 'any' }),
      );
    assert.deepEqual(await verdict(own), ['revocation-unknown']);
    assert.deepEqual(await verdict(own, makeCrl(ca, { revoked: [rogue] })), ['revoked']);
    assert.deepEqual(await verdict(makeCrl(ca, { revoked: [rogue] }), own), ['revoked']);
  });

  test('one verifier answers many questions at a time as it does one after the other', async () => {
    const leaves = Array.from({ length: 20 }, () => makeLeaf(ca));
    const revoked = leaves.filter((_, i) => i % 3 === 0);
    const verifier = createPathVerifier({
      intermediates: [ca.der],
      trustAnchors: [root.der],
      crls: [makeCrl(root), makeCrl(ca, { revoked })],
      revocation: 'require',
      at: TODAY,
      purpose: 'serverAuth',
      signatures: webSignatures(webcrypto.subtle as SubtleCrypto),
    });
    const results = await Promise.all(leaves.map(({ der }) => verifier.verify(der)));
    assert.deepEqual(
      results.map(({ trusted }) => trusted),
      leaves.map((made) => !revoked.includes(made)),
    );
  });
});

describe('OCSP responses along a path', () => {
  test('they answer where no list does', async () => {
    const ocspResponses = [makeOcsp(ca, [[leaf]]), makeOcsp(root, [[ca]])];
    assert.deepEqual(codes(await verify(leaf, [ca], [root], { ocspResponses, revocation: 'require' })), []);
    assert.deepEqual(
      codes(await verify(leaf, [ca], [root], { ocspResponses: ocspResponses.slice(0, 1), revocation: 'require' })),
      ['revocation-unknown'],
    );
  });

  test('of a list and a response, the one that says revoked counts', async () => {
    const revokedByOcsp = [makeOcsp(ca, [[leaf, { status: 'revoked' }]])];
    assert.deepEqual(codes(await verify(leaf, [ca], [root], { crls: good, ocspResponses: revokedByOcsp })), [
      'revoked',
    ]);
    const revokedByCrl = [makeCrl(root), makeCrl(ca, { revoked: [leaf] })];
    assert.deepEqual(
      codes(await verify(leaf, [ca], [root], { crls: revokedByCrl, ocspResponses: [makeOcsp(ca, [[leaf]])] })),
      ['revoked'],
    );
  });
});
