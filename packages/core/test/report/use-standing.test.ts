import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding, HealthReport, UseId } from '@cert-health/core';
import { standingsOfUses } from '../../src/report/use-standing.ts';
import type { UseStanding } from '../../src/report/use-standing.ts';
import { aheadReport } from './ahead-report.ts';

const [expiring] = aheadReport.findings as [Finding];

function standing(id: UseId, other: Partial<HealthReport> = {}): UseStanding {
  const found = standingsOfUses({ ...aheadReport, ...other }).find(({ use }) => use.id === id);
  assert.ok(found);
  return found;
}

describe('the standing of a use', () => {
  it('is that of the worst open finding on a certificate in it', () => {
    assert.equal(standing('outbound-apex-mtls').worst, 'critical');
    const findings = [{ ...expiring, severity: 'info' as const }];
    assert.equal(standing('outbound-apex-mtls', { findings }).worst, 'info');
    assert.equal(standing('outbound-apex-mtls', { findings: [{ ...expiring, status: 'waived' }] }).worst, 'waived');
  });

  it('counts what a former report had too: it is no better for that', () => {
    const decisions = { checksOff: [], known: { since: aheadReport.asOf, findings: [expiring] } };
    const known = standing('outbound-apex-mtls', { findings: [], decisions });
    assert.deepEqual([known.worst, known.findings], ['critical', [expiring]]);
  });

  it('counts a finding on a member of the chain that is held with a certificate in it', () => {
    const findings = [{ ...expiring, certificate: 'c1'.repeat(32) }];
    assert.equal(standing('outbound-apex-mtls', { findings }).worst, 'critical');
  });

  it('counts a finding that names the use and has no certificate', () => {
    const { certificate, holding, ...bare } = expiring;
    assert.ok(certificate && holding);
    const findings: readonly Finding[] = [{ ...bare, use: 'custom-domain', severity: 'warning' }];
    assert.equal(standing('custom-domain', { findings }).worst, 'warning');
    assert.equal(standing('outbound-apex-mtls', { findings }).worst, 'clear');
  });

  it('does not take a certificate of the same name elsewhere for the one that is meant', () => {
    const findings = [{ ...expiring, certificate: 'ff'.repeat(32), holding: { source: 'project', name: 'Okta' } }];
    assert.equal(standing('inbound-sso', { findings }).worst, 'clear');
  });

  it('counts a certificate once however often it is used', () => {
    const { certificates, notJudged } = standing('outbound-apex-mtls');
    assert.deepEqual([certificates, notJudged], [1, 0]);
  });

  it('is unknown where a certificate was not read, or a check could not decide on it', () => {
    assert.equal(standing('outbound-apex-one-way-tls').worst, 'unknown');
    const notChecked = [{ check: 'weak-key', subject: 'Okta', reason: 'Its body could not be read.' }];
    assert.deepEqual(
      [standing('inbound-sso').worst, standing('inbound-sso', { notChecked }).worst],
      ['clear', 'unknown'],
    );
  });

  it('is unknown where a place that could tell was not read, or was not looked at', () => {
    const denied = standing('inbound-api-mtls');
    assert.deepEqual([denied.worst, denied.unread], ['unknown', ['Mutual authentication certificates']]);
    assert.equal(standing('inbound-user-mtls').worst, 'unknown');
  });

  it('is absent only where somebody looked and found none', () => {
    assert.equal(standing('custom-domain').worst, 'absent');
    const sources = aheadReport.sources.filter(({ id }) => id !== 'org.sites');
    assert.equal(standing('custom-domain', { sources }).worst, 'unknown');
  });

  it('is not bettered by a gap: what is wrong stays in front', () => {
    const sources = [{ id: 'org.apex', label: 'Apex', status: 'failed', items: 0, detail: 'It broke.' } as const];
    const both = standing('outbound-apex-mtls', { sources });
    assert.deepEqual([both.worst, both.unread], ['critical', ['Apex']]);
  });
});
