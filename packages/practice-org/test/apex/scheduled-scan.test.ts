import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { AppOrg, Row } from './app-org.ts';
import { startAppOrg } from './app-org.ts';

interface Job {
  readonly className: string;
  readonly failure?: { readonly message: string };
}

const org: AppOrg = await startAppOrg({ now: new Date('2026-11-22T09:15:00Z') });
after(() => org.close());

async function run(what: 'jobs' | 'schedule'): Promise<readonly Job[]> {
  const answer = await org.request<{ jobs: readonly Job[] }>('POST', `/practice-org/${what}`, {});
  assert.equal(answer.status, 200, answer.text);
  return answer.json().jobs;
}

async function newestScan(): Promise<Row | undefined> {
  return (await org.apex<{ scans: readonly Row[] }>('HealthRecords.overview')).scans[0];
}

describe('the unattended scan of the app', () => {
  beforeEach(async () => {
    await org.control('faults', {});
    await org.control('sample', { certificates: 0 });
    await org.apex('SetupAssistant.unschedule');
  });

  it('does not run where nobody scheduled it', async () => {
    assert.deepEqual(await run('schedule'), []);
    assert.equal(await newestScan(), undefined);
  });

  it('reads the org through its own connection, judges what it found, and writes the records', async () => {
    await org.apex('SetupAssistant.schedule', { hourUtc: 5 });
    const jobs = await run('schedule');
    assert.deepEqual(
      jobs.map(({ failure }) => failure?.message),
      jobs.map(() => undefined),
    );
    assert.equal(jobs[0]?.className, 'ScheduledScan');
    assert.ok(
      jobs.some(({ className }) => className === 'ScanJob'),
      JSON.stringify(jobs),
    );
    const scan = await newestScan();
    assert.deepEqual([scan?.['Origin__c'], scan?.['Progress__c']], ['scheduled', 'finished']);
    const certificates = await org.rows('HealthRecords.certificates');
    assert.deepEqual(certificates.map((row) => row['Api_Name__c']).sort(), ['Supplier_Client', 'Webhook_Signing']);
  });

  it('says what it could not read, and ends all the same', async () => {
    await org.apex('SetupAssistant.schedule', { hourUtc: 5 });
    await org.control('faults', { deny: 'ManageCertificates' });
    await run('schedule');
    const coverage = await org.rows('HealthRecords.coverage');
    const place = coverage.find((row) => row['Source__c'] === 'org.certificates');
    assert.equal(place?.['Status__c'], 'denied');
    assert.equal((await newestScan())?.['Progress__c'], 'finished');
  });

  it('fires once a run, and only while it is scheduled', async () => {
    await org.apex('SetupAssistant.schedule', { hourUtc: 5 });
    await run('schedule');
    assert.deepEqual(await run('jobs'), []);
    await org.apex('SetupAssistant.unschedule');
    assert.deepEqual(await run('schedule'), []);
  });
});
