import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { authProviders } from '../../../src/org/logins/auth-providers.ts';
import { externalAuthIdentityProviders } from '../../../src/org/logins/external-auth-identity-providers.ts';
import { publicKeyCertificates } from '../../../src/org/logins/public-key-certificates.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

describe('authentication providers', () => {
  const row = { Id: '0SO1', DeveloperName: 'Ring', TokenUrl: null, UserInfoUrl: null };
  const fieldTypes = () => ['TokenUrl', 'UserInfoUrl'];

  test('are asked where tokens and facts about users come from, in one query', async () => {
    const { lines, asked, source } = await readPlace(authProviders, {
      fieldTypes,
      query: () => [
        { ...row, TokenUrl: 'https://token.example/t', UserInfoUrl: 'https://me.example/me' },
        { ...row, Id: '0SO2', DeveloperName: 'Google' },
        { ...row, Id: '0SO3', DeveloperName: 'Odd', TokenUrl: '/services/oauth2/token' },
      ],
    });
    assert.deepEqual(lines, [
      'Ring AuthProvider.tokenUrl → https://token.example/t',
      'Ring AuthProvider.userInfoUrl → https://me.example/me',
    ]);
    assert.deepEqual(asked, [
      'describe: AuthProvider',
      'data: SELECT Id, DeveloperName, TokenUrl, UserInfoUrl FROM AuthProvider',
    ]);
    assert.deepEqual([source.id, source.status, source.items], ['org.auth-providers', 'read', 1]);
  });

  test('that are not shown are denied with the permission, unless the user holds it', async () => {
    for (const [holds, status] of [
      [false, 'denied'],
      [undefined, 'denied'],
      [true, 'unavailable'],
    ] as const) {
      const { source } = await readPlace(authProviders, {
        may: holds === undefined ? 'unknown' : { PermissionsManageAuthProviders: holds },
      });
      assert.equal(source.status, status, String(holds));
      if (status === 'denied') assert.equal(source.permission, 'Manage Auth. Providers');
    }
  });

  test('that come empty are believed of a user who holds both permissions, and else the one that is missing is named', async () => {
    for (const [may, permission] of [
      [{ PermissionsManageAuthProviders: false }, 'Manage Auth. Providers'],
      [{ PermissionsCustomizeApplication: false }, 'Customize Application'],
      [{}, undefined],
    ] as const) {
      const { source } = await readPlace(authProviders, { fieldTypes, may });
      assert.deepEqual([source.status, source.permission], [permission ? 'denied' : 'read', permission]);
    }
  });

  test('that fail are failed', async () => {
    const { source } = await readPlace(authProviders, { fieldTypes, query: () => refuse('UNKNOWN_EXCEPTION') });
    assert.equal(source.status, 'failed');
  });
});

describe('external auth identity providers', () => {
  const parameter = (parameterType: string, parameterValue: string) => ({
    parameterName: 'p',
    parameterType,
    parameterValue,
  });
  const type = 'ExternalAuthIdentityProvider';

  test('name their servers in parameters, one or many; browsers alone go to one of them', async () => {
    const { lines } = await readPlace(externalAuthIdentityProviders, {
      components: {
        [type]: {
          Tokens: {
            externalAuthIdentityProviderParameters: [
              parameter('AuthorizeUrl', 'https://a.example'),
              parameter('TokenUrl', 'https://t.example'),
              parameter('UserInfoUrl', 'https://u.example'),
              parameter('IntrospectUrl', 'https://i.example'),
              parameter('TokenRequestHttpHeader', 'https://no.example'),
            ],
          },
          One: { externalAuthIdentityProviderParameters: parameter('TokenUrl', 'https://one.example') },
          None: { label: 'None' },
        },
      },
    });
    const field = `${type}.externalAuthIdentityProviderParameters`;
    assert.deepEqual(lines, [
      `One ${field}.TokenUrl → https://one.example`,
      `Tokens ${field}.TokenUrl → https://t.example`,
      `Tokens ${field}.UserInfoUrl → https://u.example`,
      `Tokens ${field}.parameterValue → https://i.example`,
    ]);
  });

  test('are no gap where the org does not know them, and one where they may not be read', async () => {
    const without = await readPlace(externalAuthIdentityProviders, { components: { NamedCredential: {} } });
    assert.equal(without.source.status, 'unavailable');
    const denied = await readPlace(externalAuthIdentityProviders, {
      metadataTypes: () => refuse('INSUFFICIENT_ACCESS'),
    });
    assert.equal(denied.source.status, 'denied');
  });
});

describe('sets of public keys', () => {
  test('name the server from which keys are fetched', async () => {
    const { lines } = await readPlace(publicKeyCertificates, {
      components: {
        PublicKeyCertificate: {},
        PublicKeyCertificateSet: { Chat: { jwksEndPoint: 'https://keys.example/jwks' }, Own: { type: 'JWKS' } },
      },
    });
    assert.deepEqual(lines, ['Chat PublicKeyCertificateSet.jwksEndPoint → https://keys.example/jwks']);
  });
});
