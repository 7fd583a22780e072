import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientAuthEnd, defaultSettings } from '@cert-health/core';
import type { CheckResult, Reference } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../fixtures/certificates.ts';
import type { Issued, Wanted } from '../fixtures/certificates.ts';
import { held, only, run, shownOutbound, shownToVisitors } from '../fixtures/inventories.ts';
import { under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-11-22T00:00:00Z';
const END = new Date(clientAuthEnd('DigiCert Inc')?.from ?? '');
const none = { observations: [], notChecked: [] };

const digicert = await issue({ subject: 'CN=DigiCert CA, O=DigiCert Inc', ca: true, notAfter: '2036-01-01T00:00:00Z' });
const digicertCa = under('DigiCert Global Root G2', digicert);

function leafOf(changes: Partial<Wanted> = {}): Promise<Issued> {
  const purposes = [serverAuth, clientAuth];
  const dates = { notBefore: '2026-09-20T00:00:00Z', notAfter: '2027-04-01T00:00:00Z' };
  return issue({ subject: 'CN=www.example.com', issuer: digicert, purposes, ...dates, ...changes });
}

const judge = (leaf: Issued, references: readonly Reference[] = [], at = AT): CheckResult =>
  run('dual-purpose-public', at, [held([leaf, digicertCa])], { references });

describe('dual-purpose-public', () => {
  it('tells what is lost, when, and that its use is not known', async () => {
    const finding = only(judge(await leafOf()));
    assert.equal(finding.severity, 'info');
    assert.equal(finding.title, 'Partner API Client can be used by servers only once it is renewed');
    assert.match(finding.detail, /DigiCert, stops putting both into one certificate on Mon 1 Mar 2027/);
    assert.match(finding.detail, /What it is used for is not known/);
    assert.match(finding.remedy, /Look whether anything shows it as a client/);
    assert.equal(finding.evidence['useKnown'], false);
  });

  it('warns when its renewal is due and nobody knows whether a client needs it', async () => {
    const leaf = await leafOf();
    // A third of 193 days before 1 Apr 2027.
    assert.equal(only(judge(leaf, [], '2027-01-26T15:59:59.999Z')).severity, 'info');
    assert.equal(only(judge(leaf, [], '2027-01-26T16:00:00Z')).severity, 'warning');
    assert.equal(only(judge(leaf, [shownToVisitors], '2027-01-26T16:00:00Z')).severity, 'info', 'its use is known');
  });

  it('says of a certificate of a custom domain that nothing has to be done', async () => {
    const finding = only(judge(await leafOf(), [shownToVisitors]));
    assert.equal(finding.use, 'custom-domain');
    assert.match(finding.detail, /What is known to use it \(.*\) is not affected/);
    assert.match(finding.remedy, /^Nothing to do/);
  });

  it('begins to warn by the levels of the use that somebody set', async () => {
    const unknown = [held([await leafOf(), digicertCa])];
    const expiring = { ...defaultSettings.expiring, warningDays: 5, perUse: { 'custom-domain': { warningDays: 180 } } };
    const settings = { ...defaultSettings, expiring };
    assert.equal(only(run('dual-purpose-public', '2027-01-26T16:00:00Z', unknown, { settings })).severity, 'info');
    const wide = { ...defaultSettings, expiring: { ...expiring, warningDays: 180 } };
    assert.equal(only(run('dual-purpose-public', AT, unknown, { settings: wide })).severity, 'warning');
  });

  it('leaves a known use as a client to client-auth-ending', async () => {
    assert.deepEqual(judge(await leafOf(), [shownOutbound]), none);
    assert.deepEqual(judge(await leafOf(), [shownOutbound, shownToVisitors]), none, 'one of several uses is enough');
  });

  it('concerns certificates for both ends only', async () => {
    assert.deepEqual(judge(await leafOf({ purposes: [serverAuth] })), none);
    assert.deepEqual(judge(await leafOf({ purposes: [clientAuth] })), none);
    const bare = { subject: 'CN=x', issuer: digicert, notAfter: '2027-04-01T00:00:00Z' };
    assert.deepEqual(judge(await issue(bare)), none, 'no purpose stated');
    assert.deepEqual(judge(await leafOf({ ca: true })), none);
  });

  it('changes its words with the second at which the next renewal falls after the end', async () => {
    const before = await leafOf({ notAfter: new Date(END.getTime() - 1000).toISOString() });
    assert.match(only(judge(before)).title, /only when it is renewed after Mon 1 Mar 2027/);
    const with_ = await leafOf({ notAfter: END.toISOString() });
    assert.match(only(judge(with_)).title, /only once it is renewed$/);
    assert.match(only(judge(await leafOf(), [], END.toISOString())).detail, /stopped putting both/);
  });

  it('is silent after the certificate has ended, and says nothing a second time of what could not be read', async () => {
    assert.deepEqual(judge(await leafOf(), [], '2027-04-01T00:00:00.001Z'), none);
    const unread = held([], { unreadable: 'its body could not be read' });
    assert.deepEqual(run('dual-purpose-public', AT, [unread]), { ...none, unsettled: ['Partner_API_Client'] });
    assert.equal(run('client-auth-ending', AT, [unread]).notChecked.length, 1);
  });
});
