/** Connections through proxies that are asked for them, and through proxies that do anything else. */
import assert from 'node:assert/strict';
import { afterEach, before, describe, test } from 'node:test';
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { probeTarget } from '../../src/tls/probe-target.ts';
import type { ProbeOptions } from '../../src/tls/probe-target.ts';
import { ProxyError, proxyOfEnvironment } from '../../src/tls/proxy.ts';
import type { Proxy } from '../../src/tls/proxy.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { proxyServer } from './proxies.ts';
import type { ProxyWish } from './proxies.ts';
import { nodeServer, rawServer } from './servers.ts';
import type { Test } from './servers.ts';

let root: Issued;
let leaf: Issued;
let intermediate: Issued;
before(async () => {
  ({ root, leaf, intermediate } = await issueChain({ dnsNames: ['partner.example'] }));
});

const variables = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'NO_PROXY', 'no_proxy'];
afterEach(() => {
  for (const name of variables) delete process.env[name];
});

/** Behind a proxy, of whom nobody here can look up the name. */
const hidden = 'partner.invalid:8443';
const through = (port: number, more: Partial<Proxy> = {}) => ({
  timeout: 20_000,
  proxyFor: () => ({ host: '127.0.0.1', port, text: `127.0.0.1:${port}`, secure: false, ...more }),
});
const probe = (target: string, options: ProbeOptions) =>
  probeTarget(parseTarget(target), { serverName: 'partner.example', ...options });

async function both(t: Test, wish: ProxyWish = {}): Promise<Awaited<ReturnType<typeof proxyServer>>> {
  const to = await nodeServer(t, { sends: [leaf, intermediate] });
  return proxyServer(t, { to, ...wish });
}

describe('through a proxy', () => {
  test('a server is read as if directly, and the proxy is asked for it by its name', async (t) => {
    const { port, asked } = await both(t);
    const seen = await probe(hidden, through(port));
    assert.equal(seen.status, 'reached', seen.problem);
    assert.deepEqual(
      seen.sent.map((der) => Buffer.from(der)),
      [leaf, intermediate].map(({ der }) => Buffer.from(der)),
    );
    // Which address it connected to, only the proxy knows.
    assert.equal(seen.address, null);
    assert.equal(seen.proxy, `127.0.0.1:${port}`);
    assert.equal(seen.clientCertificate.requested, false);
    for (const lines of asked) assert.deepEqual(lines.slice(0, 2), [`CONNECT ${hidden} HTTP/1.1`, `Host: ${hidden}`]);
  });

  test('an IPv6 target keeps its brackets', async (t) => {
    const { port, asked } = await both(t);
    const seen = await probe('[2001:db8::5]:443', through(port));
    assert.equal(seen.status, 'reached', seen.problem);
    assert.equal(asked[0]?.[0], 'CONNECT [2001:db8::5]:443 HTTP/1.1');
  });

  test('that wants a password, it is given, and stands in no word about it', async (t) => {
    const login = `Basic ${Buffer.from('jo:se cret').toString('base64')}`;
    const { port } = await both(t, { login });
    const good = await probe(hidden, through(port, { authorization: login }));
    assert.equal(good.status, 'reached', good.problem);
    const wrong = await probe(hidden, through(port, { authorization: 'Basic d3Jvbmc=' }));
    assert.equal(wrong.status, 'unreachable');
    assert.match(wrong.problem ?? '', new RegExp(`proxy 127.0.0.1:${port} does not take the user and password`));
    const none = await probe(hidden, through(port));
    assert.match(none.problem ?? '', /wants a user and password \(407\)/);
    assert.doesNotMatch(JSON.stringify([good, wrong, none]), /se cret|d3Jvbmc|am86c2Ug/);
  });

  test('that is spoken to over TLS, where its certificate is trusted', async (t) => {
    const certificate = await issue({
      name: 'localhost',
      from: '2026-01-01',
      days: 9000,
      issuer: root,
      dnsNames: ['localhost'],
    });
    const { port, asked } = await both(t, { certificate });
    const options = through(port, { secure: true, host: 'localhost', text: `localhost:${port}` });
    const stranger = await probe(hidden, options);
    assert.equal(stranger.status, 'unreachable');
    assert.match(
      stranger.problem ?? '',
      new RegExp(`TLS connection to the proxy localhost:${port} itself .*UNABLE_TO`),
    );
    assert.deepEqual(asked, []);
    const usual = getCACertificates('default');
    setDefaultCACertificates([...usual, root.pem]);
    t.after(() => setDefaultCACertificates(usual));
    const trusted = await probe(hidden, options);
    assert.equal(trusted.status, 'reached', trusted.problem);
  });

  test('a client certificate is tried, and what the server says first is not lost', async (t) => {
    const to = await rawServer(t, (socket) => socket.end('SSH-2.0-x\r\n'));
    const { port } = await proxyServer(t, { to });
    const seen = await probe(hidden, through(port));
    assert.equal(seen.status, 'not-tls');
    assert.match(seen.problem ?? '', /SSH/);
    const early = await proxyServer(t, { answer: 'HTTP/1.1 200 OK\r\n\r\nSSH-2.0-x\r\n' });
    assert.match((await probe(hidden, through(early.port))).problem ?? '', /SSH/);
  });
});

describe('a proxy that', () => {
  const answers: [what: string, answer: string, words: RegExp][] = [
    [
      'forbids',
      'HTTP/1.1 403 Forbidden\r\n\r\n<p>no</p>',
      /does not allow connections to partner\.invalid:8443 \(403\)/,
    ],
    ['cannot connect', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', /could not connect to partner\.invalid:8443 \(502\)/],
    ['gives up', 'HTTP/1.0 504 Gateway Timeout\r\n\r\n', /could not connect to partner\.invalid:8443 \(504\)/],
    ['sends elsewhere', 'HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n', /refused to connect .* \(302\)/],
    ['speaks something else', 'SSH-2.0-x\r\n', /does not answer as an HTTP proxy does/],
    ['answers nonsense', 'HTTP/1.1 OK\r\n\r\n', /does not answer as an HTTP proxy does/],
    ['breaks off', 'HTTP/1.1 200 O', /closed the connection before it answered/],
    ['closes at once', '', /closed the connection before it answered/],
  ];
  for (const [what, answer, words] of answers) {
    test(`${what} is named as the reason`, async (t) => {
      const { port, asked } = await proxyServer(t, { answer });
      const seen = await probe(hidden, through(port));
      assert.equal(seen.status, 'unreachable', seen.problem);
      assert.match(seen.problem ?? '', words);
      assert.match(seen.problem ?? '', new RegExp(`127\\.0\\.0\\.1:${port}`));
      assert.deepEqual(seen.sent, []);
      assert.equal(asked.length, 1);
    });
  }

  const stalls: [what: string, behave: (socket: Socket) => void, status: string, words: RegExp][] = [
    ['says nothing', () => undefined, 'timeout', /did not answer in time/],
    ['stalls within its answer', (socket) => void socket.write('HTTP/1.1 200'), 'timeout', /did not answer in time/],
    [
      'sends a header without an end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const more = (): void => {
          while (!socket.destroyed && socket.write('X-Filler: 0123456789abcdef\r\n'));
        };
        socket.on('drain', more);
        more();
      },
      'unreachable',
      /without coming to an answer/,
    ],
  ];
  for (const [what, behave, status, words] of stalls) {
    test(`${what} costs no more than the time of one target`, async (t) => {
      const port = await rawServer(t, (socket) => socket.once('data', () => behave(socket)));
      const seen = await probe(hidden, { ...through(port), timeout: 1500 });
      assert.equal(seen.status, status, seen.problem);
      assert.match(seen.problem ?? '', words);
    });
  }

  test('stalls behind its answer leaves the server silent', async (t) => {
    const port = await rawServer(t, (socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n')));
    const seen = await probe(hidden, { ...through(port), timeout: 1500 });
    assert.equal(seen.status, 'timeout');
    assert.match(seen.problem ?? '', /sent no certificates/);
  });

  test('does not listen, or has no address', async () => {
    assert.match((await probe(hidden, through(1))).problem ?? '', /Nothing listens at the proxy 127\.0\.0\.1:1\./);
    const nowhere = await probe(hidden, through(1, { host: 'proxy.invalid', text: 'proxy.invalid:1' }));
    assert.match(nowhere.problem ?? '', /name of the proxy proxy\.invalid:1 could not be resolved/);
  });
});

describe('where not every address may be called', () => {
  const isPublic = (address: string) => address.startsWith('93.');
  const resolving = (addresses: readonly string[]) => ({
    mayCall: isPublic,
    resolver: () => Promise.resolve(addresses),
  });

  test('a name that is private here is not asked of the proxy', async (t) => {
    const { port, asked } = await both(t);
    for (const addresses of [['10.0.0.1'], ['93.1.1.1', '127.0.0.1']]) {
      const seen = await probe('partner.example:443', { ...through(port), ...resolving(addresses) });
      assert.equal(seen.status, 'skipped');
    }
    assert.equal((await probe('10.0.0.1:443', { ...through(port), mayCall: isPublic })).status, 'skipped');
    assert.deepEqual(asked, []);
  });

  test('a name that is public here is, by its name', async (t) => {
    const { port, asked } = await both(t);
    const seen = await probe('partner.example:443', { ...through(port), ...resolving(['93.1.1.1']) });
    assert.equal(seen.status, 'reached', seen.problem);
    assert.equal(asked[0]?.[0], 'CONNECT partner.example:443 HTTP/1.1');
  });

  test('a name that nobody here knows is left to the proxy, also where the resolver stalls', async (t) => {
    const { port } = await both(t);
    const unknown = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
    const stalled = () => new Promise<string[]>(() => undefined);
    for (const resolver of [unknown, stalled]) {
      const seen = await probe(hidden, { ...through(port), timeout: 3000, mayCall: isPublic, resolver });
      assert.equal(seen.status, 'reached', seen.problem);
    }
  });
});

describe('the variables', () => {
  const chosen = (target: string, env: Record<string, string>): Proxy | undefined => {
    Object.assign(process.env, env);
    try {
      return proxyOfEnvironment(parseTarget(target));
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
  };

  test('name the proxy, lower case first', () => {
    assert.equal(chosen('a.example', {}), undefined);
    assert.equal(chosen('a.example', { HTTP_PROXY: 'http://p.example:1' }), undefined);
    assert.equal(chosen('a.example', { ALL_PROXY: 'http://p.example:1' })?.text, 'p.example:1');
    const both = { HTTPS_PROXY: 'http://upper.example:1', https_proxy: 'http://lower.example' };
    assert.equal(chosen('a.example', both)?.text, 'lower.example:80');
    assert.deepEqual(chosen('a.example', { https_proxy: 'https://[::1]' }), {
      host: '::1',
      port: 443,
      text: '[::1]:443',
      secure: true,
    });
  });

  test('without a scheme name an http proxy', () => {
    const proxy = chosen('a.example', { HTTPS_PROXY: 'p.example:3128' });
    assert.deepEqual([proxy?.secure, proxy?.text], [false, 'p.example:3128']);
  });

  test('name servers that are called directly', () => {
    const env = { HTTPS_PROXY: 'http://p.example:1', NO_PROXY: 'a.example,.inner.example,[::1],b.example:8443' };
    for (const target of ['a.example', 'x.inner.example:99', '[::1]:8443', 'b.example:8443']) {
      assert.equal(chosen(target, env), undefined, target);
    }
    for (const target of ['x.a.example', 'b.example', '[::2]:1']) assert.ok(chosen(target, env), target);
    assert.equal(chosen('c.example', { ...env, NO_PROXY: '*' }), undefined);
  });

  test('may hold a user and password, which are kept apart from what is shown', () => {
    const proxy = chosen('a.example', { HTTPS_PROXY: 'http://j%6f:p%40ss@p.example:1' });
    assert.equal(proxy?.authorization, `Basic ${Buffer.from('jo:p@ss').toString('base64')}`);
    assert.equal(proxy.text, 'p.example:1');
  });

  test('that cannot be used are told in one sentence, without what they hold', async () => {
    for (const [value, words] of [
      ['socks5://u:secret@p.example:1', /not used here \(socks5:\)/],
      ['http://u:secret%@p.example:1', /no address of a proxy/],
      ['http://u:secret@p example', /no address of a proxy/],
      ['http://u:secret@p.example:99999', /no address of a proxy/],
    ] as const) {
      assert.throws(
        () => chosen('a.example', { HTTPS_PROXY: value }),
        (error) => error instanceof ProxyError && words.test(error.message) && !error.message.includes('secret'),
        value,
      );
    }
    process.env['HTTPS_PROXY'] = 'socks5://127.0.0.1:1';
    const seen = await probeTarget(parseTarget('a.invalid'), { timeout: 1500 });
    assert.equal(seen.status, 'unreachable');
    assert.match(seen.problem ?? '', /socks5/);
  });
});
