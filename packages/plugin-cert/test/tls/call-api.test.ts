/** Whether an API behind a port for mutual TLS lets a session in, and where the session never goes. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readApiAnswer } from '../../src/tls/api-answer.ts';
import type { ClientCredentials } from '../../src/tls/converse.ts';
import { probeTarget } from '../../src/tls/probe-target.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { exportKey, issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { mutualPort } from './mutual-port.ts';
import { proxyServer } from './proxies.ts';
import { nodeServer, rawServer } from './servers.ts';

const token = '00Dxx0000006Jm7!AQ.secret';
const api = { path: '/services/data/v66.0/limits', token };
let root: Issued;
let sends: readonly Issued[];
let client: Issued;
let stranger: Issued;
const usual = getCACertificates('default');

before(async () => {
  const chain = await issueChain({ dnsNames: ['localhost'] });
  ({ root } = chain);
  const wish = { from: '2026-01-01', days: 9000 };
  sends = [
    await issue({ ...wish, name: 'localhost', dnsNames: ['localhost'], issuer: chain.intermediate }),
    chain.intermediate,
  ];
  client = await issue({ ...wish, name: 'client', issuer: root, purposes: ['clientAuth'] });
  stranger = await issue({ ...wish, name: 'other client', issuer: root, purposes: ['clientAuth'] });
  setDefaultCACertificates([...usual, root.pem]);
});
after(() => setDefaultCACertificates(usual));

const credentialsOf = async (own: Issued): Promise<ClientCredentials> => ({
  options: { cert: own.pem, key: await exportKey(own) },
  fingerprint: new X509Certificate(own.pem).fingerprint256.replaceAll(':', '').toLowerCase(),
});

async function probe(target: string, shown?: Issued, more: Partial<Parameters<typeof probeTarget>[1]> = {}) {
  const credentials = shown ? { credentials: await credentialsOf(shown) } : {};
  const seen = await probeTarget(parseTarget(target), { timeout: 20_000, api, ...credentials, ...more });
  assert.ok(!JSON.stringify(seen).includes('secret'));
  return seen;
}

describe('the session of a user who must come with a certificate', () => {
  test('is let in with the one that is listed, and not without', async (t) => {
    const { port, sessions } = await mutualPort(t, { sends, trusts: root, listed: client, token });
    const { clientCertificate } = await probe(`localhost:${port}`, client);
    const { applicationLayer } = clientCertificate;
    assert.equal(clientCertificate.required, true);
    assert.equal(clientCertificate.offered?.accepted, true);
    assert.deepEqual([applicationLayer?.status, applicationLayer?.admitted], [200, true], applicationLayer?.error);
    assert.equal(applicationLayer?.without?.admitted, false);
    assert.match(applicationLayer.without.error ?? '', /without a client certificate/);
    assert.deepEqual(sessions, [`Bearer ${token}`, `Bearer ${token}`]);
  });

  test('is not let in with another one', async (t) => {
    const { port } = await mutualPort(t, { sends, trusts: root, listed: client, token });
    const { applicationLayer } = (await probe(`localhost:${port}`, stranger)).clientCertificate;
    assert.equal(applicationLayer?.admitted, false);
    assert.equal(applicationLayer.code, 'MUTUAL_AUTHENTICATION_FAILED');
    assert.equal(applicationLayer.status, 403);
  });

  test('without a certificate to show there is one answer', async (t) => {
    const { port } = await mutualPort(t, { sends, trusts: root, listed: client, token });
    const { applicationLayer } = (await probe(`localhost:${port}`)).clientCertificate;
    assert.equal(applicationLayer?.admitted, false);
    assert.equal(applicationLayer.without, undefined);
  });
});

test('a user who need not is let in either way', async (t) => {
  const { port } = await mutualPort(t, { sends, trusts: root, token, lenient: true });
  const { applicationLayer } = (await probe(`localhost:${port}`, stranger)).clientCertificate;
  assert.deepEqual([applicationLayer?.admitted, applicationLayer?.without?.admitted], [true, true]);
});

test('a session that is over says nothing about the certificate', async (t) => {
  const { port } = await mutualPort(t, { sends, trusts: root, listed: client, token: 'another' });
  const { applicationLayer } = (await probe(`localhost:${port}`, client)).clientCertificate;
  assert.deepEqual([applicationLayer?.admitted, applicationLayer?.code], [null, 'INVALID_SESSION_ID']);
});

describe('the session is not sent', () => {
  test('to a server whose certificate is not trusted here, or is for another name', async (t) => {
    const own = await issue({ name: 'localhost', from: '2026-01-01', days: 9000, dnsNames: ['localhost'] });
    const untrusted = await mutualPort(t, { sends: [own], trusts: root, token });
    const trusted = await mutualPort(t, { sends, trusts: root, token });
    for (const [target, words] of [
      [`localhost:${untrusted.port}`, /not sent: .*(?:SELF_SIGNED|UNABLE_TO)/],
      [`127.0.0.1:${trusted.port}`, /not sent: .*ERR_TLS_CERT_ALTNAME_INVALID/],
    ] as const) {
      const seen = await probe(target, client);
      assert.equal(seen.status, 'reached');
      const { admitted, status, error } = seen.clientCertificate.applicationLayer ?? {};
      assert.deepEqual([admitted, status], [null, null]);
      assert.match(error ?? '', words);
    }
    assert.deepEqual([untrusted.sessions, trusted.sessions], [[], []]);
  });

  test('to where the server points', async (t) => {
    let called = 0;
    const elsewhere = await rawServer(t, () => called++);
    const answer = `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${elsewhere}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
    const port = await nodeServer(t, { sends, answer });
    const { applicationLayer } = (await probe(`localhost:${port}`)).clientCertificate;
    assert.equal(applicationLayer?.admitted, null);
    assert.match(applicationLayer.error ?? '', /elsewhere/);
    assert.equal(called, 0);
  });

  test('to a proxy, through which it goes sealed', async (t) => {
    const { port, sessions } = await mutualPort(t, { sends, trusts: root, listed: client, token });
    const proxy = await proxyServer(t, { to: port });
    const proxyFor = () => ({ host: '127.0.0.1', port: proxy.port, text: 'p', secure: false });
    const { applicationLayer } = (await probe(`localhost:${port}`, client, { proxyFor })).clientCertificate;
    assert.equal(applicationLayer?.admitted, true);
    assert.equal(sessions.length, 2);
    assert.ok(!JSON.stringify(proxy.asked).includes('secret'));
  });
});

describe('a server that', () => {
  for (const [what, answer, words] of [
    ['closes without a word', 'close', /ended before an answer/],
    ['says nothing', 'nothing', /not answer the call in time/],
    ['answers nonsense', 'nonsense\r\n\r\n', /ended before an answer/],
    [
      'sends a page',
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>secret</p>',
      /HTTP status 200/,
    ],
    ['breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\nContent-Type: text/html\r\n\r\nabc', /HTTP status 200/],
  ] as const) {
    test(`${what} tells nothing`, async (t) => {
      const port = await nodeServer(t, { sends, answer });
      const seen = await probe(`localhost:${port}`, undefined, { timeout: answer === 'nothing' ? 1500 : 20_000 });
      assert.equal(seen.status, 'reached');
      const { applicationLayer } = seen.clientCertificate;
      assert.equal(applicationLayer?.admitted, null);
      assert.match(applicationLayer.error ?? '', words);
    });
  }

  test('refuses in the handshake refuses', async (t) => {
    const port = await nodeServer(t, {
      sends,
      requestCert: true,
      rejectUnauthorized: true,
      ca: root.pem,
      maxVersion: 'TLSv1.2',
    });
    const { applicationLayer } = (await probe(`localhost:${port}`)).clientCertificate;
    assert.ok(applicationLayer?.admitted !== true);
    assert.equal(applicationLayer?.status, null);
  });
});

test('what an API answers is told apart', () => {
  const json = 'application/json;charset=UTF-8';
  const error = (code: string) => `[{"message":"…","errorCode":"${code}"}]`;
  const cases: [status: number, type: string, body: string, admitted: boolean | null, code?: string][] = [
    [200, json, '{"DailyApiRequests":{}}', true],
    [200, 'text/html', '{"a":1}', null],
    [200, json, '[]', null],
    [403, json, error('MUTUAL_AUTHENTICATION_FAILED'), false, 'MUTUAL_AUTHENTICATION_FAILED'],
    [500, json, error('MUTUAL_AUTHENTICATION_FAILED'), false, 'MUTUAL_AUTHENTICATION_FAILED'],
    [401, json, error('INVALID_SESSION_ID'), null, 'INVALID_SESSION_ID'],
    [401, 'text/html', '', null],
    [403, json, error('REQUEST_LIMIT_EXCEEDED'), null, 'REQUEST_LIMIT_EXCEEDED'],
    [403, json, error('00Dxx!token'), null],
    [400, 'text/html', '<h3>Client certificate error:<i>Certificate expired.</i></h3>', false],
    [503, 'text/html', 'maintenance', null],
  ];
  for (const [status, type, body, admitted, code] of cases) {
    const answer = readApiAnswer(status, type, body);
    assert.deepEqual([answer.status, answer.admitted, answer.code], [status, admitted, code], body);
    assert.equal(answer.error === undefined, admitted === true);
  }
});
