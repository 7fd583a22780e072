import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CertificateDetails, Finding } from '@cert-health/core';
import {
  certificate,
  DAY_1,
  DAY_2,
  DAY_3,
  finding,
  fingerprintOf,
  holding,
  ORG,
  report,
  source,
  use,
} from './made-report.ts';
import type { ReportParts } from './made-report.ts';
import { RecordStore, without } from './record-store.ts';

function published(...scans: readonly ReportParts[]): RecordStore {
  const store = new RecordStore();
  for (const scan of scans) store.publish(report(scan));
  return store;
}

const pendingA = (more: Record<string, unknown> = {}): ReportParts => ({
  at: DAY_2,
  pending: [{ ...holding('A'), reason: 'Its body was not read.', ...more }],
});

describe('a certificate in the records', () => {
  it('is one row a place, with what it is and what it is for', () => {
    const row = published({
      certificates: [
        certificate('A', {
          subjectAltNames: ['a.example', 'b.example'],
          extendedKeyUsage: ['serverAuth', 'clientAuth'],
        }),
      ],
      uses: [
        use('A'),
        use('A', { use: 'inbound-sso' }),
        use('A', { use: 'inbound-sso', reference: { source: 's', name: 'x', field: 'f' } }),
      ],
    }).certificate('A');
    assert.deepEqual(without(row, 'Id', 'Details__c'), {
      Certificate_Key__c: 'org.certificates/A',
      Name: 'A',
      Api_Name__c: 'A',
      Source__c: 'org.certificates',
      Source_Label__c: 'Label of org.certificates',
      Kind__c: 'keyPair',
      Is_Gone__c: false,
      Fingerprint__c: fingerprintOf('A'),
      Known_Fingerprint__c: fingerprintOf('A'),
      Subject__c: 'CN=A,O=Acme',
      Issuer__c: 'CN=Acme Issuing CA',
      Serial_Number__c: '0a',
      Valid_From__c: '2026-01-01T00:00:00.000Z',
      Expires_At__c: '2027-01-01T00:00:00.000Z',
      Lifetime_Days__c: 365,
      Key__c: 'RSA 2048',
      Purposes__c: 'serverAuth, clientAuth',
      Alternative_Names__c: 'a.example\nb.example',
      Status__c: 'healthy',
      Open_Findings__c: 0,
      Uses__c: 'inbound-sso;outbound-apex-mtls',
      First_Seen_At__c: DAY_1,
      Last_Seen_At__c: DAY_1,
    });
  });

  it('keeps its chain and its place in the details, as JSON', () => {
    const issuer = certificate('Issuer', { isCa: true, holdings: [holding('A', { chainMember: true })] });
    const store = published({ certificates: [certificate('A', { chain: [issuer.fingerprint] }), issuer] });
    const details = JSON.parse(String(store.certificate('A')['Details__c'])) as CertificateDetails;
    assert.equal(details.certificate?.fingerprint, fingerprintOf('A'));
    assert.deepEqual(
      details.chain.map(({ subject }) => subject),
      ['CN=Issuer,O=Acme'],
    );
    assert.equal(details.holding.name, 'A');
    assert.deepEqual(store.keys('CertHealth_Certificate__c'), ['org.certificates/A'], 'a chain member is no row');
  });

  it('held in two places is two rows', () => {
    const two = certificate('A', {
      holdings: [holding('A'), holding('A_Login', { source: 'org.saml', kind: 'trusted' })],
    });
    assert.deepEqual(published({ certificates: [two] }).keys('CertHealth_Certificate__c'), [
      'org.certificates/A',
      'org.saml/A_Login',
    ]);
  });

  it('with a namesake in the same place gets a key of its own, and findings go to the one they are about', () => {
    const old = certificate('A', {
      fingerprint: 'f'.repeat(64),
      holdings: [holding('A', { id: '0P1000000000002AAA' })],
    });
    const now = certificate('A', { holdings: [holding('A', { id: '0P1000000000001AAA' })] });
    const store = published({
      certificates: [old, now],
      findings: [finding('expired', 'A', { certificate: 'f'.repeat(64), severity: 'critical' })],
    });
    assert.equal(store.certificate('A')['Status__c'], 'healthy');
    assert.equal(store.certificate('A~2')['Fingerprint__c'], 'f'.repeat(64));
    assert.equal(store.certificate('A~2')['Status__c'], 'critical');
  });

  it('is as bad as the worst of its findings that are open or acknowledged', () => {
    const critical = finding('expired', 'A', { severity: 'critical' });
    const parts = { certificates: [certificate('A')], findings: [critical, finding('weak-key', 'A')] };
    const store = published(parts);
    assert.equal(store.certificate('A')['Status__c'], 'critical');
    assert.equal(store.certificate('A')['Open_Findings__c'], 2);
    store.edit('CertHealth_Finding__c', critical.id, { Status__c: 'waived', Waived_Until__c: '2026-12-31' });
    store.edit('CertHealth_Finding__c', 'weak-key/org.certificates/A', { Status__c: 'acknowledged' });
    store.publish(report({ ...parts, at: DAY_2 }));
    assert.equal(store.certificate('A')['Status__c'], 'warning');
    assert.equal(store.certificate('A')['Open_Findings__c'], 1);
  });

  it('counts a finding that this scan could not look at', () => {
    const store = published(
      { certificates: [certificate('A')], findings: [finding('revoked', 'A', { severity: 'critical' })] },
      { at: DAY_2, certificates: [certificate('A')], notChecked: [{ check: 'revoked', reason: 'No network.' }] },
    );
    assert.equal(store.certificate('A')['Status__c'], 'critical');
  });

  it('is waived where somebody lives with something graver than what is open, to the first end', () => {
    const waived = (check: string, severity: Finding['severity'], until: string): Finding =>
      finding(check, 'A', { severity, status: 'waived', waiver: { reason: 'Why', owner: 'Ada', until } });
    const standing = (...findings: readonly Finding[]): unknown[] => {
      const store = new RecordStore();
      store.publish(
        report({ certificates: [certificate('A')], findings, decisions: { file: 'f.yml', checksOff: [] } }),
      );
      const { Status__c, Open_Findings__c, Waived_Until__c } = store.certificate('A');
      return [Status__c, Open_Findings__c, Waived_Until__c ?? null];
    };
    const grave = waived('expiring', 'critical', '2026-12-31');
    const other = waived('weak-key', 'warning', '2026-12-15');
    const note = finding('duplicate-key', 'A', { severity: 'info' });
    assert.deepEqual(standing(grave), ['waived', 0, '2026-12-31']);
    assert.deepEqual(standing(grave, other, note), ['waived', 1, '2026-12-15']);
    assert.deepEqual(standing(grave, finding('weak-signature', 'A')), ['warning', 1, null]);
    assert.deepEqual(standing(waived('shared-certificate', 'info', '2026-12-31'), note), ['info', 1, null]);
  });

  it('is no longer waived when its waiver is over, nor is the day left behind', () => {
    const store = new RecordStore();
    const at = { certificates: [certificate('A')], findings: [finding('expiring', 'A', { severity: 'critical' })] };
    store.publish(report(at));
    const decision = { Status__c: 'waived', Waived_Until__c: '2026-11-23', Decided_By__c: 'Bo' };
    store.edit('CertHealth_Finding__c', 'expiring/org.certificates/A', decision);
    store.publish(report({ ...at, at: DAY_2 }));
    assert.deepEqual(
      [store.certificate('A')['Status__c'], store.certificate('A')['Waived_Until__c']],
      ['waived', '2026-11-23'],
    );
    store.publish(report({ ...at, at: DAY_3 }));
    assert.deepEqual(
      [store.certificate('A')['Status__c'], store.certificate('A')['Waived_Until__c']],
      ['critical', null],
    );
  });

  it('is unknown, not healthy, when its content was not read', () => {
    const row = published(pendingA()).certificate('A');
    assert.equal(row['Status__c'], 'unknown');
    assert.equal(row['Pending__c'], 'Its body was not read.');
  });

  it('whose content is not read this time keeps what was known of it, and says why', () => {
    const row = published(
      { certificates: [certificate('A')] },
      pendingA({ expirationDate: '2027-01-01T00:00:00.000Z' }),
    ).certificate('A');
    assert.equal(row['Fingerprint__c'], fingerprintOf('A'));
    assert.equal(row['Status__c'], 'unknown');
    assert.equal(row['Pending__c'], 'Its body was not read.');
  });

  it('forgets it where the record ends on another day, or a new request waits for its chain', () => {
    for (const more of [{ expirationDate: '2028-05-05T00:00:00.000Z' }, { pendingSignature: true }]) {
      const row = published({ certificates: [certificate('A')] }, pendingA(more)).certificate('A');
      assert.equal(row['Fingerprint__c'], null, JSON.stringify(more));
      assert.equal(row['Expires_At__c'], (more as { expirationDate?: string }).expirationDate ?? null);
    }
  });

  it('renewed under its name is the same row, named in the changes with its old and its new end', () => {
    const store = published(
      { certificates: [certificate('A')] },
      { at: DAY_2, certificates: [certificate('A', { generation: 2 })] },
    );
    assert.equal(store.keys('CertHealth_Certificate__c').length, 1);
    const { renewed, certificatesAdded, certificatesGone } = store.changes(`${ORG}/${DAY_2}`);
    assert.deepEqual(renewed, [
      { key: 'org.certificates/A', name: 'A', from: '2027-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' },
    ]);
    assert.deepEqual([certificatesAdded, certificatesGone], [[], []]);
  });

  it('that is no longer there is gone, if its place was read, and says when it was last there', () => {
    const store = published({ certificates: [certificate('A')] }, { at: DAY_2, certificates: [certificate('A')] });
    assert.equal(store.certificate('A')['Last_Seen_At__c'], DAY_1, 'not rewritten each day');
    store.publish(report({ at: DAY_3 }));
    assert.equal(store.certificate('A')['Is_Gone__c'], true);
    assert.equal(store.certificate('A')['Last_Seen_At__c'], DAY_2, 'its source was read then, and it was there');
    assert.deepEqual(store.changes(`${ORG}/${DAY_3}`).certificatesGone, [{ key: 'org.certificates/A', name: 'A' }]);
  });

  it('is not gone because its place could not be read', () => {
    const denied = [source('org.certificates', 'denied')];
    const store = published({ certificates: [certificate('A')] }, { at: DAY_2, sources: denied });
    assert.equal(store.certificate('A')['Is_Gone__c'], false);
  });

  it('that comes back is there again, and counts as added', () => {
    const store = published(
      { certificates: [certificate('A')] },
      { at: DAY_2 },
      { at: DAY_3, certificates: [certificate('A')] },
    );
    assert.equal(store.certificate('A')['Is_Gone__c'], false);
    assert.equal(store.certificate('A')['First_Seen_At__c'], DAY_1);
    assert.equal(store.changes(`${ORG}/${DAY_3}`).certificatesAdded.length, 1);
  });

  it('is the responsibility of whom all its findings name, unless a person named somebody', () => {
    const owned = (owner: string): ReportParts => ({
      certificates: [certificate('A')],
      findings: [finding('expired', 'A', { owner }), finding('weak-key', 'A', { owner })],
    });
    const store = published(owned('Integration team'));
    assert.equal(store.certificate('A')['Responsible__c'], 'Integration team');
    assert.equal(store.finding('expired', 'A')['Responsible__c'], 'Integration team');
    store.edit('CertHealth_Certificate__c', 'org.certificates/A', { Responsible__c: 'Dee' });
    store.publish(report({ ...owned('Somebody else'), at: DAY_2 }));
    assert.equal(store.certificate('A')['Responsible__c'], 'Dee');
    assert.equal(store.finding('expired', 'A')['Responsible__c'], 'Integration team', 'no longer empty');
  });

  it('is nobody’s where its findings name different people', () => {
    const findings = [finding('expired', 'A', { owner: 'Ann' }), finding('weak-key', 'A', { owner: 'Bo' })];
    assert.equal(
      published({ certificates: [certificate('A')], findings }).certificate('A')['Responsible__c'],
      undefined,
    );
  });

  it('that could not be read has no part in what is about no certificate', () => {
    const told = { ...finding('expiry-notification', 'A', { severity: 'info' }) };
    const permission = without(told, 'certificate', 'holding') as unknown as Finding;
    const pending = [{ ...holding('Unread', { source: 'network.servers' }), reason: 'It said nothing for 10 s.' }];
    const store = published({ pending, findings: [permission] });
    const unread = store.certificate('Unread', 'network.servers');
    assert.deepEqual([unread['Status__c'], unread['Open_Findings__c']], ['unknown', 0]);
  });
});
