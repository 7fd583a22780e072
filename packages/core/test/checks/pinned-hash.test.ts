import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { held, only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const source = 'org.mobile-pins';
const pin: Reference = { source, name: 'Login_Pin', field: 'MobSecurityCertPinConfig.certificateHash' };
const pinned: Holding = {
  source,
  name: 'Login_Pin',
  label: 'Login (acme.my.salesforce.com)',
  kind: 'pinned',
  certificates: [],
};

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('pinned-hash', AT, holdings, { references });
}

describe('pinned-hash', () => {
  it('warns of a pin, by the name of its server', () => {
    const finding = only(judge([pinned], pin));
    assert.equal(finding.severity, 'warning');
    assert.equal(
      finding.title,
      'The mobile app stops connecting when the server behind Login (acme.my.salesforce.com) changes its certificate',
    );
    assert.match(finding.remedy, /Setup > Mobile Security/);
    assert.deepEqual(finding.holding, { source, name: 'Login_Pin' });
    assert.equal(finding.use, 'inbound-one-way-tls');
  });

  it('knows the field as the Tooling API spells it, and a pin without a holding', () => {
    const finding = only(judge([], { ...pin, field: 'MobSecurityCertPinConfig.CertificateHash' }));
    assert.equal(finding.holding, undefined);
    assert.match(finding.title, /behind Login_Pin changes/);
    assert.match(finding.discriminator ?? '', /Login_Pin/);
  });

  it('says nothing of a name that a client certificate must carry: it stays when the certificate changes', () => {
    const field = 'ExtlClntAppOauthSecuritySettings.tlsClientAuthCertParamValue';
    assert.deepEqual(judge([pinned], { ...pin, field }).observations, []);
  });

  it('says nothing where nothing is pinned', () => {
    assert.deepEqual(judge([held([])]).observations, []);
  });
});
