import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Reference } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const subject = 'CN=Token Signer, OU=00D5g000000abcD, O=Salesforce.com';
const current = await issue({ subject, keyName: 'current' });
const reissued = await issue({ subject, keyName: 'current', notAfter: '2027-06-01T00:00:00Z' });
const former = await issue({ subject, keyName: 'former' });
const stranger = await issue({ subject: 'CN=partner', keyName: 'partner' });

const source = 'org.connected-apps';
const verified: Reference = { source, name: 'Loopback', field: 'ConnectedApp.oauthConfig.certificate' };
const signed: Reference = {
  source: 'org.apex',
  name: 'TokenService',
  field: 'ApexClass.Auth.JWS',
  target: 'Token_Signer',
};
const app = (issued: Issued): Holding => heldForClients([issued], { source, name: 'Loopback', label: 'Loopback' });
const pair = (issued: Issued, name = 'Token_Signer'): Holding => held([issued], { name, label: name });

function judge(holdings: readonly Holding[], ...references: readonly Reference[]): CheckResult {
  return run('jwt-certificate-mismatch', AT, holdings, { references });
}

describe('jwt-certificate-mismatch', () => {
  it('warns when the app holds a former certificate of the key pair that signs', () => {
    const finding = only(judge([app(former), pair(current)], verified, signed));
    assert.equal(finding.severity, 'warning');
    assert.equal(
      finding.title,
      'Loopback refuses the tokens that TokenService signs: it holds another key of that name',
    );
    assert.match(finding.detail, /as after a renewal that did not reach the app/);
    assert.match(
      finding.remedy,
      /Download the certificate under Setup > Certificate and Key Management > Token_Signer/,
    );
    assert.deepEqual(finding.holding, { source, name: 'Loopback' });
    assert.equal(finding.evidence['keyPairCertificate'], current.certificate.fingerprint);
    assert.deepEqual(finding.evidence['signedBy'], ['ApexClass.Auth.JWS of TokenService']);
  });

  it('knows external client apps and credentials that sign', () => {
    const field = 'ExtlClntAppGlobalOauthSettings.certificate';
    const credential = { ...signed, name: 'Loop', source: 'org.named-credentials' };
    for (const signer of ['NamedCredential.jwtSigningCertificate', 'ExternalCredential.SigningCertificate']) {
      const references = [
        { ...verified, field },
        { ...credential, field: signer },
      ];
      assert.equal(only(judge([app(former), pair(current)], ...references)).severity, 'warning');
    }
  });

  it('only informs when nothing is known to sign with the key pair', () => {
    const finding = only(judge([app(former), pair(current)], verified));
    assert.equal(finding.severity, 'info');
    assert.match(finding.title, /would refuse tokens signed with Token_Signer/);
  });

  it('is content with the same key, renewed or not', () => {
    assert.deepEqual(judge([app(current), pair(current)], verified, signed), nothing);
    assert.deepEqual(judge([app(current), pair(reissued)], verified, signed), nothing);
  });

  it('goes by the key pair that signs when a former one is still held', () => {
    const both = [app(former), pair(former, 'Old_Signer'), pair(current)];
    assert.equal(only(judge(both, verified, signed)).evidence['keyPair'], 'Token_Signer');
    assert.deepEqual(judge(both, verified), nothing, 'any of them may sign');
  });

  it('claims nothing of the certificate of somebody else, who signs outside', () => {
    assert.deepEqual(judge([app(stranger), pair(current)], verified, signed), nothing);
  });

  it('claims nothing where one of the two could not be read', () => {
    const unreadable = held([], { name: 'Token_Signer', unreadable: 'its body could not be read' });
    assert.deepEqual(judge([app(former), unreadable], verified, signed), nothing);
    assert.deepEqual(
      judge([heldForClients([], { source, name: 'Loopback' }), pair(current)], verified, signed),
      nothing,
    );
  });

  it('says nothing of certificates that verify no tokens', () => {
    const saml = { ...verified, field: 'ConnectedApp.samlConfig.certificate' };
    assert.deepEqual(judge([app(former), pair(current)], saml, signed), nothing);
  });
});
