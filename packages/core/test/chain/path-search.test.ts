import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CertificateParseError, DEFAULT_BUDGET, verifyCertificatePath } from '@cert-health/core';
import type { PathResult } from '@cert-health/core';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot, TODAY } from './made/certificate.ts';
import { makeKey } from './made/key.ts';
import { codes, names, verify } from './verify.ts';

/** To say why no path is trusted may take another thousand steps. */
function isWithinBudget({ cost }: PathResult): boolean {
  return cost.steps <= DEFAULT_BUDGET.steps + 1000 && cost.signatures <= DEFAULT_BUDGET.signatures;
}

describe('building a path', () => {
  test('a leaf, its intermediate and its root make a trusted path, leaf first', async () => {
    const root = makeRoot();
    const intermediate = makeIntermediate(root);
    const result = await verify(makeLeaf(intermediate), [intermediate], [root], { serverName: 'shop.example' });
    assert.equal(result.trusted, true);
    assert.deepEqual(names(result), ['shop.example', 'Intermediate', 'Root']);
    assert.deepEqual(result.problems, []);
    assert.deepEqual(result.hints, []);
    assert.deepEqual(result.cost, { signatures: 2, steps: 2 });
  });

  test('it is found in a bundle of unrelated certificates in the wrong order', async () => {
    const root = makeRoot();
    const upper = makeIntermediate(root, { subject: 'Upper' });
    const lower = makeIntermediate(upper, { subject: 'Lower' });
    const strangers = ['A', 'B', 'C'].map((subject) =>
      makeIntermediate(makeRoot({ subject: `Root ${subject}` }), { subject }),
    );
    const result = await verify(makeLeaf(lower), [upper, ...strangers, lower], [makeRoot({ subject: 'Other' }), root]);
    assert.deepEqual(names(result), ['shop.example', 'Lower', 'Upper', 'Root']);
  });

  test('an expired intermediate with the name and key of a valid one is passed by', async () => {
    const root = makeRoot();
    const key = makeKey();
    const expired = makeIntermediate(root, { key, notAfter: daysFromToday(-1) });
    const valid = makeIntermediate(root, { key });
    const result = await verify(makeLeaf(valid), [expired, valid], [root]);
    assert.equal(result.path?.[1]?.fingerprint, valid.parsed.fingerprint);
  });

  test('an intermediate of the same name with another key is told apart by its signature when key identifiers are missing', async () => {
    const root = makeRoot();
    const decoys = [1, 2, 3].map(() => makeIntermediate(root, { keyIds: false }));
    const right = makeIntermediate(root, { keyIds: false });
    const result = await verify(makeLeaf(right, { keyIds: false }), [...decoys, right], [root], { profile: 'path' });
    assert.equal(result.trusted, true);
    assert.equal(result.path?.[1]?.fingerprint, right.parsed.fingerprint);
  });

  test('the key identifier leads to the right one of many namesakes with one signature for each step', async () => {
    const root = makeRoot();
    const namesakes = Array.from({ length: 20 }, () => makeIntermediate(root));
    const result = await verify(makeLeaf(namesakes[13]!), namesakes, [root]);
    assert.equal(result.trusted, true);
    assert.equal(result.cost.signatures, 2);
  });

  test('a key identifier that fits nobody does not keep the true issuer from being found', async () => {
    const root = makeRoot();
    const intermediate = makeIntermediate(root);
    const renamed = { ...intermediate, key: { ...intermediate.key, id: new Uint8Array(20) } };
    const result = await verify(makeLeaf(renamed), [intermediate], [root]);
    assert.equal(result.trusted, true);
  });

  test('a cross-signed root leads to the older root when only that one is trusted', async () => {
    const oldRoot = makeRoot({ subject: 'Old Root' });
    const newRoot = makeRoot({ subject: 'New Root' });
    const cross = makeIntermediate(oldRoot, { subject: 'New Root', key: newRoot.key });
    const intermediate = makeIntermediate(newRoot);
    const result = await verify(makeLeaf(intermediate), [intermediate, newRoot, cross], [oldRoot]);
    assert.deepEqual(names(result), ['shop.example', 'Intermediate', 'New Root', 'Old Root']);
  });

  test('the shorter path is taken when both roots of a cross-signed hierarchy are trusted', async () => {
    const oldRoot = makeRoot({ subject: 'Old Root' });
    const newRoot = makeRoot({ subject: 'New Root' });
    const cross = makeIntermediate(oldRoot, { subject: 'New Root', key: newRoot.key });
    const intermediate = makeIntermediate(newRoot);
    const result = await verify(makeLeaf(intermediate), [cross, intermediate], [oldRoot, newRoot]);
    assert.deepEqual(names(result), ['shop.example', 'Intermediate', 'New Root']);
  });

  test('an expired trusted root does no harm when the path can end at another', async () => {
    const key = makeKey();
    const expired = makeRoot({ key, notAfter: daysFromToday(-1) });
    const renewed = makeRoot({ key });
    const intermediate = makeIntermediate(renewed);
    assert.equal((await verify(makeLeaf(intermediate), [intermediate], [expired, renewed])).trusted, true);
  });

  test('two CAs that certify each other, and neither a root, end the search and not the machine', async () => {
    const keyA = makeKey();
    const keyB = makeKey();
    const a = makeRoot({ subject: 'A', key: keyA });
    const b = makeRoot({ subject: 'B', key: keyB });
    const aByB = makeIntermediate(b, { subject: 'A', key: keyA });
    const bByA = makeIntermediate(a, { subject: 'B', key: keyB });
    const result = await verify(makeLeaf(a), [aByB, bByA], [makeRoot()]);
    assert.equal(result.trusted, false);
    assert.deepEqual(codes(result), ['no-issuer']);
  });

  test('a cycle of CAs with a way out to a root is left by it', async () => {
    const root = makeRoot();
    const keyA = makeKey();
    const a = makeRoot({ subject: 'A', key: keyA });
    const b = makeIntermediate(a, { subject: 'B' });
    const aByB = makeIntermediate(b, { subject: 'A', key: keyA });
    const bByRoot = makeIntermediate(root, { subject: 'B', key: b.key });
    const result = await verify(makeLeaf(a), [aByB, b, bByRoot], [root]);
    assert.deepEqual(names(result), ['shop.example', 'A', 'B', 'Root']);
  });

  test('names chain whatever their case and spaces', async () => {
    const root = makeRoot({ subject: 'O=Acme  Corp, CN=Root' });
    const intermediate = makeIntermediate(root, { issuerName: 'O=ACME corp, CN=root' });
    assert.equal((await verify(makeLeaf(intermediate), [intermediate], [root])).trusted, true);
  });

  test('no path is longer than 32 certificates', async () => {
    const root = makeRoot();
    const chain = [makeIntermediate(root, { subject: 'CA 0' })];
    for (let i = 1; i < 40; i++) chain.push(makeIntermediate(chain[i - 1]!, { subject: `CA ${i}` }));
    assert.equal((await verify(makeLeaf(chain[29]!), chain, [root])).path?.length, 32);
    assert.equal((await verify(makeLeaf(chain[30]!), chain, [root])).trusted, false);
  });
});

describe('trust anchors', () => {
  test('an intermediate may be an anchor: what is above it does not matter', async () => {
    const root = makeRoot();
    const intermediate = makeIntermediate(root);
    assert.deepEqual(names(await verify(makeLeaf(intermediate), [], [intermediate])), ['shop.example', 'Intermediate']);
  });

  test('a leaf that is itself an anchor stands alone', async () => {
    const pinned = makeLeaf(makeRoot());
    const result = await verify(pinned, [], [pinned], { serverName: 'shop.example' });
    assert.equal(result.trusted, true);
    assert.equal(result.path?.length, 1);
    assert.equal(result.cost.signatures, 0);
  });

  test('a leaf that is itself an anchor must still be valid and for the right name', async () => {
    const pinned = makeLeaf(makeRoot(), { notAfter: daysFromToday(-1) });
    assert.deepEqual(codes(await verify(pinned, [], [pinned], { serverName: 'x.example' })), [
      'expired',
      'name-mismatch',
    ]);
  });

  test('a certificate with the name and key of an anchor, but not the same, is none', async () => {
    const root = makeRoot();
    const twin = makeRoot({ key: root.key });
    const result = await verify(twin, [], [root], { purpose: 'any' });
    assert.equal(result.trusted, false);
  });

  test('without anchors nothing is trusted', async () => {
    const root = makeRoot();
    assert.deepEqual(codes(await verify(makeLeaf(root), [root], [])), ['untrusted-root']);
  });

  test('an anchor among the intermediates is still an anchor', async () => {
    const root = makeRoot();
    assert.equal((await verify(makeLeaf(root), [root], [root])).trusted, true);
  });

  test('an anchor of version 1 is taken for a CA; an intermediate of version 1 is not', async () => {
    const root = makeRoot({ version: 1 });
    assert.equal((await verify(makeLeaf(root), [], [root], { profile: 'path' })).trusted, true);
    const modern = makeRoot();
    const old = makeIntermediate(modern, { version: 1 });
    assert.deepEqual(codes(await verify(makeLeaf(old), [old], [modern], { profile: 'path' })), ['not-a-ca']);
  });
});

describe('inputs', () => {
  test('PEM, DER, bundles and parsed certificates are taken alike', async () => {
    const root = makeRoot();
    const upper = makeIntermediate(root, { subject: 'Upper' });
    const lower = makeIntermediate(upper, { subject: 'Lower' });
    const leaf = makeLeaf(lower);
    const { trusted } = await verifyCertificatePath({
      leaf: leaf.pem,
      intermediates: [lower.pem + upper.pem],
      trustAnchors: [root.parsed],
      at: TODAY,
      purpose: 'serverAuth',
    });
    assert.equal(trusted, true);
  });

  test('a leaf that is no certificate is refused with CertificateParseError', async () => {
    const request = {
      leaf: 'not a certificate',
      intermediates: [],
      trustAnchors: [],
      at: TODAY,
      purpose: 'any',
    } as const;
    await assert.rejects(verifyCertificatePath(request), CertificateParseError);
  });

  test('an intermediate and an anchor that cannot be read are left out and told', async () => {
    const root = makeRoot();
    const { trusted, ignored } = await verifyCertificatePath({
      leaf: makeLeaf(root).der,
      intermediates: [Uint8Array.of(0x30, 0x80)],
      trustAnchors: ['nonsense', root.der],
      at: TODAY,
      purpose: 'serverAuth',
    });
    assert.equal(trusted, true);
    assert.match(ignored?.[0] ?? '', /^Certificate 1 cannot be read and was left out: /);
    assert.match(ignored?.[1] ?? '', /^Trust anchor 1 cannot be read and was left out: /);
  });
});

describe('budget', () => {
  test('when signatures run out, the result says so', async () => {
    const root = makeRoot();
    const intermediate = makeIntermediate(root);
    const result = await verify(makeLeaf(intermediate), [intermediate], [root], { budget: { signatures: 1 } });
    assert.equal(result.trusted, false);
    assert.ok(codes(result).includes('budget-exceeded'));
  });

  test('when steps run out, the result says so', async () => {
    const root = makeRoot();
    const intermediate = makeIntermediate(root);
    const result = await verify(makeLeaf(intermediate), [intermediate], [root], { budget: { steps: 1 } });
    assert.ok(codes(result).includes('budget-exceeded'));
  });

  test('a bundle in which everyone certifies everyone, below a root that permits nothing, ends by its budget', async () => {
    const root = makeRoot({ permitted: ['dns:elsewhere.example'] });
    const cas = Array.from({ length: 12 }, (_, i) => makeRoot({ subject: `CA ${i}` }));
    const bundle = cas.flatMap((issuer, i) =>
      cas
        .filter((_, j) => i !== j)
        .map((subject) => makeIntermediate(issuer, { subject: subject.subject, key: subject.key })),
    );
    bundle.push(...cas.map(({ subject, key }) => makeIntermediate(root, { subject, key })));
    const result = await verify(makeLeaf(cas[0]!), bundle, [root]);
    assert.equal(result.trusted, false);
    assert.ok(isWithinBudget(result), JSON.stringify(result.cost));
    assert.ok(codes(result).some((code) => code === 'budget-exceeded' || code === 'name-not-allowed'));
  });

  test('thousands of namesakes that all seem to certify each other end by their budget', async () => {
    const key = makeKey();
    const own = makeRoot({ subject: 'Namesake', key });
    const bundle = Array.from({ length: 1500 }, () =>
      makeIntermediate(own, { subject: 'Namesake', keyIds: false, key }),
    );
    const entrance = makeIntermediate(makeRoot(), { subject: 'Namesake', keyIds: false });
    const request = { profile: 'path' } as const;
    const result = await verify(makeLeaf(own, { keyIds: false }), [...bundle, entrance], [makeRoot()], request);
    assert.equal(result.trusted, false);
    assert.ok(isWithinBudget(result), JSON.stringify(result.cost));
  });

  test('where everyone certifies everyone, one trusted way out is found', async () => {
    const root = makeRoot();
    const cas = Array.from({ length: 12 }, (_, i) => makeRoot({ subject: `CA ${i}` }));
    const bundle = cas.flatMap((issuer, i) =>
      cas
        .filter((_, j) => i !== j)
        .map((subject) => makeIntermediate(issuer, { subject: subject.subject, key: subject.key })),
    );
    bundle.push(makeIntermediate(root, { subject: 'CA 11', key: cas[11]!.key }));
    const result = await verify(makeLeaf(cas[0]!), bundle, [root]);
    assert.deepEqual(names(result), ['shop.example', 'CA 0', 'CA 11', 'Root']);
  });
});
