/** A second loopback org: another implementation of what rotations ask of one, with its own idea of each answer. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { AppRecords } from './app-records.ts';
import type { Component } from './components.ts';
import { OrgState } from './org-state.ts';
import type { Quirks } from './quirks.ts';
import { answerRest } from './rest.ts';
import type { Answer, RestOrg, UserCertificateRow } from './rest.ts';
import { answerSoap, faultOf, sessionIn } from './soap.ts';

export const organizationId = '00DHb0000000001MAA';
let orgs = 0;
const page = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Proxy sign-in</h1></body></html>\n';

export interface AnotherOrg {
  readonly url: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly username: string;
  readonly state: OrgState;
  readonly rest: RestOrg;
  /** Requests that came, log-in not counted. */
  readonly requests: readonly string[];
  /** How often a session was given for the refresh token. */
  readonly sessions: number;
  /** Called before each request is answered, with its number from 1. */
  onRequest: (number: number) => void;
  close(): Promise<void>;
}

export interface Held {
  readonly components: readonly Component[];
  readonly userCertificates: readonly UserCertificateRow[];
  /** PEM of the roots that the org trusts. */
  readonly roots: readonly string[];
}

export async function startAnotherOrg(
  { components, userCertificates, roots }: Held,
  quirks: Quirks,
  withApp = false,
): Promise<AnotherOrg> {
  orgs += 1;
  // Log-ins are kept by the username.
  const user = { Id: '005Hb0000000001IAA', Username: `rae.kim.${orgs}@harbor.example` };
  const state = new OrgState(components, quirks);
  const app = withApp ? new AppRecords() : undefined;
  const rest: RestOrg = { state, app, user, organizationId, userCertificates, pages: new Map() };
  const requests: string[] = [];
  let session = `${organizationId.slice(0, 15)}!first.session.of.the.org`;
  let left = quirks.sessionOf ?? Number.POSITIVE_INFINITY;
  let sessions = 0;
  let isMoved = false;
  let url = '';
  let elsewhere = '';
  const listener = (at: () => string) => (request: IncomingMessage, response: ServerResponse) => {
    void handle(request, response, at()).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  };
  const [server, moved] = await Promise.all([listening(listener(() => url)), listening(listener(() => elsewhere))]);
  [url, elsewhere] = [addressOf(server), addressOf(moved)];
  const org: AnotherOrg = {
    url,
    get accessToken() {
      return session;
    },
    refreshToken: 'refresh-token-of-the-org',
    username: user.Username,
    state,
    rest,
    requests,
    get sessions() {
      return sessions;
    },
    onRequest: () => undefined,
    async close() {
      await state.settled();
      await Promise.all(
        [server, moved].map((one) => new Promise((resolve) => (one.close(resolve), one.closeAllConnections()))),
      );
    },
  };
  return org;

  async function handle(request: IncomingMessage, response: ServerResponse, here: string): Promise<void> {
    const body = await textOf(request);
    const address = new URL((request.url ?? '/').replace(/^\/+/, '/'), here);
    const { pathname } = address;
    const method = request.method ?? 'GET';
    if (pathname === '/services/oauth2/token') {
      sessions += 1;
      session = `${organizationId.slice(0, 15)}!session.${sessions}`;
      left = quirks.sessionOf ?? left;
      return send(response, 200, {
        access_token: session,
        instance_url: isMoved ? elsewhere : url,
        id: `${url}/id/${organizationId}/${user.Id}`,
        token_type: 'Bearer',
      });
    }
    if (pathname === `/id/${organizationId}/${user.Id}` || pathname === '/services/oauth2/userinfo') {
      return send(response, 200, {
        user_id: user.Id,
        organization_id: organizationId,
        username: user.Username,
        preferred_username: user.Username,
      });
    }
    if (pathname === '/cacerts.jsp')
      return send(response, 200, `<html><body>${roots.map((root) => `<pre>${root}</pre>`).join('')}</body></html>`);
    requests.push(
      `${method} ${pathname}${address.searchParams.get('q') ?? ''} ${/<soapenv:Body[^>]*><(\w+)/.exec(body)?.[1] ?? ''}`.trim(),
    );
    const number = requests.length;
    org.onRequest(number);
    if (quirks.movedFrom !== undefined && number >= quirks.movedFrom) isMoved = true;
    if (isMoved && here === url) {
      response.writeHead(302, { location: `${elsewhere}${request.url ?? ''}`, 'content-type': 'text/html' }).end();
      return;
    }
    if (quirks.http === 'breaking' && number % 7 === 0) return void response.destroy();
    if (quirks.busyAt.includes(number))
      return send(response, 503, [{ errorCode: 'SERVER_UNAVAILABLE', message: 'busy' }], { 'retry-after': '0' });
    if (quirks.pageAt.includes(number)) return send(response, 200, page);
    left -= 1;
    const isSoap = pathname.startsWith('/services/Soap/');
    const given = isSoap ? sessionIn(body) : request.headers.authorization?.replace(/^(Bearer|OAuth) /, '');
    if (given !== session || left < 0) {
      if (isSoap) return sendXml(response, faultOf('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader'));
      return send(response, 401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]);
    }
    if (isSoap) return sendXml(response, answerSoap(state, body));
    const answer = answerRest(rest, method, address, body);
    return send(response, answer.status, answer.body);
  }

  function sendXml(
    response: ServerResponse,
    { status, text }: { readonly status: number; readonly text: string },
  ): Promise<void> {
    return sendText(response, status, text, { 'content-type': 'text/xml; charset=utf-8' });
  }

  function send(
    response: ServerResponse,
    status: number,
    body: Answer['body'],
    headers: Record<string, string> = {},
  ): Promise<void> {
    if (body === undefined) return Promise.resolve(void response.writeHead(status, headers).end());
    const isText = typeof body === 'string';
    const type = isText
      ? body.includes('<html>')
        ? 'text/html'
        : 'application/octet-stream'
      : 'application/json;charset=UTF-8';
    return sendText(response, status, isText ? body : JSON.stringify(body), { 'content-type': type, ...headers });
  }

  async function sendText(
    response: ServerResponse,
    status: number,
    text: string,
    headers: Record<string, string>,
  ): Promise<void> {
    const bytes = Buffer.from(text);
    const dated = { date: new Date().toUTCString(), ...headers };
    if (quirks.http === 'gzip')
      return void response.writeHead(status, { ...dated, 'content-encoding': 'gzip' }).end(gzipSync(bytes));
    if (quirks.http === 'closing')
      return void response
        .writeHead(status, { ...dated, connection: 'close', 'content-length': bytes.length })
        .end(bytes);
    if (quirks.http === 'plain' || quirks.http === 'breaking')
      return void response.writeHead(status, { ...dated, 'content-length': bytes.length }).end(bytes);
    response.writeHead(status, dated);
    const half = Math.floor(bytes.length / 2);
    response.write(bytes.subarray(0, half));
    if (quirks.http === 'slow') await pause(40);
    response.end(bytes.subarray(half));
  }
}

async function listening(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
