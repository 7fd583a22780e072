import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../fixtures/certificates.ts';
import { called, held, heldAtServer, only, run, shownOutbound, shownToVisitors } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const forClients = await issue({ subject: 'CN=clients', purposes: [clientAuth] });
const forServers = await issue({ subject: 'CN=servers', purposes: [serverAuth] });
const forAny = await issue({ subject: 'CN=any', purposes: ['2.5.29.37.0'] });
const unsaid = await issue({ subject: 'CN=unsaid' });

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('server-auth-missing', AT, holdings, { references });
}

describe('server-auth-missing', () => {
  it('is critical for the certificate of a custom domain that is for clients only', () => {
    const finding = only(judge([held([forClients])], shownToVisitors));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'Visitors are kept out by Partner API Client: it is not a certificate for servers');
    assert.match(finding.detail, /visitors of Portal see a security warning/);
    assert.match(finding.remedy, /Setup > Domains/);
    assert.equal(finding.use, 'custom-domain');
    assert.equal(finding.certificate, forClients.certificate.fingerprint);
  });

  it('warns of a called server, whose operator must change it', () => {
    const finding = only(judge([heldAtServer([forClients])], called));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.title, /^Calls to api\.partner\.example:443 may fail/);
    assert.match(finding.remedy, /^Tell the operator/);
  });

  it('is content with a certificate for servers, for anything, or without a word about it', () => {
    for (const certificate of [forServers, forAny, unsaid]) {
      assert.deepEqual(judge([held([certificate])], shownToVisitors), nothing);
      assert.deepEqual(judge([heldAtServer([certificate])], called), nothing);
    }
  });

  it('asks nothing of certificates that no server shows', () => {
    assert.deepEqual(judge([held([forClients])]), nothing);
    assert.deepEqual(judge([held([forClients])], shownOutbound), nothing);
  });

  it('is not checked where the certificate of a custom domain could not be read', () => {
    const { notChecked } = judge([held([], { unreadable: 'its body could not be read' })], shownToVisitors);
    assert.deepEqual(notChecked, [{ subject: 'Partner_API_Client', reason: 'Its body could not be read.' }]);
  });

  it('names all that the certificate may do instead', async () => {
    const purposes = [clientAuth, '1.3.6.1.5.5.7.3.4'];
    const mail = await issue({ subject: 'CN=mail', purposes });
    const finding = only(judge([held([mail])], shownToVisitors));
    assert.match(finding.detail, /all that it may do is .+ and .+\. So visitors of Portal/);
    assert.deepEqual(finding.evidence['extendedKeyUsage'], purposes);
  });
});
