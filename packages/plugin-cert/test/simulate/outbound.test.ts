import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { acmeFreight, startPracticeOrg } from '@cert-health/practice-org';
import type { Company, PracticeOrg } from '@cert-health/practice-org';
import { jsonOf, runCommand } from '../command/run-command.ts';
import type { Outcome } from '../command/run-command.ts';
import { certificateMeta, folderWith } from '../fixtures/folder.ts';
import { exportKey, issue, issueCrl } from '../fixtures/issue.ts';
import { logIn } from '../fixtures/log-in.ts';
import type { OutboundSimulation } from '../../src/simulate/simulate-outbound.ts';
import { nodeServer, opensslServer, pemOf, rawServer, withoutOpenssl } from '../tls/servers.ts';

const moment = '2026-02-10T12:00:00Z';
const root = await issue({ name: 'Test Root', from: '2020-01-01', days: 7300, ca: true });
const ca = await issue({ name: 'Test CA', from: '2022-01-01', days: 3650, ca: true, issuer: root });
const dnsNames = ['partner.example'];
const leaf = await issue({ name: 'partner.example', from: '2026-01-01', days: 100, issuer: ca, dnsNames });
const clientRoot = await issue({ name: 'Private Root', from: '2020-01-01', days: 7300, ca: true });
const clientCa = await issue({ name: 'Private CA', from: '2022-01-01', days: 3650, ca: true, issuer: clientRoot });
const ofClient = { from: '2020-01-01', days: 3650, issuer: clientCa, purposes: ['clientAuth'] } as const;
const client = await issue({ name: 'client', ...ofClient });
const stranger = await issue({ name: 'stranger', from: '2020-01-01', days: 3650, purposes: ['clientAuth'] });

const files = {
  'roots.pem': root.pem,
  'client.pem': pemOf(client, clientCa),
  'client.key': await exportKey(client),
  'both.pem': pemOf(client, clientCa) + (await exportKey(client)),
  'stranger.pem': stranger.pem + (await exportKey(stranger)),
  'good.pem': (await issueCrl(clientCa)) + (await issueCrl(clientRoot)),
  'revoked.pem': (await issueCrl(clientCa, [client])) + (await issueCrl(clientRoot)),
};

/** In the org of these tests this record holds the client certificate above; the other one waits for its signature. */
const CLIENT = 'Partner_API_Client';
const PENDING = 'Freight_Portal_Renewal';

async function companyWithClient(now: Date): Promise<Company> {
  const company = await acmeFreight(now);
  return {
    ...company,
    trustedRoots: [...company.trustedRoots, root.pem],
    keyPairs: company.keyPairs.map((record) =>
      record.developerName === CLIENT ? { ...record, body: pemOf(client, clientCa) } : record,
    ),
  };
}

const named = ['--server-name', 'partner.example', '--as-of', moment];
const listed = ['--trust-store', 'roots.pem'];

const simulate = (t: TestContext, port: number, ...args: readonly string[]): Promise<Outcome> =>
  runCommand(['simulate', 'outbound', `127.0.0.1:${port}`, ...named, ...args], { cwd: folderWith(t, files) });

async function judged(t: TestContext, port: number, ...args: readonly string[]) {
  const outcome = await simulate(t, port, ...args, '--json');
  const { result } = jsonOf<OutboundSimulation>(outcome);
  const step = (id: string) => result.steps.find((one) => one.id === id);
  return { said: [outcome.exitCode, result.verdict, result.decidedBy], result, step };
}

/** A server that lets in whoever shows a certificate of the private authority. */
const mutual = (t: TestContext, more: Parameters<typeof nodeServer>[1] | object = {}): Promise<number> =>
  nodeServer(t, {
    sends: [leaf, ca],
    requestCert: true,
    rejectUnauthorized: true,
    ca: [clientRoot.pem],
    ...more,
  });

describe('sf cert simulate outbound from files', () => {
  test('grants a server that Salesforce would accept, and says that its address is none of the Internet', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, ca] });
    const { exitCode, stdout } = await simulate(t, port, ...listed);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^✔ GRANTED/);
    assert.match(stdout, /The server that is called\n/);
    assert.match(stdout, /Outbound Apex One-Way TLS/);
    assert.match(stdout.replaceAll(/\s+/g, ' '), /no address of the Internet/);
    const { result, step } = await judged(t, port, ...listed, '--allow-private');
    assert.equal(result.use, 'outbound-apex-one-way-tls');
    assert.deepEqual([result.client, result.org, result.subject], [null, null, `127.0.0.1:${port}`]);
    assert.equal(step('reached')?.evidence['publicAddress'], null);
  });

  test('refuses one that leaves its intermediate out, and does not know without the list of roots', async (t) => {
    const port = await nodeServer(t, { sends: [leaf] });
    assert.deepEqual((await judged(t, port, ...listed)).said, [4, 'refused', 'chain-complete']);
    const whole = await nodeServer(t, { sends: [leaf, ca] });
    assert.deepEqual((await judged(t, whole)).said, [5, 'unknown', 'chain-complete']);
  });

  test('does not know a server that nothing can be seen of', async (t) => {
    const port = await rawServer(t, (socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    assert.deepEqual((await judged(t, port, ...listed)).said, [5, 'unknown', 'reached']);
    const mute = await rawServer(t, () => undefined);
    const { said, step } = await judged(t, mute, ...listed, '--timeout', '0.3');
    assert.deepEqual(said, [5, 'unknown', 'reached']);
    assert.match(step('reached')?.detail ?? '', /within 0\.3 s/);
  });

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`tries certificate and key by ${version}: granted where they are taken, refused where not`, async (t) => {
      const port = await mutual(t, { minVersion: version, maxVersion: version });
      const given = await judged(t, port, ...listed, '--cert', 'client.pem', '--key', 'client.key');
      assert.deepEqual(given.said, [0, 'granted', null], JSON.stringify(given.result.steps));
      assert.equal(given.result.use, 'outbound-apex-mtls');
      assert.equal(given.result.client?.subject, 'CN=client');
      const none = await judged(t, port, ...listed);
      assert.deepEqual(none.said, [4, 'refused', 'asked']);
    });
  }

  test('takes a file that brings its key, and a certificate without one for what can be told', async (t) => {
    const port = await mutual(t);
    assert.deepEqual((await judged(t, port, ...listed, '--cert', 'both.pem')).said, [0, 'granted', null]);
    const { said, step } = await judged(t, port, ...listed, '--cert', 'client.pem');
    assert.deepEqual(said, [5, 'unknown', 'client-key']);
    assert.equal(step('client-chain')?.outcome, 'pass');
    assert.equal(step('accepted')?.evidence['tried'], false);
  });

  test(
    'refuses a certificate of another authority than the server names, by OpenSSL too',
    { skip: withoutOpenssl },
    async (t) => {
      const folder = folderWith(t, { 'clients.pem': clientRoot.pem });
      const port = await opensslServer(
        t,
        { sends: [leaf, ca] },
        '-Verify',
        '2',
        '-verify_return_error',
        '-CAfile',
        `${folder}/clients.pem`,
      );
      const wrong = await judged(t, port, ...listed, '--cert', 'stranger.pem');
      assert.deepEqual(wrong.said, [4, 'refused', 'client-names']);
      assert.equal(wrong.step('accepted')?.outcome, 'fail');
      assert.deepEqual((await judged(t, port, ...listed, '--cert', 'both.pem')).said, [0, 'granted', null]);
    },
  );

  test('shows nothing to a server that asks for nothing', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, ca] });
    const { said, step } = await judged(t, port, ...listed, '--cert', 'stranger.pem');
    assert.deepEqual(said, [0, 'granted', null]);
    assert.equal(step('accepted')?.outcome, 'not-applicable');
  });

  test('refuses a revoked certificate that the server took', async (t) => {
    const port = await mutual(t);
    const { said, step } = await judged(t, port, ...listed, '--cert', 'both.pem', '--crl', 'revoked.pem');
    assert.deepEqual(said, [4, 'refused', 'client-revocation']);
    assert.equal(step('accepted')?.outcome, 'pass');
  });

  test('is used wrongly without a server, with a name and no org, with what is no file, with a key that does not fit', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, ca] });
    for (const [args, says] of [
      [['--cert', 'Partner_Client'], /add --target-org or --source-dir/],
      [['--cert', 'no/such.pem'], /does not exist/],
      [['--cert', 'stranger.pem', '--key', 'client.key'], /do not belong together/],
      [['--key', 'client.key'], /--cert/],
      [['--timeout', 'soon'], /is no time/],
    ] as const) {
      const { exitCode, stderr } = await simulate(t, port, ...args);
      assert.equal(exitCode, 2, args.join(' '));
      assert.match(stderr.replaceAll(/\s+/g, ' '), says);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
    assert.equal((await runCommand(['simulate', 'outbound'])).exitCode, 2);
  });
});

describe('sf cert simulate outbound with an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date(moment), seed: companyWithClient });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const withOrg = (t: TestContext, port: number, ...args: readonly string[]) =>
    judged(t, port, '-o', practice.username, ...args);

  test("judges the server by the org's own list of roots", async (t) => {
    const port = await nodeServer(t, { sends: [leaf, ca] });
    const { said, result } = await withOrg(t, port);
    assert.deepEqual(said, [0, 'granted', null]);
    assert.equal(result.sources[0]?.id, 'org.cacerts');
    assert.deepEqual(result.org, { username: practice.username, instanceUrl: practice.url });
  });

  test('never grants a key that the org keeps, and says what would tell', async (t) => {
    const port = await mutual(t);
    const { said, step, result } = await withOrg(t, port, '--cert', CLIENT, '--crl', 'good.pem');
    assert.deepEqual(said, [5, 'unknown', 'accepted'], JSON.stringify(result.steps));
    assert.equal(step('client-key')?.outcome, 'pass');
    assert.match(step('accepted')?.remedy ?? '', /sandbox/);
    assert.equal(
      result.client?.certificate,
      result.steps.find(({ id }) => id === 'client-key')?.evidence['certificate'],
    );
  });

  test('refuses a name that the org does not have, and one that waits for its signature', async (t) => {
    const port = await mutual(t);
    assert.deepEqual((await withOrg(t, port, '--cert', 'Nobody')).said, [4, 'refused', 'client-key']);
    const pending = await withOrg(t, port, '--cert', PENDING);
    assert.deepEqual(pending.said, [4, 'refused', 'client-key']);
    assert.match(pending.step('client-key')?.detail ?? '', /waits/);
  });

  test('finds the record of a certificate that comes as a file', async (t) => {
    const port = await mutual(t);
    const { step } = await withOrg(t, port, '--cert', 'client.pem');
    assert.deepEqual([step('client-key')?.outcome, step('client-key')?.evidence['name']], ['pass', CLIENT]);
  });

  test('does not know without the permission to see the certificates, and names it: 6', async (t) => {
    practice.setFaults({ deny: ['ManageCertificates', 'ViewSetup'] });
    const port = await mutual(t);
    const { said, step } = await withOrg(t, port, '--cert', CLIENT);
    assert.deepEqual([said[0], said[1], said[2]], [6, 'unknown', 'client-key']);
    assert.ok(step('client-key')?.permission);
  });

  test('has no verdict when the session is over: 1', async (t) => {
    practice.setFaults({ sessionExpired: true });
    const port = await mutual(t);
    const { exitCode, stderr } = await simulate(t, port, '-o', practice.username, '--cert', CLIENT);
    assert.equal(exitCode, 1);
    assert.match(stderr.replaceAll(/\s+/g, ' '), /log in again/);
  });

  test('looks into a project, which tells no keys', async (t) => {
    const port = await mutual(t);
    const project = {
      ...files,
      'force-app/certs/In_Project.crt': pemOf(client, clientCa),
      'force-app/certs/In_Project.crt-meta.xml': certificateMeta({ caSigned: 'true', masterLabel: 'In project' }),
    };
    const run = (name: string) =>
      runCommand(
        ['simulate', 'outbound', `127.0.0.1:${port}`, ...named, ...listed, '--cert', name, '-d', 'force-app', '--json'],
        { cwd: folderWith(t, project) },
      );
    const { result } = jsonOf<OutboundSimulation>(await run('In_Project'));
    const key = result.steps.find(({ id }) => id === 'client-key');
    assert.deepEqual([key?.outcome, result.client?.subject], ['unknown', 'CN=client']);
    const other = jsonOf<OutboundSimulation>(await run('Elsewhere')).result;
    assert.deepEqual([other.verdict, other.decidedBy], ['refused', 'client-key']);
  });
});
