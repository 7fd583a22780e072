import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { CertProbeResult } from '../../src/commands/cert/probe.ts';
import { folderWith, metadataXml } from '../fixtures/folder.ts';
import { exportKey, issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { proxyServer } from '../tls/proxies.ts';
import { nodeServer, openssl, rawServer, withoutOpenssl } from '../tls/servers.ts';
import { jsonOf, runCommand } from './run-command.ts';

let root: Issued;
let intermediate: Issued;
let leaf: Issued;
let rsa: Issued;
before(async () => {
  const wish = { dnsNames: ['partner.example', 'localhost'], issuerUrl: 'http://ca.example/issuing.cer' };
  ({ root, intermediate, leaf } = await issueChain(wish));
  const common = { name: 'partner.example', from: '2026-01-01', days: 100, issuer: intermediate };
  rsa = await issue({ ...common, dnsNames: ['partner.example'], rsaBits: 2048 });
});

const day = ['--as-of', '2026-02-01'];
const named = ['--server-name', 'partner.example'];
const listed = ['--trust-store', 'roots.pem'];
const folder = (t: Parameters<typeof folderWith>[0], files: Readonly<Record<string, string>> = {}): string =>
  folderWith(t, { 'roots.pem': root.pem, ...files });

const at = (port: number): string => `127.0.0.1:${port}`;

describe('sf cert probe', () => {
  test('shows the chain with a verdict for each step, and says that Salesforce would accept it', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const { stdout, exitCode } = await runCommand(['probe', at(port), ...named, ...listed, ...day], { cwd: folder(t) });
    assert.equal(exitCode, 0);
    assert.match(stdout, /✔ ACCEPTED +127\.0\.0\.1:\d+ +TLSv1\.3/);
    assert.match(stdout, /Salesforce would accept this server/);
    const tree = stdout.slice(stdout.indexOf('✔ CN='));
    assert.match(
      tree,
      /✔ CN=Test Root \(root: on the list, .*\n.*\n +└ ✔ CN=Test Intermediate\n.*\n +└ ✔ CN=partner\.example \(the server\)/,
    );
    assert.doesNotMatch(stdout, /For the operator|For you/);
  });

  test('tells the operator what to do, in words that can be sent on', async (t) => {
    const port = await nodeServer(t, { sends: [leaf] });
    const { stdout, exitCode } = await runCommand(['probe', at(port), ...named, ...listed, ...day], { cwd: folder(t) });
    assert.equal(exitCode, 4);
    assert.match(stdout, /✖ NOT ACCEPTED/);
    assert.match(stdout, /\? CN=Test Intermediate \(not sent\)/);
    assert.match(stdout, /For the operator of the server 127\.0\.0\.1:\d+:/);
    assert.match(stdout.replace(/\s+/g, ' '), /can be fetched from http:\/\/ca\.example\/issuing\.cer/);
  });

  test('--json gives what was sent, in its order, and nothing else stands in stdout', async (t) => {
    const port = await nodeServer(t, { sends: [rsa, intermediate, root], alsoSends: [leaf, intermediate] });
    const args = ['probe', at(port), ...named, ...listed, ...day, '--json'];
    const { result, status } = jsonOf<CertProbeResult>(await runCommand(args, { cwd: folder(t) }));
    assert.equal(status, 0);
    assert.equal(result.asOf, '2026-02-01T00:00:00.000Z');
    assert.deepEqual(result.trustStore, { kind: 'file', entries: 1 });
    const [target] = result.targets;
    assert.equal(target?.accepted, true, JSON.stringify(target?.reasons));
    assert.equal(target.alternative !== undefined, true);
    const subjects = (fingerprints: readonly string[] = []): (string | undefined)[] =>
      fingerprints.map((one) => result.certificates.find(({ fingerprint }) => fingerprint === one)?.subject);
    const both = [target.sent, target.alternative?.sent ?? []].map(subjects).sort((a, b) => a.length - b.length);
    assert.deepEqual(both, [
      ['CN=partner.example', 'CN=Test Intermediate'],
      ['CN=partner.example', 'CN=Test Intermediate', 'CN=Test Root'],
    ]);
    const [first] = result.certificates.filter(({ subject }) => subject === 'CN=partner.example');
    assert.equal(first?.holdings[0]?.source, 'network.servers');
    assert.deepEqual(result.findings, []);
  });

  test('without a list the verdict is not known, and that fails only where it is asked for', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const cwd = folder(t);
    const usual = await runCommand(['probe', at(port), ...named, ...day], { cwd });
    assert.equal(usual.exitCode, 0);
    assert.match(usual.stdout, /\? NOT KNOWN/);
    const strict = await runCommand(['probe', at(port), ...named, ...day, '--fail-on', 'incomplete'], { cwd });
    assert.equal(strict.exitCode, 5);
  });

  test('where nothing was reached there is no verdict, and the result is printed all the same', async (t) => {
    const port = await rawServer(t, (socket) => socket.end('SSH-2.0-x\r\n'));
    const printed = await runCommand(['probe', at(port), 'localhost:1', '--json'], { cwd: folder(t) });
    assert.equal(printed.exitCode, 1);
    const { result } = jsonOf<CertProbeResult>(printed);
    assert.deepEqual(
      result.targets.map(({ status, accepted }) => [status, accepted]),
      [
        ['not-tls', null],
        ['refused', null],
      ],
    );
    for (const { problem, reasons } of result.targets) {
      assert.ok(problem);
      assert.deepEqual(
        reasons.map(({ code }) => code),
        ['not-reached'],
      );
    }
  });

  test('one that stalls does not hide another', async (t) => {
    const stalled = await rawServer(t, () => undefined);
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const hosts = [at(stalled), at(port)];
    const args = ['probe', ...hosts, ...named, ...listed, ...day, '--timeout', '3', '--json'];
    const { result, status } = jsonOf<CertProbeResult>(await runCommand(args, { cwd: folder(t) }));
    assert.equal(status, 0);
    assert.deepEqual(
      result.targets.map(({ status: one }) => one),
      ['timeout', 'reached'],
    );
  });

  test('the day decides, and a report is written in each format', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const cwd = folder(t);
    const files = ['a.json', 'a.html', 'a.xml', 'a.sarif', 'a.md'];
    const args = ['probe', at(port), ...named, ...listed, '--as-of', '2027-02-01'];
    const { exitCode } = await runCommand([...args, ...files.flatMap((file) => ['--output-file', file])], { cwd });
    assert.equal(exitCode, 4);
    const [json, ...others] = files.map((file) => readFileSync(join(cwd, file), 'utf8'));
    const { targets, findings } = JSON.parse(json as string) as CertProbeResult;
    assert.deepEqual(
      targets[0]?.reasons.map(({ code }) => code),
      ['expired'],
    );
    assert.equal(findings[0]?.severity, 'critical');
    for (const text of others) assert.match(text, /does not accept 127\.0\.0\.1:\d+/);
  });

  test('a certificate that ends soon is told where it is accepted too', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, intermediate] });
    const args = ['probe', at(port), ...named, ...listed, '--as-of', '2026-04-08'];
    const { stdout, exitCode } = await runCommand(args, { cwd: folder(t) });
    assert.match(stdout, /✔ ACCEPTED/);
    assert.match(stdout, /soon +127\.0\.0\.1:\d+ ends in \d days/);
    assert.equal(exitCode, 4);
  });

  test('a client certificate that is demanded is told, and refuses nothing', async (t) => {
    const port = await nodeServer(t, { sends: [leaf, intermediate], requestCert: true, ca: [root.pem] });
    const args = ['probe', at(port), ...named, ...listed, ...day, '--json'];
    const { result, status } = jsonOf<CertProbeResult>(await runCommand(args, { cwd: folder(t) }));
    assert.equal(status, 0);
    const [target] = result.targets;
    assert.equal(target?.accepted, true);
    assert.deepEqual(target.clientCertificate, {
      requested: true,
      authorities: ['CN=Test Root'],
      required: true,
      offered: null,
      accepted: null,
    });
    assert.deepEqual(
      target.reasons.map(({ code, who }) => [code, who]),
      [['client-certificate-required', 'caller']],
    );
  });

  test('a client certificate is shown where one is asked for', async (t) => {
    const client = await issue({
      name: 'client',
      from: '2020-01-01',
      days: 9000,
      issuer: root,
      purposes: ['clientAuth'],
    });
    const port = await nodeServer(t, { sends: [leaf, intermediate], requestCert: true, ca: [root.pem] });
    const cwd = folder(t, { 'client.pem': client.pem, 'client.key': await exportKey(client) });
    const args = ['probe', at(port), ...named, ...listed, ...day, '--cert', 'client.pem', '--key', 'client.key'];
    const { result, status } = jsonOf<CertProbeResult>(await runCommand([...args, '--json'], { cwd }));
    assert.equal(status, 0);
    const { clientCertificate } = result.targets[0] as CertProbeResult['targets'][number];
    assert.deepEqual([clientCertificate.required, clientCertificate.accepted], [true, true]);
    const { stdout } = await runCommand(args, { cwd });
    assert.match(stdout, /the client certificate was taken/);
  });

  test('a key of another certificate is a mistake of usage', async (t) => {
    const cwd = folder(t, { 'client.pem': leaf.pem, 'client.key': await exportKey(intermediate) });
    const args = ['probe', at(1), '--cert', 'client.pem', '--key', 'client.key'];
    const { exitCode, stderr } = await runCommand(args, { cwd });
    assert.equal(exitCode, 2);
    assert.match(stderr, /do not belong together/);
  });

  test(
    'a PKCS#12 keystore brings its key, with the password of the environment',
    { skip: withoutOpenssl },
    async (t) => {
      const client = await issue({
        name: 'client',
        from: '2020-01-01',
        days: 9000,
        issuer: root,
        purposes: ['clientAuth'],
      });
      const cwd = folder(t, { 'client.pem': client.pem, 'client.key': await exportKey(client) });
      const made = ['pkcs12', '-export', '-in', 'client.pem', '-inkey', 'client.key', '-out', 'client.p12'];
      assert.equal(spawnSync(openssl, [...made, '-passout', 'pass:right'], { cwd }).status, 0);
      const port = await nodeServer(t, { sends: [leaf, intermediate], requestCert: true, ca: [root.pem] });
      const args = ['probe', at(port), ...named, ...listed, ...day, '--cert', 'client.p12', '--json'];
      const right = await runCommand(args, { cwd, env: { CERT_PROBE_PASSWORD: 'right' } });
      const { clientCertificate } = jsonOf<CertProbeResult>(right).result
        .targets[0] as CertProbeResult['targets'][number];
      assert.equal(clientCertificate.accepted, true);
      assert.equal(clientCertificate.offered?.length, 64);
      for (const env of [{ CERT_PROBE_PASSWORD: 'wrong' }, undefined]) {
        const refused = await runCommand(args, { cwd, ...(env ? { env } : {}) });
        assert.equal(refused.exitCode, 2);
        assert.match(refused.stdout, env ? /password of client\.p12 is wrong/ : /needs a password/);
        assert.doesNotMatch(refused.stdout + refused.stderr, /"wrong"/);
      }
    },
  );

  test('goes through the proxy of the environment, whose password stands in no output', async (t) => {
    const to = await nodeServer(t, { sends: [leaf, intermediate] });
    const login = `Basic ${Buffer.from('jo:s3cret').toString('base64')}`;
    const { port, asked } = await proxyServer(t, { to, login });
    const cwd = folder(t);
    const run = (password: string, ...more: string[]) =>
      runCommand(['probe', 'partner.example', ...listed, ...day, ...more], {
        cwd,
        env: { HTTPS_PROXY: `http://jo:${password}@127.0.0.1:${port}` },
      });
    const good = await run('s3cret', '--json');
    const [target] = jsonOf<CertProbeResult>(good).result.targets;
    assert.deepEqual([target?.accepted, target?.address, target?.proxy], [true, null, `127.0.0.1:${port}`]);
    assert.equal(asked[0]?.[0], 'CONNECT partner.example:443 HTTP/1.1');
    const page = await run('s3cret');
    assert.match(page.stdout, /through the proxy 127\.0\.0\.1/);
    const refused = await run('wr0ng');
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stdout.replace(/\s+/g, ' '), /UNREACHABLE .* does not take the user and password/);
    for (const { stdout, stderr } of [good, page, refused]) {
      assert.doesNotMatch(stdout + stderr, /s3cret|wr0ng|am86/);
    }
  });

  const misuses: [what: string, args: readonly string[], words: RegExp][] = [
    ['nothing to look at', [], /give a server/],
    ['a text that names no server', ['http://x'], /no https address/],
    ['a port that does not exist', ['host:99999'], /port between/],
    ['a flag that does not exist', ['127.0.0.1:1', '--certificate', 'x.pem'], /Nonexistent flag/],
    ['a client certificate that is not there', ['127.0.0.1:1', '--cert', 'x.pem'], /x\.pem does not exist/],
    ['a key without its certificate', ['127.0.0.1:1', '--key', 'roots.pem'], /--cert/],
    ['a certificate without its key', ['127.0.0.1:1', '--cert', 'roots.pem'], /holds no private key/],
    ['a time that is none', ['127.0.0.1:1', '--timeout', 'soon'], /is no time/],
    ['a name with a port', ['127.0.0.1:1', '--server-name', 'a.example:443'], /without port/],
    ['a list that is not there', ['127.0.0.1:1', '--trust-store', 'none.pem'], /none\.pem/],
    ['a folder that is not there', ['--source-dir', 'none'], /does not exist/],
    ['a report in no format', ['127.0.0.1:1', '--output-file', 'a.xyz'], /extension/],
  ];
  for (const [what, args, words] of misuses) {
    test(`${what} is a mistake of usage`, async (t) => {
      const { exitCode, stderr, stdout } = await runCommand(['probe', ...args], { cwd: folder(t) });
      assert.equal(exitCode, 2, stderr);
      assert.match(stderr.replace(/\s+/g, ' '), words);
      assert.equal(stdout, '');
    });
  }
});

describe('servers that a project names', () => {
  const project = (port: number): Record<string, string> => ({
    'namedCredentials/Partner.namedCredential-meta.xml': metadataXml('NamedCredential', {
      label: 'Partner',
      endpoint: `https://localhost:${port}/orders`,
    }),
    'remoteSiteSettings/Partner.remoteSite-meta.xml': metadataXml('RemoteSiteSetting', {
      url: `https://localhost:${port}`,
      isActive: 'true',
    }),
  });

  test('are skipped on private addresses, unless told or typed', async (t) => {
    let called = 0;
    const watched = await rawServer(t, (socket) => {
      called++;
      socket.end();
    });
    const cwd = folder(t, project(watched));
    const skipped = await runCommand(['probe', '-d', '.', '--json'], { cwd });
    assert.equal(skipped.exitCode, 1);
    const [target] = jsonOf<CertProbeResult>(skipped).result.targets;
    assert.equal(target?.status, 'skipped');
    assert.equal(target.target, `localhost:${watched}`);
    assert.equal(target.foundIn[0]?.name, 'Partner');
    assert.equal(called, 0);
  });

  for (const [what, args] of [
    ['told', ['--allow-private']],
    ['typed', []],
  ] as const) {
    test(`are looked at on private addresses when ${what}`, async (t) => {
      const port = await nodeServer(t, { sends: [leaf, intermediate] });
      const typed = what === 'typed' ? [`localhost:${port}`] : [];
      const cwd = folder(t, project(port));
      const printed = await runCommand(['probe', ...typed, '-d', '.', ...listed, ...day, ...args, '--json'], { cwd });
      const { targets } = jsonOf<CertProbeResult>(printed).result;
      assert.equal(targets.length, 1);
      assert.equal(targets[0]?.accepted, true, JSON.stringify(targets[0]));
      assert.equal(targets[0]?.foundIn[0]?.name, 'Partner');
      assert.equal(printed.exitCode, 0);
    });
  }

  test('that are only known at run time are not checked', async (t) => {
    const cwd = folder(t, {
      'namedCredentials/Late.namedCredential-meta.xml': metadataXml('NamedCredential', {
        label: 'Late',
        endpoint: 'https://${HOST}/orders',
      }),
    });
    const { stdout, exitCode } = await runCommand(['probe', '-d', '.', '--fail-on', 'incomplete'], { cwd });
    assert.match(stdout, /NOT CHECKED/);
    assert.match(stdout.replace(/\s+/g, ' '), /server of Late .* only known at run time/);
    assert.equal(exitCode, 5);
  });
});
