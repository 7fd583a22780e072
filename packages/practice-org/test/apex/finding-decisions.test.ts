import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { AppOrg, Row } from './app-org.ts';
import { startAppOrg } from './app-org.ts';

let org: AppOrg;
let open: Row;
before(async () => {
  org = await startAppOrg();
});
after(() => org.close());
beforeEach(async () => {
  await org.control('user', { rights: 'admin' });
  await org.control('sample', { certificates: 40 });
  const findings = await org.rows('HealthRecords.findings');
  open = findings.find((row) => row['Status__c'] === 'open' && row['Certificate__c'] !== undefined) ?? {};
});

const idOf = (row: Row): string => String(row['Id']);

async function again(row: Row): Promise<Row> {
  const rows = await org.rows('HealthRecords.findings');
  return rows.find((other) => other['Id'] === row['Id']) ?? {};
}

async function certificateOf(row: Row): Promise<Row> {
  const rows = await org.rows('HealthRecords.certificates');
  return rows.find((other) => other['Id'] === row['Certificate__c']) ?? {};
}

describe('FindingDecisions', () => {
  it('acknowledges: who and when is kept, and it goes on counting', async () => {
    const before = await certificateOf(open);
    assert.equal(await org.apex('FindingDecisions.acknowledge', { findingIds: [idOf(open)], note: ' Ordered. ' }), 1);
    const now = await again(open);
    assert.equal(now['Status__c'], 'acknowledged');
    assert.equal(now['Decision_Note__c'], 'Ordered.');
    assert.equal(now['Decided_At__c'], '2026-11-22T02:15:00.000Z');
    assert.match(String(now['Decided_By__c']), /@/, 'the user name, which is one of its kind');
    assert.deepEqual(await certificateOf(open), before);
  });

  it('changes nothing the second time, unless the note is another one', async () => {
    const acknowledge = (note: string) => org.apex('FindingDecisions.acknowledge', { findingIds: [idOf(open)], note });
    assert.equal(await acknowledge('Ordered.'), 1);
    assert.equal(await acknowledge('Ordered.'), 0);
    assert.equal(await acknowledge(''), 0);
    assert.equal(await acknowledge('Arrived.'), 1);
  });

  it('waives until a day: it does not count any more, and is among the waivers', async () => {
    const before = await certificateOf(open);
    const given = { findingIds: [idOf(open)], reason: 'The partner leaves.', until: '2027-01-31' };
    assert.equal(await org.apex('FindingDecisions.waive', given), 1);
    assert.deepEqual((await org.rows('HealthRecords.waivers')).map(idOf), [idOf(open)]);
    const after = await certificateOf(open);
    assert.equal(after['Open_Findings__c'], Number(before['Open_Findings__c']) - 1);
    assert.equal(after['Status__c'], 'waived');
    assert.equal(await org.apex('FindingDecisions.reopen', { findingIds: [idOf(open)] }), 1);
    assert.deepEqual(await certificateOf(open), before);
    const reopened = await again(open);
    assert.equal(reopened['Status__c'], 'open');
    assert.equal('Waived_Until__c' in reopened, false);
    assert.equal(reopened['Decision_Note__c'], 'The partner leaves.');
  });

  it('takes a waiver only with a reason and a day from today to a year ahead', async () => {
    const findingIds = [idOf(open)];
    const waive = (reason: string, until: unknown) =>
      org.refusal('FindingDecisions.waive', { findingIds, reason, until });
    await waive('  ', '2027-01-31');
    for (const until of ['2026-11-21', '2027-11-24', 'soon', null]) await waive('The partner leaves.', until);
    assert.equal((await again(open))['Status__c'], 'open');
    for (const until of ['2026-11-22', '2027-11-23']) {
      assert.equal(
        await org.apex('FindingDecisions.waive', { findingIds, reason: 'The partner leaves.', until }),
        1,
        until,
      );
    }
  });

  it('decides about all findings or about none', async () => {
    const resolved = (await org.rows('HealthRecords.findings')).find((row) => row['Status__c'] === 'resolved');
    const findingIds = [idOf(open), idOf(resolved ?? {})];
    await org.refusal('FindingDecisions.acknowledge', { findingIds, note: '' });
    assert.equal((await again(open))['Status__c'], 'open');
    await org.refusal('FindingDecisions.acknowledge', { findingIds: [idOf(open), 'a00000000000000AAA'], note: '' });
    assert.equal((await again(open))['Status__c'], 'open');
    await org.refusal('FindingDecisions.acknowledge', { findingIds: [], note: '' });
  });

  it('names who sees to certificates and findings, and nobody again', async () => {
    const recordIds = [idOf(open), String(open['Certificate__c'])];
    assert.equal(await org.apex('FindingDecisions.assign', { recordIds, responsible: 'Kim Lee' }), 2);
    assert.equal((await again(open))['Responsible__c'], 'Kim Lee');
    assert.equal((await certificateOf(open))['Responsible__c'], 'Kim Lee');
    assert.equal(await org.apex('FindingDecisions.assign', { recordIds, responsible: '' }), 2);
    assert.equal('Responsible__c' in (await certificateOf(open)), false);
  });

  it('keeps notes of a certificate', async () => {
    const given = { certificateId: open['Certificate__c'], text: 'The key lies in the vault.' };
    assert.equal(await org.apex('FindingDecisions.note', given), 1);
    assert.equal(await org.apex('FindingDecisions.note', given), 0);
    const { certificate } = await org.apex<{ certificate: Row }>('HealthRecords.certificate', {
      recordId: open['Certificate__c'],
    });
    assert.equal(certificate['Notes__c'], 'The key lies in the vault.');
  });

  it('is not for viewers, and waives for nobody without that permission', async () => {
    const findingIds = [idOf(open)];
    await org.control('user', { rights: 'viewer' });
    assert.match(
      await org.refusal('FindingDecisions.acknowledge', { findingIds, note: '' }),
      /Certificate Health Approver/,
    );
    await org.control('user', { rights: 'approver' });
    assert.equal(await org.apex('FindingDecisions.acknowledge', { findingIds, note: '' }), 1);
  });
});
