import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CertificateParseError, checkOcspResponse, parseOcspResponse } from '@cert-health/core';
import type { OcspCheckRequest } from '@cert-health/core';
import { integer, nullValue } from '../made/der.ts';
import { daysFromToday, makeIntermediate, makeLeaf, makeRoot, TODAY, type Recipe } from '../made/certificate.ts';
import { makeKey } from '../made/key.ts';
import { makeOcsp, makeRefusal, type OcspRecipe } from '../made/ocsp.ts';

const ca = makeRoot();
const leaf = makeLeaf(ca);
const other = makeLeaf(ca);

const answer = async (response: Uint8Array, asked: Partial<OcspCheckRequest> = {}): Promise<string> => {
  const { status, reason } = await checkOcspResponse({
    certificate: leaf.der,
    issuer: ca.der,
    response,
    at: TODAY,
    ...asked,
  });
  return status === 'good' ? 'good' : `${status}: ${reason}`;
};
const about = (recipe: OcspRecipe = {}, asked = {}): Promise<string> => answer(makeOcsp(ca, [[leaf]], recipe), asked);
const responder = (recipe: Recipe = {}) =>
  makeIntermediate(ca, {
    subject: 'Responder',
    ca: false,
    keyUsage: ['digitalSignature'],
    purposes: ['OCSPSigning'],
    ...recipe,
  });

describe('an OCSP response of the issuer (RFC 6960)', () => {
  test('says good, revoked or unknown', async () => {
    assert.equal(await about(), 'good');
    assert.equal(
      await about({ status: 'revoked', reason: 1 }),
      'revoked: Revoked on 2026-11-20: its key was compromised (keyCompromise).',
    );
    assert.equal(await about({ status: 'revoked' }), 'revoked: Revoked on 2026-11-20: no reason given.');
    assert.match(await about({ status: 'unknown' }), /^unknown: The OCSP responder does not know the certificate/);
  });

  test('may name its responder by key and its issuer by SHA-256', async () => {
    assert.equal(await about({ byKey: true, hash: 'sha256' }), 'good');
  });

  test('about another certificate says nothing', async () => {
    assert.match(await answer(makeOcsp(ca, [[other]])), /^unknown: No OCSP response about "shop.example"/);
    assert.match(await answer(makeOcsp(makeRoot({ subject: 'Root' }), [[leaf]])), /^unknown: No OCSP response about/);
  });

  test('about several certificates is read for the one in question, and of two answers the worse counts', async () => {
    assert.equal(await answer(makeOcsp(ca, [[other, { status: 'revoked' }], [leaf]])), 'good');
    assert.match(await answer(makeOcsp(ca, [[leaf], [leaf, { status: 'revoked' }]])), /^revoked/);
    assert.match(await answer(makeOcsp(ca, [[leaf], [leaf, { status: 'unknown' }]])), /^unknown/);
  });

  test('counts from thisUpdate through nextUpdate', async () => {
    assert.match(await about({}, { at: daysFromToday(4) }), /^unknown: .*out of date/);
    assert.match(await about({}, { at: daysFromToday(-2) }), /^unknown: .*dated later/);
    assert.match(await about({}, { maxAgeSeconds: 60 }), /^unknown: .*older than allowed/);
  });

  test('without nextUpdate holds as long as the caller says', async () => {
    assert.match(await about({ nextUpdate: null }), /^unknown: .*until when it holds/);
    assert.equal(await about({ nextUpdate: null }, { maxAgeSeconds: 2 * 86_400 }), 'good');
    assert.equal(await about({ nextUpdate: null }, { openEndedAgeSeconds: 2 * 86_400 }), 'good');
    assert.match(await about({ nextUpdate: null }, { openEndedAgeSeconds: 3600 }), /^unknown: .*older than allowed/);
    assert.equal(await about({}, { openEndedAgeSeconds: 3600 }), 'good', 'one that says so holds until then');
  });

  test('that is out of date and says "revoked" is told as not known, with what it says', async () => {
    const { status, reason, listed } = await checkOcspResponse({
      certificate: leaf.der,
      issuer: ca.der,
      response: makeOcsp(ca, [[leaf]], { status: 'revoked', reason: 1 }),
      at: daysFromToday(4),
    });
    assert.deepEqual([status, listed], ['unknown', true]);
    assert.match(reason ?? '', /out of date.* It says: Revoked on 2026-11-20/);
    const forged = makeOcsp(ca, [[leaf]], { status: 'revoked', forged: true });
    const told = await checkOcspResponse({ certificate: leaf.der, issuer: ca.der, response: forged, at: TODAY });
    assert.equal(told.listed, undefined, 'anybody can write that');
  });

  test('with a critical extension says nothing', async () => {
    assert.match(await about({ responseExtensions: [['1.2.3', true, integer(1)]] }), /^unknown/);
    assert.match(await about({ singleExtensions: [['1.2.3', true, integer(1)]] }), /^unknown/);
    assert.equal(
      await about({
        responseExtensions: [['1.2.3', false, integer(1)]],
        singleExtensions: [['1.2.3', false, integer(1)]],
      }),
      'good',
    );
  });

  test('with a forged signature says nothing', async () => {
    assert.match(await about({ forged: true }), /^unknown: .*signature was not made by "Root"/);
    assert.match(await about({ signedWith: makeKey() }), /^unknown/);
  });

  test('that refuses to answer says why', async () => {
    assert.match(await answer(makeRefusal(3)), /^unknown: The OCSP responder gave no answer: it was busy \(tryLater\)/);
    assert.match(await answer(makeRefusal(6)), /unauthorized/);
  });

  test('that cannot be read says nothing', async () => {
    assert.match(await answer(integer(1)), /^unknown: The OCSP response cannot be read: /);
    assert.throws(() => parseOcspResponse(integer(1)), CertificateParseError);
    assert.throws(() => parseOcspResponse(makeOcsp(ca, [[leaf]]).subarray(0, -1)), CertificateParseError);
  });

  test('is read with all that it holds', () => {
    const { responseStatus, basic } = parseOcspResponse(makeOcsp(ca, [[leaf, { status: 'revoked', reason: 4 }]]));
    assert.equal(responseStatus, 0);
    assert.equal(basic?.responderName?.text, 'CN=Root');
    assert.equal(basic?.responses[0]?.serialBytes.join(), leaf.parsed.serialBytes.join());
    assert.equal(basic?.responses[0]?.reason, 4);
  });
});

describe('a responder that the issuer appointed', () => {
  const by = (made = responder()): Promise<string> => about({ responder: made });

  test('may answer with a certificate for that purpose, signed by the issuer itself', async () => {
    assert.equal(await by(), 'good');
    assert.equal(await about({ responder: responder(), byKey: true }), 'good');
  });

  test('must have the purpose', async () => {
    assert.match(await by(responder({ purposes: ['serverAuth'] })), /^unknown: .*may not answer about revocation/);
    assert.match(await by(responder({ purposes: ['any'] })), /^unknown: .*may not answer about revocation/);
  });

  test('must be allowed to sign', async () => {
    assert.match(await by(responder({ keyUsage: ['keyEncipherment'] })), /^unknown: .*may not sign/);
    assert.equal(await by(responder({ keyUsage: null })), 'good');
  });

  test('must be valid', async () => {
    assert.match(await by(responder({ notAfter: daysFromToday(-1) })), /^unknown: .*not valid at this time/);
  });

  test('must be appointed by the issuer, not by somebody of its name or below it', async () => {
    const impostor = makeRoot();
    assert.match(
      await by(makeIntermediate(impostor, { subject: 'Responder', ca: false, purposes: ['OCSPSigning'] })),
      /^unknown: .*signature was not made by "Root"/,
    );
    const below = makeIntermediate(ca, { subject: 'Sub' });
    assert.match(
      await by(makeIntermediate(below, { subject: 'Responder', ca: false, purposes: ['OCSPSigning'] })),
      /^unknown: .*was not appointed by "Root"/,
    );
  });

  test('must not be revoked, unless its certificate says that it need not be asked about', async () => {
    const asked: string[] = [];
    const isRevoked = (one: { subject: { text: string } }): Promise<boolean> => {
      asked.push(one.subject.text);
      return Promise.resolve(true);
    };
    assert.match(await about({ responder: responder() }, { isRevoked }), /^unknown: .*was itself revoked/);
    const exempt = responder({ extensions: [['1.3.6.1.5.5.7.48.1.5', false, nullValue]] });
    assert.equal(await about({ responder: exempt }, { isRevoked }), 'good');
    assert.equal(await about({}, { isRevoked }), 'good', 'the issuer answers for itself');
    assert.deepEqual(asked, ['CN=Responder']);
  });

  test('must send its certificate', async () => {
    assert.match(
      await about({ responder: responder(), certificates: [other] }),
      /^unknown: .*certificate of the responder is missing/,
    );
  });

  test('must not carry conditions that are not known', async () => {
    assert.match(await by(responder({ extensions: [['1.2.3.4', true, integer(1)]] })), /^unknown/);
  });
});
