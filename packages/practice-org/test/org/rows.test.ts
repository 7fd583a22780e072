import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { Component } from '../../src/org/component.ts';
import { configurationRows, isConfiguration } from '../../src/org/configuration-rows.ts';
import type { KeyPairRecord } from '../../src/org/key-pair-record.ts';
import { certificateId } from '../../src/org/key-pair-record.ts';
import type { Row } from '../../src/org/row.ts';
import { nameParts } from '../../src/org/rows/configuration.ts';
import { now } from '../org-client.ts';

function component(type: string, fullName: string, values: Component['values'], content?: string): Component {
  const base = { type, fullName, id: `id of ${fullName}`, values, createdDate: now, lastModifiedDate: now };
  return { ...base, ...(content === undefined ? {} : { content }) };
}

describe('the rows of configuration', () => {
  it('give certificates by Id where metadata names them', async () => {
    const { keyPairs } = await quietHarbor(now);
    const components = [
      component('NamedCredential', 'Old', { label: 'Old', certificate: 'Supplier_Client' }),
      component('NamedCredential', 'New', {
        label: 'New',
        namedCredentialParameters: [
          { parameterName: 'Url', parameterType: 'Url', parameterValue: 'https://x.example' },
          { parameterName: 'Cert', parameterType: 'ClientCertificate', certificate: 'Supplier_Client' },
        ],
      }),
    ];
    const id = keyPairs.find(({ developerName }) => developerName === 'Supplier_Client')?.id;
    const credentials = configurationRows('NamedCredential', { components, keyPairs });
    assert.deepEqual(
      credentials?.map(({ DeveloperName, CertificateId }) => [DeveloperName, CertificateId]),
      [
        ['Old', id],
        ['New', null],
      ],
    );
    const parameters = configurationRows('NamedCredentialParameter', { components, keyPairs });
    assert.deepEqual(
      parameters?.map(({ ParameterType, CertificateId, NamedCredentialId }) => [
        ParameterType,
        CertificateId,
        NamedCredentialId,
      ]),
      [
        ['Url', null, 'id of New'],
        ['ClientCertificate', id, 'id of New'],
      ],
    );
  });

  it('show what the data API shows of sign-on and code', () => {
    const components = [
      component('SamlSsoConfig', 'Okta', { name: 'Okta sign-on', issuer: 'https://i.example', validationCert: 'MII' }),
      component('ApexClass', 'Sender', { apiVersion: '67.0' }, 'class Sender {}'),
      component('ConnectedApp', 'App', { label: 'The app', contactEmail: 'x@y.example' }),
    ];
    const rows = (object: string) => configurationRows(object, { components, keyPairs: [] })?.[0];
    assert.deepEqual(
      [rows('SamlSsoConfig')?.['ValidationCert'], rows('SamlSsoConfig')?.['MasterLabel']],
      ['MII', 'Okta sign-on'],
    );
    assert.deepEqual([rows('ApexClass')?.['Body'], rows('ApexClass')?.['ApiVersion']], ['class Sender {}', 67]);
    assert.equal(rows('ConnectedApplication')?.['Name'], 'The app');
  });

  it('are not made for other objects', () => {
    assert.equal(configurationRows('User', { components: [], keyPairs: [] }), undefined);
    assert.equal(configurationRows('toString', { components: [], keyPairs: [] }), undefined);
    assert.deepEqual(['User', 'toString', 'ApexClass', 'Any__mdt'].map(isConfiguration), [false, false, true, true]);
  });
});

describe('the rows of what is configured', () => {
  const rows = (object: string, ...components: Component[]): readonly Row[] =>
    configurationRows(object, { components, keyPairs: [] }) ?? [];
  const pick = (row: Row | undefined, ...fields: string[]) => fields.map((field) => row?.[field] ?? null);

  it('keep the namespace of a package apart from the name', () => {
    const [row] = rows('NamedCredential', component('NamedCredential', 'acme__Orders', { label: 'Orders' }));
    assert.deepEqual(pick(row, 'DeveloperName', 'NamespacePrefix', 'FullName', 'ManageableState'), [
      'Orders',
      'acme',
      'acme__Orders',
      'installed',
    ]);
    const [code] = rows('ApexClass', component('ApexClass', 'acme__Gateway', { apiVersion: '67.0' }, '(hidden)'));
    assert.deepEqual(pick(code, 'Name', 'NamespacePrefix', 'Body'), ['Gateway', 'acme', '(hidden)']);
  });

  it('have remote sites, outbound messages and labels by the names that the Tooling API gives them', () => {
    const [site] = rows(
      'RemoteProxy',
      component('RemoteSiteSetting', 'Maps', { url: 'https://m.example', isActive: true }),
    );
    assert.deepEqual(pick(site, 'SiteName', 'EndpointUrl', 'IsActive'), ['Maps', 'https://m.example', true]);
    const message = { fullName: 'Notify', name: 'Notify', endpointUrl: 'https://e.example', apiVersion: '67.0' };
    const [outbound] = rows('WorkflowOutboundMessage', component('Workflow', 'Order', { outboundMessages: message }));
    assert.deepEqual(pick(outbound, 'FullName', 'Name', 'ApiVersion', 'EntityDefinitionId'), [
      'Order.Notify',
      'Notify',
      67,
      'Order',
    ]);
    const labels = {
      labels: [
        { fullName: 'One', value: 'a' },
        { fullName: 'acme__Two', value: 'b' },
      ],
    };
    assert.deepEqual(
      rows('ExternalString', component('CustomLabels', 'CustomLabels', labels)).map((row) =>
        pick(row, 'Name', 'NamespacePrefix', 'Value'),
      ),
      [
        ['One', null, 'a'],
        ['Two', 'acme', 'b'],
      ],
    );
  });

  it('have a flow and its version as two records that point at each other', () => {
    const flow = { ...component('Flow', 'Send', { label: 'Send', apiVersion: 67 }), id: '300000000000001AAA' };
    const [definition] = rows('FlowDefinition', flow);
    const [version] = rows('Flow', flow);
    assert.equal(definition?.['ActiveVersionId'], version?.['Id']);
    assert.equal(version?.['DefinitionId'], definition?.['Id']);
    assert.notEqual(version?.['Id'], definition?.['Id']);
  });

  it('have what only the Tooling API shows', () => {
    const policies = component('ExtlClntAppSamlConfigurablePolicies', 'App_saml', { externalClientApplication: 'App' });
    const app = component('ExternalClientApplication', 'App', {});
    const [row] = rows('ExtlClntAppSamlPlcyCnfg', app, { ...policies, tooling: { IdpCertificateId: '0P1' } });
    assert.deepEqual(pick(row, 'IdpCertificateId', 'ExternalClientApplicationId'), ['0P1', 'id of App']);
  });

  it('have records of custom metadata by type, whether seeded or deployed', () => {
    const seeded = { values: { field: 'Name__c', value: { '@xsi:type': 'xsd:string', '#text': 'Client' } } };
    const deployed = { values: [{ field: 'Name__c', value: 'Other' }] };
    const found = rows(
      'Setting__mdt',
      component('CustomMetadata', 'Setting.One', seeded),
      component('CustomMetadata', 'Setting.acme__Two', deployed),
      component('CustomMetadata', 'SettingToo.Three', deployed),
    );
    assert.deepEqual(
      found.map((row) => pick(row, 'DeveloperName', 'QualifiedApiName', 'NamespacePrefix', 'Name__c')),
      [
        ['One', 'One', null, 'Client'],
        ['Two', 'acme__Two', 'acme', 'Other'],
      ],
    );
  });
});

describe('a full name', () => {
  it('has a namespace only before a name', () => {
    assert.deepEqual(nameParts('acme__Orders'), { namespace: 'acme', name: 'Orders' });
    assert.deepEqual(nameParts('Orders'), { namespace: null, name: 'Orders' });
    for (const custom of ['Scan__c', 'Setting__mdt', 'Event__e']) assert.equal(nameParts(custom).namespace, null);
    assert.deepEqual(nameParts('acme__Setting__mdt'), { namespace: 'acme', name: 'Setting__mdt' });
  });
});

describe('the Id of a certificate that is named', () => {
  const record = (developerName: string, id: string, deleted = false) =>
    ({ developerName, id, deleted }) as KeyPairRecord;
  const records = [record('Client', 'old', true), record('Client', 'new')];

  it('is that of the one that exists, whatever the case and the namespace', () => {
    for (const name of ['Client', 'CLIENT', 'acme__Client']) assert.equal(certificateId(name, records), 'new', name);
  });

  it('leads nowhere, and always to the same, when it is gone', () => {
    const gone = certificateId('Gone', records);
    assert.match(gone ?? '', /^0P1\w{15}$/);
    assert.equal(certificateId('Gone', records), gone);
    assert.notEqual(certificateId('Other', records), gone);
  });

  it('is none where nothing is named', () => {
    assert.deepEqual([certificateId(undefined, records), certificateId('', records)], [undefined, undefined]);
  });
});
