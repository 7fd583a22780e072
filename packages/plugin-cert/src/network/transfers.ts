import { MAX_REVOCATION_LIST } from '@cert-health/core';
import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Headers, Response } from 'undici';
import { isWrittenAsPrivate, notPublic, publicLookup } from './public-address.ts';
import { Watch } from './watch.ts';

export interface FetchLimits {
  /** Until an answer begins, redirects included, and between two pieces of it, in milliseconds. */
  readonly timeout: number;
  /** For one list as a whole, in milliseconds: large ones take their time, and nothing may take for ever. */
  readonly patience: number;
  /** Octets of one list. */
  readonly size: number;
  /** Octets of all that is fetched: it is kept until the last certificate is judged. */
  readonly total: number;
  readonly lists: number;
  /** Questions to OCSP responders: each certificate is one. */
  readonly answers: number;
  readonly atOnce: number;
  /** Addresses of private networks and of this computer are called too. */
  readonly allowPrivate: boolean;
}

const MB = 1024 * 1024;

export const usualLimits: FetchLimits = {
  timeout: 10_000,
  patience: 120_000,
  size: MAX_REVOCATION_LIST,
  total: 256 * MB,
  lists: 50,
  answers: 500,
  atOnce: 8,
  allowPrivate: false,
};

/** One thing to fetch. */
export interface Wanted {
  readonly address: string;
  /** Sent with POST; left out: GET. */
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Octets that it may have, and milliseconds that it may take, where that is less than usual. */
  readonly size?: number;
  readonly patience?: number;
  /** Also behind a redirect nobody may listen in: https only. */
  readonly secure?: boolean;
}

/** What came, 304 without octets; or why nothing did: a clause. */
export type Transferred =
  { readonly octets: Uint8Array; readonly status: number; readonly headers: Headers } | { readonly problem: string };

const maxRedirects = 3;

class Refused extends Error {}

/**
 * Calls addresses that strangers wrote, without session, cookie or anything else that tells of the org: http and https only, no
 * address that is not public (also behind a name or a redirect), bounded in time and octets.
 */
export class Transfers {
  readonly #limits: FetchLimits;
  readonly #dispatcher: EnvHttpProxyAgent;
  readonly #waiting: (() => void)[] = [];
  /** Hosts that let somebody wait in vain: nobody else waits for them. */
  readonly #silent = new Map<string, string>();
  #running = 0;
  #size = 0;

  constructor(limits: Partial<FetchLimits> = {}) {
    this.#limits = { ...usualLimits, ...limits };
    // Behind a proxy it is the proxy that resolves names, and that decides what may be reached.
    this.#dispatcher = new EnvHttpProxyAgent(this.#limits.allowPrivate ? {} : { connect: { lookup: publicLookup } });
  }

  get limits(): FetchLimits {
    return this.#limits;
  }

  /** Never rejects. */
  fetch(wanted: Wanted): Promise<Transferred> {
    return this.#inTurn(() => this.#fetch(wanted));
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    // Whoever ends hands its place on, so the count stays as it is.
    if (this.#running < this.#limits.atOnce) this.#running++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  async #fetch(wanted: Wanted): Promise<Transferred> {
    const { timeout, patience } = this.#limits;
    const address = new URL(wanted.address);
    const silent = this.#silent.get(address.host);
    if (silent !== undefined) return { problem: silent };
    const watch = new Watch(timeout, Math.min(wanted.patience ?? patience, patience));
    try {
      return await this.#follow(address, wanted, watch);
    } catch (error) {
      if (watch.expired !== undefined) {
        if (watch.silent) this.#silent.set(address.host, watch.expired);
        return { problem: watch.expired };
      }
      if (error instanceof Refused) return { problem: error.message };
      const { name, cause } = error as Error;
      const { code, message } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
      return { problem: code ?? message ?? name };
    } finally {
      watch.end();
    }
  }

  async #follow(address: URL, { body, headers, size, secure = false }: Wanted, watch: Watch): Promise<Transferred> {
    for (let from = address, redirects = 0; ; redirects++) {
      this.#assertAllowed(from, secure);
      const response = await fetch(from, {
        method: body ? 'POST' : 'GET',
        body: body ?? null,
        // Signed octets do not shrink, and what unfolds to many is not asked for.
        headers: { 'accept-encoding': 'identity', ...headers },
        redirect: 'manual',
        signal: watch.signal,
        dispatcher: this.#dispatcher,
      });
      const next = response.headers.get('location');
      const { status } = response;
      if (status >= 300 && status < 400 && next !== null && redirects < maxRedirects) {
        await response.body?.cancel();
        if (!URL.canParse(next, from.href)) throw new Refused('it redirects to what is no address');
        from = new URL(next, from);
        continue;
      }
      if (status === 200)
        return { status, headers: response.headers, octets: await this.#bodyOf(response, watch, size) };
      await response.body?.cancel();
      if (status === 304) return { status, headers: response.headers, octets: new Uint8Array() };
      throw new Refused(`HTTP status ${status}`);
    }
  }

  #assertAllowed(address: URL, secure: boolean): void {
    if (secure && address.protocol !== 'https:') throw new Refused('it redirects to an address that is not https');
    if (address.protocol !== 'http:' && address.protocol !== 'https:') throw new Refused('not an http address');
    if (!this.#limits.allowPrivate && isWrittenAsPrivate(address)) throw new Refused(notPublic);
  }

  async #bodyOf(response: Response, watch: Watch, wanted = this.#limits.size): Promise<Buffer> {
    const { size: usual, total } = this.#limits;
    const limit = Math.min(wanted, usual);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      const octets = chunk as Uint8Array;
      watch.goOn();
      size += octets.length;
      this.#size += octets.length;
      if (size > limit) throw new Refused(`it has more than ${amountOf(limit)}`);
      if (this.#size > total) throw new Refused(`the lists have more than ${amountOf(total)} together`);
      chunks.push(octets);
    }
    return Buffer.concat(chunks);
  }
}

const amountOf = (octets: number): string => (octets >= MB ? `${octets / MB} MB` : `${octets / 1024} kB`);
