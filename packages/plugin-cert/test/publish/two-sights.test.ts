import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Finding, HealthReport } from '@cert-health/core';
import type { PracticeOrg } from '@cert-health/practice-org';
import { connectionRecords } from '../../src/publish/connection-records.ts';
import { publishReport } from '../../src/publish/publish-report.ts';
import type { PublishOutcome } from '../../src/publish/publish-report.ts';
import type { Network } from '../../src/options/network.ts';
import { scan as look } from '../../src/scan/scan.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { connect } from '../fixtures/log-in.ts';
import { orgWithApp } from './org-with-app.ts';

type Published = HealthReport & { readonly publication: PublishOutcome };
interface Row {
  readonly Finding_Key__c: string;
  readonly Severity__c: string;
  readonly Status__c: string;
}

const ranks = ['info', 'warning', 'critical'];

describe('publishing twice with different sight', () => {
  let practice: PracticeOrg;
  let rows: () => Promise<Map<string, Row>>;
  /** What a scan that saw all left there. */
  let seen: Map<string, Row>;

  before(async () => {
    practice = await orgWithApp();
    const connection = await connect(practice);
    rows = async () => {
      const soql = 'SELECT Finding_Key__c, Severity__c, Status__c FROM CertHealth_Finding__c';
      const { records } = await connection.query<Row>(soql);
      return new Map(records.map((row) => [row.Finding_Key__c, row]));
    };
    const full = await scan('all');
    assert.ok(full.findings.some(({ check, severity }) => check === 'root-not-in-org-list' && severity === 'critical'));
    seen = await rows();
  });
  after(() => practice.close());
  afterEach(() => practice.setFaults({}));

  /** As the command does it, without the start of a process for each. */
  const scan = async (network: Network = 'none'): Promise<Published> => {
    const connection = await connect(practice);
    const report = await look({ connection, sourceDirs: [], files: [], network }, () => undefined);
    const publication = await publishReport(connectionRecords(connection), { report, origin: 'cli' });
    assert.equal(publication.status, 'published');
    return { ...report, publication };
  };
  /** What a scan that sees less ends or calms, of all that was open when all was seen. What is not known may be said to be worse. */
  const calmedBy = async (again: () => Promise<Published>): Promise<string[]> => {
    const { publication } = await again();
    assert.deepEqual(publication.changes.resolved, []);
    const later = await rows();
    return [...seen.values()]
      .filter(({ Status__c: status }) => status === 'open')
      .filter(({ Finding_Key__c: key, Severity__c: severity }) => {
        const now = later.get(key);
        return now?.Status__c !== 'open' || ranks.indexOf(now.Severity__c) < ranks.indexOf(severity);
      })
      .map(({ Finding_Key__c: key }) => key);
  };

  it('a second scan without the network resolves nothing that only the network shows', async () => {
    const calmed = await calmedBy(async () => {
      const outcome = await runCommand(['health', '-o', practice.username, '--publish', '--json']);
      return jsonOf<Published>(outcome).result;
    });
    assert.deepEqual(calmed, []);
  });

  for (const deny of [
    ['ManageCertificates'],
    ['ModifyMetadata'],
    ['CertificateBody'],
    ['ViewSetup'],
    ['CustomizeApplication'],
    ['ManageInternalUsers', 'ManageEncryptionKeys'],
    ['ModifyMetadata', 'ManageCertificates', 'CertificateBody'],
  ] as const) {
    it(`nor does a user who lacks ${deny.join(', ')}`, async () => {
      practice.setFaults({ deny });
      assert.deepEqual(await calmedBy(() => scan()), []);
    });
  }

  it('nor an org that answers nothing to the point', async () => {
    practice.setFaults({ malformed: true });
    const outcome = await runCommand(['health', '-o', practice.username, '--json']);
    assert.equal(outcome.exitCode, 1, 'no verdict');
    assert.equal(jsonOf<HealthReport>(outcome).result.org?.isSandbox, null);
  });

  it('a scan that sees all again finds all of it as it was', async () => {
    assert.deepEqual(await calmedBy(() => scan('all')), []);
    assert.deepEqual(await rows(), seen);
  });

  it('what a list of revocations said stays until a list is asked again', async () => {
    const { publication, ...report } = await scan();
    assert.deepEqual(publication.changes.resolved, []);
    const name = 'Port_Authority_Client';
    const held = report.certificates.find(({ holdings }) => holdings.some((one) => one.name === name));
    const revoked: Finding = {
      ...(report.findings[0] as Finding),
      id: `revoked/org.certificates/${name}`,
      check: 'revoked',
      severity: 'critical',
      title: 'Port Authority Client is refused: its authority revoked it',
      holding: { source: 'org.certificates', name },
      certificate: held?.fingerprint ?? '',
    };
    const by = connectionRecords(await connect(practice));
    await publishReport(by, { report: { ...report, findings: [...report.findings, revoked] }, origin: 'cli' });
    assert.deepEqual(await calmedBy(() => scan()), []);
    assert.equal((await rows()).get(revoked.id)?.Status__c, 'open');
  });
});

describe('a report of how things would be', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await orgWithApp();
  });
  after(() => practice.close());

  it('is not published by --publish: exit 2, and nothing is asked of the org', async () => {
    const before = practice.requests.length;
    const args = ['health', '-o', practice.username, '--as-of', '2027-12-01', '--publish', '--fail-on', 'never'];
    const { exitCode, stderr } = await runCommand(args);
    assert.equal(exitCode, 2);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /--publish and --as-of don't go together: .*Scan and publish without/);
    assert.equal(practice.requests.length, before);
  });

  it('is not published by cert publish either', async (t) => {
    const file = join(folderWith(t, {}), 'report.json');
    const scan = [
      'health',
      '-o',
      practice.username,
      '--as-of',
      '2027-12-01',
      '--fail-on',
      'never',
      '--output-file',
      file,
    ];
    assert.equal((await runCommand(scan)).exitCode, 0);
    const { exitCode, stderr } = await runCommand(['publish', file, '-o', practice.username, '--dry-run']);
    assert.equal(exitCode, 2);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /how things would stand on .*scan without --as-of and publish that/);
    const connection = await connect(practice);
    assert.equal((await connection.query('SELECT COUNT() FROM CertHealth_Scan__c')).totalSize, 0);
  });
});
