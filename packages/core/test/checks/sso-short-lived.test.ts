import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-02-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const NOT_BEFORE = '2026-01-01T00:00:00Z';
const idp: Reference = {
  source: 'org.identity-provider',
  name: 'IdentityProvider',
  field: 'IdentityProviderSettings.certificateName',
  target: 'Partner_API_Client',
};
const okta: Reference = { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.validationCert' };
const purposes = [serverAuth];
const policies = ['2.23.140.1.2.2'];
const years = '2029-01-01T00:00:00Z';
const short = await issue({ subject: 'CN=short', notBefore: NOT_BEFORE, notAfter: '2026-04-01T00:00:00Z' });
const ca = await issue({ subject: 'CN=Acme CA', ca: true });
const long = await issue({ subject: 'CN=long', issuer: ca, notBefore: NOT_BEFORE, notAfter: years });
const published = await issue({
  subject: 'CN=www',
  issuer: ca,
  purposes,
  policies,
  notBefore: NOT_BEFORE,
  notAfter: years,
});

function judge(holding: Holding, references: readonly Reference[], at = AT): CheckResult {
  return run('sso-short-lived', at, [holding], { references });
}
const atOkta = (issued: typeof short) => heldForClients([issued], { source: okta.source, name: 'Okta', label: 'Okta' });

describe('sso-short-lived', () => {
  it('informs of a key pair that signs logins and lives for three months', () => {
    const finding = only(judge(held([short]), [idp]));
    assert.equal(finding.severity, 'info');
    assert.equal(
      finding.title,
      'Partner API Client must be exchanged with the other side every 90 days: more often than need be',
    );
    assert.match(finding.detail, /used for Outbound SSO, where the other side trusts this one certificate/);
    assert.match(finding.remedy, /4096 bits it lasts two years/);
    assert.equal(finding.evidence['lifetimeDays'], 90);
  });

  it('informs of one from a public authority for TLS, however long it lives, with the day from which they live 47 days', () => {
    const finding = only(judge(held([published, ca]), [idp]));
    assert.equal(finding.evidence['publicTls'], true);
    assert.match(finding.detail, /47 days at most from Thu 15 Mar 2029 on/);
  });

  it('leaves the change to the identity provider where its certificate is meant', () => {
    const finding = only(judge(atOkta(short), [okta]));
    assert.equal(finding.use, 'inbound-sso');
    assert.match(finding.remedy, /^Ask the other side/);
  });

  it('is content with what Salesforce makes, which lives a year, and with a long-lived one of a private authority', async () => {
    const own = await issueLikeSalesforce('Own', NOT_BEFORE, '2027-01-01T00:00:00Z');
    assert.deepEqual(judge(held([own]), [idp]), nothing);
    assert.deepEqual(judge(held([long, ca]), [idp]), nothing);
    assert.deepEqual(judge(atOkta(long), [okta]), nothing);
  });

  it('draws the line between 363 and 364 days', async () => {
    const lasting = (notAfter: string) => issue({ subject: 'CN=line', notBefore: NOT_BEFORE, notAfter });
    assert.equal(judge(held([await lasting('2026-12-30T00:00:00Z')]), [idp]).observations.length, 1);
    assert.deepEqual(judge(held([await lasting('2026-12-31T00:00:00Z')]), [idp]), nothing);
  });

  it('says nothing where the certificate is shown in TLS as well, or only there', () => {
    assert.deepEqual(judge(held([short]), [idp, shownOutbound]), nothing);
    assert.deepEqual(judge(held([short]), [shownOutbound]), nothing);
    assert.deepEqual(judge(held([short]), []), nothing);
  });

  it('says nothing of one that has ended, which is worse', () => {
    assert.deepEqual(judge(held([short]), [idp], '2026-05-01T00:00:00Z'), nothing);
  });

  it('is not checked for one that could not be read', () => {
    assert.equal(judge(held([], { unreadable: 'its body could not be read' }), [idp]).notChecked.length, 1);
  });
});
