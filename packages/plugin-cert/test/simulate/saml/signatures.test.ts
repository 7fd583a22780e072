import assert from 'node:assert/strict';
import { createHmac, createSign } from 'node:crypto';
import { describe, test } from 'node:test';
import { judgeSsoResponse, parseCertificate } from '@cert-health/core';
import type { SamlResponseFacts, SsoResponseStepId, SsoSetting } from '@cert-health/core';
import { exportKey, issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import { factsOfResponse, readSamlMessage } from '../../../src/simulate/saml/read-response.ts';
import {
  ASSERTION,
  assertionOf,
  AUDIENCE,
  ENTITY,
  ENVELOPED,
  EXCLUSIVE,
  LOGIN,
  madeResponse,
  moment,
  responseOf,
  SIGNATURE,
  signatureOver,
} from './made-response.ts';

const idp = await issue({ name: 'idp', from: '2026-01-01', days: 300, rsaBits: 2048 });
const other = await issue({ name: 'new idp', from: '2026-01-01', days: 300, rsaBits: 2048 });
const elliptic = await issue({ name: 'elliptic', from: '2026-01-01', days: 300 });

const facts = (text: string, held: Issued = idp): SamlResponseFacts =>
  factsOfResponse(readSamlMessage(text, 'response.xml'), parseCertificate(held.der));

/** The whole judgment, by a setting that fits in everything. */
function judged(text: string, held: Issued = idp) {
  const setting: SsoSetting = {
    name: 'Okta',
    issuer: ENTITY,
    audience: AUDIENCE,
    recipient: LOGIN,
    certificate: parseCertificate(held.der),
  };
  const settings = { kind: 'known' as const, value: [setting] };
  const { verdict, decidedBy, steps } = judgeSsoResponse({
    at: new Date(moment),
    settings,
    response: facts(text, held),
  });
  return { said: [verdict, decidedBy] as const, steps };
}

const signed = await madeResponse({ signer: idp });
const signature = /<ds:Signature .*<\/ds:Signature>/.exec(signed)?.[0] as string;
const evil = assertionOf({ id: '_evil', nameId: 'admin@acme.example' });
const original = assertionOf({}, signature);

describe('a signature by another implementation', () => {
  for (const sign of [['assertion'], ['response'], ['assertion', 'response']] as const) {
    test(`over the ${sign.join(' and the ')} is good with the certificate that is held`, async () => {
      const text = await madeResponse({ signer: idp, sign });
      assert.deepEqual(judged(text).said, ['granted', null], JSON.stringify(judged(text).steps));
    });
  }

  test('stays good in a document that is written in another way than it was signed', () => {
    const rewritten = signed
      .replace('<samlp:StatusCode', '<!-- a comment --><samlp:StatusCode')
      .replace(/><\/samlp:StatusCode>/, '/>')
      .replace(' ID="_a1" IssueInstant="2026-02-10T11:59:30Z"', "  IssueInstant='2026-02-10T11:59:30Z'\n ID='_a1'");
    assert.deepEqual(judged(`<?xml version="1.0"?>\n${rewritten}`).said, ['granted', null]);
  });

  test('with SHA-1 is good, with SHA-512 it is good and not known to Salesforce', async () => {
    const sha1 = { hash: 'sha1', algorithm: `${SIGNATURE}rsa-sha1`, digestAlgorithm: `${SIGNATURE}sha1` };
    assert.deepEqual(judged(await madeResponse({ signer: idp, signature: sha1 })).said, ['granted', null]);
    const sha512 = {
      hash: 'sha512',
      algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha512',
    };
    const { said, steps } = judged(await madeResponse({ signer: idp, signature: sha512 }));
    assert.deepEqual(said, ['unknown', 'algorithm']);
    assert.equal(steps.find(({ id }) => id === 'signature')?.outcome, 'pass');
  });

  test('by another key is told apart: brought along, or nobody knows whose', async () => {
    const text = await madeResponse({ signer: other });
    assert.deepEqual(judged(text).said, ['refused', 'signature']);
    assert.equal(facts(text).signatures[0]?.madeWith, 'sent');
    const bare = await madeResponse({ signer: other, signature: { brings: null } });
    assert.equal(facts(bare).signatures[0]?.madeWith, 'neither');
    const posing = await madeResponse({ signer: other, signature: { brings: idp } });
    assert.equal(facts(posing).signatures[0]?.madeWith, 'neither');
  });

  test('without KeyInfo is verified with the certificate that is held', async () => {
    assert.deepEqual(judged(await madeResponse({ signer: idp, signature: { brings: null } })).said, ['granted', null]);
  });

  test('is not known without the certificate of the setting', () => {
    const { signatures } = factsOfResponse(readSamlMessage(signed, 'x'), undefined);
    assert.equal(signatures[0]?.madeWith, 'sent');
  });
});

/** What somebody without the key can make of a message that was signed once, and what is signed in a way that proves nothing. */
const attacks: readonly (readonly [string, string | Promise<string>, SsoResponseStepId])[] = [
  ['another name in the signed assertion', signed.replace('ines@', 'admin@'), 'signature'],
  ['another audience', signed.replace(AUDIENCE, 'https://other.example'), 'signature'],
  ['the signature taken out', signed.replace(signature, ''), 'signed'],
  ['an assertion of its own before the signed one', responseOf(evil + original), 'covers-assertion'],
  ['an assertion of its own behind it', responseOf(original + evil), 'covers-assertion'],
  [
    'the signed assertion put away in an extension',
    responseOf(`<samlp:Extensions>${original}</samlp:Extensions>${evil}`),
    'signed',
  ],
  [
    'the signed assertion within an assertion of its own',
    responseOf(evil.replace('</saml:Issuer>', `</saml:Issuer>${original}`)),
    'signed',
  ],
  [
    'the signature moved into an assertion of its own, with what it covers within it',
    responseOf(
      evil.replace(
        '</saml:Issuer>',
        `</saml:Issuer>${signature.replace('</ds:Signature>', `<ds:Object>${assertionOf({})}</ds:Object></ds:Signature>`)}`,
      ),
    ),
    'covers-assertion',
  ],
  [
    'the signature moved into an assertion of its own, with what it covers elsewhere',
    responseOf(
      `<samlp:Extensions>${assertionOf({})}</samlp:Extensions>${evil.replace('</saml:Issuer>', `</saml:Issuer>${signature}`)}`,
    ),
    'covers-assertion',
  ],
  [
    'an assertion of its own under the ID that is signed',
    responseOf(assertionOf({ nameId: 'admin@acme.example' }) + original),
    'covers-assertion',
  ],
  [
    'the ID that is signed in another attribute of another element',
    responseOf(`<samlp:Extensions><x Id="_a1"></x></samlp:Extensions>${original}`),
    'covers-assertion',
  ],
  [
    'a signature over the response that covers the assertion only',
    signatureOver(assertionOf({}), '_a1', idp).then((own) => responseOf(evil + assertionOf({}), {}, own)),
    'covers-assertion',
  ],
  ['the whole document as what is signed', madeResponse({ signer: idp, signature: { uri: '' } }), 'covers-assertion'],
  ['two things signed', madeResponse({ signer: idp, signature: { secondReference: true } }), 'covers-assertion'],
  [
    'a transform by XPath',
    madeResponse({
      signer: idp,
      signature: { transforms: [ENVELOPED, 'http://www.w3.org/TR/1999/REC-xpath-19991116', EXCLUSIVE] },
    }),
    'covers-assertion',
  ],
  [
    'a transform by XSLT',
    madeResponse({
      signer: idp,
      signature: { transforms: ['http://www.w3.org/TR/1999/REC-xslt-19991116', ENVELOPED] },
    }),
    'covers-assertion',
  ],
  [
    'a comment within the digest',
    signed.replace(/<ds:DigestValue>(.)/, '<ds:DigestValue><!-- AAAA -->$1'),
    'covers-assertion',
  ],
  ['two signatures in one element', signed.replace(signature, signature + signature), 'covers-assertion'],
  [
    'a second SignedInfo',
    signed.replace('</ds:SignedInfo>', '</ds:SignedInfo><ds:SignedInfo></ds:SignedInfo>'),
    'covers-assertion',
  ],
  [
    'the public key as a shared secret',
    madeResponse({
      signer: idp,
      signature: {
        algorithm: `${SIGNATURE}hmac-sha1`,
        sign: (info) => createHmac('sha1', idp.pem).update(info).digest('base64'),
      },
    }),
    'algorithm',
  ],
  ['a key of its own, certificate brought along', madeResponse({ signer: other }), 'signature'],
  ['no signature and another issuer', madeResponse({ issuer: 'https://evil.example' }), 'signed'],
];

describe('a message that is put together to deceive', () => {
  for (const [says, message, decidedBy] of attacks) {
    test(`is refused with ${says}`, async () => {
      const { said, steps } = judged(await message);
      assert.deepEqual(said, ['refused', decidedBy], JSON.stringify(steps));
    });
  }

  test('with a comment in the name of the subject is judged by all of the name, and not known', async () => {
    const name = 'admin@acme.example<!-- -->.evil.example';
    const whole = name.replace('<!-- -->', '');
    const own = await signatureOver(assertionOf({ nameId: whole }), '_a1', idp);
    const text = responseOf(assertionOf({ nameId: name }, own));
    assert.deepEqual(judged(text).said, ['unknown', 'subject']);
    assert.equal(facts(text).signatures[0]?.madeWith, 'held');
  });

  test('with an elliptic key under the name of RSA is not taken for RSA', async () => {
    const key = await exportKey(elliptic);
    const sign = (info: string): string => createSign('SHA256').update(info).sign(key, 'base64');
    const text = await madeResponse({ signer: elliptic, signature: { sign } });
    assert.deepEqual(judged(text, elliptic).said, ['refused', 'signature']);
  });

  test('with two assertions in a signed response is not known', async () => {
    const both = assertionOf({}) + assertionOf({ id: '_a2' });
    const text = responseOf(both, {}, await signatureOver(responseOf(both), '_r1', idp));
    assert.deepEqual(judged(text).said, ['unknown', 'covers-assertion']);
  });

  test('of a form that is not verified here is not called bad', async () => {
    const canonicalization = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments';
    const signature = { canonicalization, sign: () => 'AAAA' };
    assert.deepEqual(judged(await madeResponse({ signer: idp, signature })).said, ['unknown', 'signature']);
  });
});

describe('an encrypted assertion', () => {
  const encrypted = `<saml:EncryptedAssertion xmlns:saml="${ASSERTION}"><x></x></saml:EncryptedAssertion>`;

  test('lets only be told what is outside', async () => {
    const text = responseOf(encrypted, {}, await signatureOver(responseOf(encrypted), '_r1', idp));
    const { said, steps } = judged(text);
    assert.deepEqual(said, ['unknown', 'readable']);
    const outcome = (id: string) => steps.find((step) => step.id === id)?.outcome;
    assert.deepEqual(
      [outcome('signature'), outcome('covers-assertion'), outcome('subject')],
      ['pass', 'pass', 'unknown'],
    );
    const changed = text.replace('<x>', '<y>').replace('</x>', '</y>');
    assert.deepEqual(judged(changed).said, ['refused', 'signature']);
    assert.deepEqual(judged(responseOf(encrypted)).said, ['unknown', 'readable']);
  });
});
