/** TLS servers on loopback, of Node and of OpenSSL, that end with the test. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:net';
import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { createServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

// What is called here is on loopback, whatever proxy the machine has.
for (const name of Object.keys(process.env)) if (/^(?:https?|all|no)_proxy$/i.test(name)) delete process.env[name];

export const openssl = '/usr/bin/openssl';
export const withoutOpenssl = existsSync(openssl) ? false : `${openssl} is not there`;

export type Test = Pick<TestContext, 'after'>;

export const pemOf = (...certificates: readonly Issued[]): string => certificates.map(({ pem }) => pem).join('');

export interface ServerWish extends TlsOptions {
  /** What it sends, in this order; its own certificate first. */
  readonly sends: readonly Issued[];
  /** A second certificate, with another kind of key. */
  readonly alsoSends?: readonly Issued[];
  /** What it answers to any request, `nothing`, or `close` to close without a byte; left out: 200. */
  readonly answer?: string;
  /** What it answers to who shows a certificate; left out: the same. */
  readonly answerToShown?: string;
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** A server of Node; gives its port. */
export async function nodeServer(
  test: Test,
  { sends, alsoSends, answer = OK, answerToShown = answer, ...options }: ServerWish,
): Promise<number> {
  const chains = [sends, ...(alsoSends ? [alsoSends] : [])];
  const server = createServer(
    {
      cert: chains.map((chain) => pemOf(...chain)),
      key: await Promise.all(chains.map((chain) => exportKey(chain[0] as Issued))),
      ...options,
    },
    (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => {
        const isShown = Object.keys(socket.getPeerCertificate() ?? {}).length > 0;
        const said = isShown ? answerToShown : answer;
        if (said === 'close') socket.end();
        else if (said !== 'nothing') socket.end(said);
      });
    },
  );
  server.on('tlsClientError', () => undefined);
  return listening(test, server);
}

/** A server of bytes; gives its port. */
export function rawServer(test: Test, onConnection: (socket: Socket) => void, host = '127.0.0.1'): Promise<number> {
  const server = createPlainServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  return listening(test, server, host);
}

/** Listens on a free port until the test ends; gives the port. */
export function listening(
  test: Test,
  server: ReturnType<typeof createPlainServer>,
  host = '127.0.0.1',
  at = 0,
): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  test.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, host, () => resolve((server.address() as { port: number }).port));
  });
}

/**
 * `openssl s_server`; gives its port.
 *
 * @param more arguments beside certificate and key, such as `-tls1_2`
 */
export async function opensslServer(
  test: Test,
  { sends, alsoSends }: ServerWish,
  ...more: readonly string[]
): Promise<number> {
  const pairs = [sends, ...(alsoSends ? [alsoSends] : [])];
  const names = ['', 'd'];
  const files: Record<string, string> = {};
  for (const [at, chain] of pairs.entries()) {
    files[`leaf${at}.pem`] = pemOf(chain[0] as Issued);
    files[`key${at}.pem`] = await exportKey(chain[0] as Issued);
    files[`chain${at}.pem`] = pemOf(...chain.slice(1));
  }
  const folder = folderWith(test, files);
  const certificates = pairs.flatMap((chain, at) => {
    const prefix = names[at] as string;
    const own = [`-${prefix}cert`, `leaf${at}.pem`, `-${prefix}key`, `key${at}.pem`];
    return chain.length > 1 ? [...own, at === 0 ? '-cert_chain' : '-dcert_chain', `chain${at}.pem`] : own;
  });
  const args = ['s_server', '-accept', '127.0.0.1:0', '-www', '-no_dhe', ...certificates, ...more];
  const child = spawn(openssl, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  test.after(
    () =>
      new Promise<void>((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('close', () => resolve());
        child.kill('SIGKILL');
      }),
  );
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text: string): void => {
      said += text;
      const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('close', () => reject(new Error(said)));
  });
}

/** DER of the certificates that `openssl s_client -showcerts` sees, in its order. */
export function seenByOpenssl(port: number, ...more: readonly string[]): Promise<Buffer[]> {
  const child = spawn(openssl, ['s_client', '-connect', `127.0.0.1:${port}`, '-showcerts', ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      // The server's own is printed a second time below the list.
      const list = text.split('Server certificate')[0] as string;
      const blocks = list.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
      resolve([...blocks].map(([, body]) => Buffer.from(body as string, 'base64')));
    });
  });
}
