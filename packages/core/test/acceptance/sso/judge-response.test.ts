import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeSsoResponse } from '@cert-health/core';
import type {
  SamlAssertion,
  SamlResponseFacts,
  SamlSignature,
  SsoResponseAttempt,
  SsoResponseStepId,
  SsoResponseVerdict,
  SsoSetting,
} from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';

const at = new Date('2026-06-01T12:00:00Z');
const ENTITY = 'https://idp.example/app';
const AUDIENCE = 'https://acme.my.salesforce.com';
const LOGIN = 'https://acme.my.salesforce.com?so=00D000000000001';
const rsa = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

const { certificate: own } = await issue({ subject: 'CN=idp' });
const { certificate: next } = await issue({ subject: 'CN=next idp', keyName: 'next' });
const { certificate: ended } = await issue({ subject: 'CN=idp', notAfter: '2026-05-31' });

const setting: SsoSetting = { name: 'Idp', issuer: ENTITY, certificate: own, audience: AUDIENCE, recipient: LOGIN };
const holding = (more: Partial<SsoSetting>): Partial<SsoResponseAttempt> => ({
  settings: { kind: 'known', value: [{ ...setting, ...more }] },
});
const signature: SamlSignature = { over: 'assertion', algorithm: rsa, digest: sha256, madeWith: 'held' };
const assertion: SamlAssertion = {
  issuer: ENTITY,
  namesSubject: true,
  subjectHasComment: false,
  isBearer: true,
  audiences: [AUDIENCE],
  recipients: [LOGIN],
  notBefore: new Date('2026-06-01T11:59:00Z'),
  notOnOrAfter: new Date('2026-06-01T12:05:00Z'),
};
const success: SamlResponseFacts = {
  status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  issuer: ENTITY,
  assertions: { plain: 1, encrypted: 0, misplaced: 0 },
  signatures: [signature],
  assertion,
};

const attempt = (other: Partial<SsoResponseAttempt> = {}): SsoResponseAttempt => ({
  at,
  response: success,
  settings: { kind: 'known', value: [setting] },
  ...other,
});
const message = (more: Partial<SamlResponseFacts>, other: Partial<SsoResponseAttempt> = {}): SsoResponseAttempt =>
  attempt({ ...other, response: { ...success, ...more } });
const saying = (more: Partial<SamlAssertion>, other: Partial<SsoResponseAttempt> = {}): SsoResponseAttempt =>
  message({ assertion: { ...assertion, ...more } }, other);
const signed = (...signatures: readonly Partial<SamlSignature>[]): SsoResponseAttempt =>
  message({ signatures: signatures.map((one) => ({ ...signature, ...one })) });
const ofCount = (plain: number, encrypted = 0, misplaced = 0, ...signatures: readonly Partial<SamlSignature>[]) =>
  message({
    assertions: { plain, encrypted, misplaced },
    ...(plain === 0 ? { assertion: null } : {}),
    signatures: (signatures.length > 0 ? signatures : [{}]).map((one) => ({ ...signature, ...one })),
  });
const algorithm = (name: string, digest = sha256): SsoResponseAttempt => signed({ algorithm: name, digest });

const STEPS = 'readable,signed,covers-assertion,algorithm,issuer,signature,subject,audience,recipient,validity,dates';

type Row = readonly [string, SsoResponseAttempt, SsoResponseVerdict['verdict'], SsoResponseStepId | null, RegExp?];

const rows: readonly Row[] = [
  ['is granted when the assertion is signed', attempt(), 'granted', null],
  ['is granted when the response is', signed({ over: 'response' }), 'granted', null],
  ['is granted when both are', signed({ over: 'response' }, {}), 'granted', null],
  ['is granted by the name of the setting', attempt({ config: 'Idp' }), 'granted', null],

  [
    'is refused when the provider says that it failed',
    message({ status: 'urn:oasis:names:tc:SAML:2.0:status:Requester' }),
    'refused',
    'readable',
    /Requester/,
  ],
  ['is refused without a status', message({ status: null }), 'refused', 'readable'],
  ['is refused without an assertion', ofCount(0), 'refused', 'readable'],
  [
    'is not known with an encrypted assertion',
    ofCount(0, 1, 0, { over: 'response' }),
    'unknown',
    'readable',
    /encrypted/,
  ],
  [
    'is refused with one, when the response around it has another key',
    ofCount(0, 1, 0, { over: 'response', madeWith: 'neither' }),
    'refused',
    'signature',
  ],

  ['is refused without a signature', message({ signatures: [] }), 'refused', 'signed'],
  ['is refused with a signature over something else', signed({ over: 'other' }), 'refused', 'signed'],
  ['is refused with a signature too many', signed({}, { over: 'other' }), 'refused', 'covers-assertion'],
  [
    'is refused when the signature covers something else',
    signed({ fault: 'It covers a stranger.' }),
    'refused',
    'covers-assertion',
    /stranger/,
  ],
  ['is refused with an assertion where none belongs', ofCount(1, 0, 1), 'refused', 'covers-assertion'],
  ['is refused with two assertions of which one is signed', ofCount(2), 'refused', 'covers-assertion'],
  ['is not known with two assertions that are both signed', ofCount(2, 0, 0, {}, {}), 'unknown', 'covers-assertion'],
  ['is not known with two in a signed response', ofCount(2, 0, 0, { over: 'response' }), 'unknown', 'covers-assertion'],

  [
    'is granted with SHA-1, which Salesforce names',
    algorithm('http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'http://www.w3.org/2000/09/xmldsig#sha1'),
    'granted',
    null,
  ],
  [
    'is refused with a shared secret',
    algorithm('http://www.w3.org/2000/09/xmldsig#hmac-sha1'),
    'refused',
    'algorithm',
    /HMAC/,
  ],
  [
    'is refused with ECDSA',
    algorithm('http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'),
    'refused',
    'algorithm',
    /ecdsa-sha256/,
  ],
  ['is refused with what is no algorithm', algorithm(''), 'refused', 'algorithm'],
  [
    'is not known with RSA and SHA-512',
    algorithm('http://www.w3.org/2001/04/xmldsig-more#rsa-sha512'),
    'unknown',
    'algorithm',
  ],
  [
    'is not known with RSA-PSS',
    algorithm('http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'),
    'unknown',
    'algorithm',
  ],
  [
    'is not known with another digest',
    algorithm(rsa, 'http://www.w3.org/2001/04/xmlenc#sha512'),
    'unknown',
    'algorithm',
  ],

  ['is refused when no setting expects its issuer', saying({ issuer: 'https://other.example' }), 'refused', 'issuer'],
  ['is refused without an issuer', saying({ issuer: null }, { config: 'Idp' }), 'refused', 'issuer'],
  [
    'is not known without settings',
    attempt({ settings: { kind: 'unknown', reason: 'No org was asked.' } }),
    'unknown',
    'issuer',
  ],

  ['is refused when another key made it', signed({ madeWith: 'neither' }), 'refused', 'signature'],
  [
    'is refused when it brings the key along that made it',
    message({ sent: next, signatures: [{ ...signature, madeWith: 'sent' }] }),
    'refused',
    'signature',
    /next idp/,
  ],
  [
    'is not known when one of two signatures is good',
    signed({}, { over: 'response', madeWith: 'neither' }),
    'unknown',
    'signature',
  ],
  ['is not known when it cannot be verified here', signed({ madeWith: 'not-told' }), 'unknown', 'signature'],
  ['is not known without the certificate', attempt(holding({ certificate: undefined })), 'unknown', 'signature'],

  ['is refused without a subject', saying({ namesSubject: false }), 'refused', 'subject'],
  ['is not known with a comment in the name', saying({ subjectHasComment: true }), 'unknown', 'subject'],
  ['is not known when it is not for the bearer', saying({ isBearer: false }), 'unknown', 'subject'],

  ['is refused for another audience', saying({ audiences: [`${AUDIENCE}/`] }), 'refused', 'audience'],
  ['is granted for one of several', saying({ audiences: ['https://x.example', AUDIENCE] }), 'granted', null],
  ['is not known without an audience', saying({ audiences: [] }), 'unknown', 'audience'],
  ['is not known without the entity ID', attempt(holding({ audience: undefined })), 'unknown', 'audience'],

  [
    'is refused for another address',
    saying({ recipients: ['https://acme.my.salesforce.com'] }),
    'refused',
    'recipient',
  ],
  ['is not known without an address', saying({ recipients: [] }), 'unknown', 'recipient'],
  ['is not known where the setting tells none', attempt(holding({ recipient: undefined })), 'unknown', 'recipient'],
  [
    "is granted to the org's own host then",
    attempt({ ...holding({ recipient: undefined }), orgHost: 'acme.my.salesforce.com' }),
    'granted',
    null,
  ],
  [
    'is not known to a host that only begins so',
    saying(
      { recipients: ['https://acme.my.salesforce.com@evil.example/'] },
      { ...holding({ recipient: undefined }), orgHost: 'acme.my.salesforce.com' },
    ),
    'unknown',
    'recipient',
  ],

  [
    'is refused when it is over',
    attempt({ at: new Date('2026-06-01T12:08:01Z') }),
    'refused',
    'validity',
    /1 Jun 2026 12:05 UTC/,
  ],
  ['is refused before it begins', attempt({ at: new Date('2026-06-01T11:55:00Z') }), 'refused', 'validity'],
  [
    'is not known within what clocks may differ',
    attempt({ at: new Date('2026-06-01T12:05:00Z') }),
    'unknown',
    'validity',
  ],
  ['is not known so early', attempt({ at: new Date('2026-06-01T11:57:00Z') }), 'unknown', 'validity'],
  ['is not known without an end', saying({ notOnOrAfter: null }), 'unknown', 'validity'],
  ['is granted without a beginning', saying({ notBefore: null }), 'granted', null],

  [
    'is not known when the certificate of the setting has ended',
    attempt(holding({ certificate: ended })),
    'unknown',
    'dates',
  ],
];

describe('a signed response', () => {
  for (const [says, given, verdict, decidedBy, detail] of rows) {
    it(says, () => {
      const judged = judgeSsoResponse(given);
      assert.deepEqual([judged.verdict, judged.decidedBy], [verdict, decidedBy], JSON.stringify(judged.steps));
      assert.equal(judged.steps.map(({ id }) => id).join(), STEPS);
      const step = judged.steps.find(({ id }) => id === decidedBy);
      if (detail) assert.match(step?.detail ?? '', detail);
      for (const one of judged.steps) {
        assert.ok(one.detail && one.rule.document && one.rule.section, one.id);
        if (one.outcome === 'fail')
          assert.match(one.remedy ?? '', /^(An admin|You|Whoever runs the identity provider): /, one.id);
      }
    });
  }

  it('says that SHA-1 is to be left', () => {
    const { steps } = judgeSsoResponse(algorithm('http://www.w3.org/2000/09/xmldsig#rsa-sha1'));
    assert.match(steps.find(({ id }) => id === 'algorithm')?.detail ?? '', /change to SHA-256/);
  });
});
