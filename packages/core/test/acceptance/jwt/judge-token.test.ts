import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeAppKey, judgeToken } from '@cert-health/core';
import type { TokenApp, TokenAttempt, TokenFacts, TokenStepId, TokenVerdict } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';

const at = new Date('2026-06-01T12:00:00Z');
const seconds = at.getTime() / 1000;
const { certificate } = await issue({ subject: 'CN=sync', key: 'RSA-2048', keyName: 'sync' });
const { certificate: ended } = await issue({ subject: 'CN=sync', notAfter: '2026-05-31' });
const { certificate: early } = await issue({ subject: 'CN=sync', notBefore: '2026-07-01' });
const { certificate: other } = await issue({ subject: 'CN=other', key: 'RSA-2048', keyName: 'other' });

const app: TokenApp = { name: 'Nightly_Sync', certificate, consumerKey: '3MVG9.key' };
const token: TokenFacts = {
  algorithm: 'RS256',
  madeWith: 'app',
  issuer: '3MVG9.key',
  audiences: ['https://login.salesforce.com'],
  namesSubject: true,
  expires: seconds + 120,
  notBefore: null,
};
const org = { host: 'acme.my.salesforce.com', isSandbox: false };
const attempt = (facts: Partial<TokenFacts> = {}, more: Partial<TokenAttempt> = {}): TokenAttempt => ({
  at,
  token: { ...token, ...facts },
  app: { kind: 'known', value: app },
  org,
  ...more,
});
const ofApp = (more: Partial<TokenApp>): TokenAttempt =>
  attempt({}, { app: { kind: 'known', value: { ...app, ...more } } });
const to = (...audiences: readonly string[]): TokenAttempt => attempt({ audiences });
const sandbox = { org: { ...org, isSandbox: true } };
const test = ['https://test.salesforce.com'];

const rows: readonly (readonly [string, TokenAttempt, TokenVerdict['verdict'], TokenStepId | null])[] = [
  ['is granted when all of it fits', attempt(), 'granted', null],
  ['is granted to a sandbox by its server', attempt({ audiences: test }, sandbox), 'granted', null],
  ["is granted by the org's own address", to('https://acme.my.salesforce.com'), 'granted', null],

  ['is refused without a signature', attempt({ algorithm: 'none', madeWith: 'not-told' }), 'refused', 'algorithm'],
  ['is refused with a shared secret', attempt({ algorithm: 'HS256', madeWith: 'not-told' }), 'refused', 'algorithm'],
  ['is refused with another algorithm', attempt({ algorithm: 'RS512', madeWith: 'not-told' }), 'refused', 'algorithm'],
  ['is refused without an algorithm', attempt({ algorithm: '', madeWith: 'not-told' }), 'refused', 'algorithm'],

  ['is refused when the app has no certificate', ofApp({ certificate: undefined }), 'refused', 'app'],
  [
    'is not known when that cannot be read',
    ofApp({ certificate: undefined, unreadable: 'It is damaged.' }),
    'unknown',
    'app',
  ],
  [
    'is not known without the app',
    attempt({}, { app: { kind: 'unknown', reason: 'May not.', permission: 'P' } }),
    'unknown',
    'app',
  ],

  ['is refused when another key made it', attempt({ madeWith: 'another' }), 'refused', 'signature'],
  ['is not known when that cannot be tried', attempt({ madeWith: 'not-told' }), 'unknown', 'signature'],

  ['is refused for another app', attempt({ issuer: '3MVG9.other' }), 'refused', 'issuer'],
  ['is refused for none', attempt({ issuer: null }), 'refused', 'issuer'],
  ['is not known without the consumer key', ofApp({ consumerKey: undefined }), 'unknown', 'issuer'],

  ['is refused without an audience', to(), 'refused', 'audience'],
  ['is refused at production with the server of sandboxes', to(...test), 'refused', 'audience'],
  ['is refused at a sandbox with the server of production', attempt({}, sandbox), 'refused', 'audience'],
  ['is not known while it is not known what the org is', attempt({}, { org: undefined }), 'unknown', 'audience'],
  ['is not known with a slash behind', to('https://login.salesforce.com/'), 'unknown', 'audience'],
  [
    'is not known with an address that only begins so',
    to('https://login.salesforce.com.evil.example'),
    'unknown',
    'audience',
  ],
  ['is not known with several', to('https://login.salesforce.com', ...test), 'unknown', 'audience'],

  ['is refused without a user', attempt({ namesSubject: false }), 'refused', 'subject'],

  ['is refused without an end', attempt({ expires: null }), 'refused', 'expiry'],
  ['is refused when it is over', attempt({ expires: seconds - 181 }), 'refused', 'expiry'],
  ['is not known within what clocks may differ', attempt({ expires: seconds }), 'unknown', 'expiry'],
  ['is refused before it begins', attempt({ notBefore: seconds + 600 }), 'refused', 'expiry'],
  ['is not known shortly before', attempt({ notBefore: seconds + 60 }), 'unknown', 'expiry'],
  [
    'is granted with milliseconds, as the Salesforce CLI gives them',
    attempt({ expires: at.getTime() + 300 }),
    'granted',
    null,
  ],

  ['is not known when the certificate has ended', ofApp({ certificate: ended }), 'unknown', 'dates'],
  ['is not known when the certificate has not begun', ofApp({ certificate: early }), 'unknown', 'dates'],
];

describe('a token for an app', () => {
  for (const [says, given, verdict, decidedBy] of rows) {
    it(says, () => {
      const judged = judgeToken(given);
      assert.deepEqual([judged.verdict, judged.decidedBy], [verdict, decidedBy], JSON.stringify(judged.steps));
      assert.equal(
        judged.steps.map(({ id }) => id).join(),
        'algorithm,app,signature,issuer,audience,subject,expiry,dates',
      );
      for (const step of judged.steps) {
        assert.ok(step.detail && step.rule.document && step.rule.section, step.id);
        if (step.outcome === 'fail') assert.match(step.remedy ?? '', /^(An admin|You|Whoever runs the client): /);
      }
      assert.doesNotMatch(JSON.stringify(judged), /3MVG9/);
    });
  }

  it('names the permission that is missing', () => {
    const judged = judgeToken(attempt({}, { app: { kind: 'unknown', reason: 'May not.', permission: 'P' } }));
    assert.equal(judged.steps.find(({ id }) => id === 'app')?.permission, 'P');
  });
});

describe('a key for an app', () => {
  const judge = (publicKey: Uint8Array, value: TokenApp = app) => {
    const { verdict, decidedBy } = judgeAppKey({ at, publicKey, app: { kind: 'known', value } });
    return [verdict, decidedBy];
  };
  it('is granted when it is that of the certificate', () =>
    assert.deepEqual(judge(certificate.publicKey.spki), ['granted', null]));
  it('is refused when it is another', () => assert.deepEqual(judge(other.publicKey.spki), ['refused', 'same-key']));
  it('is refused when the app has no certificate', () =>
    assert.deepEqual(judge(certificate.publicKey.spki, { name: 'Empty' }), ['refused', 'app']));
});
