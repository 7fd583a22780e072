import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { eachFinding } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { Ajv } from 'ajv';
import type { PublishOutcome } from '../../src/publish/publish-report.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import type { Outcome } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { connect, logIn } from '../fixtures/log-in.ts';
import { now, orgWithApp } from './org-with-app.ts';
import { runWithInput } from './run-with-input.ts';

type Published = HealthReport & { readonly publication?: PublishOutcome };

const sentences = ({ stderr }: Outcome): string => stderr.replaceAll(/\s+/g, ' ');

describe('sf cert health --publish and sf cert publish, on an org with the app deployed by Salesforce’s own client', () => {
  let practice: PracticeOrg;
  let reportFile: string;
  let scan: Published;
  let count: (object: string, where?: string) => Promise<number>;
  const folder = mkdtempSync(join(tmpdir(), 'cert-health-publish-'));

  before(async () => {
    practice = await orgWithApp();
    reportFile = join(folder, 'report.json');
    const connection = await connect(practice);
    count = async (object, where = '') => (await connection.query(`SELECT COUNT() FROM ${object} ${where}`)).totalSize;
    const args = ['health', '-o', practice.username, '--publish', '--json', '--output-file', reportFile];
    const outcome = await runCommand(args);
    assert.equal(outcome.exitCode, 4, outcome.stderr + outcome.stdout.slice(0, 500));
    scan = jsonOf<Published>(outcome).result;
  });
  after(() => practice.close());
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => practice.setFaults({}));

  const publish = (...args: string[]): Promise<Outcome> => runCommand(['publish', ...args, '-o', practice.username]);

  it('writes a record for each place, use, finding and gap, and keeps the exit code of the scan', async () => {
    assert.equal(scan.publication?.status, 'published');
    const places = scan.certificates.flatMap(({ holdings }) => holdings.filter(({ chainMember }) => !chainMember));
    assert.equal(await count('CertHealth_Certificate__c'), places.length + scan.pending.length);
    assert.equal(await count('CertHealth_Finding__c', "WHERE Status__c = 'open'"), eachFinding(scan.findings).length);
    assert.equal(await count('CertHealth_Coverage__c', "WHERE Kind__c = 'source'"), scan.sources.length);
    assert.equal(await count('CertHealth_Scan__c', "WHERE Progress__c = 'finished'"), 1);
    assert.ok((await count('CertHealth_Use__c')) > 20);
  });

  it('links findings and uses to their certificates', async () => {
    const connection = await connect(practice);
    const { records } = await connection.query<{
      Finding_Key__c: string;
      Certificate__r: { Certificate_Key__c: string };
    }>(
      "SELECT Finding_Key__c, Name, Certificate__r.Certificate_Key__c FROM CertHealth_Finding__c WHERE Source__c = 'org.certificates'",
    );
    assert.ok(records.length > 5);
    for (const { Finding_Key__c: key, Certificate__r: parent } of records) {
      assert.ok(key.includes(parent.Certificate_Key__c), `${key} is linked to ${parent.Certificate_Key__c}`);
    }
  });

  it('a certificate’s status in the records is that of its worst finding in the report', async () => {
    const connection = await connect(practice);
    const { records } = await connection.query<{ Api_Name__c: string; Status__c: string }>(
      "SELECT Api_Name__c, Status__c FROM CertHealth_Certificate__c WHERE Source__c = 'org.certificates'",
    );
    for (const { Api_Name__c: name, Status__c: status } of records) {
      const own = eachFinding(scan.findings).filter(
        ({ holding }) => holding?.name === name && holding.source === 'org.certificates',
      );
      const worst = ['critical', 'warning', 'info'].find((severity) => own.some((one) => one.severity === severity));
      const unread = scan.pending.some((one) => one.name === name);
      assert.equal(status, worst ?? (unread ? 'unknown' : 'healthy'), name);
    }
  });

  it('prints JSON that fits its schema, and the same report twice writes nothing and reads as often as the guide says', async () => {
    const before = practice.requests.length;
    const outcome = await publish(reportFile, '--json');
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const { result } = jsonOf<PublishOutcome>(outcome);
    assert.deepEqual([result.status, result.requests, result.rows, result.failed], ['unchanged', 0, [], []]);
    const asked = practice.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
    const guide = readFileSync(new URL('../../../../docs/guide/publish.md', import.meta.url), 'utf8');
    assert.equal(asked.length, Number(/besides (\d+) that read/.exec(guide)?.[1]), asked.join('\n'));
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/cert-publish.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
    assert.ok(validate(result), JSON.stringify(validate.errors, null, 2));
  });

  it('what cert health prints with --publish fits its schema too', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/cert-health.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
    assert.ok(validate(scan), JSON.stringify(validate.errors, null, 2));
  });

  it('a dry run of a new scan names what would be written: the scan, and when each source was read', async (t) => {
    const file = join(folderWith(t, {}), 'next.json');
    await runCommand(['health', '-o', practice.username, '--fail-on', 'never', '--output-file', file]);
    const before = practice.requests.length;
    const { result } = jsonOf<PublishOutcome>(await publish(file, '--dry-run', '--json'));
    assert.equal(result.status, 'planned');
    assert.deepEqual(
      result.rows.map(({ object, created, changed }) => [object, created, changed]),
      [
        ['CertHealth_Scan__c', 1, 0],
        ['CertHealth_Coverage__c', 0, scan.sources.filter(({ id }) => id.startsWith('org')).length],
      ],
    );
    const asked = practice.requests.slice(before);
    assert.ok(asked.length > 5 && asked.every(({ method }) => method === 'GET'), 'nothing is written');
  });

  it('reads the standard input', async () => {
    const outcome = await runWithInput(['publish', '-', '-o', practice.username], readFileSync(reportFile, 'utf8'));
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    assert.match(outcome.stdout, /has all of it already/);
  });

  it('is refused for a standard input that is no report, with exit 2 and a sentence', async () => {
    const outcome = await runWithInput(['publish', '-', '-o', practice.username], '');
    assert.equal(outcome.exitCode, 2);
    assert.match(sentences(outcome), /What came on the standard input is no JSON/);
  });

  it('is refused without a report, with what could be given', async () => {
    const outcome = await publish();
    assert.equal(outcome.exitCode, 2);
    assert.match(sentences(outcome), /Nothing to publish.*Read it from the standard input.*sf cert health --publish/);
  });

  it('waits when the org says "later"', async (t) => {
    const file = join(folderWith(t, { 'next.json': nextReport(reportFile) }), 'next.json');
    practice.setFaults({ unavailable: 2 });
    const outcome = await publish(file, '--json');
    assert.equal(outcome.exitCode, 0, outcome.stderr + outcome.stdout);
    assert.equal(jsonOf<PublishOutcome>(outcome).result.status, 'published');
  });

  it('leaves what people wrote as it is', async (t) => {
    const connection = await connect(practice);
    const soql =
      'SELECT Id, Status__c, Responsible__c, Decision_Note__c, Certificate__r.Id, Certificate__r.Notes__c, Certificate__r.Responsible__c FROM CertHealth_Finding__c WHERE Certificate__c != null LIMIT 1';
    const read = async () =>
      (await connection.query<Record<string, unknown>>(soql)).records[0] as Record<string, unknown>;
    const { Id, Certificate__r } = (await read()) as { Id: string; Certificate__r: { Id: string } };
    const decided = {
      Status__c: 'acknowledged',
      Decided_By__c: practice.username,
      Responsible__c: 'Bo',
      Decision_Note__c: 'Ticket 12',
    };
    await connection.sobject('CertHealth_Finding__c').update({ Id, ...decided });
    await connection
      .sobject('CertHealth_Certificate__c')
      .update({ Id: Certificate__r.Id, Notes__c: 'Ask the partner.', Responsible__c: 'Cy' });
    const before = await read();
    const file = join(folderWith(t, { 'next.json': nextReport(reportFile, 2) }), 'next.json');
    assert.equal((await publish(file)).exitCode, 0);
    assert.deepEqual(await read(), before);
    assert.deepEqual([before['Status__c'], before['Decision_Note__c']], ['acknowledged', 'Ticket 12']);
  });

  it('is refused for a report that is older than the newest scan', async () => {
    const outcome = await publish(reportFile);
    assert.equal(outcome.exitCode, 1);
    assert.match(sentences(outcome), /A later scan, of .* is in the org already; .* nothing was written/);
  });

  it('a session that is over is one sentence with what to do', async () => {
    practice.setFaults({ sessionExpired: true });
    const outcome = await publish(reportFile);
    assert.equal(outcome.exitCode, 1);
    assert.match(sentences(outcome), /has expired or is not valid; log in again: sf org login web/);
    assert.doesNotMatch(outcome.stderr, /\n\s+at /);
  });
});

describe('publishing where it cannot be', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now, seed: quietHarbor });
    await logIn(practice);
  });
  after(() => practice.close());

  it('without the app in the org, is said before the scan: deploy it, and assign which permission set', async () => {
    const before = practice.requests.length;
    const outcome = await runCommand(['health', '-o', practice.username, '--publish']);
    assert.equal(outcome.exitCode, 1);
    assert.match(
      sentences(outcome),
      /The app is not in this org, .* deploy it .* permission set Certificate Health Admin \(CertHealth_Admin\)/,
    );
    const tooling = practice.requests.slice(before).filter(({ path }) => path.includes('/tooling/'));
    assert.deepEqual(tooling, [], 'nobody waited for a scan');
  });

  it('of files alone is a usage error with a sentence', async (t) => {
    const { pem } = await issue({ name: 'Partner', from: '2026-01-01', days: 300 });
    const cwd = folderWith(t, { 'partner.pem': pem });
    const outcome = await runCommand(['health', '-f', 'partner.pem', '--publish'], { cwd });
    assert.equal(outcome.exitCode, 2);
    assert.match(sentences(outcome), /--publish needs an org.*--target-org my-org/);
  });
});

/** The same report, of a scan some seconds later. */
function nextReport(file: string, seconds = 1): string {
  const report = JSON.parse(readFileSync(file, 'utf8')) as HealthReport;
  const later = new Date(Date.parse(report.generatedAt) + 1000 * seconds).toISOString();
  return JSON.stringify({ ...report, generatedAt: later, asOf: later });
}
