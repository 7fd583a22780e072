import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import type { CertCompareResult } from '../../src/commands/cert/compare.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { logIn } from '../fixtures/log-in.ts';
import { companyOfPartners, files, moment, partners } from './certificates.ts';

describe('sf cert compare with an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date(moment), seed: companyOfPartners });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const compare = (t: TestContext, ...args: string[]) =>
    runCommand(['compare', ...args, '-o', practice.username, '--as-of', moment], { cwd: folderWith(t, files) });
  const judged = async (t: TestContext, ...args: string[]) => {
    const outcome = await compare(t, ...args, '--json');
    return { exitCode: outcome.exitCode, result: jsonOf<CertCompareResult>(outcome).result };
  };

  test('names each of the twenty partners by the server that is called, with what they must be given', async (t) => {
    const { exitCode, result } = await judged(t, 'Partner_API_Client', 'strait.pem');
    assert.deepEqual([exitCode, result.basis, result.verdict], [0, 'references', 'tell-first']);
    assert.equal(result.uses.length, 20);
    assert.ok(result.uses.every(({ use, how }) => use === 'outbound-apex-mtls' && how === 'certificate'));
    const told = new Set(result.uses.flatMap(({ reasons }) => reasons.flatMap(({ who }) => who?.name ?? [])));
    for (const host of [...partners, 'partner-api.example']) assert.ok(told.has(`whoever runs ${host}`), host);
    assert.ok(told.has('whoever runs the server behind "PartnerGateway"'));
    for (const { reasons, before: day } of result.uses) {
      assert.equal(day, result.old.notAfter.slice(0, 10));
      const given = new Set(reasons.flatMap(({ give }) => give.map(({ what, subject }) => `${what} ${subject}`)));
      for (const one of ['certificate CN=api.acme.example', 'intermediate CN=Strait CA', 'root CN=Strait Root'])
        assert.ok(given.has(one), one);
    }
    assert.deepEqual(result.alsoLookAt.map(({ label }) => label).slice(0, 1), ['API Client Certificate']);
  });

  test('tells the twenty together, in fewer lines than one by one', async (t) => {
    const { stdout } = await compare(t, 'Partner_API_Client', 'strait.pem');
    assert.match(stdout, /Outbound Apex mTLS: 20 places/);
    for (const host of partners) assert.ok(stdout.includes(host), host);
    assert.ok(stdout.split('\n').length < 180, String(stdout.split('\n').length));
    assert.equal(stdout.match(/What to give, by SHA-256/g)?.length, 1);
  });

  test('takes the list of roots from the org', async (t) => {
    const { result } = await judged(t, 'Billing_Client', 'strait.pem');
    assert.equal(result.trustStore.kind, 'org');
    assert.equal(result.new.rootListed, true);
    const [use] = result.uses;
    assert.deepEqual([use?.use, use?.reference?.name], ['inbound-api-mtls', 'Billing_Client']);
    assert.equal(use?.reasons.find(({ subject }) => subject === 'root')?.outcome, 'unchanged');
    const upload = use?.reasons.find(({ subject }) => subject === 'certificate');
    assert.match(upload?.what ?? '', /Upload the new certificate in .*Mutual Authentication Certificates/);
  });

  test('compares two of its certificates by name or label, whose keys it has', async (t) => {
    const { result } = await judged(t, 'partner_api_client', 'Carrier_Gateway_Client');
    assert.deepEqual([result.old.kind, result.new.kind], ['certificate', 'certificate']);
    const actions = result.uses.flatMap(({ reasons }) => reasons.map(({ what }) => what ?? ''));
    assert.ok(actions.some((text) => text.includes('are in the org: choose it')));
    assert.ok(!actions.some((text) => text.includes('keystore')));
    const labelled = await judged(t, 'Self-signed signing certificate', 'strait.pem');
    assert.ok(labelled.result.uses.some(({ use }) => use === 'outbound-sso'));
  });

  test('knows who relies on an identity provider, and on what the org signs', async (t) => {
    const { result } = await judged(t, 'Okta', 'renewed.pem');
    const [use] = result.uses;
    assert.deepEqual([use?.use, use?.reference?.name, use?.outcome], ['inbound-sso', 'Okta', 'tell-first']);
    assert.match(use?.what ?? '', /the system that "Okta" believes/);
  });

  for (const [says, args, sentence] of [
    [
      'a name that nothing has',
      ['Nobody', 'old.pem'],
      /no certificate called "Nobody"; what was read holds Bank_Gateway_Client, .* more\./,
    ],
    [
      'a signing request that waits, as old',
      ['Freight_Portal_Renewal', 'old.pem'],
      /waits for its signed chain, and no certificate yet/,
    ],
    [
      'a signing request that waits, as new',
      ['old.pem', 'Freight_Portal_Renewal'],
      /waits for its signed chain, and no certificate yet/,
    ],
  ] as const) {
    test(`refuses ${says}: 2`, async (t) => {
      const { exitCode, stderr } = await compare(t, ...args);
      assert.equal(exitCode, 2, stderr);
      assert.match(stderr.replaceAll(/\s+/g, ' '), sentence);
    });
  }

  test('tells what could not be read for want of a permission: 6', async (t) => {
    practice.setFaults({ deny: ['ModifyMetadata'] });
    const { exitCode, result } = await judged(t, 'Partner_API_Client', 'strait.pem', '--fail-on', 'incomplete');
    assert.equal(exitCode, 6);
    assert.ok(
      result.notChecked.some(({ permission }) => permission === 'Modify Metadata Through Metadata API Functions'),
    );
    assert.equal((await judged(t, 'Partner_API_Client', 'strait.pem')).exitCode, 0);
  });

  test('takes a name that may stand in a list that was not read for no mistake of usage: 1', async (t) => {
    practice.setFaults({ deny: ['ModifyMetadata'] });
    const { exitCode, stderr } = await compare(t, 'Nobody', 'old.pem');
    assert.equal(exitCode, 1);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /not every place could be read/);
  });

  test('has no verdict when the session is over: 1', async (t) => {
    practice.setFaults({ sessionExpired: true });
    const { exitCode, stderr } = await compare(t, 'Partner_API_Client', 'strait.pem');
    assert.equal(exitCode, 1);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /log in again: sf org login web/);
  });

  test('changes nothing in the org', () => {
    const writes = practice.requests.filter(
      ({ method, path }) => method !== 'GET' && !path.startsWith('/services/Soap/'),
    );
    assert.deepEqual(writes, []);
  });
});
