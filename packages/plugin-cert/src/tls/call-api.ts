import { request as beginRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect as beginTls } from 'node:tls';
import type { ApiAdmission } from '@cert-health/core';
import { alertIn, alertText } from './alerts.ts';
import { readApiAnswer } from './api-answer.ts';
import { settled } from './connection.ts';
import { openRoute } from './converse.ts';
import type { ConversationRequest } from './converse.ts';

/** A call that changes nothing, with the session of somebody who is logged in. */
export interface ApiCall {
  /** Such as `/services/data/v66.0/limits`. */
  readonly path: string;
  /** Access token. It is sent to the server of this call only, and only after that proved its name. */
  readonly token: string;
}

/** Octets of an answer that are read; the limits of an org are a few thousand. */
const LONGEST_BODY = 65_536;

/**
 * Calls an API with a session and tells whether it lets the client in. Other than in a conversation that only looks, the server must
 * show a certificate that this computer trusts, for its very name, before anything is sent. Never rejects.
 */
export async function callApi(request: ConversationRequest, call: ApiCall): Promise<ApiAdmission> {
  const opened = await openRoute(request);
  if ('end' in opened) return untold(opened.proxyProblem ?? `No connection for the call (${opened.end}).`);
  const { socket } = opened;
  const name = request.host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  const tls = beginTls({
    socket,
    host: name,
    ...(request.serverName === undefined ? {} : { servername: request.serverName }),
    ...request.credentials?.options,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  });
  try {
    const secured = await settled(tls, 'secureConnect', request.signal);
    if ('end' in secured) return ofHandshake(secured.error?.message ?? '', secured.error?.code, secured.end);
    return await answerTo(request, call, secured.socket);
  } finally {
    tls.destroy();
    socket.destroy();
  }
}

function answerTo(
  { host, signal }: ConversationRequest,
  { path, token }: ApiCall,
  socket: ReturnType<typeof beginTls>,
): Promise<ApiAdmission> {
  return new Promise((resolve) => {
    const headers = { Host: host, Authorization: `Bearer ${token}`, Accept: 'application/json', Connection: 'close' };
    const asked = beginRequest({ createConnection: () => socket, path, headers });
    const settle = (answer: ApiAdmission): void => {
      signal.removeEventListener('abort', onAbort);
      asked.on('error', () => undefined);
      asked.destroy();
      resolve(answer);
    };
    const onAbort = (): void => settle(untold('It did not answer the call in time.'));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    asked.once('error', (error: NodeJS.ErrnoException) => settle(ofHandshake(error.message, error.code, 'failed')));
    asked.once('response', (response) => read(response, settle));
    asked.end();
  });
}

function read(response: IncomingMessage, settle: (answer: ApiAdmission) => void): void {
  let body = '';
  const done = (): void =>
    settle(readApiAnswer(response.statusCode ?? 0, response.headers['content-type'] ?? '', body));
  response.setEncoding('latin1');
  response.on('data', (text: string) => {
    body += text;
    if (body.length >= LONGEST_BODY) done();
  });
  response.once('end', done);
  response.once('error', done);
  response.once('close', done);
}

/** No answer came. An alert about the certificate is a refusal of the port itself. */
function ofHandshake(message: string, code: string | undefined, end: string): ApiAdmission {
  const alert = alertIn(new Error(message));
  const aboutCertificate = alert !== undefined && ((alert >= 40 && alert <= 49) || alert === 116);
  if (aboutCertificate) return { status: null, admitted: false, error: `The port refused (${alertText(alert)}).` };
  if (end === 'timeout') return untold('It did not answer the call in time.');
  const isUntrusted = code !== undefined && /^(?!ERR_SSL_).*(?:CERT|UNABLE_TO|SELF_SIGNED)/.test(code);
  return untold(
    isUntrusted
      ? `The session was not sent: this computer does not trust the certificate of the server (${code}).`
      : `The connection ended before an answer to the call (${code ?? end}).`,
  );
}

const untold = (error: string): ApiAdmission => ({ status: null, admitted: null, error });
