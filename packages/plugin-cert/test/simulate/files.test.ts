import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { Authority, serve } from '../network/authority.ts';
import type { Simulation } from '../../src/simulate/simulate-inbound.ts';
import { parseCalledAddress } from '../../src/simulate/called-address.ts';
import { exitCodeOfSimulation } from '../../src/simulate/exit-code.ts';
import { files, moment, play } from './clients.ts';

const simulate = (
  t: TestContext,
  args: string[],
  more: Record<string, string> = {},
  env: Record<string, string> = {},
) =>
  runCommand(['simulate', 'inbound', ...(args.includes('--as-of') ? [] : ['--as-of', moment]), ...args], {
    cwd: folderWith(t, { ...files, ...more }),
    env,
  });

const judged = async (t: TestContext, ...args: string[]) => {
  const outcome = await simulate(t, [...args, '--json']);
  const { result } = jsonOf<Simulation>(outcome);
  const { verdict, decidedBy } = result;
  return { said: [outcome.exitCode, verdict, decidedBy], result };
};
const layerOne = ['--trust-store', 'roots.pem', '--crl', 'lists.pem'];

describe('sf cert simulate inbound on files alone', () => {
  test('judges the chain, and leaves open who it is: 5', async (t) => {
    const { said, result } = await judged(t, '--cert', 'billing.pem', ...layerOne);
    assert.deepEqual(said, [5, 'unknown', 'permission']);
    const outcomes = result.steps.map(({ id, outcome }) => `${id} ${outcome}`);
    assert.deepEqual(outcomes, [
      'my-domain pass',
      'port pass',
      'chain-sent pass',
      'signatures pass',
      'dates pass',
      'revocation pass',
      'root-listed pass',
      'purpose pass',
      'permission unknown',
      'on-list unknown',
      'same-certificate unknown',
    ]);
    assert.deepEqual(
      [result.use, result.subject, result.user, result.org],
      ['inbound-api-mtls', 'CN=billing', null, null],
    );
    assert.equal(result.asOf, new Date(moment).toISOString());
  });

  for (const [says, given, decidedBy] of [
    ['an intermediate that is not sent', { cert: 'alone.pem' }, 'chain-sent'],
    ['a root that is not on the list', { cert: 'strange.pem' }, 'root-listed'],
    ['a certificate for servers', { cert: 'server.pem' }, 'purpose'],
    ['a revoked one', { cert: 'billing.pem', crl: 'revoked.pem' }, 'revocation'],
    ['another port', { cert: 'billing.pem', called: parseCalledAddress('acme.my.salesforce.com') }, 'port'],
    ['another address', { cert: 'billing.pem', called: parseCalledAddress('login.salesforce.com:8443') }, 'my-domain'],
    ['a person without a certificate', { use: 'inbound-user-mtls' }, 'chain-sent'],
  ] as const) {
    test(`refuses ${says}: 4`, async (t) => {
      const result = await play(t, { trustStore: 'roots.pem', ...given });
      const said = [exitCodeOfSimulation(result), result.verdict, result.decidedBy];
      assert.deepEqual(said, [4, 'refused', decidedBy]);
    });
  }

  test('refuses with exit code 4, by address too', async (t) => {
    const said = await judged(t, '--cert', 'billing.pem', ...layerOne, '--host', 'login.salesforce.com:8443');
    assert.deepEqual(said.said, [4, 'refused', 'my-domain']);
  });

  test('takes the order of a file for the order in which it is sent; a keystore has none', async (t) => {
    const chainSent = async (cert: string) =>
      (await play(t, { trustStore: 'roots.pem', cert })).steps.find(({ id }) => id === 'chain-sent');
    const wrong = await chainSent('wrong-order.pem');
    assert.deepEqual([wrong?.outcome, wrong?.evidence['inOrder']], ['unknown', false]);
    for (const cert of ['billing.pem', 'billing.jks']) assert.equal((await chainSent(cert))?.outcome, 'pass', cert);
  });

  test('asks nobody for a list, and grants nothing without: 5', async (t) => {
    const { said, result } = await judged(t, '--cert', 'billing.pem', '--user', 'somebody@acme.example');
    assert.deepEqual(said, [5, 'unknown', 'chain-sent']);
    const unknown = result.steps.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => id);
    assert.deepEqual(unknown, ['chain-sent', 'revocation', 'root-listed', 'permission', 'on-list', 'same-certificate']);
    assert.deepEqual(result.sources, []);
  });

  test('grants nobody who is not looked up, with or without a certificate: 5', async (t) => {
    assert.deepEqual((await judged(t)).said, [5, 'unknown', 'permission']);
    assert.deepEqual((await judged(t, '--user', 'somebody@acme.example')).said, [5, 'unknown', 'permission']);
  });

  test('fetches the revocation lists that the certificates name, where told to', async (t) => {
    const authority = await Authority.of('Acme Authority');
    const { url, asked } = await serve(
      t,
      (_, response) => void authority.list([leaf]).then((list) => response.end(list)),
    );
    const leaf = await authority.issue('billing', [`${url}/a.crl`]);
    const more = { 'fetched.pem': leaf.pem, 'authority.pem': authority.root.pem };
    const args = ['--cert', 'fetched.pem', '--trust-store', 'authority.pem', '--as-of', '2026-11-20', '--json'];
    const env = { CERT_ALLOW_PRIVATE_CRL: '1' };
    const revocation = async (...network: string[]) =>
      jsonOf<Simulation>(await simulate(t, [...args, ...network], more, env)).result.steps.find(
        ({ id }) => id === 'revocation',
      )?.outcome;
    assert.equal(await revocation(), 'unknown');
    assert.deepEqual(asked, []);
    assert.equal(await revocation('--network', 'crl'), 'fail');
    assert.deepEqual(asked, ['/a.crl']);
  });

  test('refuses what was named and is not there, or means nothing: 2', async (t) => {
    for (const args of [
      ['--cert', 'none.pem'],
      ['--trust-store', 'none.pem'],
      ['--crl', 'none.pem'],
      ['--host', 'not an address'],
      ['--use', 'outbound-sso'],
    ])
      assert.equal((await simulate(t, args)).exitCode, 2, args.join(' '));
  });

  test('reads an address as clients do', () => {
    assert.deepEqual(parseCalledAddress('acme.my.salesforce.com:8443'), { host: 'acme.my.salesforce.com', port: 8443 });
    assert.deepEqual(parseCalledAddress('https://acme.my.salesforce.com/'), {
      host: 'acme.my.salesforce.com',
      port: 443,
    });
    assert.deepEqual(parseCalledAddress('[::1]:8443'), { host: '[::1]', port: 8443 });
    for (const text of ['', 'a b', 'acme.my.salesforce.com:99999', 'acme:0', 'acme/path', ':8443'])
      assert.throws(() => parseCalledAddress(text), { exitCode: 2 }, text);
  });

  test('has no verdict on a file that is no certificate: 1', async (t) => {
    const { exitCode, stderr } = await simulate(t, ['--cert', 'lists.pem']);
    assert.equal(exitCode, 1);
    assert.match(stderr, /lists\.pem/);
  });

  test('shows the steps, who has to do what, and the one that decides', async (t) => {
    const { stdout } = await simulate(t, ['--cert', 'alone.pem', ...layerOne]);
    assert.match(stdout, /^✖ REFUSED +The client certificate is sent alone\./);
    assert.match(stdout, / {2}✔ The certificate may be used as a client/);
    assert.match(stdout, / {2}✖ The client sends its certificate and every intermediate\n/);
    assert.match(stdout, / {2}\? It is known whether the user must present a certificate/);
    assert.match(stdout.replaceAll(/\s+/g, ' '), /rule Salesforce Help 000383575, Certificate Chain Validation/);
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /The step that says no: "The client sends its certificate and every intermediate"\. do Whoever runs the client: send the whole chain/,
    );
    assert.ok(stdout.split('\n').every((line) => line.length <= 80));
  });
});
