import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CertificateParseError, checkOcspResponse, parseOcspResponse } from '@cert-health/core';
import { makeIntermediate, makeLeaf, makeRoot, TODAY } from '../made/certificate.ts';
import { integer } from '../made/der.ts';
import { makeOcsp, makeRefusal } from '../made/ocsp.ts';

const COUNT = Number(process.env['CERT_FUZZ_COUNT'] ?? 24_000);

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be run again. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const telling = [0x00, 0x01, 0x04, 0x05, 0x06, 0x0a, 0x18, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xa1, 0xa2, 0xff];

function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  if (bytes.length === 0) return bytes;
  const at = random(bytes.length);
  switch (random(5)) {
    case 0:
      return bytes.with(at, random(256));
    case 1:
      return bytes.with(at, telling[random(telling.length)]!);
    case 2:
      return bytes.slice(0, at);
    case 3:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random(6))]);
    default:
      return Uint8Array.from([...bytes.subarray(0, at), random(256), ...bytes.subarray(at)]);
  }
}

const ca = makeRoot();
const leaf = makeLeaf(ca);
const responder = makeIntermediate(ca, {
  subject: 'Responder',
  ca: false,
  keyUsage: ['digitalSignature'],
  purposes: ['OCSPSigning'],
});
const whole = makeOcsp(ca, [[leaf], [makeLeaf(ca), { status: 'revoked', reason: 1 }]], { responder });
const revoked = makeOcsp(ca, [[leaf]], {
  status: 'revoked',
  byKey: true,
  singleExtensions: [['1.2.3', false, integer(1)]],
  responseExtensions: [['1.3.6.1.5.5.7.48.1.2', false, integer(7)]],
});

test(`of ${COUNT} damaged answers each is read or refused in words, and none is believed that was not signed`, async () => {
  const random = generator(6960);
  const seeds = [whole, revoked, makeRefusal(3)];
  let read = 0;
  for (let i = 0; i < COUNT; i++) {
    const seed = seeds[i % seeds.length]!;
    const once = mutated(seed, random);
    const response = random(3) === 0 ? mutated(once, random) : once;
    try {
      const { basic } = parseOcspResponse(response);
      read += basic ? 1 : 0;
    } catch (error) {
      if (!(error instanceof CertificateParseError)) throw error;
      assert.ok(error.message.length > 0);
      continue;
    }
    const told = await checkOcspResponse({ certificate: leaf.der, issuer: ca.der, response, at: TODAY });
    // What is not signed, such as certificates beside the answer, may change without harm.
    if (told.status !== 'unknown') {
      const { basic } = parseOcspResponse(response);
      const tbs = [whole, revoked].map((one) => Buffer.from(parseOcspResponse(one).basic!.tbs));
      assert.ok(tbs.some((one) => one.equals(basic!.tbs)));
    }
  }
  assert.ok(read > COUNT / 50, `${read} could be read`);
});
