import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificate, DAY_1, DAY_2, DAY_3, report, source } from './made-report.ts';
import type { ReportParts } from './made-report.ts';
import { RecordStore, without } from './record-store.ts';
import type { PublicationOptions } from '@cert-health/core';

function published(...scans: readonly [ReportParts, Partial<PublicationOptions>?][]): RecordStore {
  const store = new RecordStore();
  for (const [scan, options] of scans) store.publish(report(scan), options);
  return store;
}

describe('coverage of a source', () => {
  it('says whether it was read, when, and by whom', () => {
    const row = published([{}]).coverage('source/org.certificates');
    assert.deepEqual(without(row, 'Id'), {
      Coverage_Key__c: 'source/org.certificates',
      Name: 'Label of org.certificates',
      Kind__c: 'source',
      Source__c: 'org.certificates',
      Status__c: 'read',
      Detail__c: '1 found.',
      Items__c: 1,
      Last_Read_At__c: DAY_1,
      Read_By__c: 'cli',
      Last_Seen_At__c: DAY_1,
    });
  });

  it('that is no longer readable says since when, by whom it was read last, and which permission is missing', () => {
    const denied = { ...source('org.certificates', 'denied'), permission: 'View Setup and Configuration' };
    const row = published([{}], [{ at: DAY_2, sources: [denied] }, { origin: 'browser' }]).coverage(
      'source/org.certificates',
    );
    assert.equal(row['Status__c'], 'denied');
    assert.equal(row['Permission__c'], 'View Setup and Configuration');
    assert.equal(row['Last_Read_At__c'], DAY_1);
    assert.equal(row['Read_By__c'], 'cli');
    assert.equal(row['Last_Seen_At__c'], DAY_2);
  });

  it('stays as it is when this scanner cannot look there at all', () => {
    const out = { origin: 'browser', outOfReach: ['org.apex'] } as const;
    const store = published(
      [{ sources: [source('org.apex')] }],
      [{ at: DAY_2, sources: [source('org.apex', 'failed')] }, out],
    );
    const row = store.coverage('source/org.apex');
    assert.deepEqual([row['Status__c'], row['Last_Seen_At__c'], row['Read_By__c']], ['read', DAY_1, 'cli']);
  });

  it('is told when nobody looked there before', () => {
    const out = { origin: 'browser', outOfReach: ['org.apex'] } as const;
    const store = published([{ sources: [source('org.apex', 'failed')] }, out]);
    assert.equal(store.coverage('source/org.apex')['Status__c'], 'failed');
  });

  it('within reach that fails is told, whoever read it before', () => {
    const store = published(
      [{}],
      [
        { at: DAY_2, sources: [source('org.certificates', 'failed')] },
        { origin: 'browser', outOfReach: ['org.apex'] },
      ],
    );
    assert.equal(store.coverage('source/org.certificates')['Status__c'], 'failed');
  });
});

describe('coverage of a check', () => {
  const undecided = { check: 'weak-key', subject: 'A', reason: 'No body.' };
  const parts = { certificates: [certificate('A')] };

  it('says about what it could not decide and why, all reasons in one row', () => {
    const notChecked = [undecided, { ...undecided, reason: 'And no record.', permission: 'Customize Application' }];
    const row = published([{ ...parts, notChecked }]).coverage('check/weak-key/A');
    assert.deepEqual(without(row, 'Id'), {
      Coverage_Key__c: 'check/weak-key/A',
      Name: 'weak-key: A',
      Kind__c: 'check',
      Source__c: 'org.certificates',
      Check__c: 'weak-key',
      Subject__c: 'A',
      Status__c: 'not-checked',
      Detail__c: 'And no record.\nNo body.',
      Permission__c: 'Customize Application',
      Last_Seen_At__c: DAY_1,
    });
  });

  it('as a whole has a star in its key', () => {
    const row = published([{ notChecked: [{ check: 'revoked', reason: 'No network.' }] }]).coverage('check/revoked/*');
    assert.deepEqual([row['Name'], row['Subject__c'], row['Status__c']], ['revoked', undefined, 'not-checked']);
  });

  it('is settled once the check decides, and not checked when it cannot again', () => {
    const store = published([{ ...parts, notChecked: [undecided] }], [{ ...parts, at: DAY_2 }]);
    assert.equal(store.coverage('check/weak-key/A')['Status__c'], 'settled');
    store.publish(report({ ...parts, at: DAY_3, notChecked: [undecided] }));
    assert.equal(store.coverage('check/weak-key/A')['Status__c'], 'not-checked');
  });

  const staysUnsettled = (why: string, next: ReportParts): void => {
    it(`is not settled ${why}`, () => {
      const store = published([{ ...parts, notChecked: [undecided] }], [{ ...parts, at: DAY_2, ...next }]);
      assert.equal(store.coverage('check/weak-key/A')['Status__c'], 'not-checked');
    });
  };
  staysUnsettled('by a scan whose check could not run at all', {
    notChecked: [{ check: 'weak-key', reason: 'Broken.' }],
  });
  staysUnsettled('by a scan that did not read the source of its subject', {
    sources: [source('org.certificates', 'denied')],
  });
  staysUnsettled('by a scan that had the check off', { decisions: { checksOff: ['weak-key'] } });
});
