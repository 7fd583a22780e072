import { getCACertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, fetch } from 'undici';
import type { Response } from 'undici';
import { isLoopback } from '../../settings/server-address.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request and its answer; redirects are answers. */
export interface Http {
  /** @throws {NoAnswerError} */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Nothing whole came back. The message is a clause: "no answer within 30 s". */
export class NoAnswerError extends Error {
  /** Whoever answers cannot show that it is the one: its own certificate does not lead to a root that is trusted here. */
  get isUntrusted(): boolean {
    return untrusted.test(this.message);
  }
}

/** Codes of OpenSSL and Node for a certificate that does not convince. */
const untrusted = /^(?:CERT_|ERR_TLS_CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(?:GET|VERIFY)|INVALID_(?:CA|PURPOSE))/;

/** Longest exchange, in milliseconds. */
const longest = 30_000;
/** Characters of an answer; a chain has some ten thousand. */
const mostOfBody = 1024 * 1024;

/** Speaks to one server, through the proxy of the environment unless it is on this computer. */
export function httpTo({ trust }: { readonly trust?: string }): Http {
  const tls = trust === undefined ? {} : { ca: [...getCACertificates('default'), trust] };
  const near = new Agent({ connect: tls });
  const far = new EnvHttpProxyAgent({ connect: tls, requestTls: tls });
  return {
    async send({ method, url, headers, body }) {
      try {
        const response = await fetch(url, {
          method,
          headers: { 'user-agent': 'sf-cert-rotate', ...headers },
          ...(body === undefined ? {} : { body }),
          redirect: 'manual',
          signal: AbortSignal.timeout(longest),
          dispatcher: isLoopback(new URL(url)) ? near : far,
        });
        return { status: response.status, headers: Object.fromEntries(response.headers), body: await bodyOf(response) };
      } catch (error) {
        if (error instanceof NoAnswerError) throw error;
        throw new NoAnswerError(whyNot(error as Error));
      }
    },
    async close() {
      await Promise.all([near.destroy(), far.destroy()]);
    },
  };
}

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const octets = chunk as Uint8Array;
    size += octets.length;
    if (size > mostOfBody) throw new NoAnswerError('its answer has more than 1 MB');
    chunks.push(octets);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function whyNot({ name, cause }: Error): string {
  if (name === 'TimeoutError') return `no answer within ${longest / 1000} s`;
  const { code, message } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return code ?? message ?? name;
}
