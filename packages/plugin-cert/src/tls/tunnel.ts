import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as beginTls } from 'node:tls';
import { openConnection, settled } from './connection.ts';
import type { NotConnected, Opened } from './connection.ts';
import type { Proxy } from './proxy.ts';

/** Octets of an answer's header; proxies send a few hundred. */
const LONGEST_HEAD = 16_384;

/**
 * Asks a proxy for a connection to a server and gives it as if it were direct. Never rejects; whatever the proxy does instead is
 * one sentence that names it, and nothing that it says is repeated.
 *
 * @param authority `host:port` of the server
 * @source RFC 9110 section 9.3.6, RFC 7617
 */
export async function openTunnel(proxy: Proxy, authority: string, signal: AbortSignal): Promise<Opened> {
  const opened = await openConnection(proxy.host, proxy.port, signal);
  if ('end' in opened) return unreached(proxy, opened);
  const { socket } = opened;
  if (!proxy.secure) return ask(socket, proxy, authority, signal);
  const name = isIP(proxy.host) ? {} : { servername: proxy.host };
  // It is shown a password, so it must prove that it is the one that was named.
  const tls = beginTls({ socket, host: proxy.host, ALPNProtocols: ['http/1.1'], ...name });
  const secured = await settled(tls, 'secureConnect', signal);
  if ('socket' in secured) return ask(secured.socket, proxy, authority, signal);
  socket.destroy();
  return unsecured(proxy, secured);
}

function ask(socket: Duplex, proxy: Proxy, authority: string, signal: AbortSignal): Promise<Opened> {
  const login = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    const settle = (result: Opened): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off('data', onData).off('error', onEnd).off('end', onEnd).off('close', onEnd);
      socket.on('error', () => undefined);
      if ('end' in result) socket.destroy();
      resolve(result);
    };
    const refuse = (proxyProblem: string): void => settle({ end: 'failed', proxyProblem });
    const onAbort = (): void => settle(silent(proxy));
    const onEnd = (): void => refuse(`The proxy ${proxy.text} closed the connection before it answered.`);
    const onData = (bytes: Buffer): void => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (!/^H(?:T(?:T(?:P(?:\/|$)|$)|$)|$)/.test(head.toString('latin1', 0, 5))) {
        return refuse(`The proxy ${proxy.text} does not answer as an HTTP proxy does.`);
      }
      if (end < 0 && head.length <= LONGEST_HEAD) return;
      if (end < 0 || end > LONGEST_HEAD) {
        return refuse(`The proxy ${proxy.text} sent more than ${LONGEST_HEAD} bytes without coming to an answer.`);
      }
      const refusal = refusalIn(head.toString('latin1', 0, end), proxy, authority);
      if (refusal !== undefined) return refuse(refusal);
      socket.pause();
      const rest = head.subarray(end + 4);
      settle({ socket });
      // What the server itself said already.
      if (rest.length > 0) socket.unshift(rest);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('data', onData).on('error', onEnd).on('end', onEnd).on('close', onEnd);
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nUser-Agent: sf-cert-probe\r\n${login}\r\n`);
  });
}

/** Why there is no connection, by the status of the answer; undefined: there is one. */
function refusalIn(head: string, { text, authorization }: Proxy, authority: string): string | undefined {
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?:\s|$)/.exec(head)?.[1]);
  if (Number.isNaN(status)) return `The proxy ${text} does not answer as an HTTP proxy does.`;
  if (status >= 200 && status < 300) return undefined;
  if (status === 407) {
    return authorization === undefined
      ? `The proxy ${text} wants a user and password (407); write them into the variable: http://USER:PASSWORD@HOST:PORT.`
      : `The proxy ${text} does not take the user and password of the variable (407).`;
  }
  if (status === 403) return `The proxy ${text} does not allow connections to ${authority} (403).`;
  if (status >= 500) return `The proxy ${text} could not connect to ${authority} (${status}).`;
  return `The proxy ${text} refused to connect to ${authority} (${status}).`;
}

function unreached(proxy: Proxy, { end, error }: NotConnected): NotConnected {
  const { text } = proxy;
  if (end === 'timeout') return silent(proxy);
  if (end === 'refused-connection') return { end: 'failed', proxyProblem: `Nothing listens at the proxy ${text}.` };
  const code = error?.code ?? 'closed';
  const isUnknown = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return {
    end: 'failed',
    proxyProblem: isUnknown
      ? `The name of the proxy ${text} could not be resolved (${code}).`
      : `The proxy ${text} could not be reached (${code}).`,
  };
}

function unsecured(proxy: Proxy, { end, error }: NotConnected): NotConnected {
  if (end === 'timeout') return silent(proxy);
  const code = error?.code ?? 'closed';
  return { end: 'failed', proxyProblem: `No TLS connection to the proxy ${proxy.text} itself came about (${code}).` };
}

const silent = ({ text }: Proxy): NotConnected => ({
  end: 'timeout',
  proxyProblem: `The proxy ${text} did not answer in time.`,
});
