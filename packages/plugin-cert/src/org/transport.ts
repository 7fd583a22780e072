import { PassThrough } from 'node:stream';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { OrgApiError } from './api.ts';
import type { OrgClock } from './org-clock.ts';
import { isWebPage } from './web-page.ts';

/** A request as jsforce hands it to its transport. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface TransportResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The interface of jsforce's transports, as far as jsforce uses it. */
export interface Transport {
  httpRequest(request: TransportRequest, options?: object): Promise<TransportResponse> & { stream(): unknown };
}

export interface Patience {
  /** Tries in all. */
  readonly tries: number;
  /** First pause in milliseconds; each further one is twice as long. */
  readonly firstPause: number;
  /** No pause is longer, whatever the server asks for. */
  readonly longestPause: number;
  /** Time for one try, in milliseconds. */
  readonly timeout: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const usual: Patience = {
  tries: 5,
  firstPause: 500,
  longestPause: 20_000,
  timeout: 120_000,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Answers that mean "later": RFC 6585 section 4, RFC 9110 section 15.6. */
const tryLater = new Set([429, 502, 503, 504]);
/** Connections that broke although the server is there. */
const brokenConnection = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);
/** Tries for a broken connection: a server that always breaks it shall not take half a minute to be reported. */
const triesOfBroken = 3;
/** Characters before the answer itself: declaration, envelope and headers. */
const longestHead = 16_384;

/**
 * The transport of all calls to the org. jsforce's own does not read Retry-After, and a body that breaks off ends the
 * whole process there (an 'error' event nobody listens to). Sends what it is given: log-in and refresh stay jsforce's.
 *
 * @param inner Used for what this one does not do: bodies that are no text, such as a deploy's.
 * @param clock Told what time it is there.
 */
export function orgTransport(inner: Transport, patience: Patience = usual, clock?: OrgClock): Transport {
  return {
    httpRequest(request, options) {
      if (request.body !== undefined && request.body !== null && typeof request.body !== 'string') {
        return inner.httpRequest(request, options);
      }
      // jsforce asks for a stream too, for callers that read one; none of ours does.
      return Object.assign(patiently(request, patience, clock), { stream: () => new PassThrough() });
    },
  };
}

async function patiently(
  request: TransportRequest,
  patience: Patience,
  clock: OrgClock | undefined,
): Promise<TransportResponse> {
  for (let tried = 1; ; tried++) {
    let retryAfter: string | undefined;
    try {
      const response = await send(request, patience.timeout);
      clock?.note(response.headers['date']);
      refuseRedirect(request, response);
      if (!tryLater.has(response.statusCode) || tried >= patience.tries) return wholeEnvelope(request, response);
      retryAfter = response.headers['retry-after'];
    } catch (error) {
      const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? '';
      if (!brokenConnection.has(code) || !onlyReads(request) || tried >= Math.min(triesOfBroken, patience.tries))
        throw error;
    }
    await patience.sleep(pauseAfter(tried, retryAfter, patience));
  }
}

const readingCall =
  /<soapenv:Body[^>]*><(?:(?:describe|list|read)Metadata|check(?:Retrieve|Deploy)Status|describeValueType|retrieve)>/;

/** Whether it may be sent twice, since it changes nothing (Metadata API Developer Guide). */
function onlyReads({ method, url, body }: TransportRequest): boolean {
  if (method === 'GET') return true;
  return /\/services\/Soap\/m\//.test(url) && typeof body === 'string' && readingCall.test(body.slice(0, longestHead));
}

/** RFC 9110 section 15.4, those that name another address. */
const redirects = new Set([301, 302, 303, 307, 308]);

/** The session is not sent on to another address, and jsforce would take the redirect itself for an empty answer. */
function refuseRedirect({ url }: TransportRequest, { statusCode, headers }: TransportResponse): void {
  const { location } = headers;
  if (!redirects.has(statusCode) || location === undefined || !URL.canParse(location, url)) return;
  throw new OrgApiError('REDIRECTED', new URL(location, url).origin);
}

/** The first element in the body of a SOAP envelope. jsforce looks for envelopes whose names have a prefix only. */
const answered = /<\w+:Envelope[\s>][^]*?<\w+:Body(?:\s[^>]*)?>\s*<(?:\w+:)?(\w+)[\s/>]/;

/**
 * jsforce takes anything for the answer to a SOAP call and finds nothing in it: the page of a proxy that wants a log-in,
 * a redirect, a fault that came with 200, would each be an org without components.
 */
function wholeEnvelope(request: TransportRequest, response: TransportResponse): TransportResponse {
  const { pathname } = new URL(request.url);
  const { statusCode, body } = response;
  if (!/^\/+services\/Soap\//.test(pathname) || statusCode >= 400) return response;
  const [, element] = answered.exec(body.slice(0, longestHead)) ?? [];
  // jsforce takes for XML only what calls itself that.
  const headers = { ...response.headers, 'content-type': 'text/xml' };
  if (statusCode === 200 && element === 'Fault') return { ...response, headers, statusCode: 500 };
  if (statusCode === 200 && element?.endsWith('Response') && /<\/\w+:Envelope>\s*$/.test(body)) {
    return { ...response, headers };
  }
  throw isWebPage(body)
    ? new OrgApiError('WEB_PAGE', 'a web page came in place of the answer to a metadata call')
    : new OrgApiError('UNEXPECTED_ANSWER', 'the answer to a metadata call is not a whole SOAP envelope');
}

async function send({ method, url, headers, body }: TransportRequest, timeout: number): Promise<TransportResponse> {
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    ...(typeof body === 'string' ? { body } : {}),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
    dispatcher: dispatcher(),
  });
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

let shared: EnvHttpProxyAgent | undefined;

/** The proxy by the variables that jsforce looks at, but for hosts that NO_PROXY names. HTTP/2 stays off as in jsforce. */
function dispatcher(): EnvHttpProxyAgent {
  shared ??= new EnvHttpProxyAgent({ connect: { allowH2: false }, requestTls: { allowH2: false } });
  return shared;
}

/** Pause in milliseconds after the n-th try. Retry-After holds seconds or an HTTP date (RFC 9110 section 10.2.3). */
function pauseAfter(tried: number, retryAfter: string | undefined, patience: Patience): number {
  const asked = retryAfter === undefined ? Number.NaN : secondsOf(retryAfter) * 1000;
  const pause = Number.isNaN(asked) ? patience.firstPause * 2 ** (tried - 1) : asked;
  return Math.min(Math.max(pause, 0), patience.longestPause);
}

function secondsOf(retryAfter: string): number {
  return /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
}
