import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { OrgRefusal } from '@cert-health/apex-runner';
import { PracticeApexOrg } from '../../src/apex/apex-org.ts';
import { openOrg } from '../../src/apex/open-org.ts';
import { FaultGate } from '../../src/faults/fault-gate.ts';
import { quietHarbor } from '../../src/index.ts';
import { publishedSchema } from '../../src/schema/published-schema.ts';
import { answerNow } from '../../src/server/answer.ts';
import { ok } from '../../src/http/message.ts';
import type { Surroundings } from '../../src/routing/route.ts';
import { routes } from '../../src/server/routes.ts';
import { Sessions } from '../../src/routing/sessions.ts';
import { appFolder } from './app-org.ts';
import type { SmallOrg } from './small-org.ts';
import { admin, now, sailor, smallOrg, stranger } from './small-org.ts';

const small = await smallOrg();
const { apex, org } = small;
const write: SmallOrg['write'] = (...all) => small.write(...all);
const insert: SmallOrg['insert'] = (...all) => small.insert(...all);
const query: SmallOrg['query'] = (...all) => small.query(...all);
const back = apex.savepoint();

describe('the rights of a user', () => {
  beforeEach(back);

  it('on objects are those of permission sets, for administrators too', () => {
    const on = (user: string): boolean[] =>
      (['read', 'create', 'edit', 'delete'] as const).map((action) => apex.can(user, action, 'Port__c'));
    assert.deepEqual(on(sailor), [true, true, true, false]);
    assert.deepEqual([on(admin), on(stranger)], Array(2).fill([false, false, false, false]));
    assert.equal(apex.can(admin, 'edit', 'User'), true);
    assert.equal(apex.can(sailor, 'edit', 'User'), false);
  });

  it('on fields are those of permission sets; a required field is always open', () => {
    const on = (field: string): boolean[] =>
      (['read', 'edit'] as const).map((action) => apex.canField(sailor, action, 'Port__c', field));
    assert.deepEqual(['Depth__c', 'State__c', 'Code__c', 'Key__c', 'Name'].map(on), [
      [true, true],
      [true, false],
      [false, false],
      [true, true],
      [true, true],
    ]);
  });

  it('are custom permissions and classes besides', () => {
    assert.deepEqual(
      [sailor, stranger].map((user) => [apex.hasCustomPermission(user, 'shut_ports'), apex.canUseClass(user, 'Ports')]),
      [
        [true, true],
        [false, false],
      ],
    );
    assert.equal(apex.canUseClass(admin, 'Ports'), true);
  });

  it('begin and end with the assignment', () => {
    const [set] = query("SELECT Id FROM PermissionSet WHERE Name = 'Crew'");
    const id = insert('PermissionSetAssignment', { AssigneeId: stranger, PermissionSetId: String(set?.['Id']) });
    assert.equal(apex.can(stranger, 'read', 'Port__c'), true);
    write('delete', 'PermissionSetAssignment', [{ Id: id }]);
    assert.equal(apex.can(stranger, 'read', 'Port__c'), false);
  });
});

describe('a write as the user', () => {
  beforeEach(back);
  const asUser = { by: sailor, enforceRights: true };

  it('is refused as a whole where the object may not be written', () => {
    assert.throws(
      () => write('insert', 'Pier__c', [{}], asUser),
      (error) =>
        error instanceof OrgRefusal &&
        error.type === 'SecurityException' &&
        error.message === 'DML operation INSERT not allowed on Pier__c',
    );
    assert.deepEqual(query('SELECT Id FROM Pier__c'), []);
  });

  it('names the fields that may not be written (Apex Developer Guide, "Enforce User Mode for Database Operations")', () => {
    const [result] = write('insert', 'Port__c', [{ Key__c: 'a', State__c: 'shut', Code__c: 'X' }], asUser);
    assert.deepEqual(result?.errors[0]?.fields, ['State__c', 'Code__c']);
    assert.equal(
      result?.errors[0]?.message,
      'Operation failed due to fields being inaccessible on Sobject Port__c, check errors on Exception or Result!',
    );
  });

  it('goes through with what may be written', () => {
    assert.equal(write('insert', 'Port__c', [{ Key__c: 'a', Depth__c: 1 }], asUser)[0]?.success, true);
  });
});

describe('the schema', () => {
  it('finds objects without regard to case and describes their fields', () => {
    const port = apex.schema.object('port__C');
    assert.deepEqual([port?.name, port?.labelPlural, port?.isCustom], ['Port__c', 'Ports', true]);
    const types = ['Id', 'Name', 'Depth__c', 'Opened__c', 'Story__c', 'State__c', 'Is_Free__c', 'OwnerId'].map((name) =>
      port?.fields.get(name),
    );
    assert.deepEqual(
      types.map((field) => `${field?.displayType} ${field?.apexType}`),
      [
        'ID Id',
        'STRING String',
        'DOUBLE Decimal',
        'DATETIME Datetime',
        'TEXTAREA String',
        'PICKLIST String',
        'BOOLEAN Boolean',
        'REFERENCE Id',
      ],
    );
    assert.deepEqual(
      port?.fields.get('State__c')?.picklist.map(({ value, label }) => `${value} ${label}`),
      ['open Open', 'shut Shut'],
    );
  });

  it('gives every object a prefix of its own, by which an Id tells its object', () => {
    const prefixes = ['Port__c', 'Pier__c', 'Setting__mdt', 'User'].map((name) => apex.schema.object(name)?.keyPrefix);
    assert.equal(new Set(prefixes).size, 4);
    assert.equal(insert('Port__c', { Key__c: 'prefix' }).slice(0, 3), prefixes[0]);
  });

  it('knows relationships both ways, and the history', () => {
    assert.equal(apex.schema.object('Pier__c')?.fields.get('Port__c')?.relationshipName, 'Port__r');
    assert.deepEqual(apex.schema.object('Port__c')?.children.get('Piers__r'), { object: 'Pier__c', field: 'Port__c' });
    assert.equal(apex.schema.object('Port__c')?.children.get('Histories')?.object, 'Port__History');
  });
});

describe('custom metadata', () => {
  beforeEach(back);

  it('is read with the types of its fields', () => {
    const [row] = query('SELECT DeveloperName, MasterLabel, Days__c, Bell__c FROM Setting__mdt');
    assert.deepEqual(
      { ...row, Id: '' },
      { Id: '', DeveloperName: 'Default', MasterLabel: 'Default', Days__c: 7, Bell__c: true },
    );
  });

  it('is deployed; fields that are not named stay; a savepoint brings the old one back', () => {
    apex.deployCustomMetadata([{ fullName: 'Setting.Default', label: 'New', values: { Days__c: 9 } }]);
    apex.deployCustomMetadata([{ fullName: 'Setting__mdt.Other', label: 'Other', values: { Bell__c: null } }]);
    const said = (): unknown[] =>
      query('SELECT MasterLabel, Days__c, Bell__c FROM Setting__mdt ORDER BY DeveloperName').map((row) => [
        row['MasterLabel'],
        row['Days__c'],
        row['Bell__c'],
      ]);
    assert.deepEqual(said(), [
      ['New', 9, true],
      ['Other', null, false],
    ]);
    back();
    assert.deepEqual(said(), [['Default', 7, true]]);
  });

  it('is refused for a type or field that is not there', () => {
    const deploy = (fullName: string, values: object) => () =>
      apex.deployCustomMetadata([{ fullName, label: 'x', values: { ...values } }]);
    assert.throws(deploy('Nothing.Default', {}), OrgRefusal);
    assert.throws(deploy('Setting.Default', { Nights__c: 1 }), OrgRefusal);
  });
});

describe('labels, people and messages', () => {
  it('are found by name and Id', () => {
    assert.deepEqual([apex.label('welcome_aboard'), apex.label('Nothing')], ['Welcome aboard', undefined]);
    assert.deepEqual([apex.user(sailor)?.name, apex.user('005000000000000AAA')], ['Sam Sailor', undefined]);
    assert.equal(apex.organization.name, 'Harbor');
  });

  it('are kept for whoever looks', () => {
    apex.deliver({ kind: 'mail', subject: 'Ahoy' });
    assert.deepEqual(apex.delivered, [{ kind: 'mail', subject: 'Ahoy' }]);
  });
});

describe('a callout', () => {
  const url = 'http://127.0.0.1:9';
  const table = routes();
  const sessions = new Sessions(org.identity.id);
  const request = { method: 'GET', headers: {}, body: '', user: admin };
  const callout = async (endpoint: string) => {
    const schema = await publishedSchema();
    const user = { has: () => true };
    const around = {
      org,
      schema,
      sessions,
      url,
      faults: new FaultGate({}, () => new Date()),
      user,
    } as unknown as Surroundings;
    const own = {
      url,
      accessToken: sessions.opaque,
      isConnected: () => true,
      send: (sent: Parameters<typeof answerNow>[0]) => answerNow(sent, table, around),
    };
    return new PracticeApexOrg(org, schema, own).callout({ ...request, endpoint });
  };
  const refusal = (endpoint: string, message: RegExp): Promise<void> =>
    assert.rejects(
      callout(endpoint),
      (error) => error instanceof OrgRefusal && error.type === 'CalloutException' && message.test(error.message),
    );

  it('by a named credential that leads to the org is answered by the org, signed in', async () => {
    const values = { endpoint: url, label: 'Own' };
    org.put({ type: 'NamedCredential', fullName: 'Own', id: '0XA', createdDate: now, lastModifiedDate: now, values });
    const answer = await callout('callout:Own/services/data/v67.0/query?q=SELECT+Name+FROM+Organization');
    assert.equal(answer.status, 200);
    assert.match(Buffer.from(answer.body).toString(), /"Name":"Harbor"/);
    const refused = await callout('callout:Own/services/data/v67.0/nothing');
    assert.equal(refused.status, 404);
  });

  it('without a session is refused by the org', async () => {
    assert.equal((await callout(`${url}/services/data/v67.0/query?q=SELECT+Id+FROM+User`)).status, 401);
  });

  it('to another host or by a credential that is not there is a CalloutException', async () => {
    await refusal('https://example.com/', /Unable to reach/);
    await refusal('callout:Nothing/x', /named credential "Nothing"/);
  });

  it('to what takes its time is refused by name', () => {
    const asynchronous = {
      method: 'GET',
      path: /^\/slow$/,
      open: true,
      answer: () => Promise.resolve(ok('later')),
    } as const;
    const around = { faults: new FaultGate({}, () => new Date()) } as unknown as Surroundings;
    const slow = { method: 'GET', path: '/slow', search: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };
    assert.throws(() => answerNow(slow, [asynchronous], around), {
      message: 'GET /slow is not answered at once in this org.',
    });
  });
});

describe('an org with the app in it', () => {
  it('has its objects, rules, labels, permission sets and settings at once', async () => {
    const { apex: full, org: filled } = await openOrg(await quietHarbor(now), appFolder, () => now);
    const start = full.savepoint();
    const finding = full.schema.object('CertHealth_Finding__c');
    assert.equal(finding?.fields.get('Status__c')?.displayType, 'PICKLIST');
    assert.equal(filled.customObjects()['CertHealth_Finding__c']?.validationRules?.length, 5);
    assert.ok(full.label('CertHealth_Access_Read'));
    const read = (soql: string): unknown[] =>
      full
        .prepare(soql)
        .run([], {})
        .records.map(({ fields }) => fields);
    assert.equal(read("SELECT Id FROM PermissionSet WHERE Name LIKE 'CertHealth%'").length, 4);
    assert.equal(
      read('SELECT Stale_After_Days__c FROM CertHealth_Setting__mdt WHERE Stale_After_Days__c = 7').length,
      1,
    );
    assert.equal(read('SELECT Id FROM CustomNotificationType').length, 1);
    start();
  });
});
