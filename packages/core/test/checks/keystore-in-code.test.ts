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
  origin: { kind: 'code' },
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
    const origin = { kind: 'customSetting', name: 'Settings__c.Keystore__c' } as const;
    const finding = only(judge({ ...embedded, expression: 'settings.Keystore__c', origin }));
    assert.equal(finding.severity, 'warning');
    assert.match(
      finding.detail,
      /is kept in the custom setting Settings__c\.Keystore__c; who can read it there cannot be told from here\. No mail/,
    );
    assert.equal(finding.evidence['embedded'], false);
    assert.equal(finding.evidence['from'], 'the custom setting Settings__c.Keystore__c');
  });

  it('warns of one from a place that cannot be told, with what is written there', () => {
    const { source, name, field } = embedded;
    const finding = only(judge({ source, name, field, expression: 'vault.read()' }));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.detail, /is given a keystore from "vault\.read\(\)"; who can read it/);
    assert.equal(finding.evidence['embedded'], false);
  });

  it('is critical for one that a file of the project holds, and names record, path and line', () => {
    const origin = {
      kind: 'customMetadata',
      name: 'Partner_Setup.Main, field Keystore__c',
      path: 'customMetadata/Partner_Setup.Main.md-meta.xml',
      line: 5,
    } as const;
    const finding = only(judge({ ...embedded, expression: 'setup.Keystore__c', origin }));
    assert.equal(finding.severity, 'critical');
    assert.doesNotMatch(finding.title + finding.detail, /written in the code|reads the code/);
    assert.match(
      finding.detail,
      /Partner_Setup\.Main, field Keystore__c \(customMetadata\/Partner_Setup\.Main\.md-meta\.xml, line 5\)/,
    );
    assert.deepEqual(
      [finding.evidence['embedded'], finding.evidence['keptIn']],
      [false, 'customMetadata/Partner_Setup.Main.md-meta.xml, line 5'],
    );
  });

  it('is one finding a place, with an id of its own', () => {
    const from = (name: string): Reference => ({ ...embedded, expression: 'x', origin: { kind: 'label', name } });
    const { observations } = judge(embedded, { ...embedded, line: 9 }, from('One'), from('Two'), from('One'));
    assert.equal(observations.length, 3);
    assert.match(observations[0]?.detail ?? '', /^HttpRequest\.setClientCertificate in line 7 and 9 is given/);
    assert.equal(new Set(observations.map(({ discriminator }) => discriminator)).size, 3);
  });

  it('says nothing where nothing is given', () => {
    assert.deepEqual(judge({ ...embedded, expression: 'NONE', origin: { kind: 'nothing' } }).observations, []);
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
