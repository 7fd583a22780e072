import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fingerprintsOf, salesforceTrustStore } from '@cert-health/core';
import type { Certificate, CheckResult, Holding, TrustStore } from '@cert-health/core';
import { clientAuth, issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run, runVerified, shownInbound, shownOutbound } from '../fixtures/inventories.ts';
import { publicRoot, publicRootCertificate, under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-06-01T00:00:00Z';
const ID = 'root-not-in-org-list';
const none = { observations: [], notChecked: [] };

const root = await issue({ subject: 'CN=Device Root, O=Meridian', ca: true });
const ca = await issue({ subject: 'CN=Client CA, O=Meridian', ca: true, issuer: root });
const leaf = await issue({ subject: 'CN=client', issuer: ca, purposes: [clientAuth] });
const stranger = await issue({ subject: 'CN=Other Root, O=Other', ca: true });
const double = await issue({ subject: 'CN=Device Root, O=Meridian', ca: true, keyName: 'double', withoutKeyIds: true });

/** The page, in the shape of a table; with SHA-256 only, or names only. */
function page(rows: readonly { readonly subject: string; readonly sha256?: string }[]): TrustStore {
  const cells = rows.map(({ subject, sha256 }) => `<tr><td>${subject}</td><td>${sha256 ?? ''}</td></tr>`).join('');
  const html = `<html><body><table><tr><th>Subject</th><th>SHA-256</th></tr>${cells}</table></body></html>`;
  return salesforceTrustStore(html, { source: 'cacerts.html', fetchedAt: '2026-05-30' });
}

const row = ({ certificate }: Issued) => ({
  subject: certificate.subject.text,
  sha256: fingerprintsOf(certificate).sha256,
});

const judge = (
  chain: readonly (Issued | Certificate)[],
  trustStore: TrustStore,
  more: readonly Holding[] = [],
): Promise<CheckResult> =>
  runVerified(ID, AT, [heldForClients(chain), ...more], { references: [shownInbound], trustStore });

describe('root-not-in-org-list', () => {
  it('is critical when Salesforce must trust a root that the page of the instance does not list', async () => {
    const finding = only(await judge([leaf, ca, root], page([row(stranger)])));
    assert.equal(finding.severity, 'critical');
    assert.match(finding.title, /^Salesforce refuses Billing Client: the root above it is not on the list/);
    assert.match(finding.detail, /"CN=Device Root, O=Meridian" is not on the list/);
    assert.match(finding.detail, /So API calls that must present Billing_Client are refused/);
    assert.match(finding.detail, /List: The instance's own list .*cacerts\.html, of 2026-05-30\./);
    assert.equal(finding.evidence['listAsOf'], '2026-05-30');
    assert.equal(finding.use, 'inbound-api-mtls');
  });

  it('is a warning when a bundle was given in its place, which is as good as who made it', async () => {
    const finding = only(await judge([leaf, ca, root], salesforceTrustStore(stranger.pem, { source: 'roots.pem' })));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.detail, /A PEM bundle taken as Salesforce's list.*roots\.pem, of unknown date/);
  });

  describe('finds the root', () => {
    it('by its certificate or its fingerprint', async () => {
      assert.deepEqual(await judge([leaf, ca, root], salesforceTrustStore(root.pem)), none);
      assert.deepEqual(await judge([leaf, ca, root], page([row(stranger), row(root)])), none);
    });

    it('by signature, when it is not held', async () => {
      assert.deepEqual(await judge([leaf, ca], salesforceTrustStore(root.pem)), none);
    });

    it('through an intermediate that another place holds', async () => {
      const elsewhere = held([ca], { name: 'Elsewhere', source: 'org.certificates' });
      assert.deepEqual(await judge([leaf], salesforceTrustStore(root.pem), [elsewhere]), none);
    });

    it('by the fingerprint of a public root that the chain names and nobody holds', async () => {
      const { sha256, subject } = publicRoot('DigiCert Global Root G2');
      const chain = [leaf, under('DigiCert Global Root G2', ca)];
      assert.deepEqual(await judge(chain, page([{ subject, sha256 }])), none);
      const missing = only(await judge(chain, page([row(stranger)])));
      assert.equal(missing.evidence['root'], 'DigiCert Global Root G2');
      assert.equal(missing.severity, 'critical');
      const whole = [...chain, publicRootCertificate('DigiCert Global Root G2')];
      assert.deepEqual(await judge(whole, page([{ subject, sha256 }])), none);
    });
  });

  describe('does not believe a name', () => {
    it('says that a name is all that agrees, as information', async () => {
      const names = page([{ subject: root.certificate.subject.text }]);
      for (const chain of [
        [leaf, ca, root],
        [leaf, ca],
      ]) {
        const finding = only(await judge(chain, names));
        assert.equal(finding.severity, 'info');
        assert.match(finding.title, /^Salesforce probably trusts the root above Billing Client/);
        assert.equal(finding.evidence['matchedBy'], 'subject');
      }
    });

    it('when the list has the certificate of a namesake', async () => {
      assert.equal(only(await judge([leaf, ca, root], salesforceTrustStore(double.pem))).severity, 'warning');
    });

    it('when the list states the fingerprint of a namesake', async () => {
      assert.equal(only(await judge([leaf, ca, root], page([row(double)]))).severity, 'critical');
    });
  });

  describe('is not checked', () => {
    it('where the chain is not held up to its root, and the list has nothing of that name', async () => {
      const { observations, notChecked } = await judge([leaf], page([row(stranger)]));
      assert.deepEqual(observations, []);
      assert.match(
        notChecked[0]?.reason ?? '',
        /"CN=Client CA, O=Meridian", which issued it, is neither held nor on the list/,
      );
    });

    it('where the list could be read in part only', async () => {
      const partial = { ...page([row(stranger)]), partial: true };
      const { observations, notChecked } = await judge([leaf, ca, root], partial);
      assert.deepEqual(observations, []);
      assert.match(notChecked[0]?.reason ?? '', /not among the entries of the list that could be read/);
    });

    it('where nothing was looked up', () => {
      const circumstances = { references: [shownInbound], trustStore: page([row(root)]) };
      const { notChecked } = run(ID, AT, [heldForClients([leaf, ca, root])], circumstances);
      assert.equal(notChecked.length, 1);
    });

    it('where the certificate could not be read', async () => {
      const unread = heldForClients([], { unreadable: 'its body could not be read' });
      const result = await runVerified(ID, AT, [unread], { references: [shownInbound], trustStore: page([row(root)]) });
      assert.equal(result.notChecked.length, 1);
    });
  });

  it('is a matter of inbound clients and called servers, not of what others verify', async () => {
    const trustStore = page([row(stranger)]);
    const outbound = { references: [shownOutbound], trustStore };
    assert.deepEqual(await runVerified(ID, AT, [held([leaf, ca, root])], outbound), none);
    assert.deepEqual(
      await runVerified(ID, AT, [held([leaf, ca, root])], { trustStore }),
      none,
      'a key pair of the org',
    );
  });

  it('only informs of a certificate of a file, which Salesforce may or may not have to check', async () => {
    const file = heldForClients([leaf, ca, root], {
      source: 'file:client.pem',
      name: 'client.pem',
      label: 'client.pem',
    });
    const finding = only(await runVerified(ID, AT, [file], { trustStore: page([row(stranger)]) }));
    assert.equal(finding.severity, 'info');
    assert.match(finding.title, /^Salesforce would refuse client\.pem/);
  });

  it('says nothing without a list: trust-not-verified does', async () => {
    const holdings = [heldForClients([leaf, ca, root])];
    assert.deepEqual(await runVerified(ID, AT, holdings, { references: [shownInbound] }), none);
    assert.equal(run('trust-not-verified', AT, holdings, { references: [shownInbound] }).notChecked.length, 1);
  });
});
