import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { externalCredentials } from '../../../src/org/callouts/external-credentials.ts';
import { externalDataSources } from '../../../src/org/callouts/external-data-sources.ts';
import { outboundMessages } from '../../../src/org/callouts/outbound-messages.ts';
import { remoteSites } from '../../../src/org/callouts/remote-sites.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

describe('external credentials', () => {
  const parameter = (more: object) => ({
    Id: '0pc',
    ExternalCredentialId: '0pX',
    ParameterType: 'NamedPrincipal',
    ParameterValue: null,
    CertificateId: null,
    ...more,
  });
  const answers = (...parameters: object[]) => ({
    query: (soql: string) =>
      soql.includes('FROM ExternalCredentialParameter')
        ? parameters
        : [{ Id: '0pX', DeveloperName: 'Bank', NamespacePrefix: null }],
  });

  test('name what they sign with, and where they get tokens', async () => {
    const { lines } = await readPlace(
      externalCredentials,
      answers(
        parameter({}),
        parameter({ ParameterType: 'SigningCertificate', CertificateId: '0P1' }),
        parameter({ ParameterType: 'AuthProviderUrl', ParameterValue: 'https://login.example/token' }),
        parameter({ ParameterType: 'AuthHeader', ParameterValue: 'https://no.address' }),
      ),
    );
    assert.deepEqual(lines, [
      'Bank ExternalCredential.externalCredentialParameters.AuthProviderUrl → https://login.example/token',
      'Bank ExternalCredential.externalCredentialParameters.SigningCertificate → 0P1',
    ]);
  });

  test('that may not be read are denied, whichever half it is', async () => {
    for (const half of ['FROM ExternalCredentialParameter', 'FROM ExternalCredential']) {
      const { source } = await readPlace(externalCredentials, {
        query: (soql) => (soql.endsWith(half) ? refuse('INSUFFICIENT_ACCESS') : []),
      });
      assert.equal(source.status, 'denied', half);
    }
  });
});

describe('external data sources', () => {
  test('name their certificate and address; those without say nothing', async () => {
    const row = { NamespacePrefix: null, Endpoint: null, CertificateId: null };
    const { lines, source, asked } = await readPlace(externalDataSources, {
      query: () => [
        { ...row, Id: '0XC1', DeveloperName: 'Lake', Endpoint: 'https://lake.example', CertificateId: '0P1' },
        { ...row, Id: '0XC2', DeveloperName: 'Plain' },
      ],
    });
    assert.deepEqual(lines, [
      'Lake ExternalDataSource.certificate → 0P1',
      'Lake ExternalDataSource.endpoint → https://lake.example',
    ]);
    assert.equal(source.items, 1);
    assert.equal(asked.length, 1);
  });
});

describe('remote sites', () => {
  const row = { NamespacePrefix: null, IsActive: true };

  test('meet the server at their address', async () => {
    const { references } = await readPlace(remoteSites, {
      query: () => [{ ...row, Id: '0rp', SiteName: 'Weather', EndpointUrl: 'https://weather.example' }],
    });
    assert.deepEqual(references, [
      {
        source: 'org.remote-sites',
        name: 'Weather',
        field: 'RemoteSiteSetting.url',
        target: 'https://weather.example',
        id: '0rp',
      },
    ]);
  });

  test('that are switched off are not called, and are counted', async () => {
    const { lines, source } = await readPlace(remoteSites, {
      query: () => [{ ...row, Id: '0rp', SiteName: 'Old', EndpointUrl: 'https://old.example', IsActive: false }],
    });
    assert.deepEqual(lines, []);
    assert.equal(source.detail, 'None found. 1 remote site switched off, left out.');
  });

  test('that fail say so', async () => {
    const { source } = await readPlace(remoteSites, { query: () => refuse('UNKNOWN_EXCEPTION', 'oops') });
    assert.deepEqual(
      [source.status, source.detail],
      ['failed', 'The org answered with an error (UNKNOWN_EXCEPTION): oops.'],
    );
  });
});

describe('outbound messages', () => {
  test('meet the server that they are sent to', async () => {
    const { lines } = await readPlace(outboundMessages, {
      components: {
        WorkflowOutboundMessage: { 'Order.Notify': { endpointUrl: 'https://erp.example' }, 'Order.Empty': {} },
      },
    });
    assert.deepEqual(lines, ['Order.Notify WorkflowOutboundMessage.endpointUrl → https://erp.example']);
  });

  test('are failed where the org leaves out the type that every org has, and denied where it may not be read', async () => {
    assert.equal((await readPlace(outboundMessages, {})).source.status, 'failed');
    const { source } = await readPlace(outboundMessages, { metadataTypes: () => refuse('INSUFFICIENT_ACCESS') });
    assert.equal(source.permission, 'Modify Metadata Through Metadata API Functions');
  });
});
