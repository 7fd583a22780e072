import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foldEvents, readJournal, toldState } from '@cert-health/core';
import type { AppOrg, Row } from '../apex/app-org.ts';
import { startAppOrg } from '../apex/app-org.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg();
});
after(() => org.close());

const eventsOf = async (recordId: unknown): Promise<Row[]> => {
  const { rows } = await org.apex<{ rows: Row[] }>('RotationRecords.events', { recordId, afterId: null });
  return rows.toSorted((one, other) => Number(one['Number__c']) - Number(other['Number__c']));
};

describe('rotations of the sample', () => {
  it('are there in every state and wait for each whose move it can be', async () => {
    await org.control('sample', { certificates: 24 });
    const rows = await org.rows('RotationRecords.rotations');
    const states = new Set(rows.map((row) => row['State__c']));
    assert.deepEqual([...states].sort(), ['done', 'failed', 'planned', 'undone', 'waiting']);
    assert.deepEqual(
      new Set(rows.filter((row) => row['State__c'] === 'waiting').map((row) => row['Waits_For__c'] ?? 'nobody')),
      new Set(['partner', 'approver', 'authority', 'nobody']),
    );
  });

  it('stand as their events say', async () => {
    for (const row of await org.rows('RotationRecords.rotations')) {
      const lines = (await eventsOf(row['Id'])).map((event) => `${String(event['Line__c'])}\n`).join('');
      const standing = foldEvents(readJournal(lines, String(row['Key__c'])));
      const { state } = toldState(standing, new Date(standing.at));
      // Somebody has approved, and no run has gone on yet.
      const isAnswered = row['State__c'] === 'waiting' && (row['Waits_For__c'] ?? null) === null;
      assert.equal(isAnswered ? 'waiting' : state, row['State__c'], String(row['Key__c']));
    }
  });

  it('begin with one whose public certificate is for the other side', async () => {
    const [first] = await org.rows('RotationRecords.rotations');
    const [name] = await org.apex<string[]>('RotationRecords.files', { recordId: first?.['Id'] });
    assert.equal(name, `${String(first?.['Successor__c'])}.crt`);
    const { rows } = await org.apex<{ rows: Row[] }>('RotationRecords.parts', {
      recordId: first?.['Id'],
      name,
      afterId: null,
    });
    assert.match(JSON.parse(String(rows[0]?.['Content__c'])) as string, /^-----BEGIN CERTIFICATE-----/);
  });

  it('are gone with the sample', async () => {
    await org.control('sample', { certificates: 0 });
    assert.deepEqual(await org.rows('RotationRecords.rotations'), []);
    // No more than there are certificates, the one that waits for its chain included.
    await org.control('sample', { certificates: 1 });
    assert.equal((await org.rows('RotationRecords.rotations')).length, 2);
  });
});
