import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReportParts } from './made-report.ts';
import { certificate, DAY_1, DAY_2, DAY_3, DAY_9, finding, ORG, report, source, use } from './made-report.ts';
import { namesPlanned, RecordStore, rowsPlanned, without } from './record-store.ts';
import { planPublication } from '@cert-health/core';

const parts: ReportParts = {
  certificates: [certificate('A'), certificate('B')],
  uses: [use('A')],
  findings: [finding('expiring', 'A'), finding('weak-key', 'B', { severity: 'critical' })],
  notChecked: [{ check: 'revoked', reason: 'No network.' }],
};
const scan1 = `Scan ${ORG}/${DAY_1}`;

describe('a publication', () => {
  it('writes the scan as running, then certificates, uses, findings, coverage, and the scan as finished', () => {
    const publication = new RecordStore().plan(report(parts));
    assert.deepEqual(namesPlanned(publication), [
      scan1,
      'Certificate org.certificates/A',
      'Certificate org.certificates/B',
      'Use outbound-apex-mtls/org.named-credentials/A_Callout/NamedCredential.certificate/A',
      'Finding expiring/org.certificates/A',
      'Finding weak-key/org.certificates/B',
      'Coverage check/revoked/*',
      'Coverage source/org.certificates',
      'Coverage source/org.named-credentials',
      scan1,
    ]);
    const [first, last] = [rowsPlanned(publication)[0], rowsPlanned(publication).at(-1)];
    assert.equal(first?.fields['Progress__c'], 'running');
    assert.equal(last?.fields['Progress__c'], 'finished');
    assert.equal(publication.counts.rows, 9, 'the scan’s own row counts once');
  });

  it('gives a certificate’s rows its key to be referred to by', () => {
    const rows = rowsPlanned(new RecordStore().plan(report(parts)));
    assert.deepEqual(
      rows.flatMap(({ lookups }) => lookups?.Certificate__c ?? []),
      ['org.certificates/A', 'org.certificates/A', 'org.certificates/B'],
    );
  });

  it('says in words what changed', () => {
    const store = new RecordStore();
    assert.equal(
      store.publish(report(parts)).summary,
      '2 new findings; 2 certificates, 2 new; nothing that people wrote was touched',
    );
    const next = {
      certificates: [certificate('A', { generation: 2 })],
      findings: [finding('weak-key', 'A'), finding('expiring', 'A', { severity: 'critical' })],
    };
    assert.equal(
      store.publish(report({ ...next, at: DAY_2 })).summary,
      '1 new finding, 1 worse, 1 resolved; 1 certificate, 1 renewed, 1 gone; nothing that people wrote was touched',
    );
    assert.equal(
      store.publish(report({ ...next, at: DAY_3 })).summary,
      'No finding is new, worse or resolved; 1 certificate; nothing that people wrote was touched',
    );
  });

  it('writes the scan’s counts, changes and forecast into its row', () => {
    const store = new RecordStore();
    store.publish(report({ ...parts, asOf: '2026-11-22T23:15:00.000Z' }), { scannedBy: 'Ann Lee', origin: 'browser' });
    const row = store.row('CertHealth_Scan__c', `${ORG}/${DAY_1}`);
    assert.deepEqual(without(row, 'Id', 'Changes__c'), {
      Scan_Key__c: `${ORG}/${DAY_1}`,
      Scanned_At__c: DAY_1,
      As_Of__c: '2026-11-22T23:15:00.000Z',
      Scanned_By__c: 'Ann Lee',
      Origin__c: 'browser',
      Progress__c: 'finished',
      Status__c: 'attention',
      Certificates__c: 2,
      Critical__c: 1,
      Warnings__c: 1,
      Notes__c: 0,
      Waived__c: 0,
      Not_Checked__c: 1,
      Next_Expiry__c: '2027-01-01T00:00:00.000Z',
      New_Findings__c: 2,
      Worse_Findings__c: 0,
      Resolved_Findings__c: 0,
    });
    assert.equal((JSON.parse(String(row['Changes__c'])) as { appeared: unknown[] }).appeared.length, 2);
  });

  it('names the first fifty changes of each kind and counts the rest', () => {
    const names = Array.from({ length: 120 }, (_, number) => `C${String(number).padStart(3, '0')}`);
    const store = new RecordStore();
    const { changes, counts } = store.publish(
      report({
        certificates: names.map((name) => certificate(name)),
        findings: names.map((name) => finding('expired', name)),
      }),
    );
    assert.equal(changes.appeared.length, 50);
    assert.equal(changes.certificatesAdded.at(-1)?.name, 'C049');
    assert.equal(changes.more, 140);
    assert.equal(counts.appeared, 120);
  });

  it('of the report of files alone is refused', () => {
    const files = { ...report(parts), org: null };
    assert.throws(() => planPublication(files, {}, { origin: 'cli', scannedBy: 'Ann' }), /Only the report of an org/);
  });
});

describe('the same again', () => {
  it('the same report twice plans nothing, whoever publishes it when', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const again = store.plan(report(parts), { origin: 'browser', scannedBy: 'Bo', at: DAY_9 });
    assert.deepEqual(again.steps, []);
    assert.equal(again.summary, 'Nothing to write: what this scan found is in the org already');
  });

  it('a new scan of an unchanged org writes its own row and when each source was read', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const scan2 = `Scan ${ORG}/${DAY_2}`;
    assert.deepEqual(namesPlanned(store.plan(report({ ...parts, at: DAY_2 }))), [
      scan2,
      'Coverage source/org.certificates',
      'Coverage source/org.named-credentials',
      scan2,
    ]);
  });

  it('a week later it writes of every row that it was seen again, and no more', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const rows = rowsPlanned(store.plan(report({ ...parts, at: DAY_9 })));
    const certificates = rows.filter(({ object }) => object === 'CertHealth_Certificate__c');
    assert.deepEqual(
      certificates.map(({ fields }) => fields),
      ['A', 'B'].map((name) => ({ Certificate_Key__c: `org.certificates/${name}`, Last_Seen_At__c: DAY_9 })),
    );
  });

  it('how much of its life a certificate has used is no reason to write it again; a longer chain is', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const next = (more: Parameters<typeof certificate>[1]): ReportParts => ({
      ...parts,
      at: DAY_2,
      certificates: [certificate('A', more), certificate('B')],
    });
    const written = (scan: ReportParts): string[] =>
      namesPlanned(store.plan(report(scan))).filter((name) => name.startsWith('Cert'));
    assert.deepEqual(written(next({ lifetimeUsed: 0.75 })), []);
    assert.deepEqual(written(next({ chain: ['f'.repeat(64)] })), ['Certificate org.certificates/A']);
  });

  it('a row that somebody deleted is made again, and the finished scan is left alone', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const existing = store.existing();
    const without = existing.CertHealth_Finding__c.filter((row) => row['Check__c'] !== 'weak-key');
    const again = planPublication(
      report(parts),
      { ...existing, CertHealth_Finding__c: without },
      { origin: 'cli', scannedBy: 'Ann' },
    );
    assert.deepEqual(namesPlanned(again), ['Finding weak-key/org.certificates/B']);
  });

  it('rows read without their long texts plan nothing either, and take them along when they change', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const options = { origin: 'browser', scannedBy: 'Bo' } as const;
    assert.deepEqual(planPublication(report(parts), store.existing('without'), options).steps, []);
    const worse = {
      ...parts,
      at: DAY_2,
      findings: [finding('expiring', 'A', { severity: 'critical', detail: 'Sooner.' })],
    };
    const rows = rowsPlanned(planPublication(report(worse), store.existing('without'), options));
    const planned = rows.find(({ key }) => key === 'expiring/org.certificates/A');
    assert.equal(planned?.fields['Detail__c'], 'Sooner.');
    assert.equal(planned?.fields['Title__c'], undefined, 'unchanged, and known to be');
  });

  it('rows from Apex, which leaves out what is empty, plan nothing either', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const existing = Object.fromEntries(
      Object.entries(store.existing()).map(([object, rows]) => [
        object,
        rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))),
      ]),
    );
    assert.deepEqual(planPublication(report(parts), existing, { origin: 'browser', scannedBy: 'Bo' }).steps, []);
  });
});

describe('an interrupted publication', () => {
  it('cut short after any row is completed by the next run, with the same records as in one go', () => {
    const before = report({
      ...parts,
      certificates: [certificate('A'), certificate('Old')],
      findings: [finding('expired', 'A')],
    });
    const whole = new RecordStore();
    whole.publish(before);
    const total = rowsPlanned(whole.publish(report({ ...parts, at: DAY_2 }))).length;
    assert.ok(total > 8);
    for (let most = 0; most < total; most += 1) {
      const store = new RecordStore();
      store.publish(before);
      store.publish(report({ ...parts, at: DAY_2 }), {}, most);
      const { summary } = store.publish(report({ ...parts, at: DAY_2 }));
      if (most > 0) assert.match(summary, /^The rest of a publication that was cut short: /);
      assert.deepEqual(store.contents(), whole.contents(), `cut short after ${most} rows`);
    }
  });

  it('leaves the scan marked as running', () => {
    const store = new RecordStore();
    store.publish(report(parts), {}, 3);
    assert.equal(store.row('CertHealth_Scan__c', `${ORG}/${DAY_1}`)['Progress__c'], 'running');
  });

  it('does not stand in the way of a later scan', () => {
    const store = new RecordStore();
    store.publish(report(parts), {}, 3);
    store.publish(report({ ...parts, at: DAY_2 }));
    assert.equal(store.row('CertHealth_Scan__c', `${ORG}/${DAY_2}`)['Progress__c'], 'finished');
  });
});

describe('a scan that is not the newest', () => {
  it('plans nothing: it would set records back', () => {
    const store = new RecordStore();
    store.publish(report({ ...parts, at: DAY_2 }));
    const older = store.plan(report({ ...parts, at: DAY_1, findings: [] }));
    assert.deepEqual(older.steps, []);
    assert.equal(older.supersededBy, DAY_2);
    assert.equal(
      older.summary,
      'A later scan, of 23 Nov 2026 02:15 UTC, is in the org already; this one would set its records back',
    );
  });

  it('is published all the same while the later one is not finished', () => {
    const store = new RecordStore();
    store.publish(report({ ...parts, at: DAY_2 }), {}, 2);
    assert.equal(store.plan(report(parts)).supersededBy, undefined);
  });
});

describe('what to know of a scan', () => {
  it('that it is old', () => {
    assert.deepEqual(new RecordStore().plan(report(), { at: DAY_9 }).notes, ['The scan is 8 days old.']);
  });

  it('nothing, of a scan of today', () => {
    assert.deepEqual(new RecordStore().plan(report(), { at: DAY_1 }).notes, []);
  });
});

describe('the command line, then the browser, then the command line', () => {
  const all = [source('org.certificates'), source('org.apex'), source('org.saml')];
  const inApex = use('A', { reference: { source: 'org.apex', name: 'Gateway', field: 'ApexClass' } });
  const full: ReportParts = {
    sources: all,
    certificates: [certificate('A')],
    uses: [inApex],
    findings: [
      finding('client-auth-missing', 'A', { use: 'outbound-apex-mtls' }),
      finding('computed-name', 'Gateway', {
        id: 'computed-name/Gateway',
        holding: { source: 'org.apex', name: 'Gateway' },
      }),
      finding('revoked', 'A', { severity: 'critical' }),
      finding('weak-key', 'A'),
    ],
  };
  const browser: ReportParts = {
    ...full,
    at: DAY_2,
    sources: [source('org.certificates'), source('org.apex', 'failed'), source('org.saml')],
    uses: [],
    findings: [finding('expiring', 'A')],
    notChecked: [{ check: 'revoked', reason: 'Not from a browser.' }],
  };

  it('ends what the browser looked at, keeps what it did not, and settles nothing falsely', () => {
    const store = new RecordStore();
    store.publish(report(full));
    store.publish(report(browser), { origin: 'browser', outOfReach: ['org.apex'] });
    const statuses = Object.fromEntries(
      store.keys('CertHealth_Finding__c').map((key) => [key, store.row('CertHealth_Finding__c', key)['Status__c']]),
    );
    assert.deepEqual(statuses, {
      'client-auth-missing/org.certificates/A': 'open',
      'computed-name/Gateway': 'open',
      'expiring/org.certificates/A': 'open',
      'revoked/org.certificates/A': 'open',
      'weak-key/org.certificates/A': 'resolved',
    });
    assert.equal(store.certificate('A')['Status__c'], 'critical');
    assert.equal(store.coverage('source/org.apex')['Status__c'], 'read');

    const { changes } = store.publish(report({ ...full, at: DAY_3, findings: (full.findings ?? []).slice(0, 3) }));
    assert.deepEqual([changes.appeared, changes.worse], [[], []], 'the full scan finds nothing new in what it knew');
    assert.deepEqual(
      changes.resolved.map(({ key }) => key),
      ['expiring/org.certificates/A'],
    );
    assert.equal(store.coverage('check/revoked/*')['Status__c'], 'settled');
  });
});

describe('the work ahead', () => {
  const forecast = { today: 4, under200: 4, under100: 6, under47: 9, basis: 'b', perCertificate: [], byMonth: [] };
  const blind = [source('org.certificates'), source('org.named-credentials', 'failed', 0)];
  const kept = (store: RecordStore, at: string): unknown =>
    store.row('CertHealth_Scan__c', `${ORG}/${at}`)['Forecast__c'];

  it('is kept with the scan that saw it', () => {
    const store = new RecordStore();
    store.publish(report({ forecast }));
    assert.match(String(kept(store, DAY_1)), /"under47":9/);
  });

  it('is not told by a scan that could not read a place that another one has read', () => {
    const store = new RecordStore();
    store.publish(report({ forecast }));
    store.publish(report({ forecast, sources: blind, at: DAY_2 }), { origin: 'browser' });
    assert.equal(kept(store, DAY_2) ?? null, null);
  });

  it('is told by such a scan when nobody has read that place', () => {
    const store = new RecordStore();
    store.publish(report({ forecast, sources: blind }), { origin: 'browser' });
    assert.match(String(kept(store, DAY_1)), /"under47":9/);
  });
});
