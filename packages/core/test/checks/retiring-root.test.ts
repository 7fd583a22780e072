import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings, policyRule } from '@cert-health/core';
import type { Certificate, CheckResult, Settings } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, only, run, shownToVisitors } from '../fixtures/inventories.ts';
import { logged, publicRoot, under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-11-22T00:00:00Z';
const none = { observations: [], notChecked: [] };

const ca = await issue({ subject: 'CN=Some TLS CA, O=Some', ca: true, notAfter: '2036-01-01T00:00:00Z' });

function leafOf(notBefore: string, notAfter: string, purposes: readonly string[] = [serverAuth]): Promise<Issued> {
  return issue({ subject: 'CN=shop', issuer: ca, purposes, dnsNames: ['shop.example'], notBefore, notAfter });
}

const judge = (leaf: Issued | Certificate, root: string, at = AT): CheckResult =>
  run('retiring-root', at, [held([leaf, under(root, ca)])], { references: [shownToVisitors] });

const old = await leafOf('2026-06-10T00:00:00Z', '2026-12-26T00:00:00Z');
const goDaddy = 'Go Daddy Root Certificate Authority - G2';
const sslCom = 'SSL.com Root Certification Authority RSA';
const swissSign = 'SwissSign RSA TLS Root CA 2022 - 1';

describe('retiring-root', () => {
  describe('for a cut-off that a program has set', () => {
    it('tells of one that has passed: this certificate is good, its successor is not', () => {
      const finding = only(judge(logged(old.certificate, '2026-06-10T01:00:00Z'), sslCom));
      assert.equal(finding.severity, 'warning');
      assert.match(finding.title, /must come from another root: Chrome refuses what "SSL\.com Root/);
      assert.match(finding.title, /from Mon 15 Jun on$/);
      assert.match(finding.detail, /This certificate itself stays trusted until it ends/);
      assert.equal(finding.dueOn, '2026-12-26');
      assert.deepEqual(finding.evidence['retirements'], ['chrome 2026-06-15 stated']);
      assert.equal(finding.use, 'custom-domain');
    });

    it('tells of one ahead only when the certificate lasts until then, to the second', async () => {
      // SwissSign: Chrome takes what is logged until 14 Jun 2027 23:59:59.
      const at = async (notAfter: string): Promise<CheckResult> => {
        const { certificate } = await leafOf('2026-12-01T00:00:00Z', notAfter);
        return judge(logged(certificate, '2026-12-01T00:00:00Z'), swissSign, '2026-12-02T00:00:00Z');
      };
      assert.deepEqual(await at('2027-06-14T23:59:59Z'), none);
      const finding = only(await at('2027-06-15T00:00:00Z'));
      assert.equal(finding.severity, 'info', 'the renewal is far away');
      assert.equal(finding.evidence['retiredFrom'], '2027-06-15');
    });

    it('leaves a certificate that is refused already to distrusted-root', () => {
      const late = logged(old.certificate, '2026-06-15T00:00:00Z');
      assert.deepEqual(judge(late, sslCom), none);
      const distrusted = run('distrusted-root', AT, [held([late, under(sslCom, ca)])]);
      assert.equal(distrusted.observations.length, 1);
    });

    it('leaves it to distrusted-root, too, when it cannot be told', () => {
      assert.deepEqual(judge(old, sslCom), { ...none, unsettled: ['Partner_API_Client'] });
      assert.equal(run('distrusted-root', AT, [held([old, under(sslCom, ca)])]).notChecked.length, 1);
    });
  });

  it('is near by the levels of what the certificate is used for', () => {
    const leaf = logged(old.certificate, '2026-06-10T01:00:00Z');
    const severity = (perUse: NonNullable<Settings['expiring']['perUse']>): string => {
      const settings = { ...defaultSettings, expiring: { ...defaultSettings.expiring, warningDays: 5, perUse } };
      const circumstances = { references: [shownToVisitors], settings };
      return only(run('retiring-root', AT, [held([leaf, under(sslCom, ca)])], circumstances)).severity;
    };
    assert.equal(severity({}), 'info');
    assert.equal(severity({ 'custom-domain': { warningDays: 60 } }), 'warning');
    assert.equal(severity({ 'outbound-sso': { warningDays: 60 } }), 'info', 'not its use');
  });

  describe('for a root whose key grows old', () => {
    it('takes the day from the rules of the program and says that it is inferred', async () => {
      const finding = only(judge(await leafOf('2026-10-15T00:00:00Z', '2027-05-01T00:00:00Z'), goDaddy));
      assert.equal(finding.severity, 'info');
      assert.match(finding.title, /Chrome is to retire ".*" about Thu 15 Apr 2027/);
      assert.match(finding.detail, /follows from when the root certificate begins/);
      assert.equal(finding.evidence['retiredFrom'], policyRule('chrome.root-age.2008').from?.slice(0, 10));
      assert.deepEqual(finding.evidence['rules'], ['chrome.root-age.2008']);
    });

    it('stays information when the renewal is near, because it is inferred', async () => {
      const leaf = await leafOf('2026-10-15T00:00:00Z', '2027-05-01T00:00:00Z');
      assert.equal(only(judge(leaf, goDaddy, '2027-04-14T00:00:00Z')).severity, 'info');
      assert.deepEqual(judge(leaf, goDaddy, '2027-04-15T00:00:00Z'), none, 'past it, only what programs state counts');
    });

    it("counts Mozilla's fifteen years, after which this certificate is no longer trusted either", async () => {
      const root = 'DigiCert Global Root G2';
      const fifteen = new Date(publicRoot(root).notBefore);
      fifteen.setUTCFullYear(fifteen.getUTCFullYear() + 15);
      const before = new Date(fifteen.getTime() - 1000).toISOString();
      const at = '2028-05-01T00:00:00Z';
      assert.deepEqual(judge(await leafOf('2028-05-01T00:00:00Z', before), root, at), none);
      const finding = only(judge(await leafOf('2028-05-01T00:00:00Z', '2028-08-08T00:00:00Z'), root, at));
      assert.match(finding.detail, /no longer be trusted either, although it lasts until Tue 8 Aug/);
      assert.equal(finding.dueOn, fifteen.toISOString().slice(0, 10));
    });
  });

  it('tells of roots that must give up one of two purposes', async () => {
    const leaf = await leafOf('2028-12-01T00:00:00Z', '2029-01-15T00:00:00Z');
    for (const name of ['ISRG Root X1', 'HARICA TLS RSA Root CA 2021']) {
      assert.deepEqual(judge(leaf, name, '2028-12-02T00:00:00Z'), none, `${name} is for websites only`);
    }
    const both = only(judge(leaf, 'Telia Root CA v2', '2028-12-02T00:00:00Z'));
    assert.match(both.detail, /both websites and email must be split/);
    const shorter = await leafOf('2028-12-01T00:00:00Z', '2028-12-30T23:59:59Z');
    assert.deepEqual(judge(shorter, 'Telia Root CA v2', '2028-12-02T00:00:00Z'), none, 'one second before the day');
  });

  it('is silent for roots that stay, private roots, clients, and certificates that have ended', async () => {
    const leaf = await leafOf('2026-10-15T00:00:00Z', '2027-05-01T00:00:00Z');
    assert.deepEqual(judge(leaf, 'DigiCert TLS RSA4096 Root G5'), none);
    const root = await issue({ subject: 'CN=Private Root', ca: true, notBefore: '2008-06-01T00:00:00Z' });
    const own = await issue({ subject: 'CN=own', issuer: root, purposes: [serverAuth] });
    assert.deepEqual(run('retiring-root', AT, [held([own, root])]), none);
    const client = await leafOf('2026-10-15T00:00:00Z', '2027-05-01T00:00:00Z', [clientAuth]);
    assert.deepEqual(judge(client, goDaddy), none);
    assert.deepEqual(judge(leaf, goDaddy, '2027-05-01T00:00:01Z'), none);
  });

  it('says nothing a second time of what could not be read', () => {
    const unread = held([], { unreadable: 'its body could not be read' });
    assert.deepEqual(run('retiring-root', AT, [unread]), { ...none, unsettled: ['Partner_API_Client'] });
  });
});
