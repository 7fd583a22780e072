import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { publishReport } from '../../src/publish/publish-report.ts';
import type { PublishOutcome, PublishRequest } from '../../src/publish/publish-report.ts';
import { FIRST, madeReport, nameOf, NEXT, ORG } from './made-report.ts';
import { memoryRecords } from './memory-records.ts';
import type { MemoryRecords } from './memory-records.ts';

function publish(records: MemoryRecords, more: Partial<PublishRequest> = {}): Promise<PublishOutcome> {
  return publishReport(records, { report: madeReport(), origin: 'cli', ...more });
}

describe('publishing a report', () => {
  it('writes all rows and says what changed and where to look', async () => {
    const records = memoryRecords();
    const outcome = await publish(records);
    assert.equal(outcome.status, 'published');
    assert.equal(outcome.summary, '5 new findings; 3 certificates, 3 new; nothing that people wrote was touched');
    assert.deepEqual(outcome.rows, [
      { object: 'CertHealth_Scan__c', created: 1, changed: 0 },
      { object: 'CertHealth_Certificate__c', created: 3, changed: 0 },
      { object: 'CertHealth_Use__c', created: 4, changed: 0 },
      { object: 'CertHealth_Finding__c', created: 5, changed: 0 },
      { object: 'CertHealth_Coverage__c', created: 3, changed: 0 },
    ]);
    assert.equal(outcome.requests, 6);
    assert.equal(outcome.consoleUrl, 'https://acme.my.salesforce.com/lightning/n/Certificate_Health');
    assert.equal(records.row('CertHealth_Scan__c', `${ORG}/${FIRST}`)['Progress__c'], 'finished');
  });

  it('refers to the certificates that it has just made', async () => {
    const records = memoryRecords();
    await publish(records);
    const id = records.row('CertHealth_Certificate__c', `org.certificates/${nameOf(0)}`)['Id'];
    assert.equal(records.row('CertHealth_Finding__c', `expired/org.certificates/${nameOf(0)}`)['Certificate__c'], id);
  });

  it('sends at most 200 rows in a request', async () => {
    const records = memoryRecords();
    await publish(records, { report: madeReport({ certificates: 450, uses: 0, findings: 0 }) });
    const sent = records.asked.filter((one) => one.startsWith('CertHealth_Certificate__c'));
    assert.deepEqual(sent, [
      'CertHealth_Certificate__c 200',
      'CertHealth_Certificate__c 200',
      'CertHealth_Certificate__c 50',
    ]);
  });

  it('sends fewer where rows are large', async () => {
    const report = madeReport({ certificates: 60, uses: 0, findings: 0 });
    const names = Array.from({ length: 3000 }, (_, index) => `host-${index}.acme-freight.example`);
    const certificates = report.certificates.map((one) => ({ ...one, subjectAltNames: names }));
    const records = memoryRecords();
    await publish(records, { report: { ...report, certificates } });
    const sent = records.asked.filter((one) => one.startsWith('CertHealth_Certificate__c'));
    assert.ok(sent.length > 1 && sent.length < 10, sent.join(', '));
  });

  it('a second time asks what is there and writes nothing', async () => {
    const records = memoryRecords();
    await publish(records);
    const before = records.contents();
    records.asked.length = 0;
    const outcome = await publish(records);
    assert.equal(outcome.status, 'unchanged');
    assert.deepEqual([outcome.requests, outcome.rows], [0, []]);
    assert.ok(records.asked.every((one) => one.startsWith('SELECT')));
    assert.deepEqual(records.contents(), before);
  });

  it('a dry run says what would change and writes nothing', async () => {
    const records = memoryRecords();
    await publish(records);
    const before = records.contents();
    const outcome = await publish(records, { report: madeReport({ at: NEXT, later: true }), dryRun: true });
    assert.equal(outcome.status, 'planned');
    assert.equal(outcome.summary, '1 worse; 3 certificates, 1 renewed; nothing that people wrote was touched');
    assert.deepEqual(outcome.rows, [
      { object: 'CertHealth_Scan__c', created: 1, changed: 0 },
      { object: 'CertHealth_Certificate__c', created: 0, changed: 2 },
      { object: 'CertHealth_Renewal__c', created: 1, changed: 0 },
      { object: 'CertHealth_Finding__c', created: 0, changed: 1 },
      { object: 'CertHealth_Coverage__c', created: 0, changed: 2 },
    ]);
    assert.deepEqual(records.contents(), before);
  });
});

describe('publishing is refused', () => {
  it('for the report of another org, with both named', async () => {
    await assert.rejects(publish(memoryRecords({ orgId: '00D000000000002EAA' })), {
      isUsage: true,
      message: `The report is of the org ${ORG} (ann@acme.example), but ann@acme.example is in the org 00D000000000002EAA: give that org with --target-org.`,
    });
  });

  it('not for the 15-character form of the same Id', async () => {
    assert.equal((await publish(memoryRecords({ orgId: ORG.slice(0, 15) }))).status, 'published');
  });

  it('for the report of files', async () => {
    await assert.rejects(
      publish(memoryRecords(), { report: { ...madeReport(), org: null } }),
      /report of files, not of an org/,
    );
  });

  it('for a report that is older than the newest scan, and writes nothing', async () => {
    const records = memoryRecords();
    await publish(records, { report: madeReport({ at: NEXT }) });
    const before = records.contents();
    await assert.rejects(
      publish(records),
      /^PublishError: A later scan, of 23 Nov 2026 02:15 UTC, is in the org already; .* so nothing was written\. Scan again/,
    );
    assert.deepEqual(records.contents(), before);
  });
});

describe('rows that are not taken', () => {
  const locked = (times: number) => (row: Readonly<Record<string, unknown>>, time: number) =>
    row['Certificate_Key__c'] === `org.certificates/${nameOf(1)}` && time <= times ? 'UNABLE_TO_LOCK_ROW' : undefined;

  it('because somebody holds them are sent again, alone, after a pause that grows', async () => {
    const records = memoryRecords({ refuse: locked(3) });
    const outcome = await publish(records);
    assert.equal(outcome.status, 'published');
    assert.deepEqual(records.slept, [1000, 2000, 4000]);
    const sent = records.asked.filter((one) => one.startsWith('CertHealth_Certificate__c'));
    assert.deepEqual(sent, [
      'CertHealth_Certificate__c 3',
      ...Array.from({ length: 3 }, () => 'CertHealth_Certificate__c 1'),
    ]);
  });

  it('are given up after five tries and named with the reason; all others are written', async () => {
    const records = memoryRecords({ refuse: locked(Infinity) });
    const outcome = await publish(records);
    assert.equal(outcome.status, 'incomplete');
    assert.deepEqual(outcome.failed, [
      {
        object: 'CertHealth_Certificate__c',
        key: `org.certificates/${nameOf(1)}`,
        code: 'UNABLE_TO_LOCK_ROW',
        message: 'It cannot be.',
      },
    ]);
    assert.equal(records.slept.length, 4);
    const finding = records.row('CertHealth_Finding__c', `expired/org.certificates/${nameOf(1)}`);
    assert.equal(finding['Certificate__c'], undefined, 'written without the certificate that is not there');
    assert.equal(
      records.row('CertHealth_Scan__c', `${ORG}/${FIRST}`)['Message__c'],
      '1 row could not be written, the first one of CertHealth_Certificate__c: It cannot be.',
    );
  });

  it('for a reason that does not pass are sent once', async () => {
    const records = memoryRecords({
      refuse: (row) => (row['Use__c'] ? 'FIELD_CUSTOM_VALIDATION_EXCEPTION' : undefined),
    });
    const outcome = await publish(records);
    assert.equal(outcome.failed.length, 4);
    assert.deepEqual(records.slept, []);
  });

  it('are written by the next run, which also links what referred to them and clears the message', async () => {
    const troubled = memoryRecords({ refuse: locked(Infinity) });
    await publish(troubled);
    const records = memoryRecords({}, troubled);
    assert.equal((await publish(records)).status, 'published');
    const whole = memoryRecords();
    await publish(whole);
    assert.deepEqual(records.contents(), whole.contents());
    assert.equal((await publish(records)).status, 'unchanged');
  });

  it('stop everything when it is the scan’s own row', async () => {
    const records = memoryRecords({ refuse: (row) => (row['Scan_Key__c'] ? 'REQUIRED_FIELD_MISSING' : undefined) });
    await assert.rejects(
      publish(records),
      /does not take the record of the scan, so nothing was written: It cannot be/,
    );
    assert.deepEqual(records.contents(), memoryRecords().contents());
  });
});

describe('the requests that a large org costs', () => {
  const size = { certificates: 2000, uses: 3000, findings: 4000 };
  const cost = async (records: MemoryRecords, more: Parameters<typeof madeReport>[0]): Promise<number> =>
    (await publish(records, { report: madeReport({ ...size, ...more }) })).requests;

  it('9,000 new rows are 48 that write; the same report again none; a scan of an unchanged org three', async () => {
    const records = memoryRecords();
    assert.equal(await cost(records, {}), 48);
    assert.equal(await cost(records, {}), 0);
    assert.equal(await cost(records, { at: NEXT }), 3);
  });

  it('once a week every row is told to have been seen again', async () => {
    const records = memoryRecords();
    await cost(records, {});
    assert.equal(await cost(records, { at: '2026-11-29T02:15:00.000Z' }), 48);
    assert.equal(await cost(records, { at: '2026-11-30T02:15:00.000Z' }), 3);
  });
});

describe('a publication that breaks off', () => {
  const before = madeReport({ certificates: 510, uses: 210, findings: 220 });
  const report = madeReport({ at: NEXT, certificates: 500, uses: 430, findings: 640, later: true });

  it('after any request says so, and the next run completes it to the same records', async () => {
    const first = memoryRecords();
    await publish(first, { report: before });
    const whole = memoryRecords({}, first);
    const { requests } = await publish(whole, { report });
    assert.ok(requests >= 10, `${requests} requests`);
    for (let lostAfter = 0; lostAfter < requests; lostAfter += 1) {
      const broken = memoryRecords({ lostAfter }, first);
      await assert.rejects(publish(broken, { report }), (error: Error) => {
        assert.match(error.message, /The org could not be reached \(ECONNREFUSED\)/);
        if (lostAfter > 1) assert.match(error.message, /publish the same report again and the rest will be\.$/);
        return true;
      });
      const again = memoryRecords({}, broken);
      await publish(again, { report });
      assert.deepEqual(again.contents(), whole.contents(), `lost after ${lostAfter} requests`);
    }
  });
});
