import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PathResult } from '@cert-health/core';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot, type Made } from './made/certificate.ts';
import { makeCrl } from './made/crl.ts';
import { makeKey } from './made/key.ts';
import { verify, type Asked } from './verify.ts';

/** Everything that a caller sees, certificates by fingerprint. Cost is part of it: the same work must be done. */
const shape = ({ path, candidate, ...rest }: PathResult): unknown => ({
  ...rest,
  path: path?.map(({ fingerprint }) => fingerprint),
  candidate: candidate?.map(({ fingerprint }) => fingerprint),
});

interface World {
  readonly leaf: Made;
  readonly bundle: readonly Made[];
  readonly anchors: readonly Made[];
  readonly asked?: Asked;
}

function crossSigned(): World {
  const [rootA, rootB] = [makeRoot({ subject: 'Root A' }), makeRoot({ subject: 'Root B' })];
  const key = makeKey();
  const cas = [rootA, rootB].flatMap((root) => [
    makeIntermediate(root, { key }),
    makeIntermediate(root, { key, notAfter: daysFromToday(-1) }),
    makeIntermediate(root),
  ]);
  const cross = [
    makeIntermediate(rootA, { subject: 'Root B', key: rootB.key }),
    makeIntermediate(rootB, { subject: 'Root A', key: rootA.key }),
  ];
  return { leaf: makeLeaf(cas[0]!), bundle: [...cas, ...cross], anchors: [rootA, rootB] };
}

function withoutKeyIds(): World {
  const root = makeRoot();
  const cas = Array.from({ length: 5 }, () => makeIntermediate(root, { keyIds: false }));
  return { leaf: makeLeaf(cas[2]!, { keyIds: false }), bundle: cas, anchors: [root], asked: { profile: 'path' } };
}

function failing(): World {
  const root = makeRoot();
  const key = makeKey();
  const bundle = [
    makeIntermediate(root, { key, notAfter: daysFromToday(-1) }),
    makeIntermediate(root, { key, ca: false, keyUsage: null }),
    makeIntermediate(root, { key, permitted: ['dns:other.example'] }),
    makeIntermediate(root, { key, purposes: ['emailProtection'] }),
    makeIntermediate(root, { key, forged: true }),
    makeIntermediate(makeRoot({ subject: 'Stranger' }), { key }),
  ];
  return { leaf: makeLeaf(bundle[0]!), bundle, anchors: [root, makeRoot({ subject: 'Other' })] };
}

function revoked(): World {
  const [rootA, rootB] = [makeRoot({ subject: 'Root A' }), makeRoot({ subject: 'Root B' })];
  const byA = makeIntermediate(rootA);
  const byB = makeIntermediate(rootB, { key: byA.key });
  const crls = [
    makeCrl(rootA, { revoked: [byA] }),
    makeCrl(rootB),
    makeCrl(byA),
    makeCrl(byA, { number: 9, deltaBase: 7 }),
  ];
  return { leaf: makeLeaf(byA), bundle: [byA, byB], anchors: [rootA, rootB], asked: { crls, revocation: 'require' } };
}

for (const [what, world] of Object.entries({ crossSigned, withoutKeyIds, failing, revoked })) {
  test(`the result does not depend on the order of certificates, repeats or CRLs: ${what}`, async () => {
    const { leaf, bundle, anchors, asked = {} } = world();
    const crls = asked.crls ?? [];
    const expected = shape(await verify(leaf, bundle, anchors, asked));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...bundle], { minLength: bundle.length }),
        fc.shuffledSubarray([...anchors], { minLength: anchors.length }),
        fc.shuffledSubarray([...crls], { minLength: crls.length }),
        fc.subarray([...bundle, ...anchors]),
        async (shuffled, shuffledAnchors, shuffledCrls, repeats) => {
          const again = crls.length > 0 ? { ...asked, crls: shuffledCrls } : asked;
          assert.deepEqual(shape(await verify(leaf, [...shuffled, ...repeats], shuffledAnchors, again)), expected);
        },
      ),
      { numRuns: 60 },
    );
  });
}
