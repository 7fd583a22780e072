import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import {
  called,
  held,
  heldAtServer,
  heldForClients,
  only,
  run,
  shownInbound,
  shownOutbound,
} from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const leaf = await issue({ subject: 'CN=client' });

const shown = (name: string): Reference => ({ ...shownOutbound, name });
const signed: Reference = { ...shownOutbound, name: 'Signer', field: 'ApexClass.Auth.JWS', source: 'org.apex' };

function judge(references: readonly Reference[], holdings: readonly Holding[] = [held([leaf])]): CheckResult {
  return run('shared-certificate', AT, holdings, { references });
}

describe('shared-certificate', () => {
  it('informs of a certificate that three components show, and names them', () => {
    const finding = only(judge(['A', 'B', 'C'].map(shown)));
    assert.equal(finding.severity, 'info');
    assert.equal(finding.title, 'When Partner_API_Client ends or its key is lost, 3 things stop at once');
    assert.match(finding.detail, /used by A \(Named credentials, .*\), B \(.*\) and C /);
    assert.match(finding.remedy, /a certificate of its own in Setup > Certificate and Key Management/);
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
    assert.deepEqual(finding.holding, { source: 'org.certificates', name: 'Partner_API_Client' });
  });

  it('says nothing of one or two components of one use', () => {
    assert.deepEqual(judge([]), nothing);
    assert.deepEqual(judge([shown('A')]), nothing);
    assert.deepEqual(judge([shown('A'), shown('B')]), nothing);
  });

  it('counts a component once that both the org and the project show', () => {
    const inProject = ['A', 'B'].map((name) => ({ ...shown(name), source: 'project.named-credentials' }));
    assert.deepEqual(judge([shown('A'), shown('B'), ...inProject]), nothing);
  });

  it('warns from ten components on', () => {
    const names = Array.from({ length: 10 }, (_, number) => `Credential_${number}`);
    assert.equal(only(judge(names.slice(1).map(shown))).severity, 'info');
    const finding = only(judge(names.map(shown)));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.detail, /and 5 more\./);
  });

  it('informs when one key both opens connections and signs, and warns from three uses on', () => {
    const idp = { ...signed, field: 'IdentityProviderSettings.certificateName' };
    const finding = only(judge([shown('A'), idp]));
    assert.equal(finding.severity, 'info');
    assert.deepEqual(finding.evidence['uses'], ['outbound-apex-mtls', 'outbound-sso']);
    assert.match(finding.detail, /for Outbound Apex mTLS, Outbound SSO/);
    const domain = {
      ...signed,
      name: 'Portal',
      source: 'org.sites',
      field: 'CustomSite.customWebAddresses.certificate',
    };
    assert.equal(only(judge([domain, signed])).severity, 'info');
    assert.equal(only(judge([domain, signed, shown('A')])).severity, 'warning');
  });

  it('says nothing of two components that both sign, or both connect', () => {
    assert.deepEqual(
      judge([signed, { ...signed, name: 'Entra', field: 'SamlSsoConfig.requestSigningCertId' }]),
      nothing,
    );
    assert.deepEqual(judge([shownInbound, shown('A')], [held([leaf]), heldForClients([leaf])]), nothing);
  });

  it('takes places that hold the same certificate together', () => {
    const finding = only(judge([shownInbound, shown('A'), shown('B')], [held([leaf]), heldForClients([leaf])]));
    assert.deepEqual(finding.evidence['uses'], ['inbound-api-mtls', 'outbound-apex-mtls']);
  });

  it('does not count names in custom metadata, by which code comes to it, nor fields that are not known', () => {
    const stored = { ...shown('Setting'), source: 'org.custom-metadata', field: 'CustomMetadata.values.value' };
    const unknown = { ...shown('Flow'), field: 'Flow.stringValue' };
    assert.deepEqual(judge([shown('A'), shown('B'), stored, unknown]), nothing);
  });

  it('counts by name where the certificate could not be read', () => {
    const finding = only(judge(['A', 'B', 'C'].map(shown), [held([], { unreadable: 'its body could not be read' })]));
    assert.equal(finding.certificate, undefined);
  });

  it('says nothing of a server that many components call: it is not theirs', () => {
    const calls = ['A', 'B', 'C', 'D'].map((name) => ({ ...called, name }));
    assert.deepEqual(judge(calls, [heldAtServer([leaf])]), nothing);
  });
});
