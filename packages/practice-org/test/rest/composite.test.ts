import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, startOrg } from '../org-client.ts';
import { deployed, packageZip } from '../packages.ts';

interface Composite {
  readonly compositeResponse: readonly {
    readonly httpStatusCode: number;
    readonly referenceId: string;
    readonly body: { readonly id?: string } & readonly { readonly errorCode: string }[];
  }[];
}

const objects = {
  'objects/Fleet__c.object': `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <fields><fullName>Key__c</fullName><type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive></fields>
  <fields><fullName>Ships__c</fullName><type>Number</type><precision>6</precision><scale>0</scale></fields>
  <label>Fleet</label></CustomObject>`,
  'objects/Ship__c.object': `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <fields><fullName>Fleet__c</fullName><type>MasterDetail</type><referenceTo>Fleet__c</referenceTo><relationshipName>Ships</relationshipName></fields>
  <fields><fullName>Key__c</fullName><type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive></fields>
  <label>Ship</label></CustomObject>`,
};

describe('a composite request', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor, now: () => new Date('2031-02-03T04:05:06Z') });
    await deployed(org, packageZip({ CustomObject: ['Fleet__c', 'Ship__c'] }, objects));
  });
  after(() => org.close());

  const ask = async (...compositeRequest: readonly object[]) => {
    const body = { allOrNone: true, collateSubrequests: false, compositeRequest };
    const answer = await org.request<Composite>('POST', `${data}/composite`, body);
    assert.equal(answer.status, 200);
    return answer.json().compositeResponse;
  };
  const add = (object: string, body: object, referenceId = object) => ({
    method: 'POST',
    url: `${data}/sobjects/${object}`,
    referenceId,
    body,
  });
  const count = async (object: string) => (await org.query(`SELECT COUNT() FROM ${object}`)).json().totalSize;

  it('names the answer to an earlier part in a later one', async () => {
    const [fleet, ship] = await ask(
      add('Fleet__c', { Key__c: 'north', Ships__c: 1 }, 'fleet'),
      add('Ship__c', { Fleet__c: '@{fleet.id}', Key__c: 'north-1' }, 'ship'),
    );
    assert.deepEqual([fleet?.httpStatusCode, ship?.httpStatusCode, ship?.referenceId], [201, 201, 'ship']);
    const { records } = (await org.query("SELECT Fleet__r.Key__c FROM Ship__c WHERE Key__c = 'north-1'")).json();
    assert.equal((records[0]?.['Fleet__r'] as { Key__c: string }).Key__c, 'north');
  });

  it('takes back everything where one part fails, and says which', async () => {
    const before = await count('Ship__c');
    const results = await ask(
      { method: 'PATCH', url: `${data}/sobjects/Fleet__c/Key__c/north`, referenceId: 'fleet', body: { Ships__c: 7 } },
      add('Ship__c', { Fleet__c: '@{fleet.id}', Key__c: 'north-2' }, 'new'),
      add('Ship__c', { Fleet__c: '@{fleet.id}', Key__c: 'north-1' }, 'twin'),
      add('Ship__c', { Fleet__c: '@{fleet.id}', Key__c: 'north-3' }, 'later'),
    );
    assert.deepEqual(
      results.map(({ referenceId, httpStatusCode, body }) => [referenceId, httpStatusCode, body[0]?.errorCode]),
      [
        ['fleet', 400, 'PROCESSING_HALTED'],
        ['new', 400, 'PROCESSING_HALTED'],
        ['twin', 400, 'DUPLICATE_VALUE'],
        ['later', 400, 'PROCESSING_HALTED'],
      ],
    );
    assert.equal(await count('Ship__c'), before);
    const { records } = (await org.query("SELECT Ships__c FROM Fleet__c WHERE Key__c = 'north'")).json();
    assert.equal(records[0]?.['Ships__c'], 1);
  });

  it('is refused whole when it carries too much, and part by part what it cannot ask for', async () => {
    const many = Array.from({ length: 26 }, (_, n) => add('Fleet__c', { Key__c: `f${n}` }, `f${n}`));
    const refused = await org.request('POST', `${data}/composite`, { allOrNone: true, compositeRequest: many });
    assert.equal(refused.status, 400);
    const [limits, nobody] = await ask(
      { method: 'GET', url: `${data}/limits`, referenceId: 'limits' },
      add('Ship__c', { Fleet__c: '@{nobody.id}' }),
    );
    assert.deepEqual([limits?.httpStatusCode, nobody?.httpStatusCode], [404, 400]);
  });

  it('is answered by the clock of the org', async () => {
    const answer = await org.request('GET', `${data}/limits`);
    assert.equal(answer.headers.get('date'), 'Mon, 03 Feb 2031 04:05:06 GMT');
  });
});
