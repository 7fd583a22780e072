import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { acmeFreight, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith, metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { logIn } from '../fixtures/log-in.ts';
import type { SsoSimulation } from '../../src/simulate/simulate-sso.ts';
import { AUDIENCE, ENTITY, LOGIN, madeResponse, moment } from './saml/made-response.ts';
import type { ResponseWish } from './saml/made-response.ts';

const idp = await issue({ name: 'idp', from: '2026-01-01', days: 300, rsaBits: 2048 });
const other = await issue({ name: 'other', from: '2026-01-01', days: 300, rsaBits: 2048 });
const body = Buffer.from(idp.der).toString('base64');
const NAME = 'ines@acme.example';

describe('sf cert simulate sso --response', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({
      now: new Date(moment),
      seed: async (now) => {
        const company = await acmeFreight(now);
        const values = { validationCert: body, samlEntityId: AUDIENCE, salesforceLoginUrl: LOGIN };
        const components = company.components.map((one) =>
          one.type === 'SamlSsoConfig' && one.fullName === 'Okta'
            ? { ...one, values: { ...one.values, ...values } }
            : one,
        );
        return { ...company, components };
      },
    });
    await logIn(practice);
  });
  after(() => practice.close());
  beforeEach(() => practice.setFaults({}));

  const run = async (t: TestContext, wish: ResponseWish, ...args: readonly string[]) => {
    const xml = await madeResponse({ signer: idp, ...wish });
    return runCommand(['simulate', 'sso', '--response', 'response.txt', ...args], {
      cwd: folderWith(t, {
        'response.txt': Buffer.from(xml).toString('base64'),
        'force-app/samlssoconfigs/Okta.samlssoconfig-meta.xml': metadataXml('SamlSsoConfig', {
          issuer: ENTITY,
          name: 'Okta',
          salesforceLoginUrl: LOGIN,
          samlEntityId: AUDIENCE,
          validationCert: body,
        }),
      }),
    });
  };
  const judged = async (t: TestContext, wish: ResponseWish, ...args: readonly string[]) => {
    const outcome = await run(t, wish, '--as-of', moment, '-o', practice.username, ...args, '--json');
    assert.doesNotMatch(outcome.stdout + outcome.stderr, new RegExp(`${NAME}|SignatureValue`));
    const { result } = jsonOf<SsoSimulation>(outcome);
    return { said: [outcome.exitCode, result.verdict, result.decidedBy], result };
  };

  test('grants what the provider signed, by the name of the setting and by its issuer', async (t) => {
    const { said, result } = await judged(t, {}, '--config', 'Okta');
    assert.deepEqual(said, [0, 'granted', null], JSON.stringify(result.steps));
    assert.deepEqual([result.form, result.subject, result.config], ['response', ENTITY, 'Okta']);
    assert.deepEqual((await judged(t, {})).said, [0, 'granted', null]);
  });

  test('refuses another key, another issuer, another audience and another setting', async (t) => {
    assert.deepEqual((await judged(t, { signer: other }, '--config', 'Okta')).said, [4, 'refused', 'signature']);
    assert.deepEqual((await judged(t, { issuer: 'https://x.example' })).said, [4, 'refused', 'issuer']);
    assert.deepEqual((await judged(t, { audience: 'https://x.example' })).said, [4, 'refused', 'audience']);
    assert.deepEqual((await judged(t, {}, '--config', 'Entra')).said, [4, 'refused', 'issuer']);
  });

  test('says that a saved message is over, and how to judge the moment at which it came', async (t) => {
    const { exitCode, stdout } = await run(t, {}, '-o', practice.username, '--config', 'Okta');
    assert.equal(exitCode, 4);
    assert.match(stdout, /^✖ REFUSED +It ended at 10 Feb 2026 12:05 UTC\./);
    assert.match(stdout, /What is signed, and with whose key/);
    assert.match(stdout, /--as-of/);
    assert.doesNotMatch(stdout, new RegExp(NAME));
  });

  test('judges by the metadata of a project', async (t) => {
    const of = (...args: readonly string[]) => run(t, {}, '--as-of', moment, '-d', 'force-app', ...args);
    const { exitCode, stdout } = await of('--config', 'Okta', '--json');
    assert.equal(exitCode, 0, stdout);
    assert.equal((await of('--config', 'None')).exitCode, 2);
  });

  test('does not know without the settings, and names the permission that is missing: 6', async (t) => {
    practice.setFaults({ deny: ['ModifyMetadata'] });
    assert.deepEqual((await judged(t, {}, '--config', 'Okta')).said, [6, 'unknown', 'issuer']);
    const without = await run(t, {}, '--as-of', moment, '--json');
    assert.equal(without.exitCode, 5);
  });

  test('wants one of metadata and response, a file that is there, and says in a sentence what it cannot use', async (t) => {
    const cwd = folderWith(t, { 'page.html': '<html></html>', 'idp.xml': '<x/>' });
    for (const [args, code] of [
      [[], 2],
      [['--response', 'page.html', '--metadata', 'idp.xml'], 2],
      [['--response', 'none.xml'], 2],
      [['--response', '.'], 2],
      [['--response', 'page.html'], 1],
    ] as const) {
      const { exitCode, stderr } = await runCommand(['simulate', 'sso', ...args], { cwd });
      assert.equal(exitCode, code, args.join(' '));
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });
});
