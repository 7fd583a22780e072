import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CertificateParseError,
  checkOcspResponse,
  checkRevocation,
  DEFAULT_BUDGET,
  verifyCertificatePath,
} from '@cert-health/core';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot, TODAY } from './made/certificate.ts';
import { distributionPoint, makeCrl } from './made/crl.ts';
import { makeOcsp } from './made/ocsp.ts';

const COUNT = Number(process.env['CERT_FUZZ_COUNT'] ?? 500);

/** Small deterministic generator (mulberry32), so that a failure can be repeated by its seed. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const root = makeRoot({ pathLength: 3, excluded: ['dns:bad.example'] });
const upper = makeIntermediate(root, {
  subject: 'Upper',
  policies: ['1.2.3', '2.5.29.32.0'],
  mappings: [['1.2.3', '1.2.4']],
  permitted: ['dns:example', 'ip:10.0.0.0/255.0.0.0', 'email:.example', 'dn:'],
});
const cross = makeIntermediate(makeRoot({ subject: 'Other' }), { subject: 'Upper', key: upper.key });
const lower = makeIntermediate(upper, {
  subject: 'Lower',
  policies: ['1.2.4'],
  inhibitAnyPolicy: 1,
  requireExplicitPolicy: 3,
});
const leaf = makeLeaf(lower, {
  policies: ['1.2.4'],
  names: ['dns:shop.example', 'dns:*.a.example', 'ip:10.1.2.3', 'email:a@b.example', 'uri:https://shop.example/'],
  distributionPoints: [distributionPoint({ names: ['uri:http://ca.example/1'], reasons: [1, 2] })],
});
const material = {
  leaf: leaf.der,
  intermediates: [upper.der, cross.der, lower.der],
  anchors: [root.der],
  crls: [
    makeCrl(root),
    makeCrl(upper, { revoked: [leaf] }),
    makeCrl(lower, { number: 3 }),
    makeCrl(lower, { number: 5, deltaBase: 3, scope: { indirect: true } }),
  ],
  ocsp: [makeOcsp(lower, [[leaf]])],
};

function mutate(der: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(der);
  const kind = random(10);
  if (kind < 6) for (let i = random(3); i >= 0; i--) copy[random(copy.length)]! ^= 1 << random(8);
  else if (kind === 6) copy[random(copy.length)] = random(256);
  else if (kind === 7) return copy.subarray(0, random(copy.length));
  else if (kind === 8) copy.copyWithin(random(copy.length), random(copy.length), copy.length);
  return copy;
}

test(`${COUNT} mutated bundles: no error but CertificateParseError, no forgery trusted, none costs more than its budget`, async () => {
  let trusted = 0;
  let unreadable = 0;
  let mostSteps = 0;
  for (let seed = 1; seed <= COUNT; seed++) {
    const random = generator(seed);
    const pick = (der: Uint8Array): Uint8Array => (random(3) === 0 ? mutate(der, random) : der);
    const mutatedLeaf = pick(material.leaf);
    const request = {
      leaf: mutatedLeaf,
      intermediates: material.intermediates.map(pick),
      trustAnchors: material.anchors.map(pick),
      crls: material.crls.map(pick),
      ocspResponses: material.ocsp.map(pick),
      at: daysFromToday(random(200) === 0 ? 4000 : 0),
      purpose: (['serverAuth', 'clientAuth', 'any'] as const)[random(3)]!,
      profile: (['path', 'rfc5280', 'webpki'] as const)[random(3)]!,
      revocation: (['off', 'check', 'require'] as const)[random(3)]!,
      serverName: ['shop.example', '10.1.2.3', 'x.a.example', 'nobody'][random(4)]!,
    };
    try {
      const result = await verifyCertificatePath(request);
      assert.equal(result.trusted, result.path !== null, `seed ${seed}`);
      assert.equal(result.trusted, result.problems.length === 0, `seed ${seed}`);
      mostSteps = Math.max(mostSteps, result.cost.steps);
      if (result.trusted) {
        trusted++;
        // Whatever is trusted is signed as it stands: a leaf that was changed at all can only be changed outside of DER.
        assert.deepEqual(Buffer.from(result.path![0]!.der), Buffer.from(material.leaf), `seed ${seed}`);
      }
    } catch (error) {
      assert.ok(error instanceof CertificateParseError, `seed ${seed}: ${String(error)}`);
      unreadable++;
    }
  }
  console.log(
    `# ${COUNT} mutated bundles: ${trusted} trusted, ${unreadable} unreadable leaves, at most ${mostSteps} steps`,
  );
  assert.ok(mostSteps <= DEFAULT_BUDGET.steps, `${mostSteps} steps`);
  assert.ok(COUNT < 100 || (trusted > 0 && unreadable > 0), 'the mutations reach both sides');
});

test(`${COUNT} mutated CRLs and OCSP responses: never good for a certificate that is revoked`, async () => {
  const crl = makeCrl(lower, { revoked: [leaf] });
  const response = makeOcsp(lower, [[leaf, { status: 'revoked' }]]);
  const certificate = leaf.parsed;
  const issuer = lower.parsed;
  for (let seed = 1; seed <= COUNT; seed++) {
    const random = generator(seed);
    const byCrl = await checkRevocation({ certificate, issuer, crl: mutate(crl, random), at: TODAY });
    assert.notEqual(byCrl.status, 'good', `seed ${seed}`);
    const byOcsp = await checkOcspResponse({ certificate, issuer, response: mutate(response, random), at: TODAY });
    assert.notEqual(byOcsp.status, 'good', `seed ${seed}`);
  }
});
