import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { CertChecksResult } from '../../src/commands/cert/checks.ts';
import type { CertInspectResult } from '../../src/commands/cert/inspect.ts';
import type { CertListResult } from '../../src/commands/cert/list.ts';
import type { CertVerifyResult } from '../../src/commands/cert/verify.ts';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issueChain, issueCrl, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { jsonOf, runInOwnProcess } from './run-command.ts';

let chain: { root: Issued; intermediate: Issued; leaf: Issued };
before(async () => {
  chain = await issueChain({ dnsNames: ['partner.example'], purposes: ['serverAuth'] });
});

describe('sf cert list', () => {
  test('lists what is held, soonest end first', async (t) => {
    const folder = folderWith(t, { 'all.pem': chain.leaf.pem + chain.intermediate.pem });
    const { stdout, exitCode } = await runInOwnProcess(['list', '-f', 'all.pem', '--as-of', '2026-02-01'], {
      cwd: folder,
    });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^trusted +all\.pem · ends 10 Apr/m);
    assert.doesNotMatch(stdout, /^chain/m);
  });

  test('is a table where there is room, and is written to files', async (t) => {
    const folder = folderWith(t, { 'all.pem': chain.leaf.pem + chain.intermediate.pem });
    const list = (...args: string[]) =>
      runInOwnProcess(['list', '-f', 'all.pem', '--as-of', '2026-02-01', ...args], {
        cwd: folder,
        env: { COLUMNS: '100' },
      });
    const { stdout } = await list('--output-file', 'list.csv', '--output-file', 'list.json');
    assert.match(stdout, /^kind +name +ends +life +used for +issuer +held in$/m);
    assert.match(stdout, /^trusted +all\.pem +10 Apr +31 %/m);
    const lines = readFileSync(join(folder, 'list.csv'), 'utf8').split('\r\n');
    assert.match(lines[1] ?? '', /^certificate,all\.pem,/);
    assert.ok(lines.some((line) => line.startsWith('chain,all.pem,')));
    const written = JSON.parse(readFileSync(join(folder, 'list.json'), 'utf8')) as CertListResult;
    assert.equal(written.certificates.length, 2);
    const refused = await list('--output-file', 'list.html');
    assert.equal(refused.exitCode, 2);
    assert.match(refused.stderr, /written as \.csv or \.json/);
  });

  test('lists what is asked for by name, use and end, on the page and as JSON', async (t) => {
    const folder = folderWith(t, { 'leaf.pem': chain.leaf.pem, 'other.pem': chain.intermediate.pem });
    const list = (...args: string[]) =>
      runInOwnProcess(['list', '-d', '.', '--as-of', '2026-02-01', ...args], { cwd: folder });
    const [named, soon, none, misspelt, noDays] = await Promise.all([
      list('leaf*', '--json'),
      list('--ends-within', '90d'),
      list('--use', 'custom-domain'),
      list('leef.pem'),
      list('--ends-within', '90'),
    ]);
    const { result } = jsonOf<CertListResult>(named);
    assert.deepEqual(
      result.certificates.map(({ subject }) => subject),
      ['CN=partner.example'],
    );
    assert.match(soon.stdout, /1 of 2 certificates[^]*\ntrusted +leaf\.pem/);
    assert.doesNotMatch(soon.stdout, /other\.pem/);
    assert.match(none.stdout, /0 of 2 certificates/);
    assert.deepEqual(
      [named, soon, none].map(({ exitCode }) => exitCode),
      [0, 0, 0],
    );
    assert.equal(misspelt.exitCode, 2);
    assert.match(misspelt.stderr, /Nothing that was read is called "leef\.pem"; did you mean "leaf\.pem"\?/);
    assert.equal(noDays.exitCode, 2);
    assert.match(noDays.stderr, /"90" is no number of days; write one such as 60d/);
  });

  test('--json gives sources and certificates without a judgment', async (t) => {
    const folder = folderWith(t, { 'all.pem': chain.leaf.pem });
    const { result, status } = jsonOf<CertListResult>(
      await runInOwnProcess(['list', '-f', 'all.pem', '--json'], { cwd: folder }),
    );
    assert.equal(status, 0);
    assert.deepEqual(Object.keys(result), [
      'schemaVersion',
      'generatedAt',
      'asOf',
      'org',
      'sources',
      'certificates',
      'pending',
    ]);
    assert.equal(result.certificates.length, 1);
  });
});

describe('sf cert inspect', () => {
  test('explains each part of a certificate, plain words first', async (t) => {
    const folder = folderWith(t, { 'a.pem': chain.leaf.pem });
    const { stdout, exitCode } = await runInOwnProcess(['inspect', 'a.pem'], { cwd: folder });
    assert.equal(exitCode, 0);
    assert.match(stdout, /Who it names \(subject\) +CN=partner\.example/);
    assert.match(stdout, /may prove the identity of a server \(TLS server authentication\): serverAuth/);
  });

  test('decodes chain, request, revocation list and key of one file', async (t) => {
    const content =
      chain.leaf.pem +
      chain.intermediate.pem +
      (await issueRequest('new.example')) +
      (await issueCrl(chain.root)) +
      (await exportKey(chain.leaf));
    const { result } = jsonOf<CertInspectResult>(
      await runInOwnProcess(['inspect', 'all.pem', '--json'], { cwd: folderWith(t, { 'all.pem': content }) }),
    );
    assert.deepEqual(
      result.parts.map((part) => part.kind),
      ['certificate', 'certificate', 'request', 'crl', 'privateKey'],
    );
    assert.deepEqual(result.chain?.path, ['CN=partner.example', 'CN=Test Intermediate']);
    assert.equal(result.chain.complete, false);
  });

  test('says what a file is that holds nothing to decode, with exit 1 and no stack', async (t) => {
    const { exitCode, stderr } = await runInOwnProcess(['inspect', 'a.html'], {
      cwd: folderWith(t, { 'a.html': '<html></html>' }),
    });
    assert.equal(exitCode, 1);
    assert.match(stderr, /a\.html: This is a web page/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });
});

describe('sf cert checks', () => {
  test('lists every check with its rule', async () => {
    const { result } = jsonOf<CertChecksResult>(await runInOwnProcess(['checks', '--json']));
    assert.ok(result.checks.length >= 10);
    assert.ok(result.checks.every((check) => check.source.document && check.source.section));
    assert.equal(result.page, null);
  });

  test('explains one', async () => {
    const { stdout, exitCode } = await runInOwnProcess(['checks', '--explain', 'expiring']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /expiring/i);
  });

  test('explains one of the eight uses', async () => {
    const { stdout, exitCode } = await runInOwnProcess(['checks', '--explain', 'inbound-sso']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Inbound SSO\n\nYour people log in somewhere else/);
    assert.match(stdout, /- Who renews: You\./);
  });

  test('names the known ones when asked for another, with exit 2', async () => {
    const { stderr, exitCode } = await runInOwnProcess(['checks', '--explain', 'nope']);
    assert.equal(exitCode, 2);
    assert.match(stderr, /There is no check or use "nope"[^]*expired/);
  });
});

describe('sf cert verify', () => {
  const files = () => ({ 'leaf.pem': chain.leaf.pem, 'int.pem': chain.intermediate.pem, 'root.pem': chain.root.pem });
  const verify = (t: Parameters<typeof folderWith>[0], more: Record<string, string>, ...args: string[]) =>
    runInOwnProcess(['verify', 'leaf.pem', '--at', '2026-02-01', ...args], {
      cwd: folderWith(t, { ...files(), ...more }),
    });

  test('exits with 0 for a trusted certificate and draws its path', async (t) => {
    const { stdout, exitCode } = await verify(
      t,
      {},
      '--untrusted',
      'int.pem',
      '--anchors',
      'root.pem',
      '--purpose',
      'server',
      '--name',
      'partner.example',
    );
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /✔ TRUSTED/);
    assert.match(
      stdout,
      /✔ CN=Test Root \(anchor: given as trusted\)[^]*└ ✔ CN=Test Intermediate \(intermediate\)[^]*└ ✔ CN=partner\.example/,
    );
  });

  test('exits with 4 and the reason for one that is not', async (t) => {
    const { stdout, exitCode } = await verify(
      t,
      {},
      '--untrusted',
      'int.pem',
      '--anchors',
      'root.pem',
      '--purpose',
      'server',
      '--name',
      'other.example',
    );
    assert.equal(exitCode, 4);
    assert.match(stdout, /✖ NOT TRUSTED/);
    assert.match(stdout, /other\.example/);
  });

  test('finds a certificate on a revocation list', async (t) => {
    const crl = await issueCrl(chain.intermediate, [chain.leaf]);
    const outcome = await verify(
      t,
      { 'i.crl': crl },
      '--untrusted',
      'int.pem',
      '--anchors',
      'root.pem',
      '--crl',
      'i.crl',
      '--json',
    );
    const { result, status } = jsonOf<CertVerifyResult>(outcome);
    assert.equal(status, 4);
    assert.equal(result.trusted, false);
    assert.ok(result.problems.some((problem) => problem.code === 'revoked'));
  });

  test('names the missing intermediate', async (t) => {
    const { result } = jsonOf<CertVerifyResult>(await verify(t, {}, '--anchors', 'root.pem', '--json'));
    assert.equal(result.path, null);
    assert.deepEqual(
      result.problems.map((problem) => problem.code),
      ['no-issuer'],
    );
  });

  test('a file that is no certificate is an error, not a verdict', async (t) => {
    const { exitCode, stderr } = await verify(t, { 'page.pem': '<html></html>' }, '--anchors', 'page.pem');
    assert.equal(exitCode, 1);
    assert.match(stderr, /page\.pem: This is a web page/);
  });
});
