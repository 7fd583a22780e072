/** Plays an org's port for mutual TLS: asks for a certificate in the handshake, and answers as an API to what came with it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { exportKey } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { listening, pemOf } from './servers.ts';
import type { Test } from './servers.ts';

export interface MutualPort {
  readonly port: number;
  /** Values of Authorization, as they came. */
  readonly sessions: string[];
}

export interface MutualWish {
  readonly sends: readonly Issued[];
  readonly trusts: Issued;
  /** Of the certificate on the list of the org. */
  readonly listed?: Issued;
  readonly token: string;
  /** The user may come without a certificate too. */
  readonly lenient?: true;
  readonly host?: string;
  /** Listens here; left out: on a free port. */
  readonly at?: number;
}

export async function mutualPort(test: Test, wish: MutualWish): Promise<MutualPort> {
  const sessions: string[] = [];
  const server = createServer(
    {
      cert: pemOf(...wish.sends),
      key: await exportKey(wish.sends[0] as Issued),
      ca: wish.trusts.pem,
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      if (request.headers.authorization !== undefined) sessions.push(request.headers.authorization);
      answer(request, response, wish);
    },
  );
  server.on('tlsClientError', () => undefined);
  return { port: await listening(test, server, wish.host, wish.at), sessions };
}

function answer(request: IncomingMessage, response: ServerResponse, wish: MutualWish): void {
  const { raw } = (request.socket as TLSSocket).getPeerCertificate();
  const isShown = raw !== undefined;
  const json = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' }).end(JSON.stringify(body));
  };
  const failure = (status: number, errorCode: string): void => json(status, [{ errorCode, message: 'as it is' }]);
  if (!isShown && !wish.lenient) {
    response.writeHead(200, { 'content-type': 'text/html' });
    return void response.end('<h3>Client certificate error:<i>No client certificate provided.</i></h3>');
  }
  if (!/^\/services\/data\/v\d+\.0\/limits$/.test(request.url ?? '')) return failure(404, 'NOT_FOUND');
  if (request.headers.authorization !== `Bearer ${wish.token}`) return failure(401, 'INVALID_SESSION_ID');
  const fits = wish.listed === undefined || (isShown && Buffer.from(wish.listed.der).equals(raw));
  if (!fits && !wish.lenient) return failure(403, 'MUTUAL_AUTHENTICATION_FAILED');
  json(200, { DailyApiRequests: { Max: 15_000, Remaining: 14_000 } });
}
