import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';
import { deployed, packageZip } from '../packages.ts';

interface Saved {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { readonly statusCode: string }[];
}

const voyage = `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <fields><fullName>Key__c</fullName><type>Text</type><length>20</length><externalId>true</externalId></fields>
  <fields><fullName>Days__c</fullName><type>Number</type></fields>
  <fields><fullName>Done__c</fullName><type>Checkbox</type></fields>
  <fields><fullName>Left__c</fullName><type>DateTime</type></fields>
  <fields><fullName>Captain__c</fullName><type>Lookup</type><referenceTo>User</referenceTo></fields>
  <label>Voyage</label></CustomObject>`;

describe('writing records', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
    await deployed(org, packageZip({ CustomObject: ['Voyage__c'] }, { 'objects/Voyage__c.object': voyage }));
  });
  after(() => org.close());

  const collection = (body: object, path = '') =>
    org.request<Saved[]>('PATCH', `${data}/composite/sobjects${path}`, body);
  const record = (fields: object) => ({ attributes: { type: 'Voyage__c' }, ...fields });

  it('refuses custom objects until they are deployed', async () => {
    const answer = await org.request('POST', `${data}/sobjects/Cargo__c`, { Name: 'x' });
    assert.equal(refusals(answer)[0]?.errorCode, 'INVALID_TYPE');
  });

  it('adds a record, which can then be queried, changed and deleted', async () => {
    const added = await org.request<Saved>('POST', `${data}/sobjects/Voyage__c`, { Name: 'First', Days__c: 12 });
    assert.equal(added.status, 201);
    const id = added.json().id ?? '';
    assert.equal((await org.request('PATCH', `${data}/sobjects/Voyage__c/${id}`, { Done__c: true })).status, 204);
    const { records } = (await org.query('SELECT Name, Days__c, Done__c FROM Voyage__c WHERE Days__c > 11')).json();
    assert.deepEqual([records[0]?.['Name'], records[0]?.['Days__c'], records[0]?.['Done__c']], ['First', 12, true]);
    assert.equal((await org.request('DELETE', `${data}/sobjects/Voyage__c/${id}`)).status, 204);
    assert.equal((await org.query('SELECT COUNT() FROM Voyage__c')).json().totalSize, 0);
    assert.equal((await org.request('DELETE', `${data}/sobjects/Voyage__c/${id}`)).status, 404);
  });

  it('upserts by an external Id: 201 when new, 200 when known', async () => {
    const path = `${data}/sobjects/Voyage__c/Key__c/north-1`;
    const first = await org.request<Saved>('PATCH', path, { Days__c: 1 });
    const second = await org.request<Saved>('PATCH', path, { Days__c: 2 });
    assert.deepEqual([first.status, first.json().created], [201, true]);
    assert.deepEqual([second.status, second.json().created], [200, false]);
    assert.equal(first.json().id, second.json().id);
    const { records } = (await org.query("SELECT Days__c FROM Voyage__c WHERE Key__c = 'north-1'")).json();
    assert.equal(records[0]?.['Days__c'], 2);
  });

  it('upserts collections, each record with a result of its own', async () => {
    const records = [
      record({ Key__c: 'a', Days__c: 1 }),
      record({ Key__c: 'b', Nights__c: 1 }),
      record({ Days__c: 3 }),
    ];
    const results = (await collection({ allOrNone: false, records }, '/Voyage__c/Key__c')).json();
    assert.deepEqual(
      results.map(({ success, errors }) => (success ? 'saved' : errors[0]?.statusCode)),
      ['saved', 'INVALID_FIELD', 'MISSING_ARGUMENT'],
    );
  });

  it('takes everything back when all or none was asked', async () => {
    const records = [record({ Key__c: 'c' }), record({ Key__c: 'd', Days__c: 'many' })];
    const results = (await collection({ allOrNone: true, records }, '/Voyage__c/Key__c')).json();
    assert.deepEqual(
      results.map(({ errors }) => errors[0]?.statusCode),
      ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'JSON_PARSER_ERROR'],
    );
    assert.equal((await org.query("SELECT COUNT() FROM Voyage__c WHERE Key__c = 'c'")).json().totalSize, 0);
  });

  it('changes collections by Id', async () => {
    const added = await org.request<Saved>('POST', `${data}/sobjects/Voyage__c`, { Name: 'Second' });
    const results = (await collection({ records: [record({ id: added.json().id, Days__c: 7 })] })).json();
    assert.equal(results[0]?.success, true);
  });

  it('takes at most 200 records', async () => {
    const records = Array.from({ length: 201 }, (_, index) => record({ Key__c: String(index) }));
    const answer = await collection({ records }, '/Voyage__c/Key__c');
    assert.equal(refusals(answer)[0]?.errorCode, 'EXCEEDED_ID_LIMIT');
  });

  it('upserts only by fields that are external Ids', async () => {
    const answer = await org.request('PATCH', `${data}/sobjects/Voyage__c/Days__c/3`, { Name: 'x' });
    assert.equal(answer.status, 404);
  });

  it('refuses values that do not fit', async () => {
    const refusal = async (fields: object): Promise<string | undefined> =>
      refusals(await org.request('POST', `${data}/sobjects/Voyage__c`, fields))[0]?.errorCode;
    assert.equal(await refusal({ Key__c: 'x'.repeat(21) }), 'STRING_TOO_LONG');
    assert.equal(await refusal({ Done__c: 'yes' }), 'JSON_PARSER_ERROR');
    assert.equal(await refusal({ Left__c: 'tomorrow' }), 'JSON_PARSER_ERROR');
    assert.equal(await refusal({ Captain__c: 'Nansen' }), 'JSON_PARSER_ERROR');
    assert.equal(await refusal({ CreatedDate: '2026-11-22T00:00:00Z' }), 'INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('follows the relationships of custom objects', async () => {
    const [user] = (await org.query<{ Id: string }>("SELECT Id FROM User WHERE Name = 'Sam Ellis'")).json().records;
    await org.request('POST', `${data}/sobjects/Voyage__c`, { Name: 'Third', Captain__c: user?.Id });
    const soql = "SELECT Captain__r.Name FROM Voyage__c WHERE Captain__r.Name = 'Sam Ellis'";
    assert.equal((await org.query(soql)).json().totalSize, 1);
  });

  it('does not write configuration as records', async () => {
    const answer = await org.request('POST', `${data}/sobjects/NamedCredential`, { DeveloperName: 'x' });
    assert.equal(answer.status, 405);
  });

  it('refuses bodies that are not JSON objects', async () => {
    const answer = await org.request('POST', `${data}/sobjects/Voyage__c`, [1]);
    assert.equal(refusals(answer)[0]?.errorCode, 'JSON_PARSER_ERROR');
  });
});
