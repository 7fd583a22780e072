import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namedCredentials } from '../../../src/org/callouts/named-credentials.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

const row = (name: string, more: object = {}) => ({
  Id: `0XA_${name}`,
  DeveloperName: name,
  NamespacePrefix: null,
  Endpoint: null,
  AuthTokenEndpointUrl: null,
  CertificateId: null,
  JwtSigningCertificateId: null,
  ...more,
});
const parameter = (owner: string, more: object) => ({
  Id: `0Xp_${owner}`,
  NamedCredentialId: `0XA_${owner}`,
  ParameterType: 'Url',
  ParameterValue: null,
  CertificateId: null,
  ...more,
});
const org = (rows: object[], parameters: object[] = []) => ({
  query: (soql: string) => (soql.includes('FROM NamedCredentialParameter') ? parameters : rows),
});

describe('named credentials', () => {
  test('a legacy one names its certificates, its address and where it gets tokens', async () => {
    const { lines, references } = await readPlace(
      namedCredentials,
      org([
        row('Old', {
          Endpoint: 'https://old.example',
          AuthTokenEndpointUrl: 'https://login.example/token',
          CertificateId: '0P1client',
          JwtSigningCertificateId: '0P1signer',
        }),
      ]),
    );
    assert.deepEqual(lines, [
      'Old NamedCredential.authTokenEndpointUrl → https://login.example/token',
      'Old NamedCredential.certificate → 0P1client',
      'Old NamedCredential.jwtSigningCertificate → 0P1signer',
      'Old NamedCredential.namedCredentialParameters.Url → https://old.example',
    ]);
    assert.ok(references.every(({ id, source }) => id === '0XA_Old' && source === 'org.named-credentials'));
  });

  test('one of today names them in parameters, which go by the name of their credential', async () => {
    const { lines } = await readPlace(
      namedCredentials,
      org(
        [row('New')],
        [
          parameter('New', { ParameterValue: 'https://new.example' }),
          parameter('New', { ParameterType: 'ClientCertificate', CertificateId: '0P1client' }),
          parameter('New', { ParameterType: 'Authentication', ParameterValue: 'https://not.an.address' }),
        ],
      ),
    );
    assert.deepEqual(lines, [
      'New NamedCredential.namedCredentialParameters.ClientCertificate → 0P1client',
      'New NamedCredential.namedCredentialParameters.Url → https://new.example',
    ]);
  });

  test('an address that stands in both places is one', async () => {
    const { lines } = await readPlace(
      namedCredentials,
      org(
        [row('Both', { Endpoint: 'https://x.example' })],
        [parameter('Both', { ParameterValue: 'https://x.example' })],
      ),
    );
    assert.equal(lines.length, 1);
  });

  test('that of a package has its namespace in its name', async () => {
    const { lines } = await readPlace(
      namedCredentials,
      org([row('Api', { NamespacePrefix: 'acme', CertificateId: '0P1' })]),
    );
    assert.deepEqual(lines, ['acme__Api NamedCredential.certificate → 0P1']);
  });

  test('two queries of the Tooling API are all that is asked', async () => {
    const { asked } = await readPlace(namedCredentials, org([row('A'), row('B'), row('C')]));
    assert.equal(asked.length, 2);
    assert.ok(asked.every((one) => one.startsWith('tooling: SELECT ')));
  });

  test('parameters that may not be read leave what the credentials themselves say', async () => {
    const { source, lines } = await readPlace(namedCredentials, {
      query: (soql) =>
        soql.includes('FROM NamedCredentialParameter')
          ? refuse('INVALID_TYPE')
          : [row('Old', { CertificateId: '0P1client' })],
    });
    assert.equal(lines.length, 1);
    assert.equal(source.status, 'denied');
    assert.equal(source.permission, 'View Setup and Configuration');
    assert.match(source.detail, /may not read the parameters of named credentials/);
  });

  test('a parameter whose credential is not shown goes by Id', async () => {
    const { lines } = await readPlace(namedCredentials, org([], [parameter('Lost', { CertificateId: '0P1' })]));
    assert.deepEqual(lines, ['0XA_Lost NamedCredential.namedCredentialParameters.ClientCertificate → 0P1']);
  });
});
