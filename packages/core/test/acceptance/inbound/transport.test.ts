import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeInbound, salesforceTrustStore } from '@cert-health/core';
import type { InboundAttempt } from '@cert-health/core';
import { clientAuth, issue } from '../../fixtures/certificates.ts';
import { altered } from '../../fixtures/public-hierarchy.ts';
import {
  apiAttempt,
  at,
  ca,
  known,
  leaf,
  presenting,
  root,
  strange,
  strangeCa,
  strangeRoot,
  trusting,
  unknown,
} from './attempts.ts';
import {
  any,
  caList,
  caRevoked,
  called,
  dual,
  early,
  ended,
  endedCa,
  endedRoot,
  forServers,
  leafRevoked,
  listed,
  noAuthority,
  rootList,
  selfSigned,
  serverCa,
  serverCaList,
  underEndedCa,
  underEndedRoot,
  underNoAuthority,
  underServerCa,
  unsaid,
} from './clients.ts';
import { rows, stepOf } from './table.ts';

describe('layer 1 for the API (000383575, Certificate Chain Validation)', () => {
  rows([
    { says: 'grants a client for which every step passes', attempt: apiAttempt(), verdict: 'granted' },
    {
      says: 'takes address and port for right where nobody says otherwise',
      attempt: apiAttempt(),
      verdict: 'granted',
      outcomes: { 'my-domain': 'pass', port: 'pass' },
    },
    {
      says: 'accepts the My Domain address and port 8443',
      attempt: apiAttempt({ ...called('acme.my.salesforce.com'), orgHost: 'Acme.my.salesforce.com' }),
      verdict: 'granted',
    },
    {
      says: 'accepts a My Domain address where the org is not known',
      attempt: apiAttempt(called('acme--uat.sandbox.my.salesforce.com')),
      verdict: 'granted',
    },
    ...['login.salesforce.com', 'na139.salesforce.com', 'api.acme.example', 'my.salesforce.com'].map((host) => ({
      says: `refuses ${host}, which is no My Domain address`,
      attempt: apiAttempt(called(host)),
      verdict: 'refused' as const,
      decidedBy: 'my-domain' as const,
    })),
    {
      says: 'refuses an instance address also where the log-in has it',
      attempt: apiAttempt({ ...called('na139.salesforce.com'), orgHost: 'na139.salesforce.com' }),
      verdict: 'refused',
      decidedBy: 'my-domain',
    },
    {
      says: 'refuses the My Domain address of another org',
      attempt: apiAttempt({ ...called('other.my.salesforce.com'), orgHost: 'acme.my.salesforce.com' }),
      verdict: 'refused',
      decidedBy: 'my-domain',
      detail: /another org; this one's is acme\.my\.salesforce\.com/,
    },
    {
      says: 'refuses port 443',
      attempt: apiAttempt(called('acme.my.salesforce.com', 443)),
      verdict: 'refused',
      decidedBy: 'port',
    },
    {
      says: 'refuses the client certificate alone, and names who is missing',
      attempt: apiAttempt({ presented: presenting(leaf) }),
      verdict: 'refused',
      decidedBy: 'chain-sent',
      outcomes: { dates: 'unknown', purpose: 'pass', 'root-listed': 'unknown', 'on-list': 'pass' },
      detail: /CN=Harbor Client CA/,
    },
    {
      says: 'sees what the rest is worth where the missing one is at hand',
      attempt: apiAttempt({ presented: presenting(leaf), elsewhere: [ca.certificate] }),
      verdict: 'refused',
      decidedBy: 'chain-sent',
      outcomes: { signatures: 'pass', revocation: 'pass', 'root-listed': 'pass' },
      detail: /"Harbor Client CA", which vouches for what is sent, is not sent along/,
    },
    {
      says: 'refuses a gap between client certificate and root',
      attempt: apiAttempt({ presented: presenting(leaf, root) }),
      verdict: 'refused',
      decidedBy: 'chain-sent',
    },
    {
      says: 'is not hurt by the root, a stray or a duplicate',
      attempt: apiAttempt({ presented: presenting(leaf, ca, ca, root, strangeCa) }),
      verdict: 'granted',
    },
    {
      says: 'does not know what Salesforce makes of the wrong order',
      attempt: apiAttempt({ presented: { ...presenting(ca, leaf), leaf: leaf.certificate } }),
      verdict: 'unknown',
      decidedBy: 'chain-sent',
      detail: /wrong order/,
    },
    {
      says: 'asks no order of a set',
      attempt: apiAttempt({ presented: { ...presenting(ca, leaf), leaf: leaf.certificate, ordered: false } }),
      verdict: 'granted',
    },
    {
      says: 'refuses a signature that does not fit',
      attempt: apiAttempt({
        presented: {
          ...presenting(leaf, ca),
          certificates: [altered(leaf.certificate, { signature: Uint8Array.of(1, 2, 3) }), ca.certificate],
          leaf: altered(leaf.certificate, { signature: Uint8Array.of(1, 2, 3) }),
        },
      }),
      verdict: 'refused',
      decidedBy: 'signatures',
    },
    {
      says: 'refuses a chain with one in it that is no authority',
      attempt: apiAttempt(listed(underNoAuthority, noAuthority, ca)),
      verdict: 'refused',
      decidedBy: 'signatures',
    },
    {
      says: 'refuses a certificate that ended',
      attempt: apiAttempt(listed(ended, ca)),
      verdict: 'refused',
      decidedBy: 'dates',
    },
    {
      says: 'refuses one that has not begun',
      attempt: apiAttempt(listed(early, ca)),
      verdict: 'refused',
      decidedBy: 'dates',
    },
    {
      says: 'refuses a sound certificate below an intermediate that ended',
      attempt: apiAttempt(listed(underEndedCa, endedCa)),
      verdict: 'refused',
      decidedBy: 'dates',
      detail: /"Ended CA" expired/,
    },
    {
      says: 'refuses below a listed root that ended: all certificates count',
      attempt: apiAttempt({ ...listed(underEndedRoot, endedRoot), roots: trusting(endedRoot) }),
      verdict: 'refused',
      decidedBy: 'dates',
      outcomes: { 'root-listed': 'pass' },
    },
    {
      says: 'judges the day that is asked for',
      attempt: apiAttempt({ ...listed(early, ca), at: new Date('2026-06-03') }),
      verdict: 'granted',
    },
    {
      says: 'refuses a revoked client certificate',
      attempt: apiAttempt({ crls: [leafRevoked, rootList] }),
      verdict: 'refused',
      decidedBy: 'revocation',
      detail: /Revoked on 2026-05-15/,
    },
    {
      says: 'refuses below a revoked intermediate',
      attempt: apiAttempt({ crls: [caList, caRevoked] }),
      verdict: 'refused',
      decidedBy: 'revocation',
    },
    {
      says: 'does not know without an answer on revocation',
      attempt: apiAttempt({ crls: [] }),
      verdict: 'unknown',
      decidedBy: 'revocation',
    },
    {
      says: 'does not know with the list of one authority of two',
      attempt: apiAttempt({ crls: [caList] }),
      verdict: 'unknown',
      decidedBy: 'revocation',
    },
    {
      says: 'does not know with a list that is out of date',
      attempt: apiAttempt({ at: new Date('2026-08-01') }),
      verdict: 'unknown',
      decidedBy: 'revocation',
    },
    {
      says: 'takes answers that were fetched',
      attempt: apiAttempt({
        crls: [],
        revocation: new Map(
          [leaf, ca].map(({ certificate }) => [certificate.fingerprint, { status: 'good' as const }]),
        ),
      }),
      verdict: 'granted',
    },
    {
      says: 'believes a revocation that was fetched over a list at hand',
      attempt: apiAttempt({ revocation: new Map([[leaf.certificate.fingerprint, { status: 'revoked' as const }]]) }),
      verdict: 'refused',
      decidedBy: 'revocation',
    },
    {
      says: 'refuses a chain whose root is sent and not on the list',
      attempt: apiAttempt({ ...listed(strange, strangeCa, strangeRoot), roots: trusting(root) }),
      verdict: 'refused',
      decidedBy: 'root-listed',
      outcomes: { 'chain-sent': 'pass', signatures: 'pass' },
      detail: /"CN=Strange Root, O=Strange" is not on the list/,
    },
    {
      says: 'refuses one that ends below a root that is not on the list',
      attempt: apiAttempt({ ...listed(strange, strangeCa), roots: trusting(root) }),
      verdict: 'refused',
      decidedBy: 'root-listed',
      outcomes: { 'chain-sent': 'unknown' },
    },
    {
      says: 'refuses a self-signed certificate, on the mutual authentication list or not',
      attempt: apiAttempt(listed(selfSigned)),
      verdict: 'refused',
      decidedBy: 'root-listed',
    },
    {
      says: 'does not know without a list of roots, whatever else is right',
      attempt: apiAttempt({ roots: unknown('No list.') }),
      verdict: 'unknown',
      decidedBy: 'chain-sent',
      outcomes: { 'root-listed': 'unknown', purpose: 'pass', dates: 'pass' },
    },
    {
      says: 'does not know without a list of roots when the chain is whole',
      attempt: apiAttempt({ roots: unknown('No list.'), presented: presenting(leaf, ca, root) }),
      verdict: 'unknown',
      decidedBy: 'root-listed',
    },
    {
      says: 'refuses a certificate for servers only',
      attempt: apiAttempt(listed(forServers, ca)),
      verdict: 'refused',
      decidedBy: 'purpose',
    },
    { says: 'accepts one for servers and clients', attempt: apiAttempt(listed(dual, ca)), verdict: 'granted' },
    {
      says: 'refuses one that names no purpose',
      attempt: apiAttempt(listed(unsaid, ca)),
      verdict: 'refused',
      decidedBy: 'purpose',
    },
    {
      says: 'does not know whether any purpose is enough',
      attempt: apiAttempt(listed(any, ca)),
      verdict: 'unknown',
      decidedBy: 'purpose',
    },
    {
      says: 'refuses one from an authority that may only make certificates for servers',
      attempt: apiAttempt({
        ...listed(underServerCa, serverCa),
        crls: [serverCaList, rootList],
      }),
      verdict: 'refused',
      decidedBy: 'purpose',
      detail: /"Server CA" may not/,
    },
  ]);

  it('tells a list that was not asked from one that the certificate does not name', async () => {
    const naming = await issue({
      subject: 'CN=billing, O=Acme',
      issuer: ca,
      purposes: [clientAuth],
      listUrl: 'http://lists.example/ca.crl',
    });
    const told = async (sent: InboundAttempt['presented']) =>
      stepOf(await judgeInbound(apiAttempt({ crls: [], presented: sent })), 'revocation');
    const named = await told(presenting(naming, ca));
    assert.match(named.detail, /No revocation list was asked/);
    assert.match(named.remedy ?? '', /--network crl/);
    const unnamed = await told(presenting(leaf, ca));
    assert.match(unnamed.detail, /names no revocation list/);
    assert.doesNotMatch(unnamed.remedy ?? '', /--network/);
  });

  it('takes no name on a list for a root', async () => {
    const html = `<html><table><tr><th>Subject</th></tr><tr><td>${root.certificate.subject.text}</td></tr></table></html>`;
    const store = salesforceTrustStore(html, { source: 'page' });
    for (const sent of [presenting(leaf, ca), presenting(leaf, ca, root)]) {
      const judged = await judgeInbound(apiAttempt({ roots: known(store), presented: sent }));
      assert.equal(stepOf(judged, 'root-listed').outcome, 'unknown');
      assert.notEqual(judged.verdict, 'granted');
      assert.equal(stepOf(judged, 'chain-sent').outcome, 'pass');
    }
  });

  it('leaves open what a list decides that could not be read in full', async () => {
    const { value } = trusting(strangeRoot) as { value: ReturnType<typeof salesforceTrustStore> };
    const judged = await judgeInbound(apiAttempt({ roots: known({ ...value, partial: true }) }));
    assert.deepEqual(
      [judged.verdict, stepOf(judged, 'root-listed').outcome, stepOf(judged, 'chain-sent').outcome],
      ['unknown', 'unknown', 'unknown'],
    );
  });

  it('finds a root of which the list gives the fingerprint, where the client sends it', async () => {
    const { fingerprint, subject } = root.certificate;
    const html = `<html><table><tr><th>Subject</th><th>SHA-256</th></tr><tr><td>${subject.text}</td><td>${fingerprint}</td></tr></table></html>`;
    const roots = known(salesforceTrustStore(html, { source: 'page' }));
    assert.equal((await judgeInbound(apiAttempt({ roots, presented: presenting(leaf, ca, root) }))).verdict, 'granted');
    assert.notEqual((await judgeInbound(apiAttempt({ roots }))).verdict, 'granted');
  });
});

it('says by which moment and list it judged', async () => {
  const judged = await judgeInbound(apiAttempt());
  assert.equal(stepOf(judged, 'dates').evidence['at'], at.toISOString());
  assert.equal(stepOf(judged, 'root-listed').evidence['listSource'], 'roots.pem');
});
