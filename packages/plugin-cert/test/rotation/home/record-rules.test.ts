/** The validation rules of rotations and their events as they are deployed: what an org refuses whoever asks. */
import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import type { OrgRecords, RecordWrite } from '../../../src/rotation/home/org-records.ts';
import { connectionRecords } from '../../../src/rotation/home/org-records.ts';
import { connect } from '../../fixtures/log-in.ts';
import { appFolder } from './rotating-in-org.ts';

type Fields = RecordWrite['fields'];

const rotation = 'CertHealth_Rotation__c';
const event = 'CertHealth_Rotation_Event__c';

describe('the records of rotations', () => {
  let practice: PracticeOrg;
  let records: OrgRecords;
  let made = 0;
  before(async () => {
    practice = await startPracticeOrg({ appFolder });
    records = connectionRecords(await connect(practice));
  });
  after(() => practice.close());

  const write = async (method: 'POST' | 'PATCH', path: string, fields: Fields): Promise<string> => {
    const written = await records.together([{ called: 'one', method, path, fields }]);
    if ('refused' in written) return written.refused.message;
    return written.ids.get('one') ?? 'taken';
  };
  const started = async (fields: Fields = {}) => {
    const key = `R-${(made += 1)}`;
    const id = await write('POST', rotation, { Key__c: key, Lock__c: key, Last_Event__c: 3, ...fields });
    return {
      id,
      key,
      change: (some: Fields) => write('PATCH', `${rotation}/${id}`, some),
      add: (some: Fields) => write('POST', event, { Rotation__c: id, Key__c: `${key}#${(made += 1)}`, ...some }),
    };
  };
  const as = async (rights: string): Promise<void> => {
    await fetch(`${practice.url}/practice-org/user`, { method: 'POST', body: JSON.stringify({ rights }) });
  };

  test('give a rotation to one run: taking it from another is an event', async () => {
    const { change } = await started();
    assert.equal(await change({ Runner__c: 'a' }), 'taken');
    assert.equal(await change({ Runner__c: 'a', Heartbeat__c: new Date().toISOString() }), 'taken');
    assert.match(await change({ Runner__c: 'b' }), /^Another run carries this rotation out/);
    assert.match(await change({ Runner__c: 'b', Last_Event__c: 3 }), /^Another run carries this rotation out/);
    assert.equal(await change({ Runner__c: 'b', Last_Event__c: 4 }), 'taken');
    assert.equal(await change({ Runner__c: null }), 'taken');
    assert.equal(await change({ Runner__c: 'a' }), 'taken');
  });

  test('count events one by one, and keep their key', async () => {
    const { change } = await started();
    for (const Last_Event__c of [5, 2, null]) {
      assert.match(await change({ Last_Event__c }), /^Another run has added an event meanwhile/, String(Last_Event__c));
    }
    assert.equal(await change({ Last_Event__c: 4 }), 'taken');
    assert.match(await change({ Key__c: 'other' }), /^The key of a rotation never changes/);
  });

  test('hold one rotation of a certificate under way, in whatever case it is written', async () => {
    await started({ Lock__c: 'org.certificates/partner' });
    assert.match(await write('POST', rotation, { Key__c: 'x', Lock__c: 'Org.Certificates/PARTNER' }), /Lock__c/);
    // Of those that are over there may be many.
    await started({ Lock__c: null });
    assert.doesNotMatch((await started({ Lock__c: null })).id, /duplicate/);
  });

  test('have an event once, and never another way', async () => {
    const { id, key, add } = await started();
    const fields = { Rotation__c: id, Key__c: `${key}#000001`, Number__c: 1, Type__c: 'planned' };
    const first = await write('POST', event, fields);
    assert.match(await write('POST', event, fields), /duplicate value found/);
    for (const change of [{ Line__c: 'other' }, { Type__c: 'waiting' }, { Number__c: 1 }]) {
      assert.match(await write('PATCH', `${event}/${first}`, change), /^Events of a rotation are only ever added/);
    }
    assert.match(await add({ Type__c: 'waiting' }), /^\w{18}$/);
  });

  test('let those approve who may, in their own name', async () => {
    const { add } = await started();
    const approved = { Type__c: 'approved', Step__c: 'switch', By__c: practice.username };
    try {
      for (const rights of ['admin', 'approver']) {
        await as(rights);
        assert.match(await add(approved), /^\w{18}$/, rights);
        assert.match(await add({ ...approved, By__c: 'somebody' }), /^By is the user name of whoever approves/, rights);
        assert.match(await add({ ...approved, By__c: null }), /^By is the user name of whoever approves/, rights);
      }
      await as('viewer');
      assert.match(await add(approved), /^You may not approve steps of a rotation/);
      assert.match(await add({ Type__c: 'step-done', Step__c: 'switch' }), /^\w{18}$/);
    } finally {
      await as('admin');
    }
  });
});
