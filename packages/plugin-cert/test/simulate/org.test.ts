import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { connect, logIn } from '../fixtures/log-in.ts';
import { parseCalledAddress } from '../../src/simulate/called-address.ts';
import { exitCodeOfSimulation } from '../../src/simulate/exit-code.ts';
import type { Simulation } from '../../src/simulate/simulate-inbound.ts';
import { companyOfClients, files, moment, play, usernames } from './clients.ts';
import type { Given } from './clients.ts';

describe('sf cert simulate inbound with an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date(moment), seed: companyOfClients });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  // Most cases are played through in this process; what only the command does is tried with the command.
  const simulate = (t: TestContext, ...args: string[]) =>
    runCommand(['simulate', 'inbound', '-o', practice.username, '--as-of', moment, ...args], {
      cwd: folderWith(t, files),
    });
  const judged = async (t: TestContext, given: Given) => {
    const result = await play(t, given, await connect(practice));
    const step = (id: string) => result.steps.find((one) => one.id === id);
    return { said: [exitCodeOfSimulation(result), result.verdict, result.decidedBy], result, step };
  };
  const asApi = (username: string | undefined, cert?: string): Given => ({ username, cert, trustStore: 'roots.pem' });
  const asUser = (username: string, cert: string): Given => ({ ...asApi(username, cert), use: 'inbound-user-mtls' });

  for (const [says, args, said] of [
    [
      'grants the holder of the permission the certificate of the list',
      asApi(usernames.enforced, 'billing.pem'),
      [0, 'granted', null],
    ],
    [
      'refuses the holder another one with the same subject',
      asApi(usernames.enforced, 'renewed.pem'),
      [4, 'refused', 'same-certificate'],
    ],
    [
      'refuses the holder one that is not on the list',
      asApi(usernames.enforced, 'priya.pem'),
      [4, 'refused', 'on-list'],
    ],
    ['refuses the holder without a certificate', asApi(usernames.enforced), [4, 'refused', 'on-list']],
    [
      'grants everybody else any certificate below a listed root',
      asApi(usernames.free, 'priya.pem'),
      [0, 'granted', null],
    ],
    ['grants everybody else without a certificate', asApi(usernames.free), [0, 'granted', null]],
    [
      'refuses everybody else a certificate of another root',
      asApi(usernames.free, 'strange.pem'),
      [4, 'refused', 'root-listed'],
    ],
    ['knows of nobody who is not named', asApi(undefined, 'billing.pem'), [5, 'unknown', 'permission']],
    ['refuses a user who is not active', asApi(usernames.inactive, 'billing.pem'), [4, 'refused', 'permission']],
    ['logs in the user to whom the certificate is mapped', asUser(usernames.priya, 'priya.pem'), [0, 'granted', null]],
    ['logs in nobody else with it', asUser(usernames.free, 'priya.pem'), [4, 'refused', 'mapped']],
    ['logs in nobody with one that nobody has', asUser(usernames.priya, 'billing.pem'), [4, 'refused', 'mapped']],
  ] as const) {
    test(says, async (t) => assert.deepEqual((await judged(t, args)).said, said));
  }

  test('says whether a certificate is enforced, and for whom', async (t) => {
    const { result, step } = await judged(t, asApi(usernames.enforced.toUpperCase(), 'billing.pem'));
    assert.equal(step('permission')?.evidence['enforced'], true);
    assert.equal(result.user, usernames.enforced);
    assert.equal((await judged(t, asApi(usernames.free))).step('permission')?.evidence['enforced'], false);
  });

  test('takes the list of roots from the org with --network crl, and not without', async (t) => {
    const args = { username: usernames.enforced, cert: 'billing.pem' };
    const start = practice.requests.length;
    assert.equal((await judged(t, args)).step('root-listed')?.outcome, 'unknown');
    assert.ok(!practice.requests.slice(start).some(({ path }) => path === '/cacerts.jsp'));
    const flags = ['--user', args.username, '--cert', args.cert, '--crl', 'lists.pem', '--network', 'crl', '--json'];
    const outcome = await simulate(t, ...flags);
    assert.equal(outcome.exitCode, 0);
    const { result } = jsonOf<Simulation>(outcome);
    assert.deepEqual([result.verdict, result.decidedBy], ['granted', null]);
    assert.deepEqual(result.org, { username: practice.username, instanceUrl: practice.url });
    assert.equal(result.sources.find(({ id }) => id === 'org.cacerts')?.status, 'read');
  });

  test('takes the address of the org for its own', async (t) => {
    const { hostname } = new URL(practice.url);
    const at = async (host: string) =>
      (await judged(t, { ...asApi(usernames.free), called: parseCalledAddress(host) })).said;
    assert.deepEqual(await at(`${hostname}:8443`), [0, 'granted', null]);
    assert.deepEqual(await at('login.salesforce.com:8443'), [4, 'refused', 'my-domain']);
  });

  test('shows what is missing by what the org holds', async (t) => {
    const { said, step } = await judged(t, asApi(usernames.enforced, 'alone.pem'));
    assert.deepEqual(said, [4, 'refused', 'chain-sent']);
    assert.deepEqual(step('chain-sent')?.evidence['missing'], ['CN=Client CA']);
    assert.equal(step('root-listed')?.outcome, 'pass');
  });

  for (const [says, deny, args, decidedBy, permission] of [
    [
      'the list',
      ['ModifyMetadata'],
      asApi(usernames.enforced, 'billing.pem'),
      'on-list',
      'Modify Metadata Through Metadata API Functions',
    ],
    [
      'certificates of users',
      ['ManageInternalUsers', 'ModifyMetadata'],
      asUser(usernames.priya, 'priya.pem'),
      'mapped',
      'Modify Metadata Through Metadata API Functions',
    ],
  ] as const) {
    test(`does not know without the permission to read ${says}, and names it: 6`, async (t) => {
      practice.setFaults({ deny });
      const { said, step } = await judged(t, args);
      assert.deepEqual(said, [6, 'unknown', decidedBy]);
      assert.equal(step(decidedBy)?.permission, permission);
    });
  }

  for (const deny of ['ModifyMetadata', 'ManageInternalUsers'] as const) {
    test(`knows whose certificates are by records or by metadata: without ${deny}`, async (t) => {
      practice.setFaults({ deny: [deny] });
      const { said, step } = await judged(t, asUser(usernames.priya, 'priya.pem'));
      assert.deepEqual([said, step('mapped')?.outcome], [[0, 'granted', null], 'pass']);
    });
  }

  test('lets in who needs no certificate, also where the list may not be read', async (t) => {
    practice.setFaults({ deny: ['ModifyMetadata'] });
    assert.deepEqual((await judged(t, asApi(usernames.free))).said, [0, 'granted', null]);
  });

  test('takes no hidden assignments for "does not hold it"', async (t) => {
    practice.setFaults({ emptyLists: true });
    const { said } = await judged(t, asApi(usernames.free));
    assert.deepEqual(said, [5, 'unknown', 'permission']);
  });

  test('takes an org without mutual authentication for one that lets nobody in by it', async (t) => {
    practice.setFaults({ missingTypes: ['InboundCertificate'] });
    const { said, step } = await judged(t, asApi(usernames.free, 'billing.pem'));
    assert.deepEqual(said, [5, 'unknown', 'permission']);
    assert.match(step('permission')?.remedy ?? '', /Salesforce Support/);
  });

  test('refuses a user that the org does not have: 2', async (t) => {
    const { exitCode, stderr } = await simulate(t, '--user', "o'nobody@acme.example");
    assert.equal(exitCode, 2);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /no user "o'nobody@acme\.example"; check what was given to --user/);
  });

  test('has no verdict when the session is over: 1', async (t) => {
    practice.setFaults({ sessionExpired: true });
    for (const args of [['--user', usernames.free], []]) {
      const { exitCode, stderr } = await simulate(t, ...args);
      assert.equal(exitCode, 1);
      assert.match(stderr.replaceAll(/\s+/g, ' '), /log in again: sf org login web/);
    }
  });

  test('changes nothing in the org', () => {
    const writes = practice.requests.filter(
      ({ method, path }) => method !== 'GET' && !path.startsWith('/services/Soap/'),
    );
    assert.deepEqual(writes, []);
  });
});
