import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { jsonOf, runCommand, runInOwnProcess } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { logIn } from '../fixtures/log-in.ts';
import type { CallerTrustAudit } from '../../src/trust/caller-trust-audit.ts';
import type { TrustStoreComparison } from '../../src/trust/comparison.ts';
import type { TrustStoreListing } from '../../src/trust/listing.ts';
import { smallPkcs12 } from '../keystore/made-keystores.ts';
import { g2, r4 } from './roots.ts';

const at = ['--as-of', '2026-11-22T02:15:00Z'];

describe('the list of an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date('2026-11-22T02:15:00Z') });
    await logIn(practice);
  });
  after(() => practice.close());

  test('is shown though the session is over, and no session is sent for it', async () => {
    practice.setFaults({ sessionExpired: true });
    const start = practice.requests.length;
    const outcome = await runCommand(['trust', 'list', '--target-org', practice.username, ...at, '--json']);
    const { result } = jsonOf<TrustStoreListing>(outcome);
    assert.equal(outcome.exitCode, 0);
    assert.equal(result.store.id, 'salesforce:cacerts');
    assert.equal(result.anchors.length, 2);
    const requests = practice.requests.slice(start).filter(({ path }) => path === '/cacerts.jsp');
    assert.deepEqual(
      requests.map(({ headers }) => headers['authorization']),
      [undefined],
    );
  });

  test('is not mixed up with other lists: an org beside one is wrong usage', async () => {
    const { exitCode, stderr } = await runCommand(['trust', 'list', 'mozilla', '-o', practice.username]);
    assert.equal(exitCode, 2);
    assert.match(stderr, /"mozilla" has nothing to do with an org/);
  });

  test('is compared with others by the alias of the org', async () => {
    const outcome = await runCommand(['trust', 'diff', 'org:practice', 'mozilla', ...at, '--json']);
    const { result } = jsonOf<TrustStoreComparison>(outcome);
    assert.equal(outcome.exitCode, 0);
    assert.deepEqual(result.inBoth, { sha256: 0, sha1: 0, md5: 0 });
    assert.equal(result.onlyInFirst.length, 2);
  });
});

describe('sf cert trust audit', () => {
  test('exits with 4 for a store that does not trust Salesforce, and by --fail-on for others', async (t) => {
    const cwd = folderWith(t, { 'r4.pem': r4.pem, 'g2.pem': g2.pem });
    const audit = async (...args: readonly string[]) =>
      (await runCommand(['trust', 'audit', ...args, ...at], { cwd })).exitCode;
    assert.equal(await audit('r4.pem'), 4);
    assert.equal(await audit('g2.pem', '--fail-on', 'warning'), 3);
  });

  test('opens a keystore with the password of a file, and prints JSON alone', async (t) => {
    const cwd = folderWith(t, { 'store.p12': smallPkcs12, secret: 'open sesame\n' });
    const outcome = await runCommand(['trust', 'audit', 'store.p12', '--password-file', 'secret', ...at, '--json'], {
      cwd,
    });
    const { result, status } = jsonOf<CallerTrustAudit>(outcome);
    assert.equal(status, 0);
    assert.equal(result.salesforce.trusted, true);
    assert.equal(result.store.format, 'pkcs12');
    assert.equal(outcome.stderr, '');
    assert.doesNotMatch(outcome.stdout, /PRIVATE KEY|open sesame/);
  });

  test('a locked keystore is one sentence, exit 1 and no stack', async (t) => {
    const cwd = folderWith(t, { 'store.p12': smallPkcs12 });
    const { exitCode, stdout, stderr } = await runCommand(['trust', 'audit', 'store.p12'], { cwd });
    assert.equal(exitCode, 1);
    assert.match(stderr, /store\.p12: The certificates of this PKCS#12 keystore are encrypted; its password is needed/);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(stdout, '');
  });
});

describe('help', () => {
  const logLoads =
    "import { registerHooks } from 'node:module';" +
    "registerHooks({ load(url, context, next) { process.stderr.write('LOADED ' + url + '\\n'); return next(url, context); } });";

  test('loads nothing that reads stores', async () => {
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(logLoads)}` };
    const { stderr, stdout } = await runInOwnProcess(['trust', 'audit', '--help'], { env });
    assert.match(stdout, /ERROR CODES\n +0 +Salesforce would be trusted/);
    assert.match(stderr, /LOADED .*bin\/run\.js/);
    assert.doesNotMatch(stderr, /LOADED .*\/(?:packages\/core|keystore)\//);
  });
});
