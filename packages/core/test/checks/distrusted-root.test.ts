import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownRoots } from '@cert-health/core';
import type { Certificate, CheckResult, Reference } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, only, run, shownToVisitors } from '../fixtures/inventories.ts';
import { logged, publicRootCertificate, under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-11-22T00:00:00Z';
const none = { observations: [], notChecked: [] };

const ca = await issue({ subject: 'CN=Some TLS CA, O=Some', ca: true, notAfter: '2036-01-01T00:00:00Z' });

function leafFrom(notBefore: string, purposes: readonly string[] = [serverAuth]): Promise<Issued> {
  const dates = { notBefore, notAfter: '2027-05-01T00:00:00Z' };
  return issue({ subject: 'CN=www.example.com', issuer: ca, purposes, dnsNames: ['www.example.com'], ...dates });
}

const judge = (leaf: Issued | Certificate, root: string, references: readonly Reference[] = [], at = AT): CheckResult =>
  run('distrusted-root', at, [held([leaf, under(root, ca)])], { references });

const entrust = 'Entrust Root Certification Authority - G2';
const izenpe = 'Izenpe.com';

describe('distrusted-root', () => {
  it('names who refuses a certificate under an Entrust root, why, and where it is used', async () => {
    const finding = only(judge(await leafFrom('2026-10-15T00:00:00Z'), entrust, [shownToVisitors]));
    assert.equal(finding.severity, 'critical');
    assert.equal(
      finding.title,
      "Chrome, Firefox, Apple devices and Oracle's Java refuse Partner API Client: the root above it is not trusted",
    );
    assert.match(finding.detail, /has left the Chrome Root Store.*Mozilla ended website trust.*NSS 3\.123/);
    assert.equal(finding.use, 'custom-domain');
    assert.deepEqual([finding.evidence['chrome'], finding.evidence['mozilla']], ['removed', 'distrusted']);
    assert.equal(finding.evidence['root'], entrust);
    assert.equal(finding.dueOn, '2026-10-15', 'refused since its first day');
  });

  it('is a warning where no visitor with a browser is known to meet it', async () => {
    assert.equal(only(judge(await leafFrom('2026-10-15T00:00:00Z'), entrust)).severity, 'warning');
  });

  it('judges by the rules in force at the moment asked for', async () => {
    const old = await leafFrom('2024-11-01T00:00:00Z');
    const before = judge(old, izenpe, [], '2026-04-10T00:00:00Z');
    assert.deepEqual(before.observations, []);
    // NSS 3.102 to 3.123: GLOBALTRUST was held with a date, then removed.
    const finding = only(
      judge(logged((await leafFrom('2026-04-16T00:00:00Z')).certificate, '2026-04-16T00:00:00Z'), izenpe),
    );
    assert.deepEqual([finding.evidence['chrome'], finding.evidence['mozilla']], ['distrusted', 'distrusted']);
  });

  describe('to the second', () => {
    it("goes by the leaf's notBefore for Mozilla", async () => {
      // The SCT is early enough for Chrome in both; 15 Apr 2026 23:59:59 is the last for Mozilla.
      const at = (notBefore: string) =>
        leafFrom(notBefore).then(({ certificate }) => judge(logged(certificate, '2026-04-14T00:00:00Z'), izenpe));
      assert.deepEqual(await at('2026-04-15T23:59:59Z'), none);
      const finding = only(await at('2026-04-16T00:00:00Z'));
      assert.match(finding.title, /^Firefox refuses Partner API Client/);
      assert.deepEqual([finding.evidence['chrome'], finding.evidence['mozilla']], ['trusted', 'distrusted']);
    });

    it("goes by the leaf's earliest SCT for Chrome", async () => {
      const leaf = (await leafFrom('2026-04-14T00:00:00Z')).certificate;
      const later = '2026-06-01T00:00:00Z';
      assert.deepEqual(judge(logged(leaf, later, '2026-04-14T23:59:59Z'), izenpe), none);
      const finding = only(judge(logged(leaf, later, '2026-04-15T00:00:00Z'), izenpe));
      assert.match(finding.title, /^Chrome refuses Partner API Client/);
      assert.equal(finding.dueOn, '2026-04-15', 'the day of the rule, as that came later');
    });

    it('is silent once the certificate itself has ended', async () => {
      const leaf = await leafFrom('2026-10-15T00:00:00Z');
      assert.equal(judge(leaf, entrust, [], '2027-05-01T00:00:00.000Z').observations.length, 1);
      assert.deepEqual(judge(leaf, entrust, [], '2027-05-01T00:00:00.001Z'), none);
    });
  });

  it('is not checked where a certificate carries no SCT that would decide', async () => {
    const { observations, notChecked } = judge(await leafFrom('2026-04-14T00:00:00Z'), izenpe);
    assert.deepEqual(observations, []);
    assert.match(notChecked[0]?.reason ?? '', /carries no SCT/);
  });

  it('knows a root of which only the fingerprint is on record, when it is held', async () => {
    const affirmTrust = knownRoots().find(({ name }) => name === 'AffirmTrust Commercial');
    assert.ok(affirmTrust, 'its hash is in the data');
    const removed = only(judge(await leafFrom('2026-10-15T00:00:00Z'), 'DigiCert Global Root CA'));
    assert.deepEqual([removed.evidence['chrome'], removed.evidence['mozilla']], ['removed', 'distrusted']);
    assert.match(removed.detail, /DigiCert Global Root CA/);
  });

  it('tells of a root that one program never had, less urgently', async () => {
    const root = 'Certum Trusted Network CA 2';
    const finding = only(judge(await leafFrom('2026-10-15T00:00:00Z'), root, [shownToVisitors]));
    assert.equal(finding.severity, 'warning');
    assert.deepEqual([finding.evidence['chrome'], finding.evidence['mozilla']], ['absent', 'trusted']);
    assert.equal(only(judge(await leafFrom('2026-10-15T00:00:00Z'), root)).severity, 'info');
  });

  it('is content with a root that all trust, with private roots, and with certificates for clients only', async () => {
    const leaf = await leafFrom('2026-10-15T00:00:00Z');
    assert.deepEqual(judge(leaf, 'DigiCert Global Root G2'), none);
    const root = await issue({ subject: 'CN=Private Root', ca: true });
    const own = await issue({ subject: 'CN=own', issuer: root, purposes: [serverAuth] });
    assert.deepEqual(run('distrusted-root', AT, [held([own, root])]), none);
    assert.deepEqual(judge(await leafFrom('2026-10-15T00:00:00Z', [clientAuth]), entrust), none);
  });

  it('reads the root from the top of the chain too', async () => {
    const direct = under(entrust, await leafFrom('2026-10-15T00:00:00Z'));
    const { evidence } = only(run('distrusted-root', AT, [held([direct, publicRootCertificate(entrust)])]));
    assert.equal(evidence['root'], entrust);
  });

  it('is not checked for what could not be read', () => {
    const { notChecked } = run('distrusted-root', AT, [held([], { unreadable: 'its body could not be read' })]);
    assert.equal(notChecked.length, 1);
  });
});
