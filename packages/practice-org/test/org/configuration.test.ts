import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { Company } from '../../src/index.ts';
import type { Component } from '../../src/org/component.ts';
import { customObjectSchemas } from '../../src/org/custom-objects.ts';
import { Org } from '../../src/org/org.ts';
import { now } from '../org-client.ts';

function component(type: string, fullName: string, values: Component['values'], content?: string): Component {
  const base = { type, fullName, id: `id of ${fullName}`, values, createdDate: now, lastModifiedDate: now };
  return { ...base, ...(content === undefined ? {} : { content }) };
}

describe('a custom metadata type', () => {
  it('has the fields of its kind and no owner', () => {
    const type = component('CustomObject', 'Setting__mdt', { fields: { fullName: 'Name__c', type: 'Text' } });
    const [schema] = Object.values(customObjectSchemas([type], () => 'm00'));
    assert.deepEqual(
      ['DeveloperName', 'QualifiedApiName', 'Name__c', 'OwnerId', 'Name'].map((field) => schema?.fields[field]),
      ['string', 'string', 'string', undefined, undefined],
    );
    assert.deepEqual(schema?.parents, {});
  });
});

describe('a deployed custom object', () => {
  const [schema] = Object.values(
    customObjectSchemas(
      [
        component('CustomObject', 'Scan__c', {
          fields: [
            { fullName: 'Key__c', type: 'Text', length: '64', externalId: 'true' },
            { fullName: 'Day__c', type: 'Date' },
            { fullName: 'Owner__c', type: 'Lookup', referenceTo: 'User' },
          ],
        }),
        component('CustomObject', 'Account', {}),
      ],
      () => 'a00',
    ),
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
    assert.deepEqual(schema?.lengths, { Name: 80, Key__c: 64 });
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
