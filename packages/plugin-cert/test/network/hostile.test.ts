import assert from 'node:assert/strict';
import { lookup } from 'node:dns';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Transfers } from '../../src/network/transfers.ts';
import type { FetchLimits } from '../../src/network/transfers.ts';
import { serve } from './authority.ts';

function transfersOf(t: TestContext, limits: Partial<FetchLimits> = {}): Transfers {
  const transfers = new Transfers({ allowPrivate: true, timeout: 2000, patience: 4000, ...limits });
  t.after(() => transfers.close());
  return transfers;
}
const small = { size: 1024 * 1024 };

/** A server of bytes, for what no honest one says. */
function raw(t: TestContext, onData: (socket: Socket, first: Buffer) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => onData(socket, first));
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
  });
}

describe('a server of strangers is bounded', () => {
  test('that never ends, whatever it asks for', async (t) => {
    let sent = 0;
    const { url } = await serve(t, (_, response) => {
      const piece = Buffer.alloc(64 * 1024);
      const pour = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
        response.once('drain', pour);
      };
      pour();
    });
    assert.deepEqual(await transfersOf(t).fetch({ address: url, ...small }), { problem: 'it has more than 1 MB' });
    assert.ok(sent < 64 * 1024 * 1024, `${sent} octets were taken`);
  });

  test('that sends an octet now and then', async (t) => {
    const { url } = await serve(t, (_, response) => {
      const dripping = setInterval(() => response.write('0'), 10);
      response.on('close', () => clearInterval(dripping));
    });
    const fetched = await transfersOf(t).fetch({ address: url, patience: 150 });
    assert.deepEqual(fetched, { problem: 'not all of it within 0.15 s' });
  });

  test('that packs much into little', async (t) => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const encodings: (string | undefined)[] = [];
    const { url } = await serve(t, (request, response) => {
      encodings.push(request.headers['accept-encoding']?.toString());
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    assert.deepEqual(await transfersOf(t).fetch({ address: url, ...small }), { problem: 'it has more than 1 MB' });
    assert.deepEqual(encodings, ['identity'], 'nobody asked for that');
  });

  test('that says no HTTP, too long a header, or breaks off', async (t) => {
    const answers = [
      'SSH-2.0-x\r\n',
      `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(200_000)}\r\n\r\n`,
      'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc',
      '',
    ];
    for (const answer of answers) {
      const address = await raw(t, (socket) => socket.end(answer));
      const fetched = await transfersOf(t).fetch({ address, ...small });
      assert.ok(
        'problem' in fetched && fetched.problem.length > 0 && !fetched.problem.includes('\n'),
        answer.slice(0, 20),
      );
    }
  });

  test('that stalls: others are not kept waiting, and nobody waits for it a second time', async (t) => {
    const stalling = await serve(t, () => undefined);
    const quick = await serve(t, (_, response) => response.end('a'));
    const transfers = transfersOf(t, { timeout: 1500, atOnce: 2 });
    const order: string[] = [];
    const fetch = async (name: string, address: string) => {
      const fetched = await transfers.fetch({ address, ...small });
      order.push(name);
      return fetched;
    };
    const all = await Promise.all([
      fetch('stalling', `${stalling.url}/1`),
      ...Array.from({ length: 5 }, (_, place) => fetch('quick', `${quick.url}/${place}`)),
    ]);
    assert.deepEqual(order, [...Array<string>(5).fill('quick'), 'stalling']);
    assert.deepEqual(all[0], { problem: 'no answer within 1.5 s' });
    assert.deepEqual(await fetch('stalling', `${stalling.url}/2`), { problem: 'no answer within 1.5 s' });
    assert.deepEqual(stalling.asked, ['/1']);
  });
});

describe('a server of strangers leads nowhere else', () => {
  test('by a redirect to a file, a private address, or what is no address', async (t) => {
    const places: Record<string, readonly [location: string, problem: string]> = {
      '/file': ['file:///etc/passwd', 'not an http address'],
      '/data': ['data:text/plain,a', 'not an http address'],
      '/broken': ['http://[', 'it redirects to what is no address'],
    };
    const { url } = await serve(t, (request, response) => {
      response.writeHead(302, { location: places[request.url ?? '']![0] }).end();
    });
    for (const [path, [, problem]] of Object.entries(places)) {
      for (const body of [undefined, Buffer.from('question')]) {
        const wanted = { address: `${url}${path}`, ...(body ? { body } : {}) };
        assert.deepEqual(await transfersOf(t).fetch(wanted), { problem }, path);
      }
    }
  });

  test('by a redirect of a public server to a private address', async (t) => {
    const { url, asked } = await serve(t, (_, response) => response.end('a'));
    const seen: string[] = [];
    // A proxy stands for the public server, so that nobody leaves this computer.
    const proxy = await raw(t, (socket, first) => {
      const answer = (request: Buffer): void => {
        seen.push(String(request).split('\r\n')[0] as string);
        socket.end(`HTTP/1.1 302 Found\r\nLocation: ${url}/secret\r\nContent-Length: 0\r\n\r\n`);
      };
      if (!String(first).startsWith('CONNECT')) return answer(first);
      socket.once('data', answer);
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
    });
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = proxy;
    t.after(() => {
      if (before === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = before;
    });
    const fetched = await transfersOf(t, { allowPrivate: false }).fetch({ address: 'http://crl.example/a.crl' });
    assert.deepEqual(fetched, { problem: 'its address is not a public one' });
    assert.equal(seen.length, 1);
    assert.deepEqual(asked, []);
  });

  test('by a name that stands for a private address: it is looked at where the connection is made', async (t) => {
    const { url, asked } = await serve(t, (_, response) => response.end('a'));
    const name = await new Promise<boolean>((resolve) => lookup('localhost', (error) => resolve(!error)));
    assert.ok(name);
    const transfers = transfersOf(t, { allowPrivate: false });
    for (const host of ['localhost', '127.0.0.1', '[::ffff:127.0.0.1]', '0x7f.1']) {
      const address = url.replace('127.0.0.1', host);
      assert.deepEqual(await transfers.fetch({ address }), { problem: 'its address is not a public one' }, host);
    }
    assert.deepEqual(asked, []);
  });
});
