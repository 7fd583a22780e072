import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { Company } from '../../src/index.ts';
import type { Component } from '../../src/metadata/component.ts';
import { configurationRows } from '../../src/org/configuration-rows.ts';
import { customObjectSchemas } from '../../src/org/custom-objects.ts';
import { Org } from '../../src/org/org.ts';
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
  });
});

describe('a deployed custom object', () => {
  const [schema] = Object.values(
    customObjectSchemas([
      component('CustomObject', 'Scan__c', {
        fields: [
          { fullName: 'Key__c', type: 'Text', length: '64', externalId: 'true' },
          { fullName: 'Day__c', type: 'Date' },
          { fullName: 'Owner__c', type: 'Lookup', referenceTo: 'User' },
        ],
      }),
      component('CustomObject', 'Account', {}),
    ]),
  );

  it('has its own fields and those that every object has', () => {
    assert.equal(schema?.name, 'Scan__c');
    assert.deepEqual(
      ['Id', 'Name', 'CreatedDate', 'Key__c', 'Day__c', 'Owner__c'].map((field) => schema?.fields[field]),
      ['id', 'string', 'datetime', 'string', 'date', 'id'],
    );
  });

  it('knows its external Ids, lengths and relationships', () => {
    assert.deepEqual(schema?.externalIds, ['Key__c']);
    assert.deepEqual(schema?.lengths, { Key__c: 64 });
    assert.equal(schema?.parents['Owner__r'], 'User');
    assert.equal(schema?.parentKeys?.['Owner__r'], 'Owner__c');
  });
});

describe('the state of an org', () => {
  let company: Company;
  before(async () => {
    company = await quietHarbor(now);
  });

  it('takes rows back to a checkpoint', () => {
    const org = new Org(company, () => now);
    const restore = org.checkpoint();
    org.setRows('Account', [{ Id: '001', Name: 'x' }]);
    assert.equal(org.rows('Account').length, 1);
    restore();
    assert.deepEqual(org.rows('Account'), []);
    assert.equal(org.rows('User').length, 1);
  });

  it('replaces a component of the same type and name only', () => {
    const org = new Org(company, () => now);
    const count = org.components().length;
    org.put(component('NamedCredential', 'Supplier', { label: 'Changed' }));
    assert.equal(org.components().length, count);
    org.put(component('ExternalCredential', 'Supplier', {}));
    assert.equal(org.components().length, count + 1);
  });

  it('keeps what is deleted from the Metadata API, and a key pair visible to the Tooling API', () => {
    const org = new Org(company, () => now);
    const gone = org.components().find(({ fullName }) => fullName === 'Webhook_Signing');
    assert.ok(gone !== undefined);
    org.remove(gone);
    assert.ok(!org.components().some(({ fullName }) => fullName === 'Webhook_Signing'));
    assert.equal(org.rows('Certificate').length, 2);
  });

  it('gives Ids that nothing has', () => {
    const org = new Org(company, () => now);
    const ids = [org.newId('Custom'), org.newId('Custom'), org.newId('Certificate')];
    assert.equal(new Set(ids).size, 3);
  });

  it('does not share changes with another org of the same company', () => {
    const [one, other] = [new Org(company, () => now), new Org(company, () => now)];
    one.keyPairs = [];
    one.setRows('User', []);
    assert.equal(other.keyPairs.length, 2);
    assert.equal(other.rows('User').length, 1);
  });
});
