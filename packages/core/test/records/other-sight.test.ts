import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeSnapshot, planPublication } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { snapshotOf } from '../org-rows/rows.ts';
import { certificate, DAY_1, DAY_2, DAY_3, finding, report, source, use } from './made-report.ts';
import type { ReportParts } from './made-report.ts';
import { RecordStore } from './record-store.ts';

const full: ReportParts = {
  sources: [source('org.certificates'), source('org.saml-sso-configs')],
  certificates: [certificate('A'), certificate('B')],
};

/** Status and severity in the records of what one scan found and the next one does not. */
function after(found: Finding, next: ReportParts | HealthReport): string {
  const store = new RecordStore();
  store.publish(report({ ...full, findings: [found] }));
  store.publish('schemaVersion' in next ? next : report({ ...full, at: DAY_2, ...next }));
  const { Status__c, Severity__c } = store.row('CertHealth_Finding__c', found.id);
  return `${String(Status__c)} ${String(Severity__c)}`;
}

const own = finding('expired', 'A', { severity: 'critical' });
const above: Finding = { ...own, id: `${own.id}/00112233445566ff` };

describe('a report ends what it says that it decided', () => {
  it('and nothing else', () => {
    assert.equal(after(own, { decided: [{ check: 'expired' }] }), 'resolved critical');
    assert.equal(after(own, { decided: [{ check: 'expiring' }] }), 'open critical');
  });

  it('nor anything at all where it does not say, as reports of earlier versions do', () => {
    const { decided, ...old } = report({ ...full, at: DAY_2 });
    assert.ok(decided);
    assert.equal(after(own, old), 'open critical');
    const { notes } = new RecordStore().plan(old);
    assert.deepEqual(notes, ['It does not say which checks could decide, so that nothing is resolved by it.']);
  });

  it('nor of what it excepts, whatever other lines it has', () => {
    assert.equal(after(own, { decided: [{ check: 'expired', except: ['A'] }] }), 'open critical');
    assert.equal(after(own, { decided: [{ check: 'expired', except: ['B'] }] }), 'resolved critical');
  });

  it('nor of the chain of what it judged by its record alone', () => {
    const decided = [{ check: 'expired', ownOnly: ['A'] }];
    assert.equal(after(own, { decided }), 'resolved critical');
    assert.equal(after(above, { decided }), 'open critical');
    assert.equal(after(above, { decided: [{ check: 'expired' }] }), 'resolved critical');
  });

  it('and calms nothing that it did not decide', () => {
    const less = { ...own, severity: 'info' as const };
    assert.equal(after(own, { findings: [less], decided: [] }), 'open critical');
    assert.equal(after(own, { findings: [less], decided: [{ check: 'expired' }] }), 'open info');
    assert.equal(after(less, { findings: [own], decided: [] }), 'open critical', 'worse is believed from anybody');
  });

  it('of names longer than their field as of others', () => {
    const name = 'x'.repeat(300);
    const long = finding('expired', name, { severity: 'critical' });
    const key = (store: RecordStore): string => store.keys('CertHealth_Finding__c')[0] ?? '';
    const store = new RecordStore();
    store.publish(report({ ...full, findings: [long] }));
    store.publish(report({ ...full, at: DAY_2, decided: [{ check: 'expired', except: [name] }] }));
    assert.equal(store.row('CertHealth_Finding__c', key(store))['Status__c'], 'open');
  });
});

describe('what hangs on a certificate', () => {
  const dueOn = '2026-02-01';
  const used = finding('expired', 'A', { severity: 'critical', title: 'Calls fail: A ended', dueOn });
  const unused = { ...used, severity: 'warning' as const, title: 'A ended, and nothing that was read uses it' };
  const credentials = 'org.named-credentials';
  /** What the records say after a scan that reads the place that names it, and one that may not or may. */
  const told = (next: Finding, status: 'read' | 'denied'): (string | undefined)[] => {
    const store = new RecordStore();
    const sources = [source('org.certificates'), source(credentials)];
    store.publish(report({ ...full, sources, uses: [use('A')], findings: [used] }));
    const fewer = [source('org.certificates'), source(credentials, status)];
    store.publish(report({ ...full, at: DAY_2, sources: fewer, findings: [next] }));
    const { Severity__c, Title__c } = store.row('CertHealth_Finding__c', used.id);
    return [String(Severity__c), String(Title__c)];
  };

  it('is not less, nor told as less, because the place that names it was not read', () => {
    assert.deepEqual(told(unused, 'denied'), ['critical', used.title]);
  });

  it('is not more because a scan could not tell that nothing uses it, and is once it can', () => {
    const noUse = finding('unused-certificate', 'A', { severity: 'info' });
    const blind = { findings: [used], decided: [{ check: 'expired' }] };
    const told = (...scans: ReportParts[]): unknown => {
      const store = new RecordStore();
      store.publish(report({ ...full, findings: [unused, noUse] }));
      scans.forEach((scan, index) => store.publish(report({ ...full, at: [DAY_2, DAY_3][index] ?? DAY_3, ...scan })));
      const { Severity__c, Title__c } = store.row('CertHealth_Finding__c', used.id);
      return [Severity__c, Title__c];
    };
    assert.deepEqual(told(blind), ['warning', unused.title]);
    // One that looked everywhere, and found no leftover any more, is believed.
    const sees = { findings: [used], decided: [{ check: 'expired' }, { check: 'unused-certificate' }] };
    assert.deepEqual(told(sees), ['critical', used.title]);
    assert.deepEqual(told(blind, sees), ['critical', used.title]);
    // Two steps worse is more than not knowing its use.
    const grave = { ...blind, findings: [{ ...used, severity: 'critical' as const }] };
    const store = new RecordStore();
    store.publish(report({ ...full, findings: [{ ...unused, severity: 'info' as const }, noUse] }));
    store.publish(report({ ...full, at: DAY_2, ...grave }));
    assert.equal(store.row('CertHealth_Finding__c', used.id)['Severity__c'], 'critical');
  });

  it('is what is said of it once that place is read again', () => {
    assert.deepEqual(told(unused, 'read'), ['warning', unused.title]);
  });

  it('is told in new words of another end of it, and still not as less', () => {
    const renewed = { ...unused, dueOn: '2026-06-01' };
    assert.deepEqual(told(renewed, 'denied'), ['critical', renewed.title]);
  });
});

describe('what nobody asked for', () => {
  const asked = { check: 'revoked', reason: 'Nobody asked.', asked: false } as const;
  const unknown = { check: 'revoked', subject: 'A', reason: 'Its list could not be fetched.' };

  it('is a row of coverage of its own, which counts as no gap, until somebody asks', () => {
    const store = new RecordStore();
    store.publish(report({ ...full, notChecked: [asked] }));
    assert.equal(store.coverage('check/revoked/*')['Status__c'], 'not-asked');
    assert.equal(store.row('CertHealth_Scan__c', `00D000000000001EAA/${DAY_1}`)['Not_Checked__c'], 0);
    store.publish(report({ ...full, at: DAY_2, notChecked: [unknown] }));
    assert.equal(store.coverage('check/revoked/*')['Status__c'], 'settled', 'somebody asked');
    assert.equal(store.coverage('check/revoked/A')['Status__c'], 'not-checked');
    store.publish(report({ ...full, at: DAY_3 }));
    assert.equal(store.coverage('check/revoked/A')['Status__c'], 'settled');
  });

  it('does not settle what could not be told when somebody asked', () => {
    const store = new RecordStore();
    store.publish(report({ ...full, notChecked: [unknown] }));
    store.publish(report({ ...full, at: DAY_2, notChecked: [asked] }));
    assert.equal(store.coverage('check/revoked/A')['Status__c'], 'not-checked');
  });
});

describe('a scan from the browser, after one from the command line', () => {
  it('ends nothing for which it lacks the org’s list, revocation lists, code, or lists that it cannot read', async () => {
    const { pem } = await issue({ subject: 'CN=A', notAfter: '2028-01-01T00:00:00Z' });
    const rows = [{ Id: '0P11', DeveloperName: 'A', MasterLabel: 'A', ExpirationDate: '2028-01-01' }];
    const snapshot = snapshotOf({ certificates: { rows } });
    const { report: byApp, outOfReach } = await judgeSnapshot(
      snapshot,
      [{ name: 'A', text: pem }],
      undefined,
      new Date(snapshot.readAt),
    );
    const of = (check: string, more: Partial<Finding> = {}): Finding =>
      finding(check, 'A', { severity: 'critical', ...more });
    const { holding, certificate: held, ...bare } = of('mutual-auth-not-enforced', { id: 'mutual-auth-not-enforced' });
    assert.ok(holding && held);
    const kept = [of('revoked'), of('root-not-in-org-list'), of('duplicate-key'), bare];
    const ended = [of('weak-key'), of('expired'), of('not-yet-valid')];
    const store = new RecordStore();
    const day = '2026-05-01T00:00:00.000Z';
    store.publish({ ...report({ ...full, at: day, findings: [...kept, ...ended] }), org: byApp.org });
    const { changes } = store.publish(byApp, { origin: 'browser', outOfReach });
    assert.deepEqual(changes.resolved.map(({ key }) => key).sort(), ended.map(({ id }) => id).sort());
    for (const { id } of kept) assert.equal(store.row('CertHealth_Finding__c', id)['Status__c'], 'open', id);
  });
});

describe('a report that judges another day', () => {
  it('is not planned, before or after its scan; another hour of the same day is', () => {
    const plan = (asOf: string) => planPublication(report({ ...full, asOf }), {}, { origin: 'cli', scannedBy: 'Ann' });
    for (const day of [DAY_2, '2026-11-21T23:59:59.000Z', '2027-11-22T02:15:00.000Z']) {
      assert.throws(() => plan(day), /judges another day/);
    }
    assert.ok(plan('2026-11-22T00:00:00.000Z').steps.length > 0);
  });
});
