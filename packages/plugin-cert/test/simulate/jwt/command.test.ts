import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { acmeFreight, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { jsonOf, runCommand } from '../../command/run-command.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { isolated } from '../../fixtures/home.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import { logIn } from '../../fixtures/log-in.ts';
import type { JwtSimulation } from '../../../src/simulate/jwt/simulate-jwt.ts';

const moment = '2026-02-10T12:00:00Z';
const APP = 'Nightly_Sync';
const EXTERNAL = 'Partner_Portal';
const KEY = `3MVG9.practice.${APP}`;
const client = await issue({ name: 'nightly', from: '2026-01-01', days: 300, rsaBits: 2048 });
const other = await issue({ name: 'other', from: '2026-01-01', days: 300, rsaBits: 2048 });

/** The practice org is a sandbox. */
const tokenBy = (signer: Issued, iss = KEY, aud = 'https://test.salesforce.com'): Promise<string> =>
  new SignJWT({ iss, sub: 'ines@acme.example', aud })
    .setProtectedHeader({ alg: 'RS256' })
    .setExpirationTime(new Date('2026-02-10T12:02:00Z'))
    .sign(signer.keys.privateKey);

const connectedApp = `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata"><label>Nightly</label><oauthConfig>
<certificate>${client.pem}</certificate><consumerKey>${KEY}</consumerKey></oauthConfig></ConnectedApp>`;

const files = {
  'token.txt': await tokenBy(client),
  'other.txt': await tokenBy(other),
  'production.txt': await tokenBy(client, KEY, 'https://login.salesforce.com'),
  'stranger.txt': await tokenBy(client, '3MVG9.practice.Another'),
  'client.key': await exportKey(client),
  'client.crt': client.pem,
  'other.key': await exportKey(other),
  'force-app/connectedApps/Nightly_Sync.connectedApp-meta.xml': connectedApp,
};

describe('sf cert simulate jwt', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({
      now: new Date(moment),
      seed: async (now) => {
        const company = await acmeFreight(now);
        const components = company.components.map((one) => {
          if (one.type !== 'ConnectedApp' || one.fullName !== APP) return one;
          const oauthConfig = { ...(one.values['oauthConfig'] as object), certificate: client.pem };
          return { ...one, values: { ...one.values, oauthConfig } };
        });
        return { ...company, components };
      },
    });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const run = async (t: TestContext, ...args: readonly string[]) => {
    const outcome = await runCommand(['simulate', 'jwt', '--as-of', moment, ...args], { cwd: folderWith(t, files) });
    const shown = outcome.stdout + outcome.stderr;
    // Neither a part of a token, nor the consumer key, nor who is named in it.
    for (const secret of [
      files['token.txt'].slice(0, 30),
      files['token.txt'].split('.')[1],
      files['token.txt'].split('.')[2],
      '3MVG9',
      'ines@',
    ])
      assert.ok(!shown.includes(secret as string), shown);
    return outcome;
  };
  const judged = async (t: TestContext, ...args: readonly string[]) => {
    const outcome = await run(t, '-o', practice.username, ...args, '--json');
    const { result } = jsonOf<JwtSimulation>(outcome);
    return { said: [outcome.exitCode, result.verdict, result.decidedBy], result };
  };

  test('grants a token by the key of the certificate', async (t) => {
    const { result, said } = await judged(t, 'token.txt', '--app', APP);
    assert.deepEqual(said, [0, 'granted', null], JSON.stringify(result.steps));
    assert.deepEqual([result.form, result.subject, result.use], ['token', APP, 'inbound-sso']);
    assert.equal(result.steps.find(({ id }) => id === 'signature')?.outcome, 'pass');
  });

  test('refuses another key, another app and the other kind of org', async (t) => {
    assert.deepEqual((await judged(t, 'other.txt', '--app', APP)).said, [4, 'refused', 'signature']);
    assert.deepEqual((await judged(t, 'production.txt', '--app', APP)).said, [4, 'refused', 'audience']);
    assert.deepEqual((await judged(t, 'stranger.txt', '--app', APP)).said, [4, 'refused', 'issuer']);
  });

  test('says whether a key is that of the certificate, by private key and by certificate', async (t) => {
    assert.deepEqual((await judged(t, '--key', 'client.key', '--app', APP)).said, [0, 'granted', null]);
    assert.deepEqual((await judged(t, '--key', 'client.crt', '--app', APP)).said, [0, 'granted', null]);
    assert.deepEqual((await judged(t, '--key', 'other.key', '--app', APP)).said, [4, 'refused', 'same-key']);
  });

  test('finds an external client app by its own name', async (t) => {
    const { result } = await judged(t, '--key', 'other.key', '--app', EXTERNAL);
    assert.equal(result.steps.find(({ id }) => id === 'app')?.outcome, 'pass');
  });

  test('does not know without the permission to read the apps, and names it: 6', async (t) => {
    practice.setFaults({ deny: ['ModifyMetadata'] });
    const { said, result } = await judged(t, 'token.txt', '--app', APP);
    assert.deepEqual(said, [6, 'unknown', 'app']);
    assert.equal(result.steps[1]?.permission, 'Modify Metadata Through Metadata API Functions');
  });

  test('judges by a project, where the kind of org stays open', async (t) => {
    const { exitCode, stdout } = await run(t, 'token.txt', '--app', APP, '-d', 'force-app');
    assert.equal(exitCode, 5);
    assert.match(stdout, /^\? NOT KNOWN/);
    assert.match(stdout, /✔ The signature is good with the certificate of the app/);
    assert.equal((await run(t, '--key', 'client.key', '--app', APP, '-d', 'force-app')).exitCode, 0);
  });

  test('reads the token from standard input', (t) => {
    const runner = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
    const args = ['cert', 'simulate', 'jwt', '-', '--app', APP, '-d', 'force-app', '--as-of', moment, '--json'];
    const { stdout, status } = spawnSync(process.execPath, [runner, ...args], {
      cwd: folderWith(t, files),
      input: `${files['token.txt']}\n`,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NODE_OPTIONS: process.env['CERT_TEST_NODE_OPTIONS'], ...isolated },
    });
    assert.equal(status, 5, stdout);
    const { result } = JSON.parse(stdout) as { result: JwtSimulation };
    assert.equal(result.steps.find(({ id }) => id === 'signature')?.outcome, 'pass');
  });

  test('is used wrongly without one of token and key, without a place, with what is not there: 2', async (t) => {
    for (const args of [
      ['--app', APP, '-d', 'force-app'],
      ['token.txt', '--key', 'client.key', '--app', APP, '-d', 'force-app'],
      ['token.txt', '--app', APP],
      ['none.txt', '--app', APP, '-d', 'force-app'],
      [files['token.txt'], '--app', APP, '-d', 'force-app'],
      ['token.txt', '--app', 'Nobody', '-d', 'force-app'],
      ['token.txt', '-d', 'force-app'],
    ]) {
      const { exitCode, stderr } = await run(t, ...args);
      assert.equal(exitCode, 2, args.slice(1).join(' '));
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
    assert.equal((await run(t, 'client.crt', '--app', APP, '-d', 'force-app')).exitCode, 1);
  });
});
