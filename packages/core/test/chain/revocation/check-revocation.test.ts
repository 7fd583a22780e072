import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CertificateParseError, checkRevocation } from '@cert-health/core';
import { integer, octetString } from '../made/der.ts';
import {
  daysFromToday,
  make,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  pemOf,
  TODAY,
  type Made,
} from '../made/certificate.ts';
import { distributionPoint, makeCrl, makeLongCrl, type CrlRecipe } from '../made/crl.ts';
import { makeKey } from '../made/key.ts';

const root = makeRoot();
const leaf = makeLeaf(root);
const other = makeLeaf(root);

const status = async (
  crl: Uint8Array | string,
  asked: { certificate?: Made; issuer?: Made; at?: Date; maxAgeSeconds?: number } = {},
): Promise<string> => {
  const { certificate = leaf, issuer = root, at = TODAY, maxAgeSeconds } = asked;
  const answer = await checkRevocation({
    certificate: certificate.der,
    issuer: issuer.der,
    crl,
    at,
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  });
  return answer.status === 'good' ? 'good' : `${answer.status}: ${answer.reason}`;
};
const byCrl = (recipe: CrlRecipe, asked = {}): Promise<string> => status(makeCrl(root, recipe), asked);

describe('checking one certificate against one CRL', () => {
  test('a certificate that is not listed is good', async () => {
    assert.equal(await byCrl({}), 'good');
    assert.equal(await byCrl({ revoked: [other] }), 'good');
  });

  test('one that is listed is revoked, with day and reason', async () => {
    assert.equal(await byCrl({ revoked: [other, leaf] }), 'revoked: Revoked on 2026-11-20: no reason given.');
    assert.equal(
      await byCrl({ revoked: [[leaf, 1]] }),
      'revoked: Revoked on 2026-11-20: its key was compromised (keyCompromise).',
    );
    assert.match(await byCrl({ revoked: [[leaf, 6]] }), /it is on hold/);
  });

  test('one that was taken off the list is good', async () => {
    assert.equal(await byCrl({ revoked: [[leaf, 8]] }), 'good');
  });

  test('PEM and DER are read alike', async () => {
    assert.match(await status(pemOf(makeCrl(root, { revoked: [leaf] }), 'X509 CRL')), /^revoked/);
  });

  test('a CRL without nextUpdate is not empty: who is listed is revoked', async () => {
    assert.match(await byCrl({ nextUpdate: null, revoked: [leaf] }), /^revoked/);
  });

  test('a CRL without nextUpdate holds as long as the caller says', async () => {
    assert.match(await byCrl({ nextUpdate: null }), /^unknown: .*no next update.*no greatest age/);
    assert.equal(await byCrl({ nextUpdate: null }, { maxAgeSeconds: 2 * 86_400 }), 'good');
    assert.match(await byCrl({ nextUpdate: null }, { maxAgeSeconds: 3600 }), /^unknown: .*older than allowed/);
  });

  test('a CRL counts from thisUpdate through nextUpdate', async () => {
    const period = { thisUpdate: daysFromToday(-3), nextUpdate: daysFromToday(-1) };
    assert.equal(await byCrl(period, { at: daysFromToday(-3) }), 'good');
    assert.equal(await byCrl(period, { at: daysFromToday(-1) }), 'good');
    assert.match(await byCrl(period), /^unknown: .*out of date; a new one was due on 21 Nov 2026/);
    assert.match(await byCrl(period, { at: daysFromToday(-4) }), /^unknown: .*dated later/);
  });

  test('a CRL of version 1 is read', async () => {
    assert.equal(await byCrl({ version: 1 }), 'good');
    assert.match(await byCrl({ version: 1, revoked: [leaf] }), /^revoked/);
  });

  test('serial numbers are compared as they are, negative and long ones too', async () => {
    const long = makeLeaf(root, { serial: 1n << 150n });
    const negative = makeLeaf(root, { serial: -1 });
    const unsigned = makeLeaf(root, { serial: 255 });
    assert.match(await byCrl({ revoked: [long] }, { certificate: long }), /^revoked/);
    assert.match(await byCrl({ revoked: [negative] }, { certificate: negative }), /^revoked/);
    assert.equal(await byCrl({ revoked: [negative] }, { certificate: unsigned }), 'good');
  });

  test('14,102 entries are no burden', async () => {
    assert.equal(await status(makeLongCrl(root, 14_102)), 'good');
  });
});

describe('CRLs that say nothing', () => {
  test('one that somebody else signed', async () => {
    assert.match(await byCrl({ signedWith: makeKey() }), /^unknown: .*signature was not made by "Root"/);
  });

  test('one of another issuer', async () => {
    assert.match(await byCrl({ issuerName: 'Somebody' }), /^unknown: No revocation list of CN=Root is at hand/);
  });

  test('one of an issuer that may not sign CRLs', async () => {
    const mute = makeRoot({ keyUsage: ['keyCertSign'] });
    assert.match(
      await status(makeCrl(mute), { certificate: makeLeaf(mute), issuer: mute }),
      /^unknown: .*may not sign revocation lists/,
    );
    const free = makeRoot({ keyUsage: null });
    assert.equal(await status(makeCrl(free), { certificate: makeLeaf(free), issuer: free }), 'good');
  });

  test('one with a critical extension that is not known, of the list or of any entry', async () => {
    assert.match(await byCrl({ extensions: [['1.2.3.4', true, integer(1)]] }), /^unknown: .*not known here/);
    assert.equal(await byCrl({ extensions: [['1.2.3.4', false, integer(1)]] }), 'good');
    assert.match(await byCrl({ revoked: [other], oddEntry: true }), /^unknown: .*an entry carries a condition/);
  });

  test('a delta CRL alone', async () => {
    assert.match(await byCrl({ deltaBase: 5 }), /^unknown/);
  });

  test('one that cannot be read', async () => {
    assert.match(await status(octetString(new Uint8Array(3))), /^unknown: The revocation list cannot be read: /);
    assert.match(await status('nonsense'), /^unknown: The revocation list cannot be read: /);
  });

  test('one of the issuer of somebody else’s certificate', async () => {
    const stranger = makeRoot({ subject: 'Stranger' });
    assert.match(
      await status(makeCrl(root), { certificate: makeLeaf(stranger) }),
      /^unknown: "shop.example" was not issued by "Root"/,
    );
  });

  test('a certificate that is none throws, as does an issuer that is none', async () => {
    const request = { certificate: leaf.der, issuer: root.der, crl: makeCrl(root), at: TODAY };
    await assert.rejects(checkRevocation({ ...request, certificate: 'x' }), CertificateParseError);
    await assert.rejects(checkRevocation({ ...request, issuer: 'x' }), CertificateParseError);
  });
});

describe('what a CRL is about (issuing distribution point)', () => {
  const ca = makeIntermediate(root);

  test('users only, CAs only, attribute certificates only', async () => {
    assert.equal(await byCrl({ scope: { onlyUsers: true } }), 'good');
    assert.match(await byCrl({ scope: { onlyUsers: true } }, { certificate: ca }), /not about certificate authorities/);
    assert.equal(await byCrl({ scope: { onlyCas: true } }, { certificate: ca }), 'good');
    assert.match(await byCrl({ scope: { onlyCas: true } }), /certificate authorities only/);
    assert.match(await byCrl({ scope: { onlyAttributes: true } }), /attribute certificates only/);
  });

  test('the distribution point must be one of the certificate’s', async () => {
    const pointed = makeLeaf(root, {
      distributionPoints: [distributionPoint({ names: ['uri:http://ca.example/1.crl'] })],
    });
    assert.equal(await byCrl({ scope: { names: ['uri:http://ca.example/1.crl'] } }, { certificate: pointed }), 'good');
    assert.match(
      await byCrl({ scope: { names: ['uri:http://ca.example/2.crl'] } }, { certificate: pointed }),
      /another distribution point/,
    );
    assert.match(await byCrl({ scope: { names: ['uri:http://ca.example/1.crl'] } }), /another distribution point/);
    assert.equal(await byCrl({}, { certificate: pointed }), 'good');
  });

  test('some reasons only are not enough for good, but for revoked', async () => {
    assert.match(await byCrl({ scope: { reasons: [1, 2] } }), /^unknown: .*cover only some reasons/);
    assert.match(await byCrl({ scope: { reasons: [1, 2] }, revoked: [[leaf, 1]] }), /^revoked/);
  });

  test('entries of an indirect CRL count for the issuer that they name', async () => {
    const scope = { indirect: true };
    assert.match(await byCrl({ scope, revoked: [leaf] }), /^revoked/);
    assert.equal(await byCrl({ scope, revoked: [[leaf, 1, 'Somebody']] }), 'good');
    assert.match(await byCrl({ scope, revoked: [[other, 1, 'Root'], leaf] }), /^revoked/);
    assert.equal(await byCrl({ scope, revoked: [[other, 1, 'Somebody'], leaf] }), 'good');
  });

  test('a certificate that points to the list of another issuer is not good by its own issuer’s silence', async () => {
    const elsewhere = makeLeaf(root, {
      distributionPoints: [distributionPoint({ names: ['uri:http://x.example/'], crlIssuer: 'CN=Lister' })],
    });
    assert.match(await byCrl({}, { certificate: elsewhere }), /^unknown: .*points to a list of another issuer/);
    assert.match(await byCrl({ revoked: [elsewhere] }, { certificate: elsewhere }), /^revoked/);
  });
});

test('the answer does not depend on when the certificate itself is valid', async () => {
  const expired = make({ issuer: root, notAfter: daysFromToday(-1) });
  assert.equal(await byCrl({}, { certificate: expired }), 'good');
});
