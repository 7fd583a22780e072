import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Reference } from '@cert-health/core';
import { only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const computed: Reference = {
  source: 'project.apex',
  name: 'PartnerGateway',
  field: 'ApexClass.HttpRequest.setClientCertificateName',
  path: 'classes/PartnerGateway.cls',
  line: 42,
  expression: "region + '_Client'",
};
const judge = (...references: readonly Reference[]): CheckResult => run('computed-name', AT, [], { references });

describe('computed-name', () => {
  it('informs with the class, the line and what is written there', () => {
    const finding = only(judge(computed));
    assert.equal(finding.severity, 'info');
    assert.equal(
      finding.title,
      'Which certificate PartnerGateway uses cannot be told: the name is only known at run time',
    );
    assert.match(finding.detail, /setClientCertificateName gets "region \+ '_Client'" \(line 42\)/);
    assert.deepEqual(finding.evidence['lines'], ['42']);
    assert.equal(finding.reference?.path, 'classes/PartnerGateway.cls');
    assert.equal(finding.use, 'outbound-apex-mtls');
    assert.match(finding.remedy, /Setup > Apex Classes > PartnerGateway/);
  });

  it('is one finding for a class that does it several times', () => {
    const finding = only(judge(computed, { ...computed, line: 50 }, { ...computed, line: 60, expression: 'other()' }));
    assert.deepEqual(finding.evidence['lines'], ['42', '50', '60']);
    assert.deepEqual(finding.evidence['expressions'], ["region + '_Client'", 'other()']);
  });

  it('keeps classes apart', () => {
    assert.equal(judge(computed, { ...computed, name: 'Other' }).observations.length, 2);
  });

  it('says nothing of a name that could be told, nor of a keystore, which has no name', () => {
    assert.deepEqual(judge({ ...computed, target: 'Partner' }).observations, []);
    assert.deepEqual(judge({ ...computed, field: 'ApexClass.HttpRequest.setClientCertificate' }).observations, []);
  });

  it('knows triggers, and names of what signs', () => {
    const finding = only(judge({ ...computed, field: 'ApexTrigger.Auth.JWS' }));
    assert.equal(finding.use, 'outbound-sso');
    assert.equal(finding.evidence['call'], 'Auth.JWS');
  });

  it('says what it knows where neither path nor line is known', () => {
    const { source, name, field } = computed;
    const finding = only(judge({ source, name, field, expression: 'x' }));
    assert.match(finding.detail, /gets "x"\. Until/);
    assert.deepEqual(Object.keys(finding.evidence), ['call', 'expressions', 'origins', 'lines']);
  });
});
