/** `sf cert probe --mutual` against a practice org, and a server that plays its port for mutual TLS. */
import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import type { CertProbeResult } from '../../src/commands/cert/probe.ts';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { logIn } from '../fixtures/log-in.ts';
import { mutualPort } from '../tls/mutual-port.ts';
import type { MutualPort } from '../tls/mutual-port.ts';
import { listening, rawServer } from '../tls/servers.ts';
import { jsonOf, runCommand } from './run-command.ts';

/** On loopback, and hardly anybody else's: the port is always the same. */
const HOST = '127.0.8.43';
const PORT = 8443;

/** macOS knows one address of loopback only. */
async function canListen(): Promise<boolean> {
  const undo: (() => unknown)[] = [];
  const trial = { after: (end: () => unknown) => void undo.push(end) };
  const { createServer } = await import('node:net');
  const isFree = await listening(trial as never, createServer(), HOST, PORT).then(
    () => true,
    () => false,
  );
  for (const end of undo) await end();
  return isFree;
}

describe('sf cert probe --mutual', { skip: (await canListen()) ? false : `${HOST}:${PORT} is not free` }, () => {
  let practice: PracticeOrg;
  let port: MutualPort;
  let root: Issued;
  let client: Issued;
  let stranger: Issued;
  const undo: (() => unknown)[] = [];
  const whole = { after: (end: () => unknown) => void undo.push(end) } as never;

  before(async () => {
    practice = await startPracticeOrg({ now: new Date('2026-11-22T02:15:00Z') });
    // The org under an address of its own, so that its port for mutual TLS is nobody else's.
    const org = await rawServer(
      whole,
      (socket) => {
        const inner = connect(Number(new URL(practice.url).port), '127.0.0.1');
        inner.on('error', () => socket.destroy());
        socket.pipe(inner).pipe(socket);
      },
      HOST,
    );
    await logIn({ ...practice, url: `http://${HOST}:${org}` });
    const wish = { from: '2026-01-01', days: 9000 };
    root = await issue({ ...wish, name: 'Test Root', ca: true });
    const own = await issue({ ...wish, name: 'My Domain', ipAddresses: [HOST], issuer: root });
    client = await issue({ ...wish, name: 'client', issuer: root, purposes: ['clientAuth'] });
    stranger = await issue({ ...wish, name: 'other', issuer: root, purposes: ['clientAuth'] });
    const token = practice.accessToken;
    port = await mutualPort(whole, { sends: [own], trusts: root, listed: client, token, host: HOST, at: PORT });
  });
  after(async () => {
    for (const end of undo) await end();
    await practice.close();
  });

  async function run(t: Parameters<typeof folderWith>[0], own: Issued | undefined, ...more: string[]) {
    const files = own ? { 'client.pem': own.pem, 'client.key': await exportKey(own) } : {};
    const cwd = folderWith(t, { 'root.pem': root.pem, ...files });
    const shown = own ? ['--cert', 'client.pem', '--key', 'client.key'] : [];
    const args = ['probe', '-o', 'practice', '--mutual', '--trust-store', 'root.pem', ...shown, ...more];
    const printed = await runCommand(args, { cwd, env: { NODE_EXTRA_CA_CERTS: `${cwd}/root.pem` } });
    assert.ok(!(printed.stdout + printed.stderr).includes(practice.accessToken.slice(-20)));
    return printed;
  }

  test('tells that the listed certificate gets in, and nobody without', async (t) => {
    const printed = await run(t, client, '--json');
    const { result } = jsonOf<CertProbeResult>(printed);
    assert.equal(printed.exitCode, 0);
    assert.deepEqual(
      result.targets.map(({ target }) => target),
      [`${HOST}:${PORT}`],
    );
    const { clientCertificate } = result.targets[0] as CertProbeResult['targets'][number];
    assert.deepEqual([clientCertificate.required, clientCertificate.accepted], [true, true]);
    assert.deepEqual(clientCertificate.applicationLayer, {
      status: 200,
      admitted: true,
      without: { status: 200, admitted: false, error: 'The port lets nobody in without a client certificate.' },
    });
    assert.ok(port.sessions.length > 0);
  });

  test('tells that another certificate does not, which is critical, and what to do', async (t) => {
    const { stdout, exitCode } = await run(t, stranger);
    assert.equal(exitCode, 4);
    const words = stdout.replace(/\s+/g, ' ');
    assert.match(words, /API does not let this session in with the client certificate: The user must come with/);
    assert.match(words, /without it: does not let this session in/);
    assert.match(words, /For you: .*Upload this certificate to the Mutual Authentication Certificates of the org/);
  });

  test('without a certificate tells that nobody gets in so, and fails nothing', async (t) => {
    const { stdout, exitCode } = await run(t, undefined);
    assert.equal(exitCode, 0);
    assert.match(stdout.replace(/\s+/g, ' '), /API does not let this session in without a client certificate/);
  });

  test('sends no session to a port that this computer does not trust, and says that it is not known', async (t) => {
    const before = port.sessions.length;
    const cwd = folderWith(t, { 'root.pem': root.pem });
    const args = ['probe', '-o', 'practice', '--mutual', '--trust-store', 'root.pem', '--fail-on', 'incomplete'];
    const { stdout, exitCode } = await runCommand(args, { cwd });
    assert.equal(exitCode, 5);
    assert.match(stdout.replace(/\s+/g, ' '), /The session was not sent: this computer does not trust/);
    assert.equal(port.sessions.length, before);
  });

  test('needs an org, and takes no other name', async (t) => {
    const cwd = folderWith(t, {});
    for (const [args, words] of [
      [['--mutual'], /target-org/],
      [['--mutual', '-o', 'practice', '--server-name', 'a.example'], /server-name/],
    ] as const) {
      const { exitCode, stderr } = await runCommand(['probe', ...args], { cwd });
      assert.equal(exitCode, 2);
      assert.match(stderr, words);
    }
  });
});
