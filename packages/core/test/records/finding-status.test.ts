import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificate, DAY_1, DAY_2, DAY_3, finding, ORG, report, source, use } from './made-report.ts';
import type { Finding } from '@cert-health/core';
import type { ReportParts } from './made-report.ts';
import { RecordStore, without } from './record-store.ts';

const key = 'expiring/org.certificates/A';
const day1 = { certificates: [certificate('A')], findings: [finding('expiring', 'A')] };

function published(...scans: readonly ReportParts[]): RecordStore {
  const store = new RecordStore();
  for (const scan of scans) store.publish(report(scan));
  return store;
}

function decided(fields: Record<string, unknown>, next: ReportParts): Record<string, unknown> {
  const store = published(day1);
  store.edit('CertHealth_Finding__c', key, fields);
  store.publish(report({ at: DAY_2, ...next }));
  return store.finding('expiring', 'A');
}

describe('the status of a finding that a scan sees', () => {
  it('a new one is open, first and last seen at the moment of the scan', () => {
    const row = published(day1).finding('expiring', 'A');
    assert.equal(row['Status__c'], 'open');
    assert.equal(row['First_Seen_At__c'], DAY_1);
    assert.equal(row['Last_Seen_At__c'], DAY_1);
  });

  it('a new one that the settings waive is waived, and says by whom, why and until when', () => {
    const waiver = { reason: 'The partner moves in March.', owner: 'Bo', until: '2027-03-31' };
    const row = published({ ...day1, findings: [finding('expiring', 'A', { status: 'waived', waiver })] }).finding(
      'expiring',
      'A',
    );
    assert.equal(row['Status__c'], 'waived');
    assert.equal(row['Waived_By_Settings__c'], true);
    assert.equal(row['Waived_Until__c'], '2027-03-31');
    assert.equal(row['Decided_By__c'], 'Bo');
    assert.equal(row['Decided_At__c'], DAY_1);
    assert.equal(row['Decision_Note__c'], 'The partner moves in March.');
  });

  it('one that the settings waive from now on keeps the note that a person wrote', () => {
    const waiver = { reason: 'From the settings.', owner: 'Bo', until: '2027-03-31' };
    const row = decided(
      { Status__c: 'acknowledged', Decision_Note__c: 'Ticket 12' },
      { ...day1, findings: [finding('expiring', 'A', { status: 'waived', waiver })] },
    );
    assert.equal(row['Status__c'], 'waived');
    assert.equal(row['Decision_Note__c'], 'Ticket 12');
  });

  it('one that the settings no longer waive is open, and no longer says who waived it', () => {
    const waiver = { reason: 'Later.', owner: 'Bo', until: '2027-03-31' };
    const decisions = { file: 'cert-health.yml', checksOff: [] };
    const waived = { ...day1, decisions, findings: [finding('expiring', 'A', { status: 'waived', waiver })] };
    const store = published(waived, { ...day1, decisions, at: DAY_2 });
    const row = store.finding('expiring', 'A');
    assert.equal(row['Status__c'], 'open');
    assert.equal(row['Waived_By_Settings__c'], false);
    assert.equal(row['Waived_Until__c'], null);
    assert.equal(row['Decided_By__c'], null);
    assert.deepEqual(store.changes(`${ORG}/${DAY_2}`).appeared, [
      { key, title: 'A has trouble: expiring', severity: 'warning' },
    ]);
  });

  it('one that the settings waive stays waived in a scan that was given none, to the end of its last day', () => {
    const until = (day: string): unknown => {
      const waiver = { reason: 'Later.', owner: 'Bo', until: day };
      const waived = { ...day1, findings: [finding('expiring', 'A', { status: 'waived', waiver })] };
      const row = published(waived, { ...day1, at: DAY_2 }).finding('expiring', 'A');
      return [row['Status__c'], row['Waived_By_Settings__c'], row['Decided_By__c']];
    };
    assert.deepEqual(until('2026-11-23'), ['waived', true, 'Bo']);
    assert.deepEqual(until('2026-11-22'), ['open', false, null]);
  });

  it('an acknowledged one stays acknowledged', () => {
    assert.equal(decided({ Status__c: 'acknowledged' }, day1)['Status__c'], 'acknowledged');
  });

  it('an acknowledged one that got worse is open again, and says when it rose', () => {
    const row = decided(
      { Status__c: 'acknowledged' },
      { ...day1, findings: [finding('expiring', 'A', { severity: 'critical' })] },
    );
    assert.equal(row['Status__c'], 'open');
    assert.equal(row['Severity__c'], 'critical');
    assert.equal(row['Rose_At__c'], DAY_2);
  });

  it('an acknowledged one that got better stays acknowledged and never rose', () => {
    const row = decided(
      { Status__c: 'acknowledged' },
      { ...day1, findings: [finding('expiring', 'A', { severity: 'info' })] },
    );
    assert.equal(row['Status__c'], 'acknowledged');
    assert.equal(row['Severity__c'], 'info');
    assert.equal(row['Rose_At__c'], undefined);
  });

  it('one waived by a person stays waived to the end of its last day, even if it gets worse', () => {
    const row = decided(
      { Status__c: 'waived', Waived_Until__c: '2026-11-23', Decided_By__c: 'Cy' },
      { ...day1, findings: [finding('expiring', 'A', { severity: 'critical' })] },
    );
    assert.equal(row['Status__c'], 'waived');
    assert.equal(row['Decided_By__c'], 'Cy');
    assert.equal(row['Rose_At__c'], DAY_2);
  });

  it('one waived by a person is open the day after, and keeps who waived it until when and why', () => {
    const row = decided(
      { Status__c: 'waived', Waived_Until__c: '2026-11-22', Decided_By__c: 'Cy', Decision_Note__c: 'Holiday' },
      day1,
    );
    assert.equal(row['Status__c'], 'open');
    assert.equal(row['Waived_Until__c'], '2026-11-22');
    assert.equal(row['Decided_By__c'], 'Cy');
    assert.equal(row['Decision_Note__c'], 'Holiday');
  });

  it('a waiver without a last day stands until somebody ends it', () => {
    assert.equal(decided({ Status__c: 'waived', Waived_Until__c: null }, day1)['Status__c'], 'waived');
  });

  it('a resolved one that is seen again is open, was first seen when it was, and counts as new', () => {
    const store = published(day1, { ...day1, at: DAY_2, findings: [] }, { ...day1, at: DAY_3 });
    const row = store.finding('expiring', 'A');
    assert.equal(row['Status__c'], 'open');
    assert.equal(row['Resolved_At__c'], null);
    assert.equal(row['First_Seen_At__c'], DAY_1);
    assert.equal(store.changes(`${ORG}/${DAY_3}`).appeared.length, 1);
  });

  it('one that a baseline holds back is there all the same', () => {
    const known = { since: DAY_1, findings: [finding('expiring', 'A')] };
    const store = published(day1, { ...day1, at: DAY_2, findings: [], decisions: { checksOff: [], known } });
    assert.equal(store.finding('expiring', 'A')['Status__c'], 'open');
  });
});

describe('the status of a finding that a scan does not see', () => {
  const status = (next: ReportParts, fields: Record<string, unknown> = {}): unknown =>
    decided(fields, next)['Status__c'];
  const gone = { certificates: [certificate('A')] };

  it('is resolved when its source was read and its check decided', () => {
    const row = decided({}, gone);
    assert.equal(row['Status__c'], 'resolved');
    assert.equal(row['Resolved_At__c'], DAY_2);
  });

  it('is resolved too when it was acknowledged or waived, and keeps what was decided', () => {
    assert.equal(status(gone, { Status__c: 'acknowledged' }), 'resolved');
    const row = decided({ Status__c: 'waived', Waived_Until__c: '2027-01-01', Decision_Note__c: 'Why' }, gone);
    assert.equal(row['Status__c'], 'resolved');
    assert.equal(row['Decision_Note__c'], 'Why');
  });

  for (const not of ['denied', 'failed', 'unavailable'] as const) {
    it(`stays when its source was ${not}`, () => {
      assert.equal(status({ ...gone, sources: [source('org.certificates', not)] }), 'open');
    });
  }

  it('stays when the scan knows nothing of its source', () => {
    assert.equal(status({ ...gone, sources: [source('org.other')] }), 'open');
  });

  it('stays when its check could not run', () => {
    assert.equal(status({ ...gone, notChecked: [{ check: 'expiring', reason: 'No list.' }] }), 'open');
  });

  it('stays when its check could not decide about its subject', () => {
    assert.equal(status({ ...gone, notChecked: [{ check: 'expiring', subject: 'A', reason: 'No body.' }] }), 'open');
  });

  it('is resolved when its check could not decide about another subject, or another check about this one', () => {
    assert.equal(
      status({ ...gone, notChecked: [{ check: 'expiring', subject: 'B', reason: 'No body.' }] }),
      'resolved',
    );
    assert.equal(status({ ...gone, notChecked: [{ check: 'expired', subject: 'A', reason: 'No body.' }] }), 'resolved');
  });

  it('stays when its check is off by the settings: nobody looked', () => {
    assert.equal(status({ ...gone, decisions: { checksOff: ['expiring'] } }), 'open');
  });

  it('stays when this version does not know its check', () => {
    const next = finding('check-of-next-year', 'A');
    const store = published({ ...day1, findings: [next] }, { ...gone, at: DAY_2 });
    assert.equal(store.finding('check-of-next-year', 'A')['Status__c'], 'open');
  });

  it('is not open because it was not looked at, but because its waiver ended', () => {
    const denied = { ...gone, sources: [source('org.certificates', 'denied')] };
    assert.equal(status(denied, { Status__c: 'waived', Waived_Until__c: '2026-11-23' }), 'waived');
    assert.equal(status(denied, { Status__c: 'waived', Waived_Until__c: '2026-11-22' }), 'open');
  });

  it('what is said of waivers goes only with a scan that was given some', () => {
    const unused = without({ ...finding('waiver-unused', 'A') }, 'holding', 'certificate') as unknown as Finding;
    const store = published({ ...day1, findings: [unused], decisions: { file: 'settings.json', checksOff: [] } });
    store.publish(report({ ...gone, at: DAY_2 }));
    assert.equal(store.finding('waiver-unused', 'A')['Status__c'], 'open');
    store.publish(report({ ...gone, at: DAY_3, decisions: { file: 'settings.json', checksOff: [] } }));
    assert.equal(store.finding('waiver-unused', 'A')['Status__c'], 'resolved');
  });
});

describe('a scan that did not look where a certificate is used', () => {
  const all = [source('org.certificates'), source('org.apex')];
  const some = [source('org.certificates'), source('org.apex', 'failed')];
  const inApex = use('A', { reference: { source: 'org.apex', name: 'Gateway', field: 'ApexClass' } });
  const forUse = finding('client-auth-missing', 'A', { use: 'outbound-apex-mtls', severity: 'critical' });
  const full = { sources: all, certificates: [certificate('A')], uses: [inApex], findings: [forUse] };

  it('does not resolve what was found for that use', () => {
    const store = published(full, { ...full, at: DAY_2, sources: some, uses: [], findings: [] });
    assert.equal(store.finding('client-auth-missing', 'A')['Status__c'], 'open');
  });

  it('nor what was found for another use, where silence rests on all of them', () => {
    const other = finding('client-auth-missing', 'A', { use: 'inbound-api-mtls' });
    const store = published(
      { ...full, findings: [other] },
      { ...full, at: DAY_2, sources: some, uses: [], findings: [] },
    );
    assert.equal(store.finding('client-auth-missing', 'A')['Status__c'], 'open');
  });

  it('resolves what has nothing to do with uses, and what was found for a use that it saw', () => {
    const [none, seen] = [finding('expired', 'A'), finding('distrusted-root', 'A', { use: 'inbound-sso' })];
    const store = published(
      { ...full, findings: [none, seen] },
      { ...full, at: DAY_2, sources: some, uses: [], findings: [] },
    );
    assert.equal(store.finding('expired', 'A')['Status__c'], 'resolved');
    assert.equal(store.finding('distrusted-root', 'A')['Status__c'], 'resolved');
  });

  it('does not lower a severity, so that the next full scan does not reopen what somebody sees to', () => {
    const worst = finding('expiring', 'A', { severity: 'critical' });
    const mild = finding('expiring', 'A', { severity: 'warning' });
    const store = published({ ...full, findings: [worst] });
    store.edit('CertHealth_Finding__c', key, { Status__c: 'acknowledged' });
    store.publish(report({ ...full, at: DAY_2, sources: some, uses: [], findings: [mild] }), { origin: 'browser' });
    assert.equal(store.finding('expiring', 'A')['Severity__c'], 'critical');
    store.publish(report({ ...full, at: DAY_3, findings: [worst] }));
    assert.equal(store.finding('expiring', 'A')['Status__c'], 'acknowledged');
  });

  it('lowers it where it looked everywhere', () => {
    const store = published({ ...full, findings: [finding('expiring', 'A', { severity: 'critical' })] });
    store.publish(report({ ...full, at: DAY_2, findings: [finding('expiring', 'A', { severity: 'warning' })] }));
    assert.equal(store.finding('expiring', 'A')['Severity__c'], 'warning');
  });
});

describe('a scan that says that nothing uses a certificate', () => {
  const names = [source('org.certificates'), source('org.named-credentials')];
  const blind = [source('org.certificates'), source('org.named-credentials', 'failed', 0)];
  const unused = finding('unused-certificate', 'A', { severity: 'info' });

  it('is believed where nothing is known to use it', () => {
    const store = new RecordStore();
    store.publish(report({ certificates: [certificate('A')], sources: names, findings: [unused] }));
    assert.equal(store.finding('unused-certificate', 'A')['Status__c'], 'open');
  });

  it('is not, where another scan found a use in a place that this one did not read', () => {
    const store = new RecordStore();
    store.publish(report({ certificates: [certificate('A')], sources: names, uses: [use('A')] }));
    const less = { certificates: [certificate('A')], sources: blind, findings: [unused] };
    store.publish(report({ ...less, at: DAY_2 }), { origin: 'browser' });
    assert.throws(() => store.finding('unused-certificate', 'A'));
  });

  it('is believed again once that place was read without the use', () => {
    const store = new RecordStore();
    store.publish(report({ certificates: [certificate('A')], sources: names, uses: [use('A')] }));
    store.publish(report({ certificates: [certificate('A')], sources: names, findings: [unused], at: DAY_2 }));
    assert.equal(store.finding('unused-certificate', 'A')['Status__c'], 'open');
  });
});
