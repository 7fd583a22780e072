import { isIP } from 'node:net';
import { getProxyForUrl } from 'proxy-from-env';
import type { Target } from './target.ts';

/** A proxy that connections are asked of (CONNECT, RFC 9110 section 9.3.6). */
export interface Proxy {
  /** Name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** `host:port`, without the user and password that its address may hold: what people are shown. */
  readonly text: string;
  /** It is spoken to over TLS itself. */
  readonly secure: boolean;
  /** Value of the header by which it lets somebody in. */
  readonly authorization?: string;
}

/** Raised for a proxy that cannot be used; the message is one sentence for people and holds no password. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

/** Which proxy a connection goes through; undefined: none. */
export type ProxyChoice = (target: Target) => Proxy | undefined;

const variables = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/**
 * The proxy for a server by `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, lower case first. An address without `http://` in front is that
 * of an http proxy, as for curl.
 *
 * @throws {ProxyError}
 */
export const proxyOfEnvironment: ProxyChoice = ({ text }) => {
  const found = getProxyForUrl(`https://${text}`);
  if (found === '') return undefined;
  // The package puts the scheme of the server in front where none is written.
  const isWritten = variables.some((name) => process.env[name] === found);
  return readProxy(isWritten ? found : found.replace(/^https:/, 'http:'));
};

function readProxy(address: string): Proxy {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url && !isHttp) {
    throw new ProxyError(
      `The proxy of the environment is of a kind that is not used here (${url.protocol}); set HTTPS_PROXY to an http or https proxy.`,
    );
  }
  const authorization = url && authorizationOf(url);
  if (!url || url.hostname === '' || authorization === null) {
    throw new ProxyError('HTTPS_PROXY or ALL_PROXY holds no address of a proxy; write http://HOST:PORT.');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const text = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return { host, port, text, secure, ...(authorization === undefined ? {} : { authorization }) };
}

/** Basic (RFC 7617); null where it cannot be read. */
function authorizationOf({ username, password }: URL): string | undefined | null {
  if (username === '' && password === '') return undefined;
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  } catch {
    return null;
  }
}
