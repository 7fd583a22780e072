import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Company, PracticeOrg } from '@cert-health/practice-org';
import type { CertRotateRunResult } from '../../../src/commands/cert/rotate/run.ts';
import { journalName } from '../../../src/rotation/execution/journal-file.ts';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { isolated } from '../../fixtures/home.ts';
import { connect, logIn } from '../../fixtures/log-in.ts';
import { companyWith } from '../execution/rotating.ts';

const appFolder = fileURLToPath(new URL('../../../../../force-app/main', import.meta.url));
const DAY = 86_400_000;

/** One whose certificate of a year is due, and one whose is not. */
let due: Company;
let fresh: Company;
before(async () => {
  [due, fresh] = await Promise.all([companyWith(2, new Date(Date.now() - 250 * DAY)), companyWith(1)]);
});

async function orgWith(t: TestContext, company: Company, withApp = true) {
  const practice = await startPracticeOrg({ seed: () => Promise.resolve(company), ...(withApp ? { appFolder } : {}) });
  t.after(() => practice.close());
  await logIn(practice);
  const cwd = folderWith(t, { 'cert-health.yml': settings(practice) });
  const run = async (...args: string[]) => {
    const outcome = await runCommand(['rotate', ...args, '-o', practice.username, '--json'], { cwd });
    const { message = '' } = JSON.parse(outcome.stdout) as { message?: string };
    return { exitCode: outcome.exitCode, message, result: jsonOf<CertRotateRunResult>(outcome).result };
  };
  return { practice, cwd, run };
}

const settings = (practice: PracticeOrg, production = true): string => `rotation:
  production: ${production}
  authorities: { practice: { type: practice, address: "${practice.url}" } }
  certificates: [{ certificate: Supplier_Client, authority: practice }]
`;

async function recordsOf(practice: PracticeOrg): Promise<Record<string, unknown>[]> {
  const connection = await connect(practice);
  const soql =
    'SELECT Key__c, Runner__c, Done__c, Waiting__c, Failed__c, Next_On__c, Says__c FROM CertHealth_Rotation_Run__c';
  return (await connection.query(soql)).records;
}

describe('sf cert rotate run', () => {
  test('is refused without the app, whose records keep runs apart', async (t) => {
    const { run } = await orgWith(t, fresh, false);
    const { exitCode, message } = await run('run', '--due');
    assert.equal(exitCode, 8, message);
    assert.match(message, /app is not in this org.* lock that every machine sees\.$/);
  });

  test('does not take settings without entries for a day on which nothing is due', async (t) => {
    const cwd = folderWith(t, { 'cert-health.yml': 'rotation: { production: true }\n' });
    const outcome = await runCommand(['rotate', 'run', '--due', '--json'], { cwd });
    assert.equal(outcome.exitCode, 2);
    assert.match(outcome.stdout, /Nothing would ever be due: .*cert-health\.yml has no entry/);
  });

  test('finds nothing due, says what is next, and keeps that it ran', async (t) => {
    const { run, practice, cwd } = await orgWith(t, fresh);
    const { exitCode, result, message } = await run('run', '--due');
    assert.equal(exitCode, 0, message);
    assert.deepEqual([exitCode, result.rotations, result.next?.certificate], [0, [], 'Supplier_Client']);
    const page = await runCommand(['rotate', 'run', '--due', '-o', practice.username], { cwd });
    assert.match(page.stdout, /^Rotation in .*\nNothing is due, and nothing is under way\.\n/);
    // Whoever is logged in by an access token is the same user, and nobody is shown the token.
    const args = ['rotate', 'run', '--due', '-o', practice.accessToken];
    const bare = await runCommand(args, { cwd, env: { SF_ORG_INSTANCE_URL: practice.url } });
    assert.ok(bare.stdout.replaceAll(/\s+/g, ' ').startsWith(`Rotation in the org at ${practice.url} `), bare.stdout);
    const [record, ...more] = await recordsOf(practice);
    assert.deepEqual([record?.['Key__c'], record?.['Failed__c'], more.length], [practice.username, 0, 0]);
    assert.equal(record?.['Says__c'], 'Nothing is due, and nothing is under way.');
    assert.equal(record?.['Next_On__c'], result.next?.on.slice(0, 10));
  });

  test('begins what is due, waits for a person, and goes on from another machine', async (t) => {
    const { run, practice } = await orgWith(t, due);
    const first = await run('run', '--due');
    assert.equal(first.exitCode, 7, JSON.stringify(first));
    const [rotation] = first.result.rotations;
    assert.deepEqual([rotation?.end, rotation?.waitsFor?.who], ['waits', 'approver']);
    assert.equal((await run('run')).exitCode, 7);
    // Another folder is another machine.
    const other = folderWith(t, { 'cert-health.yml': settings(practice) });
    const elsewhere = (...args: string[]) =>
      runCommand(['rotate', ...args, '-o', practice.username, '--json'], { cwd: other });
    assert.equal((await elsewhere('approve', rotation?.id ?? '', 'confirm')).exitCode, 0);
    const last = jsonOf<CertRotateRunResult>(await elsewhere('run', '--due'));
    assert.deepEqual([last.status, last.result.rotations], [0, []]);
    assert.match(last.result.notDue[0]?.reason ?? '', /^Not due before/);
    const [record] = await recordsOf(practice);
    assert.deepEqual([record?.['Waiting__c'], record?.['Failed__c']], [0, 0]);
  });

  test('leaves a production org alone that the settings do not open', async (t) => {
    const { practice } = await orgWith(t, due);
    const cwd = folderWith(t, { 'cert-health.yml': settings(practice, false) });
    const outcome = await runCommand(['rotate', 'run', '--due', '-o', practice.username, '--json'], { cwd });
    assert.deepEqual([outcome.exitCode, /only with \\"production: true\\"/.test(outcome.stdout)], [8, true]);
    assert.equal((await recordsOf(practice))[0]?.['Failed__c'], 1);
  });

  test('asked to stop, ends after the step under way and gives the lock back', async (t) => {
    const { practice, cwd, run } = await orgWith(t, due);
    practice.setFaults({ slow: 60 });
    const runner = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
    const child = spawn(
      process.execPath,
      [runner, 'cert', 'rotate', 'run', '--due', '-o', practice.username, '--json'],
      {
        cwd,
        env: { PATH: process.env['PATH'], NODE_OPTIONS: process.env['CERT_TEST_NODE_OPTIONS'], ...isolated },
      },
    );
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    // Its journal is copied to this machine.
    const folder = join(cwd, '.cert-health');
    const begun = (): boolean =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((path) => basename(String(path)) === journalName);
    const closed = once(child, 'close') as Promise<[number | null]>;
    while (!begun() && child.exitCode === null) await sleep(20);
    child.kill('SIGTERM');
    const [exitCode] = await closed;
    practice.setFaults({});
    assert.equal(exitCode, 1, stdout);
    const { result } = JSON.parse(stdout) as { result: CertRotateRunResult };
    assert.deepEqual([result.stopped, result.rotations[0]?.end], [true, 'stopped']);
    assert.ok(result.rotations[0]?.steps.every(({ state }) => state === 'done' || state === 'open'));
    const next = await run('run', '--due');
    assert.deepEqual([next.exitCode, next.result.rotations[0]?.end], [7, 'waits']);
  });
});
