import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { salesforceTrustStore } from '@cert-health/core';
import { clientAuth, issue } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run, runVerified, shownInbound, shownOutbound } from '../fixtures/inventories.ts';
import { under } from '../fixtures/public-hierarchy.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const purposes = [clientAuth];
const root = await issue({ subject: 'CN=Acme Root, O=Acme', ca: true });
const issuing = await issue({ subject: 'CN=Acme Issuing CA, O=Acme', issuer: root, ca: true });
const leaf = await issue({ subject: 'CN=billing', issuer: issuing, purposes });
const own = await issue({ subject: 'CN=self', purposes });

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('private-ca-inbound', AT, holdings, { references });
}

describe('private-ca-inbound', () => {
  it('warns of a client under a private root, and says that and why it is not certain', () => {
    const finding = only(judge([heldForClients([leaf, issuing, root])], shownInbound));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.title, 'Salesforce probably refuses Billing Client: no public authority issued it');
    assert.match(finding.detail, /ends in "Acme Root", which is in no public program/);
    assert.match(finding.detail, /This is probable, not certain: the upload page asks for a listed root/);
    assert.match(finding.remedy, /cacerts\.jsp and run with --trust-store FILE/);
    assert.equal(finding.evidence['confidence'], 'B');
    assert.ok(finding.evidence['doubt'] && finding.evidence['conflict'], 'both sides of the doubt are kept');
    assert.equal(finding.use, 'inbound-api-mtls');
  });

  it('warns of a self-signed client', () => {
    const finding = only(judge([heldForClients([own])], shownInbound));
    assert.match(finding.detail, /^It is self-signed\./);
    assert.equal(finding.evidence['hierarchy'], 'self-signed');
  });

  it('says nothing where a public root is above it, or its root is neither held nor known', () => {
    assert.deepEqual(judge([heldForClients([leaf, under('DigiCert Global Root G2', issuing)])], shownInbound), nothing);
    assert.deepEqual(judge([heldForClients([leaf, issuing])], shownInbound), nothing);
    assert.deepEqual(judge([heldForClients([leaf])], shownInbound), nothing);
  });

  it('says nothing outbound, where a private authority is a way out', () => {
    assert.deepEqual(judge([held([leaf, issuing, root])], shownOutbound), nothing);
    assert.deepEqual(judge([held([own])], shownOutbound), nothing);
    assert.deepEqual(judge([held([own])]), nothing);
  });

  it("leaves the word to the org's own list where that decides, either way", async () => {
    const listOf = (...pems: string[]) => salesforceTrustStore(pems.join('\n'), { source: 'saved.pem' });
    for (const trustStore of [listOf(root.pem), listOf(own.pem)]) {
      const result = await runVerified('private-ca-inbound', AT, [heldForClients([leaf, issuing, root])], {
        references: [shownInbound],
        trustStore,
      });
      assert.deepEqual(result, nothing);
    }
  });

  it('is not checked for a client certificate that could not be read', () => {
    assert.equal(judge([heldForClients([], { unreadable: 'it was empty' })], shownInbound).notChecked.length, 1);
  });

  it('warns of the certificate that a user logs in with', () => {
    const source = 'org.user-certificates';
    const card = heldForClients([leaf, issuing, root], { source, name: 'Ada', label: 'Ada' });
    const finding = only(judge([card], { source, name: 'Ada', field: 'UserAuthCertificate.content' }));
    assert.equal(finding.use, 'inbound-user-mtls');
    assert.match(finding.detail, /If so, the user cannot log in with Ada\./);
    assert.match(finding.source?.section ?? '', /Inbound User mTLS/);
  });

  it('still warns where a list that was read in part leaves it open', async () => {
    const stranger = await issue({ subject: 'CN=Stranger', ca: true });
    const partly = `${stranger.pem}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
    const result = await runVerified('private-ca-inbound', AT, [heldForClients([leaf, issuing, root])], {
      references: [shownInbound],
      trustStore: salesforceTrustStore(partly),
    });
    assert.equal(only(result).severity, 'warning');
  });
});
