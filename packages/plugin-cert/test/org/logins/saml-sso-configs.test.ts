import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { samlSsoConfigs } from '../../../src/org/logins/saml-sso-configs.ts';
import { issue } from '../../fixtures/issue.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

describe('SAML single sign-on settings', () => {
  let body = '';
  before(async () => {
    const { der } = await issue({ name: 'Okta', from: '2026-01-01', days: 3650 });
    body = Buffer.from(der).toString('base64');
  });
  const row = (more: object = {}) => ({
    Id: '0LE1',
    DeveloperName: 'Okta',
    NamespacePrefix: null,
    MasterLabel: 'Okta of the staff',
    ValidationCert: body,
    ...more,
  });
  const components = (more: object = {}) => ({
    SamlSsoConfig: { Okta: { name: 'Okta of the staff', validationCert: body, ...more } },
  });

  test('carry the certificate of the identity provider, once although both APIs tell it', async () => {
    const { holdings, lines } = await readPlace(samlSsoConfigs, { query: () => [row()], components: components() });
    assert.deepEqual(
      holdings.map(({ name, label, kind, id, certificates }) => [name, label, kind, id, certificates[0]?.subject.text]),
      [['Okta', 'Okta of the staff', 'trusted', '0LE1', 'CN=Okta']],
    );
    assert.deepEqual(lines, ['Okta SamlSsoConfig.validationCert']);
  });

  test('name what requests are signed with by its Id as it is, and what assertions are decrypted with', async () => {
    const { lines } = await readPlace(samlSsoConfigs, {
      query: () => [row()],
      components: components({ requestSigningCertId: '0P1000000000001', decryptionCertificate: 'Decryption' }),
    });
    assert.deepEqual(lines, [
      'Okta SamlSsoConfig.decryptionCertificate → Decryption',
      'Okta SamlSsoConfig.requestSigningCertId → 0P1000000000001',
      'Okta SamlSsoConfig.validationCert',
    ]);
  });

  test('keep the certificate that SOQL tells when the metadata is denied, and the source says what is missing', async () => {
    const { holdings, source } = await readPlace(samlSsoConfigs, {
      query: () => [row()],
      metadataTypes: () => refuse('INSUFFICIENT_ACCESS'),
    });
    assert.equal(holdings.length, 1);
    assert.equal(source.status, 'denied');
    assert.equal(source.items, 1);
    assert.equal(source.permission, 'Modify Metadata Through Metadata API Functions');
    assert.match(source.detail, /may not read the certificates with which single sign-on requests are signed/);
  });

  test('take the certificate from the metadata when SOQL is denied', async () => {
    const { holdings, source } = await readPlace(samlSsoConfigs, {
      may: { PermissionsViewSetup: false },
      query: () => refuse('INVALID_TYPE'),
      components: components(),
    });
    assert.equal(holdings[0]?.certificates.length, 1);
    assert.equal(source.status, 'denied');
    assert.equal(source.permission, 'View Setup and Configuration');
  });

  test('without a certificate are counted', async () => {
    const { source } = await readPlace(samlSsoConfigs, {
      query: () => [row({ ValidationCert: null })],
      components: { SamlSsoConfig: { Okta: {} } },
    });
    assert.equal(source.detail, 'None found. 1 setting without a certificate.');
  });

  test('that are queried and not listed as metadata leave open what they sign with', async () => {
    const { source } = await readPlace(samlSsoConfigs, {
      query: () => [row({})],
      components: { SamlSsoConfig: {}, Profile: { Admin: {} } },
    });
    assert.equal(source.status, 'failed');
    assert.match(source.detail, /gives 1 single sign-on settings and none of them as metadata/);
  });

  test('that are refused to a user with the permission are told of the policy for session security', async () => {
    const { source } = await readPlace(samlSsoConfigs, {
      query: () => refuse('INSUFFICIENT_ACCESS'),
      components: { SamlSsoConfig: {}, Profile: { Admin: {} } },
    });
    assert.deepEqual([source.status, source.permission], ['failed', undefined]);
    assert.match(source.detail, /session security policy "Manage Certificates"/);
  });
});
