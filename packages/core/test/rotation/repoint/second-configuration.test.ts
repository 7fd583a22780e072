import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  certificateOfBody,
  certificateToPem,
  samlSsoDifferences,
  secondSamlSsoConfig,
  valuesIn,
  XmlEditError,
} from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';

const [{ certificate: old }, { certificate: fresh }] = await Promise.all([
  issue({ subject: 'CN=idp' }),
  issue({ subject: 'CN=idp' }),
]);
const body = certificateToPem(old).trimEnd().split('\n').slice(1, -1).join('');
const first = `<?xml version="1.0" encoding="UTF-8"?>
<SamlSsoConfig xmlns="http://soap.sforce.com/2006/04/metadata">
    <executionUserId>a&amp;b</executionUserId>
    <issuer>https://idp.example</issuer>
    <name>Okta</name>
    <oauthTokenEndpoint>https://acme.my.salesforce.com/services/oauth2/token?so=00D</oauthTokenEndpoint>
    <salesforceLoginUrl>https://acme.my.salesforce.com?so=00D</salesforceLoginUrl>
    <validationCert>${body}</validationCert>
</SamlSsoConfig>
`;
const second = secondSamlSsoConfig(first, { name: 'Okta 202701', certificate: fresh });
const at = (element: string): string[] => valuesIn(second, { place: { root: 'SamlSsoConfig', path: [element] } });

describe('a second single sign-on configuration', () => {
  test('says what the first one says, with a label and certificate of its own, and without what Salesforce fills in', () => {
    assert.equal(certificateOfBody(at('validationCert')[0] ?? '')?.fingerprint, fresh.fingerprint);
    assert.deepEqual([at('name'), at('issuer')], [['Okta 202701'], ['https://idp.example']]);
    assert.doesNotMatch(second, /oauthTokenEndpoint|salesforceLoginUrl/);
    assert.deepEqual(samlSsoDifferences(first, second), []);
  });

  test('differs where somebody changed it, whatever the order', () => {
    const changed = second
      .replace('https://idp.example', 'https://other.example')
      .replace('    <executionUserId>a&amp;b</executionUserId>\n', '');
    assert.deepEqual(samlSsoDifferences(first, changed), ['executionUserId', 'issuer']);
    const moved = second.replace(/( *<executionUserId>.*\n)( *<issuer>.*\n)/, '$2$1');
    assert.notEqual(moved, second);
    assert.deepEqual(samlSsoDifferences(first, moved), []);
  });

  test('is not made of what is none', () => {
    for (const text of ['<ConnectedApp/>', '<SamlSsoConfig/>', first.replace(/ *<validationCert>.*\n/, '')])
      assert.throws(() => secondSamlSsoConfig(text, { name: 'x', certificate: fresh }), XmlEditError);
  });
});
