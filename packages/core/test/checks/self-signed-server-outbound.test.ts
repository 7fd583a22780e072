import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { salesforceTrustStore } from '@cert-health/core';
import { issue, serverAuth } from '../fixtures/certificates.ts';
import { called, held, heldAtServer, only, run, runVerified } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const purposes = [serverAuth];
const dnsNames = ['api.partner.example'];
const own = await issue({ subject: 'CN=api.partner.example', purposes, dnsNames });
const ca = await issue({ subject: 'CN=Partner CA', ca: true });
const issued = await issue({ subject: 'CN=api.partner.example', issuer: ca, purposes, dnsNames, keyName: 'issued' });

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('self-signed-server-outbound', AT, holdings, { references });
}

describe('self-signed-server-outbound', () => {
  it('is critical for a called server that vouches for itself, and names what fails', () => {
    const finding = only(judge([heldAtServer([own])], called));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'Calls to api.partner.example:443 fail: the server shows a self-signed certificate');
    assert.match(finding.detail, /So calls to api\.partner\.example fail\.$/);
    assert.match(finding.remedy, /^Ask the operator of the server/);
    assert.equal(finding.use, 'outbound-apex-one-way-tls');
    assert.deepEqual(finding.evidence['calledBy'], ['Partner_API']);
  });

  it('is one finding for a server, however many components call it', () => {
    const site = { source: 'org.remote-sites', name: 'Partner', field: 'RemoteSiteSetting.url' };
    const finding = only(judge([heldAtServer([own])], called, { ...site, target: 'https://api.partner.example' }));
    assert.deepEqual(finding.evidence['calledBy'], ['Partner', 'Partner_API']);
  });

  it('is content with a certificate that somebody else issued', () => {
    assert.deepEqual(judge([heldAtServer([issued, ca])], called), nothing);
    assert.deepEqual(judge([heldAtServer([issued])], called), nothing);
  });

  it('says nothing of servers that nobody looked at, or that nothing is known to call', () => {
    assert.deepEqual(judge([], called), nothing);
    assert.deepEqual(judge([heldAtServer([own])]), nothing);
    assert.deepEqual(judge([heldAtServer([own], { name: 'api.partner.example:8443' })], called), nothing);
  });

  it("says nothing of the org's own self-signed key pairs, which it may show to servers", () => {
    assert.deepEqual(judge([held([own])], called), nothing);
  });

  it("says nothing when the very certificate is on the org's list", async () => {
    const trustStore = salesforceTrustStore(own.pem, { source: 'saved.pem' });
    const result = await runVerified('self-signed-server-outbound', AT, [heldAtServer([own])], {
      references: [called],
      trustStore,
    });
    assert.deepEqual(result, nothing);
  });
});
