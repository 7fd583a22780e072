import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  certificateAuthority,
  chromeClientAuthEnd,
  clientAuthDefaultOff,
  clientAuthEnd,
  policyRule,
} from '@cert-health/core';

describe('the end of client authentication at a public CA', () => {
  const ends: readonly [organization: string, ca: string, end: string, confidence: string][] = [
    ["Let's Encrypt", "Let's Encrypt", '2026-07-08', 'A'],
    ['DigiCert Inc', 'DigiCert', '2027-03-01', 'B'],
    ['DigiCert, Inc.', 'DigiCert', '2027-03-01', 'B'],
    ['DigiCert Ireland Limited', 'DigiCert', '2027-03-01', 'B'],
    ['GeoTrust Inc.', 'DigiCert', '2027-03-01', 'B'],
    ['thawte, Inc.', 'DigiCert', '2027-03-01', 'B'],
    ['Sectigo Limited', 'Sectigo', '2027-02-10', 'C'],
    ['Google Trust Services', 'Google Trust Services', '2026-04-13', 'B'],
    ['Google Trust Services LLC', 'Google Trust Services', '2026-04-13', 'B'],
    ['GoDaddy.com, Inc.', 'GoDaddy', '2026-06-15', 'B'],
    ['Asseco Data Systems S.A.', 'Certum', '2026-05-15', 'B'],
  ];
  for (const [organization, ca, end, confidence] of ends) {
    it(`is ${end} for "${organization}"`, () => {
      const rule = clientAuthEnd(organization);
      assert.equal(rule?.value?.ca, ca);
      assert.equal(rule?.from, `${end}T00:00:00Z`);
      assert.equal(rule?.confidence, confidence);
    });
  }

  it('is not known for CAs of which no date was found, though they are recognized', () => {
    for (const organization of ['GlobalSign nv-sa', 'Amazon', 'Entrust, Inc.', 'IdenTrust', 'SSL Corporation']) {
      assert.equal(clientAuthEnd(organization), undefined, organization);
      assert.notEqual(certificateAuthority(organization), undefined, organization);
    }
  });

  it('keeps both dates of Sectigo, the one from resellers marked as such', () => {
    const rule = clientAuthEnd('Sectigo Limited');
    assert.equal(rule?.confidence, 'C');
    const [other] = (rule?.conflictsWith ?? []).map(policyRule);
    assert.equal(other?.from, '2026-05-15T00:00:00Z');
    assert.deepEqual(other?.conflictsWith, [rule?.id]);
  });

  it('does not take a company for a CA because its name begins alike', () => {
    assert.equal(certificateAuthority('Amazonia Bank'), undefined);
    assert.equal(certificateAuthority('Entrusted Partners Ltd'), undefined);
    assert.equal(certificateAuthority('My DigiCert Reseller'), undefined);
    assert.equal(certificateAuthority(''), undefined);
  });
});

it('CAs began earlier to leave it out unless asked', () => {
  const starts = [
    "Let's Encrypt",
    'DigiCert Inc',
    'Sectigo Limited',
    'Google Trust Services',
    'SSL Corporation',
    'Certum',
  ];
  assert.deepEqual(
    starts.map((organization) => clientAuthDefaultOff(organization)?.from?.slice(0, 10)),
    ['2026-02-11', '2025-10-01', '2025-10-07', '2025-11-10', '2025-09-15', '2025-10-01'],
  );
});

it("Chrome's date for leaves is 15 Mar 2027, and Salesforce's older one is kept as a conflict", () => {
  assert.equal(chromeClientAuthEnd.from, '2027-03-15T00:00:00Z');
  assert.equal(chromeClientAuthEnd.confidence, 'A');
  const stale = policyRule('salesforce.chrome-1.7');
  assert.deepEqual(stale.value, { date: '2026-06-15' });
  assert.deepEqual(stale.conflictsWith, [chromeClientAuthEnd.id]);
});
