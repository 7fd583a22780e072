import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { HealthReport, Source } from '@cert-health/core';
import { planted, startPracticeOrg } from '@cert-health/practice-org';
import type { Faults, PracticeOrg } from '@cert-health/practice-org';
import { logIn } from '../fixtures/log-in.ts';
import { jsonOf, runCommand } from './run-command.ts';

const now = new Date('2026-11-22T02:15:00Z');

/** The org of every scan here has certificates, references to them, and everything else that is looked for. */
async function scan(org: PracticeOrg, ...args: string[]) {
  const command = ['health', '-o', org.username, '--as-of', now.toISOString(), '--fail-on', 'incomplete', '--json'];
  const outcome = await runCommand([...command, ...args]);
  const { result } = jsonOf<HealthReport>(outcome);
  const sources = new Map(result.sources.map((source) => [source.id, source]));
  const source = (id: string): Source => sources.get(`org.${id}`) ?? assert.fail(`no source ${id}`);
  return { ...outcome, result, source };
}

/** No place that the whole scan found something in may be called read and empty by another one. */
function assertNothingCalledEmpty(blind: HealthReport, whole: HealthReport): void {
  const full = new Set(whole.sources.flatMap(({ id, items }) => (items > 0 ? [id] : [])));
  const empty = blind.sources.filter(({ status, items }) => ['read', 'unavailable'].includes(status) && items === 0);
  assert.deepEqual(
    empty.filter(({ id }) => full.has(id)).map(({ id, status, detail }) => `${id} ${status}: ${detail}`),
    [],
  );
  assert.notEqual(blind.summary.status, 'healthy');
}

describe('a scan by a session that may not see', () => {
  let practice: PracticeOrg;
  let whole: HealthReport;
  before(async () => {
    practice = await startPracticeOrg({ now, seed: planted });
    await logIn(practice);
    whole = (await scan(practice)).result;
    assert.ok(whole.sources.every(({ status }) => status === 'read'));
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  for (const [what, faults] of Object.entries({
    'of which a policy for session security hides certificates': { sessionPolicy: 'empty' },
    'which a policy for session security refuses certificates': { sessionPolicy: 'error' },
    'that gets nothing but empty lists': { emptyLists: true },
    'whose SOAP faults come as answers': { faultsAs200: true, deny: ['ModifyMetadata'] },
    'that gets half of the rows': { withheldRows: true },
    'that may not see Setup': { deny: ['ViewSetup', 'CustomizeApplication', 'ModifyMetadata', 'ManageInternalUsers'] },
  } satisfies Record<string, Faults>)) {
    test(`(${what}) calls nothing empty that is not`, async () => {
      practice.setFaults(faults);
      const { result, exitCode } = await scan(practice);
      assertNothingCalledEmpty(result, whole);
      assert.notEqual(exitCode, 0);
      assert.notEqual(result.sources.find(({ id }) => id === 'org.certificates')?.status, undefined);
    });
  }

  test('behind a page that asks for a log-in ends in words, not in a report without findings', async () => {
    practice.setFaults({ loginPage: true });
    const outcome = await runCommand(['health', '-o', practice.username, '--fail-on', 'never']);
    assert.equal(outcome.exitCode, 1);
    assert.match((outcome.stdout + outcome.stderr).replaceAll(/\s+/g, ' '), /A web page came in place of an answer/);
    assert.doesNotMatch(outcome.stdout, /nothing wrong|healthy/);
  });

  test('tells of the policy that hides certificates, by what names one', async () => {
    practice.setFaults({ sessionPolicy: 'empty' });
    const { source, result } = await scan(practice);
    const { status, detail } = source('certificates');
    assert.equal(status, 'failed');
    assert.match(detail, /^The list came empty, although \S+ names a certificate/);
    assert.match(detail, /session security policy "Manage Certificates" \(Setup, Identity Verification\)/);
    for (const id of ['saml-sso-configs', 'inbound-certificates', 'custom-metadata', 'flows']) {
      assert.equal(source(id).status, 'failed', id);
    }
    const claims = ['dangling-reference', 'unused-certificate'];
    assert.deepEqual(
      result.findings.filter(({ check }) => claims.includes(check)),
      [],
      'nothing is said of certificates that were not listed',
    );
  });

  test('tells of the policy that refuses certificates, not of a permission that is held', async () => {
    practice.setFaults({ sessionPolicy: 'error' });
    const { source } = await scan(practice);
    assert.deepEqual([source('certificates').status, source('certificates').permission], ['failed', undefined]);
    assert.match(source('certificates').detail, /although that user holds the permission "Manage Certificates"/);
  });

  test('shows it on the terminal too', async () => {
    practice.setFaults({ sessionPolicy: 'empty' });
    const { stdout } = await runCommand(['health', '-o', practice.username, '--as-of', now.toISOString()]);
    assert.match(stdout, /\? NOT CHECKED {2}Certificate and Key Management\n +The list came empty, although/);
  });
});

describe('a scan with an access token that is a JWT', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now, seed: planted, faults: { jwtToken: true } });
    await logIn(practice);
  });
  after(() => practice.close());

  test('says what was not checked and how to have it checked, and asks the Metadata API for nothing', async () => {
    const start = practice.requests.length;
    const { source, exitCode } = await scan(practice);
    assert.notEqual(exitCode, 0);
    for (const id of ['connected-apps', 'sites', 'inbound-certificates', 'flows', 'identity-provider']) {
      assert.equal(source(id).status, 'failed', id);
      assert.match(
        source(id).detail,
        /is a JWT, .* run again with --api-version 68\.0 or later, or have the .* opaque/,
      );
    }
    assert.equal(source('certificates').status, 'read');
    assert.equal(source('named-credentials').status, 'read');
    assert.ok(practice.requests.slice(start).every(({ path }) => !path.startsWith('/services/Soap/')));
  });

  test('sees everything with --api-version 68.0', async () => {
    const { result } = await scan(practice, '--api-version', '68.0');
    assert.deepEqual([...new Set(result.sources.map(({ status }) => status))], ['read']);
  });
});
