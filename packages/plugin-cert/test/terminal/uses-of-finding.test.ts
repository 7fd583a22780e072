import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usedBy, whatBreaks } from '@cert-health/core';
import type { Finding, ReportUse } from '@cert-health/core';
import { usesOfFinding } from '../../src/terminal/uses-of-finding.ts';
import { troubledReport, uses } from './fixtures/report.ts';
import { without } from './fixtures/without.ts';

const [expiring] = troubledReport.findings as [Finding];
const [partner] = uses as readonly [ReportUse];

test('uses of a finding are those of its certificate', () => {
  assert.deepEqual(
    usesOfFinding(expiring, troubledReport).map(({ use }) => use),
    ['outbound-apex-mtls', 'outbound-apex-mtls', 'outbound-sso'],
  );
});

test('where the certificate could not be read, its name tells', () => {
  const unread = { ...partner, certificate: null };
  const finding = without(expiring, 'certificate');
  assert.deepEqual(usesOfFinding(finding, { ...troubledReport, uses: [unread] }), [unread]);
  assert.deepEqual(usesOfFinding(finding, { ...troubledReport, uses: [{ ...unread, name: 'Other' }] }), []);
});

test('of several servers that show one certificate, a finding on one concerns who calls that one', () => {
  const called = ['a.example:443', 'b.example:443'].map((name) => ({ ...partner, name }));
  const ofServer = (name: string): Finding => ({ ...expiring, holding: { source: 'network.servers', name } });
  for (const [at, use] of called.entries()) {
    assert.deepEqual(usesOfFinding(ofServer(use.name), { ...troubledReport, uses: called }), [called[at]]);
  }
});

test('a finding about nothing in particular has no uses', () => {
  assert.deepEqual(usesOfFinding(without(expiring, 'certificate', 'holding'), troubledReport), []);
});

test('each use is a line, with who refers and where that is', () => {
  assert.deepEqual(usedBy(usesOfFinding(expiring, troubledReport)), [
    'Outbound Apex mTLS: Partner_API (Named credentials) and PartnerGateway (Apex code)',
    'Outbound SSO: Partner_JWT (Unknown.field)',
  ]);
});

test('of many that refer, some are named and the rest counted', () => {
  const many = [1, 2, 3, 4, 5].map((number) => ({
    ...partner,
    reference: { ...partner.reference, name: `N${number}` },
  }));
  assert.deepEqual(usedBy(many), [
    'Outbound Apex mTLS: N1 (Named credentials), N2 (Named credentials), N3 (Named credentials) and 2 more',
  ]);
});

test('what breaks is told once, and not where the finding says it already', () => {
  const two = [partner, partner];
  assert.equal(whatBreaks(two, ''), 'calls to api.partner.example fail');
  assert.equal(whatBreaks(two, 'Then calls to api.partner.example fail.'), '');
  assert.equal(whatBreaks([without(partner, 'breaks')], ''), '');
});
