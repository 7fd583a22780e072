import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { leaksIn, planted, plantedSecrets } from '../../../core/test/fixtures/planted-secrets.ts';
import { sites } from '../../src/org/arrivals/sites.ts';
import { apex } from '../../src/org/code/apex.ts';
import { customMetadata } from '../../src/org/elsewhere/custom-metadata.ts';
import { encryptionKeys } from '../../src/org/elsewhere/encryption-keys.ts';
import { flows } from '../../src/org/elsewhere/flows.ts';
import { connectedApps } from '../../src/org/logins/connected-apps.ts';
import { externalClientApps } from '../../src/org/logins/external-client-apps.ts';
import { identityProvider } from '../../src/org/logins/identity-provider.ts';
import { publicKeyCertificates } from '../../src/org/logins/public-key-certificates.ts';
import { samlSsoConfigs } from '../../src/org/logins/saml-sso-configs.ts';
import type { PlaceReader } from '../../src/org/place-reader.ts';
import type { Answers } from '../org/fake-org.ts';
import { readPlace } from '../org/place.ts';
import { literal } from './project-of-secrets.ts';

/** An org with one class, and rows for what it reads. */
const classOf = (expression: string, rows: (soql: string) => unknown[] = () => []): Answers => ({
  query: (soql) => {
    if (soql.includes('FROM ApexTrigger')) return [];
    if (!soql.includes('FROM ApexClass')) return rows(soql);
    const Body = `public class Gateway {\n  void run(HttpRequest r) {\n    r.setClientCertificateName(${expression});\n  }\n}`;
    return [{ Id: '01p000000000001', Name: 'Gateway', NamespacePrefix: null, Body }];
  },
});
const component = (type: string, fields: Readonly<Record<string, unknown>>): Answers => ({
  query: () => [],
  fieldTypes: () => [],
  components: { [type]: { One: fields } },
});

interface Route {
  readonly route: string;
  readonly reader: PlaceReader;
  readonly answers: (text: string) => Answers;
  /** Where the key lies. */
  readonly place: string;
}

const routes: readonly Route[] = [
  { route: 'code', reader: apex, answers: (text) => classOf(literal(text)), place: 'Gateway ApexClass' },
  {
    route: 'a label that code reads',
    reader: apex,
    answers: (text) => classOf('Label.Caller_Key', () => [{ Name: 'Caller_Key', NamespacePrefix: null, Value: text }]),
    place: 'Caller_Key CustomLabel.value',
  },
  {
    route: 'a record that code reads',
    reader: apex,
    answers: (text) =>
      classOf("Push__mdt.getInstance('Main').Key__c", () => [
        { Id: 'm00000000000001', DeveloperName: 'Main', NamespacePrefix: null, Key__c: text },
      ]),
    place: 'Push.Main CustomMetadata.Key__c',
  },
  {
    route: 'a setting that code reads',
    reader: apex,
    answers: (text) =>
      classOf('Push__c.getOrgDefaults().Key__c', () => [{ Id: 'a00000000000001', Name: 'x', Key__c: text }]),
    place: 'Push__c CustomSetting.Key__c',
  },
  {
    route: 'custom metadata',
    reader: customMetadata,
    answers: (text) => ({
      objectNames: () => ['Push__mdt'],
      fieldTypes: () => ({ Key__c: 'textarea' }),
      query: () => [{ Id: 'm00000000000001', DeveloperName: 'Main', NamespacePrefix: null, Key__c: text }],
    }),
    place: 'Push.Main CustomMetadata.Key__c',
  },
  {
    route: 'a flow',
    reader: flows,
    answers: (text) => component('Flow', { constants: { value: { stringValue: text } } }),
    place: 'One Flow.stringValue',
  },
  ...(
    [
      [connectedApps, 'ConnectedApp', { oauthConfig: { certificate: '' } }, 'One'],
      [connectedApps, 'ConnectedApp', { samlConfig: { encryptionCertificate: '' } }, 'One'],
      [externalClientApps, 'ExtlClntAppOauthSettings', { clientAssertionCertificate: '' }, 'One'],
      [externalClientApps, 'ExtlClntAppGlobalOauthSettings', { certificate: '' }, 'One'],
      [samlSsoConfigs, 'SamlSsoConfig', { validationCert: '' }, 'One'],
      [samlSsoConfigs, 'SamlSsoConfig', { decryptionCertificate: '' }, 'One'],
      [publicKeyCertificates, 'PublicKeyCertificate', { jsonWebKey: '' }, 'One'],
      [sites, 'CustomSite', { customWebAddresses: { certificate: '' } }, 'One'],
    ] as const
  ).map(([reader, type, shape, name]): Route => {
    const field = Object.entries(shape)
      .flatMap(([outer, inner]) => (inner === '' ? outer : [outer, ...Object.keys(inner as object)]))
      .join('.');
    return {
      route: `${type}.${field}`,
      reader,
      answers: (text) =>
        component(
          type,
          JSON.parse(JSON.stringify(shape).replace('""', JSON.stringify(text))) as Record<string, unknown>,
        ),
      place: `${name} ${type}.${field}`,
    };
  }),
  {
    route: 'the certificate of the identity provider',
    reader: identityProvider,
    answers: (text) => ({
      components: {
        IdentityProviderSettings: { IdentityProvider: { enableIdentityProvider: 'true', certificateName: text } },
      },
    }),
    place: 'IdentityProvider IdentityProviderSettings.certificateName',
  },
  {
    route: 'the name of a certificate for encryption',
    reader: encryptionKeys,
    answers: (text) => ({
      fieldTypes: () => ['RemoteKeyCertificate'],
      query: () => [{ Id: '02G000000000001', Type: 'Data', Version: 1, Status: 'ACTIVE', RemoteKeyCertificate: text }],
    }),
    place: 'Data 1 TenantSecret.RemoteKeyCertificate',
  },
];

describe('a secret key in an org', () => {
  for (const { route, reader, answers, place } of routes) {
    test(`is never repeated, and its place is told: ${route}`, async () => {
      for (const secret of plantedSecrets) {
        const { exposedKeys, references, holdings, source } = await readPlace(reader, answers(secret.text));
        const content = JSON.stringify({
          exposedKeys,
          references,
          holdings: holdings.map(({ certificates: _, ...rest }) => rest),
          source,
        });
        assert.deepEqual(leaksIn(content, secret), [], secret.face);
        assert.deepEqual(
          [...new Set(exposedKeys.map(({ name, field }) => `${name} ${field}`))].slice(-1),
          [place],
          secret.face,
        );
      }
    });
  }

  test('is told by the line of the code', async () => {
    const { exposedKeys } = await readPlace(apex, classOf(literal(planted('PKCS#8 in PEM').text)));
    assert.deepEqual(
      exposedKeys.map(({ line, id }) => [line, id]),
      [[3, '01p000000000001']],
    );
  });
});
