import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference, Source } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { held, heldForClients, only, read, run, shownOutbound } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const leaf = await issue({ subject: 'CN=client' });
const looked = [read('org.named-credentials')];

function judge(
  holdings: readonly Holding[],
  references: readonly Reference[] = [],
  sources: readonly Source[] = looked,
): CheckResult {
  return run('unused-certificate', AT, holdings, { references, inventory: { sources } });
}

describe('unused-certificate', () => {
  it('informs of a key pair that nothing refers to, and of what was not looked at', () => {
    const finding = only(judge([held([leaf])]));
    assert.equal(finding.severity, 'info');
    assert.equal(finding.title, 'Nothing that was read uses Partner API Client: it may be a leftover');
    assert.match(finding.detail, /^As far as can be seen\. Not looked at: .+ and \d+ more\.$/);
    assert.match(finding.remedy, /delete it in Setup > Certificate and Key Management/);
    const places = finding.evidence['notLookedAt'] as readonly string[];
    assert.ok(places.includes('API Client Certificate'), 'which no API tells');
    assert.ok(!places.includes('Named credentials of the org'), 'they were read');
    assert.equal(finding.certificate, leaf.certificate.fingerprint);
  });

  it('claims nothing of use where code chooses at run time, and names that code', () => {
    const chosen = (name: string) => ({ source: 'org.apex', name, field: 'ApexClass.Auth.JWS', expression: 'a + b' });
    const finding = only(judge([held([leaf])], [chosen('Gateway'), chosen('Other')]));
    assert.deepEqual(
      (finding.evidence['notLookedAt'] as readonly string[]).filter((one) => /Gateway|Other/.test(one)),
      ['Gateway', 'Other'],
    );
    assert.equal(
      finding.title,
      'Whether anything uses Partner API Client cannot be told: code chooses its certificate at run time',
    );
    assert.match(
      finding.detail,
      /^It may be the one that Gateway and Other use; nothing else that was read names it\. Not/,
    );
    assert.match(finding.remedy, /^Look at the code first/);
  });

  it('is not put in doubt by code that gives no name', () => {
    const none = { source: 'org.apex', name: 'Gateway', field: 'ApexClass.Auth.JWS', expression: 'NONE' };
    const finding = only(judge([held([leaf])], [{ ...none, origin: { kind: 'nothing' } }]));
    assert.match(finding.title, /^Nothing that was read uses/);
  });

  it('claims nothing while an Id or a name that is filled in may mean the certificate, and says so', () => {
    const inProject = held([leaf], { source: 'project.certificates' });
    const sources = [read('project.certificates'), read('project.saml-sso-configs')];
    const saml = { source: 'project.saml-sso-configs', field: 'SamlSsoConfig.requestSigningCertId' };
    const byId: Reference = { ...saml, name: 'Staff', target: '0P15g000000ABcd' };
    const later: Reference = { ...saml, name: 'Partners', target: '${CERT}', filledIn: true };
    const { observations, notChecked } = judge([inProject], [byId, later], sources);
    assert.deepEqual(observations, []);
    assert.deepEqual(
      notChecked.map(({ subject }) => subject),
      [inProject.name],
    );
    assert.match(notChecked[0]?.reason ?? '', /It may be the one that Partners and Staff mean/);
  });

  it('claims it again once the Ids are resolved by the org', () => {
    const inOrg = held([leaf], { name: 'Signing', id: '0P15g000000ABcdCAG' });
    const saml = { source: 'project.saml-sso-configs', name: 'Staff', field: 'SamlSsoConfig.requestSigningCertId' };
    const sources = [read('org.certificates'), read('org.named-credentials')];
    const finding = only(judge([inOrg, held([leaf])], [{ ...saml, target: '0P15g000000ABcd' }], sources));
    assert.equal(finding.holding?.name, 'Partner_API_Client');
  });

  it('says nothing of a key pair that something names', () => {
    assert.deepEqual(judge([held([leaf])], [shownOutbound]), nothing);
  });

  it('claims nothing where no place that names certificates was read', () => {
    assert.deepEqual(judge([held([leaf])], [], []), nothing);
    assert.deepEqual(judge([held([leaf])], [], [read('org.certificates'), read('project.named-credentials')]), nothing);
    const denied = read('org.named-credentials', { status: 'denied' });
    assert.deepEqual(judge([held([leaf])], [], [denied]), nothing);
  });

  it('goes for a project as for an org', () => {
    const inProject = held([leaf], { source: 'project.certificates' });
    assert.equal(only(judge([inProject], [], [read('project.named-credentials')])).holding?.source, inProject.source);
  });

  it('says nothing of what is carried where it is used, of files, nor of what waits for its signature', () => {
    assert.deepEqual(judge([heldForClients([leaf])]), nothing);
    assert.deepEqual(judge([held([leaf], { source: 'file:client.p12' })]), nothing);
    assert.deepEqual(judge([held([], { pendingSignature: true })]), nothing);
  });

  it('is told of the org and of the project, each by what was read of it', () => {
    const both = [held([leaf]), held([leaf], { source: 'project.certificates' })];
    const inOrgOnly = { ...shownOutbound, name: 'Other' };
    const sources = [read('org.named-credentials'), read('project.named-credentials')];
    const finding = only(judge(both, [inOrgOnly], sources));
    assert.equal(finding.holding?.source, 'project.certificates');
  });
});
