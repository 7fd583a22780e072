import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Reference, Source } from '@cert-health/core';
import { called, held, only, read, run, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const inOrg = read('org.certificates');
const inProject = read('project.certificates');
const lost: Reference = { ...shownOutbound, target: 'Gone' };
const inCode: Reference = {
  source: 'org.apex',
  name: 'Gateway',
  field: 'ApexClass.HttpRequest.setClientCertificateName',
  target: 'Gone',
  line: 42,
};

function judge(sources: readonly Source[], ...references: readonly Reference[]): CheckResult {
  return run('dangling-reference', AT, [held([])], { references, inventory: { sources } });
}

describe('dangling-reference', () => {
  it('is critical for configuration of an org that names what the org does not have', () => {
    const finding = only(judge([inOrg], lost));
    assert.equal(finding.severity, 'critical');
    assert.equal(
      finding.title,
      'Calls to the system behind Partner_API fail: Partner_API names the certificate "Gone", which does not exist',
    );
    assert.equal(finding.use, 'outbound-apex-mtls');
    assert.deepEqual(finding.evidence, { target: 'Gone', searched: ['org.certificates'] });
    assert.match(finding.remedy, /Setup > Named Credentials > Partner_API/);
    assert.match(finding.remedy, /unique name "Gone"/);
  });

  it('says which calls fail, where the address is known', () => {
    assert.match(only(judge([inOrg], lost, called)).title, /^Calls to api\.partner\.example fail: /);
  });

  it('warns of a name in code, which may never run, and gives the line', () => {
    const finding = only(judge([inOrg], inCode));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.evidence['line'], 42);
    assert.equal(finding.reference?.name, 'Gateway');
  });

  it('warns where it is not known for certain what the field names, or what stops', () => {
    const app = { source: 'org.external-client-apps', name: 'App', target: 'Gone' };
    const uncertain = { ...app, field: 'ExtlClntAppSamlConfigurablePolicies.encryptionCertificate' };
    assert.equal(only(judge([inOrg], uncertain)).severity, 'warning');
    const secret = { ...app, source: 'org.encryption-keys', field: 'TenantSecret.RemoteKeyCertificate' };
    assert.equal(only(judge([inOrg], secret)).severity, 'warning');
  });

  it('warns of a project whose configuration does not fit the org', () => {
    const finding = only(judge([inOrg, inProject], { ...lost, source: 'project.named-credentials' }));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.detail, /Deployed to that org, this configuration does not work/);
  });

  it('only hints where a project alone was read: the org may have the certificate', () => {
    const finding = only(judge([inProject], { ...lost, source: 'project.named-credentials' }));
    assert.equal(finding.severity, 'info');
    assert.match(finding.title, /which the project does not hold$/);
    assert.match(finding.remedy, /--target-org/);
  });

  it('claims nothing where no list of key pairs was read', () => {
    assert.deepEqual(judge([], lost), nothing);
    assert.deepEqual(judge([read('org.certificates', { status: 'denied' })], lost), nothing);
  });

  it('is content when the certificate is there, in whatever case it is named', () => {
    assert.deepEqual(judge([inOrg], shownOutbound), nothing);
    assert.deepEqual(judge([inOrg], { ...shownOutbound, target: 'PARTNER_API_CLIENT' }), nothing);
  });

  it('keeps two names apart that one class gives to the same call', () => {
    const { observations } = judge([inOrg], inCode, { ...inCode, target: 'Lost', line: 50 });
    assert.equal(new Set(observations.map(({ discriminator }) => discriminator)).size, 2);
  });

  it('is undecided about an Id in a project alone, and about what is filled in at deployment', () => {
    const saml = { source: 'project.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.requestSigningCertId' };
    const byId = judge([inProject], { ...saml, target: '0P1000000000001' });
    assert.deepEqual(byId.observations, []);
    assert.deepEqual(
      byId.notChecked.map(({ subject }) => subject),
      ['Okta'],
    );
    assert.match(
      byId.notChecked[0]?.reason ?? '',
      /by a record Id \(0P1000000000001\), .* cannot be told without the org/,
    );
    const later = judge([inProject], { ...lost, source: 'project.x', target: '${CERT}', filledIn: true });
    assert.match(later.notChecked[0]?.reason ?? '', /filled in at deployment \(\$\{CERT\}\)/);
    assert.deepEqual(later.observations, []);
  });

  it('does not repeat a text that can be no name, wherever it says that it leads nowhere', () => {
    const secret = 'MC4CAQAwBQYDK2VwBCIEIAabcdefghijklmnopqrstuvwxyz';
    for (const [sources, source] of [
      [[inOrg], 'org.named-credentials'],
      [[inProject], 'project.named-credentials'],
    ] as const) {
      const result = judge(sources, { ...lost, source, target: secret });
      const finding = only(result);
      assert.match(finding.title, /names a certificate by a text that can be no name/);
      assert.doesNotMatch(JSON.stringify(result), /MC4CAQ/);
    }
  });

  it('calls an app by its name, and keeps the name of the component for the evidence', () => {
    const app = { ...lost, source: 'org.external-client-apps', name: 'Relay_oauth', label: 'Relay' };
    const finding = only(judge([inOrg], { ...app, field: 'ExtlClntAppOauthSettings.assetTokenSigningCertificate' }));
    assert.match(finding.title, /: Relay names the certificate/);
    assert.doesNotMatch(`${finding.title} ${finding.detail} ${finding.remedy}`, /Relay_oauth/);
    assert.equal(finding.reference?.name, 'Relay_oauth');
  });

  it('speaks of a record Id as one', () => {
    const saml = { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.requestSigningCertId' };
    const finding = only(judge([inOrg], { ...saml, target: '0P1000000000001' }));
    assert.match(finding.detail, /has that record Id/);
    assert.doesNotMatch(finding.remedy, /unique name/, 'an Id cannot be chosen');
  });
});
