import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AppOrg, Row } from '../apex/app-org.ts';
import { startAppOrg } from '../apex/app-org.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg();
});
after(() => org.close());

interface Changes {
  readonly appeared: readonly unknown[];
  readonly worse: readonly unknown[];
  readonly resolved: readonly unknown[];
  readonly certificatesAdded: readonly unknown[];
}

describe('POST /practice-org/sample', () => {
  it('fills the records with as many certificates as asked, in two scans between which something changed', async () => {
    const counts = (await org.control('sample', { certificates: 2000 })).json() as Record<string, number>;
    assert.equal(counts['CertHealth_Scan__c'], 2);
    // One waits for its chain.
    assert.equal(counts['CertHealth_Certificate__c'], 2001);
    assert.ok((counts['CertHealth_Use__c'] ?? 0) > 2000);
    assert.ok((counts['CertHealth_Finding__c'] ?? 0) > 400);
    const { scans } = await org.apex<{ scans: Row[] }>('HealthRecords.overview');
    const changes = JSON.parse(String(scans[0]?.['Changes__c'])) as Changes;
    for (const list of ['appeared', 'worse', 'resolved', 'certificatesAdded'] as const) {
      assert.ok(changes[list].length > 0, list);
    }
  });

  it('has every status, every severity, uses of every kind but one, and different names', async () => {
    const certificates = await org.rows('HealthRecords.certificates');
    const all = (rows: readonly Row[], field: string): string[] =>
      [...new Set(rows.map((row) => String(row[field])))].sort();
    assert.deepEqual(all(certificates, 'Status__c'), ['critical', 'healthy', 'unknown', 'warning']);
    assert.equal(all(certificates, 'Certificate_Key__c').length, certificates.length);
    assert.equal(all(certificates, 'Name').length, certificates.length);
    assert.ok(all(await org.rows('HealthRecords.uses'), 'Use__c').length >= 7);
    assert.deepEqual(all(await org.rows('HealthRecords.coverage'), 'Status__c'), ['denied', 'not-checked', 'read']);
  });

  it('is the same every time', async () => {
    const plain = async () =>
      (await org.rows('HealthRecords.certificates')).map((row) => [
        row['Name'],
        row['Expires_At__c'],
        row['Status__c'],
      ]);
    await org.control('sample', { certificates: 50 });
    const first = await plain();
    await org.control('sample', { certificates: 50 });
    assert.deepEqual(await plain(), first);
  });

  it('refuses what is no number of certificates', async () => {
    for (const certificates of [-1, 1.5, 10_001, 'many', null]) {
      assert.equal((await org.control('sample', { certificates })).status, 400, String(certificates));
    }
  });
});
