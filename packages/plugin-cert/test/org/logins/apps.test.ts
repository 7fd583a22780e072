import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { connectedApps } from '../../../src/org/logins/connected-apps.ts';
import { externalClientApps } from '../../../src/org/logins/external-client-apps.ts';
import { issue } from '../../fixtures/issue.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

let pem = '';
before(async () => {
  pem = (await issue({ name: 'App', from: '2026-01-01', days: 365 })).pem;
});

describe('connected apps', () => {
  test('carry two certificates and name two, each by its field', async () => {
    const { lines, holdings } = await readPlace(connectedApps, {
      components: {
        ConnectedApp: {
          Portal: {
            label: 'The portal',
            oauthConfig: { certificate: pem, assetTokenConfig: { assetSigningCertId: '0P1asset' } },
            samlConfig: { certificate: pem, encryptionCertificate: 'Encryption' },
          },
          Plain: { label: 'Plain', oauthConfig: { callbackUrl: 'https://x.example' } },
        },
      },
    });
    assert.deepEqual(lines, [
      'Portal ConnectedApp.oauthConfig.assetTokenConfig.assetSigningCertId → 0P1asset',
      'Portal ConnectedApp.oauthConfig.certificate',
      'Portal ConnectedApp.samlConfig.certificate',
      'Portal ConnectedApp.samlConfig.encryptionCertificate → Encryption',
    ]);
    assert.deepEqual(
      holdings.map(({ name, label, certificates }) => [name, label, certificates.length]),
      [
        ['Portal', 'The portal', 1],
        ['Portal (SAML)', 'The portal (SAML)', 1],
      ],
    );
  });

  test('need the Metadata API: without it they are denied, never silently none', async () => {
    const { source } = await readPlace(connectedApps, { metadataTypes: () => refuse('INSUFFICIENT_ACCESS') });
    assert.equal(source.status, 'denied');
    assert.equal(source.permission, 'Modify Metadata Through Metadata API Functions');
  });
});

describe('external client apps', () => {
  const policy = {
    Id: '0xs',
    DeveloperName: 'Portal_saml',
    MasterLabel: 'Portal',
    Certificate: null,
    EncryptionCertificate: null,
    IdpCertificateId: null,
  };
  const shown = { fieldTypes: () => ['IdpCertificateId'] };

  test('carry what verifies their tokens, as PEM in base64 too', async () => {
    const { holdings } = await readPlace(externalClientApps, {
      components: {
        ExtlClntAppGlobalOauthSettings: {
          A_glbloauth: { label: 'A', certificate: pem },
          B_glbloauth: { label: 'B', certificate: Buffer.from(pem).toString('base64') },
        },
      },
    });
    assert.deepEqual(
      holdings.map(({ name, certificates }) => [name, certificates[0]?.subject.text]),
      [
        ['A_glbloauth', 'CN=App'],
        ['B_glbloauth', 'CN=App'],
      ],
    );
  });

  test('are called by their own names, which the settings and one query tell', async () => {
    const { holdings, references } = await readPlace(externalClientApps, {
      query: (soql) =>
        soql.endsWith('FROM ExternalClientApplication')
          ? [{ Id: '0xI1', DeveloperName: 'Relay', NamespacePrefix: null, MasterLabel: 'Relay to the ERP' }]
          : [{ ...policy, ExternalClientApplicationId: '0xI1', Certificate: pem }],
      fieldTypes: () => ['IdpCertificateId', 'ExternalClientApplicationId'],
      components: {
        ExtlClntAppGlobalOauthSettings: {
          Relay_glbloauth: { label: 'Relay_glbloauth', externalClientApplication: 'Relay', certificate: pem },
          New_glbloauth: { label: 'New_glbloauth', externalClientApplication: 'New', certificate: pem },
        },
      },
    });
    assert.deepEqual(holdings.map(({ name, label }) => `${name}: ${label}`).sort(), [
      'New: New',
      'Relay (SAML): Relay to the ERP (SAML)',
      'Relay: Relay to the ERP',
    ]);
    assert.deepEqual(references.map(({ name, label }) => `${name}: ${label}`).sort(), [
      'New_glbloauth: New',
      'Portal_saml: Relay to the ERP',
      'Relay_glbloauth: Relay to the ERP',
    ]);
  });

  test('whose names cannot be asked for go by what their settings say, and that is no gap', async () => {
    const { holdings, source } = await readPlace(externalClientApps, {
      query: () => refuse('INVALID_TYPE'),
      components: {
        ExtlClntAppGlobalOauthSettings: { Relay_glbloauth: { externalClientApplication: 'Relay', certificate: pem } },
      },
    });
    assert.deepEqual([holdings[0]?.name, source.status], ['Relay', 'read']);
  });

  test('may name a certificate where a body is expected, and carry a body where a name is', async () => {
    const { lines, holdings } = await readPlace(externalClientApps, {
      components: {
        ExtlClntAppGlobalOauthSettings: { A_glbloauth: { certificate: 'Jwt_Signer' } },
        ExtlClntAppOauthSettings: { A_oauth: { externalClientApplication: 'A', clientAssertionCertificate: pem } },
      },
    });
    assert.deepEqual(lines, [
      'A_glbloauth ExtlClntAppGlobalOauthSettings.certificate → Jwt_Signer',
      'A_oauth ExtlClntAppOauthSettings.clientAssertionCertificate',
    ]);
    assert.deepEqual(
      holdings.map(({ name, certificates }) => [name, certificates.length]),
      [['A (client assertions)', 1]],
    );
  });

  test('name what signs asset tokens and client assertions', async () => {
    const { lines } = await readPlace(externalClientApps, {
      components: {
        ExtlClntAppOauthSettings: {
          A_oauth: { assetTokenSigningCertificate: '0P1', clientAssertionCertificate: 'Assertion' },
        },
      },
    });
    assert.deepEqual(lines, [
      'A_oauth ExtlClntAppOauthSettings.assetTokenSigningCertificate → 0P1',
      'A_oauth ExtlClntAppOauthSettings.clientAssertionCertificate → Assertion',
    ]);
  });

  test('pin the name that a client certificate must carry, and say which name', async () => {
    const { holdings, lines } = await readPlace(externalClientApps, {
      components: {
        ExtlClntAppOauthSecuritySettings: {
          A_security: {
            label: 'A',
            tlsClientAuthCertParamType: 'tls_client_auth_san_dns',
            tlsClientAuthCertParamValue: 'client.example',
          },
        },
      },
    });
    assert.deepEqual(
      holdings.map(({ kind, label }) => [kind, label]),
      [['pinned', 'A (tls_client_auth_san_dns: client.example)']],
    );
    assert.deepEqual(lines, ['A_security ExtlClntAppOauthSecuritySettings.tlsClientAuthCertParamValue']);
  });

  test('hold a keystore for push messages that nobody can open, and its text is not repeated', async () => {
    const secret = Buffer.from('not really a keystore').toString('base64');
    const { holdings } = await readPlace(externalClientApps, {
      components: { ExtlClntAppPushSettings: { A_push: { label: 'A', applePushConfig: { certificate: secret } } } },
    });
    assert.equal(holdings[0]?.certificates.length, 0);
    assert.ok(holdings[0].unreadable);
    assert.doesNotMatch(JSON.stringify(holdings), new RegExp(secret.slice(0, 12)));
  });

  test('have SAML policies that the Tooling API tells, with the certificate of the org itself', async () => {
    const { lines, asked, source } = await readPlace(externalClientApps, {
      ...shown,
      query: () => [{ ...policy, Certificate: pem, EncryptionCertificate: 'Encryption', IdpCertificateId: '0P1' }],
      components: { ExtlClntAppSamlConfigurablePolicies: { Portal_saml: { certificate: pem } } },
    });
    assert.deepEqual(lines, [
      'Portal_saml ExtlClntAppSamlConfigurablePolicies.certificate',
      'Portal_saml ExtlClntAppSamlConfigurablePolicies.encryptionCertificate → Encryption',
      'Portal_saml ExtlClntAppSamlPlcyCnfg.IdpCertificateId → 0P1',
    ]);
    assert.ok(!asked.some((one) => one.startsWith('read: ExtlClntAppSaml')), 'nothing is read twice');
    assert.equal(source.status, 'read');
  });

  test('have them in the metadata where the Tooling API does not tell', async () => {
    for (const fieldTypes of [undefined, () => refuse('INSUFFICIENT_ACCESS')]) {
      const { lines } = await readPlace(externalClientApps, {
        ...(fieldTypes ? { fieldTypes } : {}),
        components: {
          ExtlClntAppSamlConfigurablePolicies: {
            Portal_saml: { certificate: pem, encryptionCertificate: 'Encryption' },
          },
        },
      });
      assert.equal(lines.length, 2);
    }
  });

  test('of one name in two types are told apart', async () => {
    const { holdings } = await readPlace(externalClientApps, {
      ...shown,
      query: () => [{ ...policy, DeveloperName: 'Portal', Certificate: pem }],
      components: { ExtlClntAppGlobalOauthSettings: { Portal: { certificate: pem } } },
    });
    assert.equal(new Set(holdings.map(({ name }) => name)).size, 2);
  });

  test('that the org does not have are unavailable', async () => {
    assert.equal((await readPlace(externalClientApps, {})).source.status, 'unavailable');
  });

  test('are denied without the Metadata API, and the SAML policies are not lost', async () => {
    const { source, lines } = await readPlace(externalClientApps, {
      ...shown,
      query: () => [{ ...policy, IdpCertificateId: '0P1' }],
      metadataTypes: () => refuse('INSUFFICIENT_ACCESS'),
    });
    assert.equal(source.status, 'denied');
    assert.deepEqual(lines, ['Portal_saml ExtlClntAppSamlPlcyCnfg.IdpCertificateId → 0P1']);
  });
});
