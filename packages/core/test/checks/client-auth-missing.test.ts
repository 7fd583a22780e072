import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run, shownInbound, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const forServers = await issue({ subject: 'CN=servers', purposes: [serverAuth] });
const forClients = await issue({ subject: 'CN=clients', purposes: [clientAuth] });
const forBoth = await issue({ subject: 'CN=both', purposes: [serverAuth, clientAuth] });
const forAny = await issue({ subject: 'CN=any', purposes: ['2.5.29.37.0'] });
const unsaid = await issue({ subject: 'CN=unsaid' });

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('client-auth-missing', AT, holdings, { references });
}

describe('client-auth-missing', () => {
  it('is critical where Salesforce demands client authentication and the certificate is for servers only', () => {
    const finding = only(judge([heldForClients([forServers])], shownInbound));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'Salesforce refuses Billing Client: it may not be used as a client');
    assert.match(finding.detail, /used for Inbound API mTLS\. The certificate must allow client authentication\./);
    assert.match(finding.detail, /So API calls that must present Billing_Client are refused\.$/);
    assert.match(finding.remedy, /\/cacerts\.jsp/);
    assert.equal(finding.use, 'inbound-api-mtls');
    assert.equal(finding.reference?.field, 'InboundCertificate.content');
    assert.deepEqual(finding.evidence['extendedKeyUsage'], [serverAuth]);
  });

  it('is critical for the certificate that a user logs in with, too', () => {
    const source = 'org.user-certificates';
    const reference = { source, name: 'Ada', field: 'UserAuthCertificate.content' };
    const finding = only(judge([heldForClients([forServers], { source, name: 'Ada' })], reference));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.use, 'inbound-user-mtls');
  });

  it('only warns where the certificate names no purpose, or any: what Salesforce makes of that is not known', () => {
    for (const certificate of [unsaid, forAny]) {
      const finding = only(judge([heldForClients([certificate])], shownInbound));
      assert.equal(finding.severity, 'warning');
      assert.match(finding.title, /^Salesforce may refuse/);
      assert.match(finding.detail, /is not known/);
    }
  });

  it('informs outbound, where the called server decides, with the source that says so', () => {
    const finding = only(judge([held([forServers])], shownOutbound));
    assert.equal(finding.severity, 'info');
    assert.match(finding.title, /^The called server may refuse Partner API Client/);
    assert.match(finding.remedy, /^Nothing to do while the called server accepts it/);
    assert.equal(finding.source?.section, 'Outbound Apex mTLS');
    assert.equal(finding.evidence['needed'], 'target-decides');
  });

  it('says nothing outbound of a certificate that does not restrict itself, such as those that Salesforce makes', () => {
    assert.deepEqual(judge([held([unsaid])], shownOutbound), nothing);
    assert.deepEqual(judge([held([forAny])], shownOutbound), nothing);
  });

  it('is content with a certificate for clients, alone or among other purposes', () => {
    for (const certificate of [forClients, forBoth]) {
      assert.deepEqual(judge([heldForClients([certificate])], shownInbound), nothing);
      assert.deepEqual(judge([held([certificate])], shownOutbound), nothing);
    }
  });

  it('tells of the use that demands it when there is another that leaves it open', () => {
    const finding = only(
      judge([heldForClients([forServers])], shownInbound, {
        ...shownInbound,
        field: 'ApexClass.HttpRequest.setClientCertificate',
      }),
    );
    assert.equal(finding.severity, 'critical');
    assert.deepEqual(finding.evidence['uses'], ['inbound-api-mtls']);
  });

  it('asks nothing of certificates that no client shows', () => {
    assert.deepEqual(judge([held([forServers])]), nothing);
    const idp = heldForClients([forServers], { source: 'org.saml-sso-configs', name: 'Okta' });
    const okta = { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.validationCert' };
    assert.deepEqual(judge([idp], okta), nothing);
  });

  it('is not checked for a client certificate that could not be read', () => {
    const { observations, notChecked } = judge([heldForClients([], { unreadable: 'it was empty' })], shownInbound);
    assert.deepEqual(observations, []);
    assert.deepEqual(notChecked, [{ subject: 'Billing_Client', reason: 'It was empty.' }]);
  });
});
