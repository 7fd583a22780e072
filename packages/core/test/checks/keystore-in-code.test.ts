import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Reference } from '@cert-health/core';
import { only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const embedded: Reference = {
  source: 'project.apex',
  name: 'LegacyGateway',
  field: 'ApexClass.HttpRequest.setClientCertificate',
  path: 'classes/LegacyGateway.cls',
  line: 7,
};
const judge = (...references: readonly Reference[]): CheckResult => run('keystore-in-code', AT, [], { references });

describe('keystore-in-code', () => {
  it('is critical for a keystore that is written in the code', () => {
    const finding = only(judge(embedded));
    assert.equal(finding.severity, 'critical');
    assert.equal(
      finding.title,
      'Whoever reads the code of LegacyGateway has the private key of its client certificate',
    );
    assert.match(
      finding.detail,
      /^HttpRequest\.setClientCertificate in line 7 is given a keystore that is written in the code/,
    );
    assert.match(finding.remedy, /^Make a new key, since this one must be taken for known/);
    assert.equal(finding.reference?.path, 'classes/LegacyGateway.cls');
    assert.equal(finding.use, 'outbound-apex-mtls');
  });

  it('warns of one that comes from elsewhere, where who can read it is not known', () => {
    const finding = only(judge({ ...embedded, expression: 'settings.Keystore__c' }));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.detail, /from "settings\.Keystore__c"; who can read it there cannot be told\. No mail/);
    assert.equal(finding.evidence['embedded'], false);
  });

  it('knows stubs made from WSDL, and triggers', () => {
    for (const field of ['ApexClass.clientCert_x', 'ApexTrigger.HttpRequest.setClientCertificate']) {
      assert.equal(only(judge({ ...embedded, field })).severity, 'critical');
    }
  });

  it('says nothing of code that names a certificate', () => {
    for (const field of ['ApexClass.HttpRequest.setClientCertificateName', 'ApexClass.clientCertName_x']) {
      assert.deepEqual(judge({ ...embedded, field, target: 'Partner' }).observations, []);
    }
  });
});
