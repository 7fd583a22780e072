/** Servers that stall, lie or speak something else: each ends in its own time, with one sentence, and leaves nothing open. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { probeTarget } from '../../src/tls/probe-target.ts';
import { probeTargets } from '../../src/tls/probe-targets.ts';
import { parseTarget } from '../../src/tls/target.ts';
import { issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { certificate12, done12, message, record, records, serverHello } from './made-flight.ts';
import { nodeServer, rawServer } from './servers.ts';

let leaf: Issued;
let intermediate: Issued;
before(async () => {
  ({ leaf, intermediate } = await issueChain({ dnsNames: ['partner.example'] }));
});

const probe = (port: number, timeout = 1500) =>
  probeTarget(parseTarget(`127.0.0.1:${port}`), { serverName: 'partner.example', timeout });

const empty = record(22, Buffer.alloc(0));

function endless(socket: Socket, piece: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

const hello = Buffer.concat(records(22, serverHello(2, 0xc02b)));
const cases: [what: string, behave: (socket: Socket) => void, status: string, problem: RegExp][] = [
  ['says nothing', () => undefined, 'timeout', /within 1\.5 s/],
  ['stalls within a record', (socket) => void socket.write(hello.subarray(0, 20)), 'timeout', /within 1\.5 s/],
  ['stalls behind its hello', (socket) => void socket.write(hello), 'timeout', /within 1\.5 s/],
  [
    'stalls within its certificates',
    (socket) => void socket.write(Buffer.concat([hello, record(22, certificate12([leaf.der]).subarray(0, 99))])),
    'timeout',
    /within 1\.5 s/,
  ],
  ['speaks HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'not-tls', /HTTP without TLS/],
  ['speaks SSH', (socket) => void socket.write('SSH-2.0-x\r\n'), 'not-tls', /SSH/],
  ['sends garbage', (socket) => void socket.write(Buffer.alloc(5000, 0xaa)), 'not-tls', /does not speak TLS/],
  ['closes at once', (socket) => socket.end(), 'unreachable', /closed the connection/],
  ['resets at once', (socket) => socket.resetAndDestroy(), 'unreachable', /closed the connection/],
  [
    'refuses with an alert',
    (socket) => socket.end(record(21, Buffer.from([2, 112]))),
    'refused',
    /alert 112, unrecognized_name/,
  ],
  [
    'announces a message of 16 MB',
    (socket) => void socket.write(Buffer.concat([hello, record(22, Buffer.from([11, 0xff, 0xff, 0xff, 0]))])),
    'unreachable',
    /16777215 bytes/,
  ],
  ['speaks SMTP', (socket) => void socket.write('220 mail.example ESMTP\r\n'), 'not-tls', /SMTP/],
  ['speaks HTTP before it is asked', (socket) => void socket.write('<html>'), 'not-tls', /HTTP or XML/],
  [
    'sends a certificate of 10 MB',
    (socket) => void socket.write(Buffer.concat([hello, ...records(22, certificate12([Buffer.alloc(10_000_000, 1)]))])),
    'unreachable',
    /message of 100000\d\d bytes/,
  ],
  [
    'sends empty records without an end',
    (socket) => void socket.write(Buffer.concat([hello, ...Array.from({ length: 2000 }, () => empty)])),
    'not-tls',
    /empty handshake record/,
  ],
  [
    'asks for another handshake without an end',
    (socket) => endless(socket, record(22, Buffer.concat(Array.from({ length: 1000 }, () => message(0))))),
    'unreachable',
    /bytes without coming to an end|closed|failed/,
  ],
  [
    'sends compressed certificates that nobody asked for',
    (socket) =>
      void socket.write(Buffer.concat([hello, record(22, message(25, Buffer.from([0, 2]), Buffer.alloc(50)))])),
    'unreachable',
    /compressed \(brotli\)/,
  ],
  [
    'resets within its certificates',
    (socket) =>
      socket.write(Buffer.concat([hello, record(22, certificate12([leaf.der]).subarray(0, 99))]), () =>
        setImmediate(() => socket.resetAndDestroy()),
      ),
    'unreachable',
    /closed the connection/,
  ],
  [
    'sends warnings without an end',
    (socket) => endless(socket, Buffer.concat(Array.from({ length: 500 }, () => record(21, Buffer.from([1, 112]))))),
    'unreachable',
    /bytes without coming to an end|closed|failed/,
  ],
  [
    'sends without an end',
    (socket) => {
      socket.write(hello);
      endless(socket, record(22, message(99, Buffer.alloc(16_000))));
    },
    'unreachable',
    /failed|bytes/,
  ],
];

describe('a server that', () => {
  for (const [what, behave, status, problem] of cases) {
    test(what, async (t) => {
      const port = await rawServer(t, (socket) => socket.once('data', () => behave(socket)));
      const seen = await probe(port);
      assert.equal(seen.status, status, seen.problem);
      assert.match(seen.problem ?? '', problem);
      assert.deepEqual(seen.sent, []);
      assert.equal(seen.address, '127.0.0.1');
      assert.equal(seen.clientCertificate.required, null);
    });
  }

  test('stalls only where it is asked for the other kind of key leaves open whether it has two chains', async (t) => {
    const behind = await nodeServer(t, { sends: [leaf, intermediate] });
    let met = 0;
    const port = await rawServer(t, (socket) => {
      if (++met > 1) return;
      const through = connect(behind, '127.0.0.1');
      through.on('error', () => socket.destroy());
      socket.pipe(through).pipe(socket);
    });
    const seen = await probe(port, 5_000);
    assert.deepEqual([seen.status, seen.sent.length, seen.alternativeUnknown], ['reached', 2, 'RSA']);
  });

  test('stalls behind its certificates is reached, and that is told', async (t) => {
    const flight = records(22, Buffer.concat([serverHello(2, 0xc02b), certificate12([leaf.der, intermediate.der])]));
    const port = await rawServer(t, (socket) => socket.once('data', () => socket.write(Buffer.concat(flight))));
    const seen = await probe(port);
    assert.equal(seen.status, 'reached');
    assert.equal(seen.sent.length, 2);
    assert.match(seen.problem ?? '', /fell silent/);
    assert.equal(seen.clientCertificate.requested, null);
  });

  test('sends its certificates octet by octet is reached', async (t) => {
    const flight = records(22, Buffer.concat([serverHello(2, 0xc02b), certificate12([leaf.der]), done12]), 1);
    const port = await rawServer(t, (socket) => socket.once('data', () => socket.write(Buffer.concat(flight))));
    const seen = await probe(port);
    assert.equal(seen.status, 'reached', seen.problem);
    assert.deepEqual(
      seen.sent.map((der) => Buffer.from(der)),
      [Buffer.from(leaf.der)],
    );
  });

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`falls silent behind a ${version} handshake in which it asked for a certificate is reached`, async (t) => {
      const versions = { minVersion: version, maxVersion: version };
      const asks = { requestCert: true, rejectUnauthorized: false, answer: 'nothing', ...versions };
      const seen = await probe(await nodeServer(t, { sends: [leaf, intermediate], ...asks }));
      assert.equal(seen.status, 'reached');
      assert.deepEqual([seen.clientCertificate.requested, seen.clientCertificate.required], [true, null]);
    });
  }

  test('resets behind its certificates is reached, and that is told', async (t) => {
    const flight = Buffer.concat(
      records(22, Buffer.concat([serverHello(2, 0xc02b), certificate12([leaf.der]), done12])),
    );
    const port = await rawServer(t, (socket) => {
      socket.once('data', () => socket.write(flight, () => setImmediate(() => socket.end())));
    });
    const seen = await probe(port);
    assert.equal(seen.status, 'reached');
    assert.ok(seen.problem);
    assert.equal(seen.clientCertificate.requested, false);
  });

  test('does not listen', async (t) => {
    const port = await rawServer(t, (socket) => socket.end());
    const closed = await probe(port === 1 ? 2 : 1);
    assert.equal(closed.status, 'refused');
    assert.match(closed.problem ?? '', /Nothing listens/);
  });

  test('has no address', async () => {
    const seen = await probeTarget(parseTarget('no-such-host.invalid'), { timeout: 5000 });
    assert.ok(['unreachable', 'timeout'].includes(seen.status));
    assert.equal(seen.address, null);
    assert.match(seen.problem ?? '', /could not be resolved/);
  });

  test('has a private address, where that may not be called', async (t) => {
    let called = 0;
    const port = await rawServer(t, () => void called++);
    const seen = await probeTarget(parseTarget(`127.0.0.1:${port}`), { timeout: 1500, mayCall: () => false });
    assert.equal(seen.status, 'skipped');
    assert.equal(called, 0);
  });
});

test('a server on IPv6 is reached, and asked for no name', async (t) => {
  const supported = await new Promise<boolean>((resolve) => {
    const trial = createServer().once('error', () => resolve(false));
    trial.listen(0, '::1', () => trial.close(() => resolve(true)));
  });
  if (!supported) return t.skip('there is no IPv6 here');
  const hellos: Buffer[] = [];
  const port = await rawServer(
    t,
    (socket) => socket.once('data', (bytes) => (hellos.push(bytes), socket.end())),
    '::1',
  );
  const seen = await probeTarget(parseTarget(`[::1]:${port}`), { timeout: 1500 });
  assert.equal(seen.target, `[::1]:${port}`);
  assert.equal(seen.address, '::1');
  assert.equal(hellos.length, 1);
  assert.ok(!(hellos[0] as Buffer).includes('::1'));
});

test('a name is looked up once, whatever it stands for the next time', async (t) => {
  const port = await nodeServer(t, { sends: [leaf, intermediate], requestCert: true, rejectUnauthorized: false });
  let asked = 0;
  const resolver = () => Promise.resolve([asked++ === 0 ? '127.0.0.1' : '10.0.0.1']);
  const mayCall = (address: string) => address === '127.0.0.1';
  const options = { serverName: 'partner.example', timeout: 20_000, mayCall, resolver };
  const seen = await probeTarget(parseTarget(`rebinding.example:${port}`), options);
  assert.equal(seen.status, 'reached', seen.problem);
  assert.equal(seen.address, '127.0.0.1');
  assert.equal(asked, 1);
});

test('all of them together delay nobody', async (t) => {
  const hostile = await Promise.all(
    cases.map(([, behave]) => rawServer(t, (socket) => socket.once('data', () => behave(socket)))),
  );
  const good = await Promise.all([1, 2, 3].map(() => nodeServer(t, { sends: [leaf, intermediate] })));
  const ports = [...hostile, ...good];
  const done: number[] = [];
  const seen = await Promise.all(
    ports.map(async (port, at) => {
      const [one] = await probeTargets([parseTarget(`127.0.0.1:${port}`)], {
        atOnce: 1,
        of: () => ({ timeout: 6_000 }),
      });
      done.push(at);
      return one;
    }),
  );
  const timedOut = seen.flatMap((one, at) => (one?.status === 'timeout' ? [at] : []));
  assert.ok(timedOut.length > 0);
  for (const [at] of good.entries()) {
    assert.equal(seen[hostile.length + at]?.status, 'reached');
    for (const stalled of timedOut) assert.ok(done.indexOf(hostile.length + at) < done.indexOf(stalled));
  }
});

test('one that stalls costs its own time, and all are told in their order', async (t) => {
  const stalled = await rawServer(t, () => undefined);
  const good = await nodeServer(t, { sends: [leaf, intermediate] });
  const ports = [stalled, good, good, stalled, good];
  const order: number[] = [];
  const seen = await probeTargets(
    ports.map((port) => parseTarget(`127.0.0.1:${port}`)),
    { atOnce: 2, of: (_target, at) => (order.push(at), { timeout: 1500 }) },
  );
  assert.deepEqual(
    seen.map(({ status }) => status),
    ['timeout', 'reached', 'reached', 'timeout', 'reached'],
  );
  assert.deepEqual(order, [0, 1, 2, 3, 4]);
});

test('a version that nobody should speak any more is read all the same', async (t) => {
  const port = await nodeServer(t, {
    sends: [leaf, intermediate],
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const seen = await probe(port, 5000);
  assert.equal(seen.protocol, 'TLSv1.1', seen.problem);
  assert.equal(seen.sent.length, 2);
});
