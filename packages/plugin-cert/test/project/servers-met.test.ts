import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { metadataXml } from '../fixtures/folder.ts';
import { judgedFolder, usesIn } from './judged-folder.ts';
import { readFolder, sourceOf } from './read-folder.ts';

const provider = (fields: Readonly<Record<string, string>>): string =>
  metadataXml('AuthProvider', { friendlyName: 'Ring', providerType: 'OpenIdConnect', ...fields });
const parameter = (kind: string, text: string): string =>
  `<externalAuthIdentityProviderParameters><parameterName>p</parameterName><parameterType>${kind}</parameterType><parameterValue>${text}</parameterValue></externalAuthIdentityProviderParameters>`;
const identityProvider = (...parameters: readonly string[]): string =>
  `<ExternalAuthIdentityProvider><label>Tokens</label>${parameters.join('')}</ExternalAuthIdentityProvider>`;

describe('servers that Salesforce calls', () => {
  test('stand behind the addresses of authentication providers, but for the one that browsers go to', async (t) => {
    const report = await judgedFolder(t, {
      'a/Ring.authprovider-meta.xml': provider({
        authorizeUrl: 'https://ring.example/authorize',
        tokenUrl: 'https://token.ring.example/t',
        userInfoUrl: 'https://ME.ring.example:8443/me',
        logoutUrl: 'https://ring.example/out',
        errorUrl: 'https://ring.example/error',
        iconUrl: 'https://cdn.ring.example/i.png',
      }),
    });
    assert.deepEqual(usesIn(report), [
      'Ring AuthProvider.tokenUrl → token.ring.example null outbound-apex-one-way-tls',
      'Ring AuthProvider.userInfoUrl → me.ring.example:8443 null outbound-apex-one-way-tls',
    ]);
    assert.deepEqual(
      report.uses.map(({ name, managedBy, reference }) => [name, managedBy, reference.line]),
      [
        ['me.ring.example:8443', 'remote', 7],
        ['token.ring.example', 'remote', 6],
      ].toSorted(),
    );
  });

  test('stand behind outbound messages that have files of their own', async (t) => {
    const report = await judgedFolder(t, {
      'workflows/Order/workflowOutboundMessages/Erp.workflowOutboundMessage-meta.xml': metadataXml(
        'WorkflowOutboundMessage',
        { fullName: 'Erp', endpointUrl: 'https://erp.example/in' },
      ),
    });
    assert.deepEqual(usesIn(report), [
      'Erp WorkflowOutboundMessage.endpointUrl → erp.example null outbound-apex-one-way-tls',
    ]);
  });

  test('stand behind the parameters of external auth identity providers, known and new ones', async (t) => {
    const report = await judgedFolder(t, {
      'e/Tokens.externalAuthIdentityProvider-meta.xml': identityProvider(
        parameter('AuthorizeUrl', 'https://broker.example/authorize'),
        parameter('TokenUrl', 'https://token.broker.example'),
        parameter('UserInfoUrl', 'https://me.broker.example'),
        parameter('IntrospectUrl', 'https://introspect.broker.example'),
        parameter('JwksUrl', 'https://keys.broker.example/jwks'),
        parameter('TokenRequestBodyParameter', 'https://audience.example'),
        parameter('ClientAuthentication', 'https://no.example'),
      ),
    });
    const parameters = 'Tokens ExternalAuthIdentityProvider.externalAuthIdentityProviderParameters';
    assert.deepEqual(usesIn(report), [
      `${parameters}.TokenUrl → token.broker.example null outbound-apex-one-way-tls`,
      `${parameters}.UserInfoUrl → me.broker.example null outbound-apex-one-way-tls`,
      `${parameters}.parameterValue → introspect.broker.example null outbound-apex-one-way-tls`,
      `${parameters}.parameterValue → keys.broker.example null outbound-apex-one-way-tls`,
    ]);
  });

  test('stand behind sets of keys that are fetched', async (t) => {
    const report = await judgedFolder(t, {
      'k/Chat.PublicKeyCertificateSet-meta.xml': metadataXml('PublicKeyCertificateSet', {
        jwksEndPoint: 'https://keys.example/jwks.json',
        masterLabel: 'Chat',
        type: 'JWKS_URL',
      }),
    });
    assert.deepEqual(usesIn(report), [
      'Chat PublicKeyCertificateSet.jwksEndPoint → keys.example null outbound-apex-one-way-tls',
    ]);
  });

  test('are none without TLS, behind another credential, or where no address stands', async (t) => {
    const read = await judgedFolder(t, {
      'a/A.authprovider': provider({ tokenUrl: 'http://plain.example/t', userInfoUrl: 'callout:Ring/me' }),
      'a/B.authprovider': provider({ tokenUrl: '/services/oauth2/token', customMetadataTypeRecord: 'Ring' }),
      'n/C.namedCredential': metadataXml('NamedCredential', { endpoint: 'callout:Other/{!Path}', label: 'C' }),
    });
    assert.deepEqual(usesIn(read), []);
  });

  test('are told by the mark where the address is filled in at deployment, and nothing else of it', async (t) => {
    const report = await judgedFolder(t, {
      'a/Ring.authprovider': provider({ tokenUrl: 'https://svc:s3cret@${RING_HOST}/token' }),
    });
    assert.deepEqual(usesIn(report), ['Ring AuthProvider.tokenUrl → ${RING_HOST} null outbound-apex-one-way-tls']);
    assert.doesNotMatch(JSON.stringify(report), /s3cret/);
  });

  test('have sources of their own, also where nothing was found, and a file that is cut off is told', async (t) => {
    const none = await readFolder(t, { 'x.txt': '' });
    for (const place of ['auth-providers', 'external-auth-identity-providers']) {
      assert.deepEqual(
        [sourceOf(none, `project.${place}`).status, sourceOf(none, `project.${place}`).items],
        ['read', 0],
      );
    }
    const cut = await readFolder(t, { 'a/Ring.authprovider-meta.xml': '<AuthProvider><tokenUrl>https://t' });
    assert.equal(sourceOf(cut, 'project.auth-providers').status, 'failed');
  });
});
