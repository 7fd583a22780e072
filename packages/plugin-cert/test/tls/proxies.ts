/** Proxies on loopback, honest and others, that end with the test. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { exportKey } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { listening, pemOf, rawServer } from './servers.ts';
import type { Test } from './servers.ts';

/** What was asked of a proxy: the lines of each request's header. */
export type Asked = string[][];

export interface ProxyWish {
  /** Where its connections lead, whatever is asked for. */
  readonly to?: number;
  /** What it answers in place of a connection. */
  readonly answer?: string;
  /** What it wants to see in Proxy-Authorization. */
  readonly login?: string;
  /** Shows this certificate: a proxy that is spoken to over TLS. */
  readonly certificate?: Issued;
}

/** A proxy, with its port and what is asked of it. */
export async function proxyServer(test: Test, wish: ProxyWish): Promise<{ port: number; asked: Asked }> {
  const asked: Asked = [];
  const serve = (socket: Socket): void => {
    let head = '';
    const read = (bytes: Buffer): void => {
      head += bytes.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', read);
      const lines = head.slice(0, end).split('\r\n');
      asked.push(lines);
      const isKnown = wish.login === undefined || lines.includes(`Proxy-Authorization: ${wish.login}`);
      if (!isKnown) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      if (wish.answer !== undefined) return void socket.end(wish.answer);
      lead(socket, wish.to ?? Number(/:(\d+) HTTP/.exec(lines[0] as string)?.[1]));
    };
    socket.on('data', read);
  };
  if (!wish.certificate) return { port: await rawServer(test, serve), asked };
  const server = createTlsServer(
    { cert: pemOf(wish.certificate), key: await exportKey(wish.certificate) },
    (socket) => {
      socket.on('error', () => undefined);
      serve(socket);
    },
  );
  server.on('tlsClientError', () => undefined);
  return { port: await listening(test, server), asked };
}

function lead(client: Socket, port: number): void {
  const server = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  for (const [from, to] of [
    [server, client],
    [client, server],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}
