import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '@cert-health/core';
import type { Finding } from '@cert-health/core';
import { practiceReport } from '../fixtures/report.ts';

const [expiring] = practiceReport.findings as [Finding];
const row = (finding: Partial<Finding>) => {
  const { severity, subject, when, usedFor, breaks, who } = rowsOf(practiceReport)({ ...expiring, ...finding });
  return { severity, subject, when, usedFor, breaks, who };
};
describe('a finding as a row', () => {
  it('says what, when, for what, what breaks and whose move it is', () => {
    const usedBy = [
      { use: 'outbound-apex-mtls', name: 'Partner', place: 'Apex code', stops: 'Partner callouts' },
      { use: 'custom-domain', name: 'Portal', place: 'Sites', stops: 'Portal visitors' },
      { use: null, name: 'Setting', place: 'Custom metadata', stops: 'Setting' },
    ] as const;
    assert.deepEqual(row({ usedBy, move: 'customer' }), {
      severity: 'critical',
      subject: 'Partner API Client',
      when: 'ends 26 Nov',
      usedFor: 'Outbound Apex mTLS, Custom domain',
      breaks: 'Partner callouts, Portal visitors and 1 more',
      who: 'you',
    });
  });

  it('names the year where it is another, and the check where the date does not tell what is wrong', () => {
    const when = (finding: Partial<Finding>): string => row(finding).when;
    assert.equal(when({ check: 'expired', dueOn: '2025-11-10' }), 'ended 10 Nov 2025');
    assert.equal(when({ check: 'not-yet-valid', dueOn: '2026-12-10' }), 'from 10 Dec');
    assert.equal(when({ evidence: { of: 'intermediate' } }), 'chain ends 26 Nov');
    assert.equal(when({ check: 'client-auth-ending', dueOn: '2027-03-15' }), '15 Mar 2027: client-auth-ending');
    assert.equal(when({ check: 'weak-key', dueOn: '0' }), 'now: weak-key');
    assert.equal(when({ dueOn: '', check: 'weak-key', severity: 'info' }), 'weak-key');
  });

  it('names whom the settings name before whose move it is', () => {
    assert.equal(row({ move: 'both' }).who, 'both');
    assert.equal(row({ move: 'both', owner: 'Morgan' }).who, 'Morgan');
    assert.equal(row({}).who, '');
  });

  it('says that nothing known uses a certificate only where that was looked at', () => {
    assert.equal(row({ evidence: { usage: 'unused' } }).usedFor, 'nothing known');
    assert.equal(row({ evidence: { usage: 'unknown' } }).usedFor, '');
    const parts = [expiring, { ...expiring, id: 'other' }].map((part) => ({ ...part, evidence: { usage: 'unused' } }));
    assert.equal(row({ parts, evidence: {} }).usedFor, 'nothing known');
  });
});
