import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { CertCompareResult } from '../../src/commands/cert/compare.ts';
import { jsonOf, runCommand } from '../command/run-command.ts';
import { folderWith } from '../fixtures/folder.ts';
import { nodeServer } from '../tls/servers.ts';
import { files, forServers, harbor, moment, old, password, renewed } from './certificates.ts';

const compare = (t: TestContext, args: readonly string[], more: Record<string, string> = {}) => {
  const cwd = folderWith(t, { ...files, ...more });
  const asOf = args.includes('--as-of') ? [] : ['--as-of', moment];
  return runCommand(['compare', ...args, ...asOf], { cwd });
};
const judged = async (t: TestContext, ...args: string[]) => {
  const outcome = await compare(t, [...args, '--json']);
  const { result, status } = jsonOf<CertCompareResult>(outcome);
  assert.equal(status, outcome.exitCode);
  const of = (use: string) => result.uses.find((one) => one.use === use)?.outcome;
  return { exitCode: outcome.exitCode, result, of };
};
/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('sf cert compare on files', () => {
  test('tells a renewal in kind from a change, and breaks nothing: 0', async (t) => {
    const { exitCode, result, of } = await judged(t, 'old.pem', 'renewed.pem');
    assert.deepEqual([exitCode, result.verdict, result.basis], [0, 'tell-first', 'possible']);
    assert.deepEqual(
      result.changes.map(({ subject }) => subject),
      ['key', 'dates', 'lifetime', 'certificate', 'serial'],
    );
    assert.deepEqual(
      [of('outbound-apex-one-way-tls'), of('inbound-api-mtls'), of('outbound-sso')],
      ['unchanged', 'tell-first', 'tell-first'],
    );
  });

  test('fails on what somebody must be told with --fail-on warning: 3', async (t) => {
    assert.equal((await judged(t, 'old.pem', 'renewed.pem', '--fail-on', 'warning')).exitCode, 3);
    assert.equal((await judged(t, 'old.pem', 'old.pem', '--fail-on', 'warning')).exitCode, 0);
  });

  test('breaks clients of Salesforce without client authentication: 4', async (t) => {
    const { exitCode, of } = await judged(t, 'old.pem', 'servers.pem');
    assert.equal(exitCode, 4);
    assert.deepEqual(
      [of('inbound-user-mtls'), of('inbound-api-mtls'), of('outbound-apex-mtls')],
      ['breaks', 'breaks', 'unknown'],
    );
    assert.equal((await judged(t, 'old.pem', 'servers.pem', '--fail-on', 'never')).exitCode, 0);
  });

  test('does not know of another root without a list, and does with one', async (t) => {
    const without = await judged(t, 'old.pem', 'strait.pem');
    assert.equal(without.of('outbound-apex-one-way-tls'), 'unknown');
    assert.equal(without.result.new.rootListed, null);
    const listed = await judged(t, 'old.pem', 'strait.pem', '--trust-store', 'both.pem');
    assert.equal(listed.of('outbound-apex-one-way-tls'), 'unchanged');
    assert.equal(listed.result.new.rootListed, true);
    const absent = await judged(t, 'old.pem', 'strait.pem', '--trust-store', 'harbor.pem');
    assert.deepEqual([absent.exitCode, absent.of('outbound-apex-one-way-tls')], [4, 'breaks']);
    assert.equal(absent.result.new.rootListed, false);
  });

  test('fails on what cannot be told with --fail-on incomplete: 5', async (t) => {
    // Neither has its chain, so that nothing shows what is sent.
    const args = ['alone-old.pem', 'alone.pem'];
    const { exitCode, stdout } = await compare(t, [...args, '--fail-on', 'incomplete'], { 'alone-old.pem': old.pem });
    assert.equal(exitCode, 5);
    assert.match(oneLine(stdout), /^\? NOT KNOWN Whether 4 of the 7 uses that the old certificate could have/);
    assert.equal((await compare(t, args, { 'alone-old.pem': old.pem })).exitCode, 0);
  });

  test('says that both are the same', async (t) => {
    const { exitCode, result } = await judged(t, 'old.pem', 'old.pem');
    assert.deepEqual([exitCode, result.identical, result.verdict, result.changes], [0, true, 'unchanged', []]);
    const { stdout } = await compare(t, ['old.pem', 'old.pem']);
    assert.match(oneLine(stdout), /UNCHANGED Both are the same certificate with the same chain: nothing changes\./);
  });

  test('tells two whose chain alone differs', async (t) => {
    const { result } = await judged(t, 'renewed.pem', 'alone.pem');
    assert.deepEqual(
      result.changes.map(({ subject }) => subject),
      ['chain'],
    );
    assert.match(result.changes[0]?.matters ?? '', /"CN=Harbor CA" is missing/);
  });

  test('refuses one that has ended or is not valid yet, on the day that is asked about', async (t) => {
    assert.equal((await judged(t, 'old.pem', 'ended.pem')).exitCode, 4);
    const early = await judged(t, 'old.pem', 'early.pem');
    assert.equal(early.exitCode, 4);
    assert.match(early.result.uses[0]?.why ?? '', /valid only from Sun 1 Mar/);
    assert.equal((await judged(t, 'old.pem', 'early.pem', '--as-of', '2026-03-02')).exitCode, 0);
  });

  test('opens keystores, and asks which entry is meant', async (t) => {
    const opened = ['--password-file', 'password', '--old-alias', 'api', '--new-alias', 'next'];
    const { result } = await judged(t, 'old.jks', 'old.jks', ...opened);
    const [before, after] = [result.old.fingerprint, result.new.fingerprint];
    assert.notEqual(before, after);
    assert.equal(
      (await judged(t, 'old.pem', 'old.jks', '--password-file', 'password', '--new-alias', 'api')).result.identical,
      true,
    );
    const unclear = await compare(t, ['old.pem', 'old.jks', '--password-file', 'password']);
    assert.deepEqual([unclear.exitCode, /several keys \(api, next\)/.test(oneLine(unclear.stderr))], [2, true]);
    const wrong = await compare(t, ['old.pem', 'old.jks', '--password-file', 'page.html']);
    assert.deepEqual([wrong.exitCode, /password is wrong/.test(oneLine(wrong.stderr))], [2, true]);
  });

  test('writes what is to be passed on, and what --json prints', async (t) => {
    const cwd = folderWith(t, files);
    const args = [
      'compare',
      'old.pem',
      'strait.pem',
      '--as-of',
      moment,
      '--output-file',
      'change.md',
      '--output-file',
      'change.json',
    ];
    const { result } = jsonOf<CertCompareResult>(await runCommand([...args, '--json'], { cwd }));
    assert.deepEqual(JSON.parse(readFileSync(join(cwd, 'change.json'), 'utf8')), result);
    const page = readFileSync(join(cwd, 'change.md'), 'utf8');
    assert.match(page, /^## old\.pem is to be replaced by strait\.pem/);
    assert.ok(page.includes(result.new.fingerprint));
    assert.match(page, /\| Root \| .*Harbor.* \| CN=Strait Root/);
  });

  test('shows old and new beside each other, and who must act', async (t) => {
    const { stdout } = await compare(t, ['old.pem', 'strait.pem']);
    assert.match(stdout, /old: old\.pem +new: strait\.pem/);
    assert.match(stdout, /Issued by +CN=Harbor CA +CN=Strait CA/);
    assert.match(oneLine(stdout), /before the switch: whoever runs the called server/);
    assert.ok(stdout.split('\n').every((line) => line.length <= 80));
  });
});

describe('sf cert compare refuses in one sentence, with exit code 2,', () => {
  for (const [says, args, sentence] of [
    [
      'a file that is not there',
      ['old.pem', 'missing.pem'],
      /missing\.pem does not exist; check what was given to NEW\. A server is written HOST:PORT\./,
    ],
    ['a folder', ['.', 'old.pem'], /\. is a folder, and OLD takes a certificate; name a file in it\./],
    ['a signing request', ['old.pem', 'request.csr'], /request\.csr: .*signing request/],
    ['what is no certificate', ['page.html', 'old.pem'], /page\.html: /],
    [
      'a name without an org',
      ['Partner_API', 'old.pem'],
      /There is no file "Partner_API"\. To name a certificate of an org or project, give --target-org or --source-dir/,
    ],
    ['a port that is none', ['api.example.com:99999', 'old.pem'], /no port between 1 and 65535/],
    ['a format that is none', ['old.pem', 'old.pem', '--output-file', 'a.xml'], /none of \.json, \.md/],
    ['a list that is not there', ['old.pem', 'old.pem', '--trust-store', 'none.pem'], /none\.pem does not exist/],
  ] as const) {
    test(says, async (t) => {
      const { exitCode, stderr, stdout } = await compare(t, args);
      assert.equal(exitCode, 2, stderr);
      assert.match(oneLine(stderr), sentence);
      assert.equal(stdout.trim(), '');
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});

describe('sf cert compare with a server', () => {
  test('reads what it sends, on either side', async (t) => {
    const port = await nodeServer(t, { sends: [old, harbor.ca] });
    const next = await nodeServer(t, { sends: [renewed] });
    const { result } = await judged(t, `127.0.0.1:${port}`, `127.0.0.1:${next}`);
    assert.deepEqual(
      [result.old.kind, result.old.subject, result.old.chain.length],
      ['server', 'CN=api.acme.example', 2],
    );
    assert.equal(result.new.complete, false);
    assert.ok((await judged(t, `127.0.0.1:${port}`, 'old.pem')).result.identical);
  });

  test('has no verdict where nothing listens, or it speaks something else: 1', async (t) => {
    const port = await nodeServer(t, { sends: [forServers] });
    const closed = await closedPort();
    const { exitCode, stderr } = await compare(t, [`127.0.0.1:${closed}`, `127.0.0.1:${port}`]);
    assert.equal(exitCode, 1);
    assert.match(oneLine(stderr), /127\.0\.0\.1:\d+: Nothing listens on this port\./);
  });

  test('finds in a project who calls it', async (t) => {
    const port = await nodeServer(t, { sends: [old, harbor.ca] });
    const site = `<?xml version="1.0" encoding="UTF-8"?>\n<RemoteSiteSetting xmlns="http://soap.sforce.com/2006/04/metadata"><isActive>true</isActive><url>https://127.0.0.1:${port}</url></RemoteSiteSetting>\n`;
    const args = [`127.0.0.1:${port}`, 'alone.pem', '-d', 'project', '--json'];
    const outcome = await compare(t, args, { 'project/remoteSiteSettings/Api.remoteSite-meta.xml': site });
    const { result } = jsonOf<CertCompareResult>(outcome);
    assert.equal(result.basis, 'references');
    assert.deepEqual(
      result.uses.map(({ use, reference, how, outcome: one }) => [use, reference?.name, how, one]),
      [['outbound-apex-one-way-tls', 'Api', 'server', 'breaks']],
    );
  });
});

test('the password of a keystore is repeated nowhere', async (t) => {
  const { stdout, stderr } = await compare(t, [
    'old.jks',
    'renewed.pem',
    '--password-file',
    'password',
    '--old-alias',
    'api',
    '--json',
  ]);
  assert.ok(!(stdout + stderr).includes(password));
});
