import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificate, DAY_1, DAY_2, DAY_3, fingerprintOf, holding, ORG, report } from './made-report.ts';
import type { ReportParts } from './made-report.ts';
import { RecordStore } from './record-store.ts';

const object = 'CertHealth_Renewal__c';
const holds = (generation: number, at = DAY_1): ReportParts => ({
  at,
  certificates: [certificate('A', { generation })],
});

function published(...scans: readonly ReportParts[]): RecordStore {
  const store = new RecordStore();
  for (const scan of scans) store.publish(report(scan));
  return store;
}

const fingerprints = (store: RecordStore): unknown[][] =>
  store.keys(object).map((key) => {
    const row = store.row(object, key);
    return [row['Old_Fingerprint__c'], row['New_Fingerprint__c']];
  });
const [first, second] = [fingerprintOf('A', 1), fingerprintOf('A', 2)];

describe('a renewal in the records', () => {
  it('is one row with both fingerprints, the scan that saw it, and the certificate', () => {
    const store = published(holds(1));
    store.publish(report(holds(2, DAY_2)), { scannedBy: 'ci@acme.example' });
    assert.deepEqual(store.keys(object), [`org.certificates/A/${DAY_2}`]);
    const row = store.row(object, `org.certificates/A/${DAY_2}`);
    assert.deepEqual([row['Old_Fingerprint__c'], row['New_Fingerprint__c']], [first, second]);
    assert.deepEqual([row['Seen_At__c'], row['Seen_By__c']], [DAY_2, 'ci@acme.example']);
    assert.equal(row['Scan_Key__c'], `${ORG}/${DAY_2}`);
    assert.equal(row['Old_Expires_At__c'], '2027-01-01T00:00:00.000Z');
    assert.equal(row['New_Expires_At__c'], '2028-01-01T00:00:00.000Z');
    assert.equal(row['Certificate_Name__c'], 'A');
    assert.equal(row['New_Key__c'], 'RSA 2048');
    assert.equal(row['Certificate__c'], store.certificate('A')['Id']);
  });

  it('is none where the same certificate is there, or the first one', () => {
    assert.deepEqual(fingerprints(published(holds(1), holds(1, DAY_2))), []);
  });

  it('is one each time, also back to what was there before', () => {
    const store = published(holds(1), holds(2, DAY_2), holds(1, DAY_3));
    assert.deepEqual(fingerprints(store), [
      [first, second],
      [second, first],
    ]);
  });

  it('is known after a scan that saw dates only, and does not take the new end for the old one', () => {
    const store = published(holds(1));
    // As the scheduled scan of the org leaves a certificate that ends on another day.
    store.edit('CertHealth_Certificate__c', 'org.certificates/A', {
      Fingerprint__c: null,
      Expires_At__c: '2028-01-01T00:00:00.000Z',
      Pending__c: 'Not read since it was replaced.',
    });
    store.publish(report(holds(2, DAY_3)));
    assert.deepEqual(fingerprints(store), [[first, second]]);
    assert.equal(store.row(object, `org.certificates/A/${DAY_3}`)['Old_Expires_At__c'] ?? null, null);
  });

  it('is known though the body could not be read in between', () => {
    const unread: ReportParts = { at: DAY_2, pending: [{ ...holding('A'), reason: 'Its body was not read.' }] };
    assert.deepEqual(fingerprints(published(holds(1), unread, holds(2, DAY_3))), [[first, second]]);
    assert.deepEqual(fingerprints(published(holds(1), unread, holds(1, DAY_3))), []);
  });

  it('is none when a request gets its signed chain: the stand-in was no certificate', () => {
    const waits = certificate('A', { holdings: [holding('A', { pendingSignature: true })] });
    const store = published({ certificates: [waits] }, holds(2, DAY_2));
    assert.deepEqual(fingerprints(store), []);
    assert.equal(store.certificate('A')['Known_Fingerprint__c'], second);
  });

  it('is told of rows of an earlier version, which have no last fingerprint', () => {
    const store = published(holds(1));
    store.edit('CertHealth_Certificate__c', 'org.certificates/A', { Known_Fingerprint__c: null });
    store.publish(report(holds(2, DAY_2)));
    assert.deepEqual(fingerprints(store), [[first, second]]);
  });

  it('is not lost wherever writing breaks off, nor written twice', () => {
    const whole = published(holds(1), holds(2, DAY_2));
    const rows = new RecordStore();
    rows.publish(report(holds(1)));
    const most = rows.plan(report(holds(2, DAY_2))).steps.flatMap((step) => step.rows).length;
    for (let written = 0; written < most; written += 1) {
      const store = published(holds(1));
      store.publish(report(holds(2, DAY_2)), {}, written);
      store.publish(report(holds(2, DAY_2)));
      assert.deepEqual(store.contents(), whole.contents(), `${written} rows`);
    }
  });
});
