import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AppOrg, Row } from './app-org.ts';
import { startAppOrg } from './app-org.ts';
import { data } from '../org-client.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg();
  await org.control('sample', { certificates: 60 });
});
after(() => org.close());

interface Overview {
  readonly scans: readonly Row[];
  readonly rights: Row;
  readonly settings: Row;
  readonly org: Row;
}

describe('HealthRecords', () => {
  it('gives the newest scan first, which alone says what changed and how much work is ahead', async () => {
    const { scans } = await org.apex<Overview>('HealthRecords.overview');
    assert.deepEqual(
      scans.map((scan) => scan['Name']),
      ['Scan-00002', 'Scan-00001'],
    );
    const [newest, before] = scans;
    assert.equal(newest?.['Progress__c'], 'finished');
    assert.ok(JSON.parse(String(newest?.['Changes__c'])));
    assert.ok(JSON.parse(String(newest?.['Forecast__c'])));
    assert.equal(before !== undefined && ('Changes__c' in before || 'Forecast__c' in before), false);
    assert.equal(newest?.['Scanned_At__c'], '2026-11-22T02:15:00.000Z');
  });

  it("says which org it is, what the user may do, and the core's levels", async () => {
    const overview = await org.apex<Overview>('HealthRecords.overview');
    assert.deepEqual(overview.org, {
      id: org.orgId,
      name: 'Quiet Harbor Books',
      isSandbox: false,
      myDomainUrl: org.url,
    });
    const { userName, ...rights } = overview.rights;
    assert.deepEqual(rights, { canScan: true, canDecide: true, canWaive: true, canSettings: true });
    assert.match(String(userName), /\w+ \w+/);
    assert.equal(overview.settings['warningFraction'], 1 / 3);
    assert.equal(overview.settings['criticalFraction'], 1 / 6);
    assert.equal((overview.settings['perUse'] as readonly Row[]).length, 8);
  });

  it('gives certificates in the order of their Ids, and leaves out fields that are empty', async () => {
    const rows = await org.rows('HealthRecords.certificates');
    assert.equal(rows.length, 61);
    const ids = rows.map((row) => String(row['Id']));
    assert.deepEqual(ids, [...ids].sort());
    assert.ok(rows.every((row) => Object.values(row).every((value) => value !== null && value !== '')));
    assert.ok(rows.every((row) => row['Is_Gone__c'] === false));
    assert.equal(
      rows.some((row) => 'Details__c' in row || 'Notes__c' in row),
      false,
    );
    assert.ok(rows.some((row) => row['Pending__c'] !== undefined && row['Fingerprint__c'] === undefined));
  });

  it('gives certificates that are gone apart from those in the org', async () => {
    assert.deepEqual(await org.rows('HealthRecords.goneCertificates'), []);
    const [never, before, lately] = await org.rows('HealthRecords.certificates');
    const leaves = async (row: Row | undefined, seen: string | null): Promise<void> => {
      const { status } = await org.request(
        'PATCH',
        `${data}/sobjects/CertHealth_Certificate__c/${String(row?.['Id'])}`,
        {
          Is_Gone__c: true,
          Last_Seen_At__c: seen,
        },
      );
      assert.equal(status, 204);
    };
    await leaves(never, null);
    await leaves(before, '2026-11-01T02:15:00.000Z');
    await leaves(lately, '2026-11-21T02:15:00.000Z');
    const gone = await org.rows('HealthRecords.goneCertificates');
    assert.deepEqual(
      new Set(gone.map((row) => row['Name'])),
      new Set([lately, before, never].map((row) => row?.['Name'])),
    );
    assert.ok(gone.every((row) => row['Is_Gone__c'] === true && !('Details__c' in row)));
    const ids = new Set((await org.rows('HealthRecords.certificates')).map((row) => row['Id']));
    assert.equal(ids.size, 58);
    assert.ok(gone.every((row) => !ids.has(row['Id'])));
    await org.control('sample', { certificates: 60 });
  });

  it('gives findings, resolved ones of the last month among them, without evidence', async () => {
    const rows = await org.rows('HealthRecords.findings');
    assert.ok(rows.some((row) => row['Status__c'] === 'resolved'));
    assert.equal(
      rows.some((row) => 'Evidence__c' in row),
      false,
    );
    assert.match(String(rows[0]?.['Name']), /^CF-\d{5}$/);
  });

  it('gives places and checks', async () => {
    const kinds = (await org.rows('HealthRecords.coverage')).map((row) => row['Kind__c']);
    assert.ok(kinds.includes('source') && kinds.includes('check'));
  });

  it('gives all that is stored of one certificate, with what became of it', async () => {
    const [finding] = (await org.rows('HealthRecords.findings')).filter((row) => row['Certificate__c'] !== undefined);
    const recordId = String(finding?.['Certificate__c']);
    await org.apex('FindingDecisions.assign', { recordIds: [recordId], responsible: 'Platform team' });
    const one = await org.apex<{ certificate: Row; uses: Row[]; findings: Row[]; history: Row[] }>(
      'HealthRecords.certificate',
      { recordId },
    );
    assert.equal(one.certificate['Id'], recordId);
    assert.equal(one.certificate['Responsible__c'], 'Platform team');
    assert.ok(JSON.parse(String(one.certificate['Details__c'])));
    assert.ok(one.findings.every((row) => row['Certificate__c'] === recordId));
    assert.ok(one.findings.some((row) => row['Evidence__c'] !== undefined));
    const [latest] = one.history;
    assert.deepEqual(
      { field: latest?.['field'], from: latest?.['from'], to: latest?.['to'] },
      { field: 'Responsible__c', from: null, to: 'Platform team' },
    );
    // The first 15 characters are enough of an Id.
    const short = await org.apex<{ certificate: Row }>('HealthRecords.certificate', {
      recordId: recordId.slice(0, 15),
    });
    assert.equal(short.certificate['Id'], recordId);
  });

  it('says of a certificate that is not there what to do, in the words of the app', async () => {
    const sentence = await org.refusal('HealthRecords.certificate', { recordId: 'a00000000000000AAA' });
    assert.match(sentence, /^[A-Z].*\.$/);
    assert.doesNotMatch(sentence, /CertHealth_/);
  });

  it('gives nothing before the first scan', async () => {
    await org.control('sample', { certificates: 0 });
    for (const name of ['certificates', 'goneCertificates', 'uses', 'findings', 'coverage', 'waivers']) {
      assert.deepEqual(await org.rows(`HealthRecords.${name}`), [], name);
    }
    assert.deepEqual((await org.apex<Overview>('HealthRecords.overview')).scans, []);
    await org.control('sample', { certificates: 60 });
  });
});
