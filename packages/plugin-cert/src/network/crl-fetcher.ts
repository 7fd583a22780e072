import { MAX_REVOCATION_LIST } from '@cert-health/core';
import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Response } from 'undici';
import { isWrittenAsPrivate, notPublic, publicLookup } from './public-address.ts';

export interface FetchLimits {
  /** Until an answer begins, redirects included, and between two pieces of it, in milliseconds. */
  readonly timeout: number;
  /** For one list as a whole, in milliseconds: large ones take their time, and nothing may take for ever. */
  readonly patience: number;
  /** Octets of one list. */
  readonly size: number;
  /** Octets of all lists: they are kept until the last certificate is judged. */
  readonly total: number;
  readonly lists: number;
  readonly atOnce: number;
  /** Lists on addresses of private networks and of this computer are fetched too. */
  readonly allowPrivate: boolean;
}

const MB = 1024 * 1024;

export const usualLimits: FetchLimits = {
  timeout: 10_000,
  patience: 120_000,
  size: MAX_REVOCATION_LIST,
  total: 256 * MB,
  lists: 50,
  atOnce: 4,
  allowPrivate: false,
};

/** A list, or why it is not to be had: a clause. */
export type FetchedCrl = { readonly crl: Uint8Array } | { readonly problem: string };

const maxRedirects = 3;

class Refused extends Error {}

/** Ends a transfer that stands still, or goes on for too long. */
class Watch {
  readonly #controller = new AbortController();
  readonly #timeout: number;
  readonly #whole: NodeJS.Timeout;
  #still: NodeJS.Timeout;
  /** Why it was ended, as a clause. */
  expired: string | undefined;

  constructor(timeout: number, patience: number) {
    this.#timeout = timeout;
    this.#whole = setTimeout(() => this.#expire(`not all of it within ${patience / 1000} s`), patience);
    this.#still = this.#wait();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came. */
  goOn(): void {
    clearTimeout(this.#still);
    this.#still = this.#wait();
  }

  end(): void {
    clearTimeout(this.#still);
    clearTimeout(this.#whole);
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => this.#expire(`no answer within ${this.#timeout / 1000} s`), this.#timeout);
  }

  #expire(why: string): void {
    this.expired ??= why;
    this.#controller.abort();
  }
}

/** Fetches revocation lists, each once, without session, cookie or anything else that tells of the org. */
export class CrlFetcher {
  readonly #limits: FetchLimits;
  readonly #dispatcher: EnvHttpProxyAgent;
  readonly #fetched = new Map<string, Promise<FetchedCrl>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #size = 0;

  constructor(limits: Partial<FetchLimits> = {}) {
    this.#limits = { ...usualLimits, ...limits };
    // Behind a proxy it is the proxy that resolves names, and that decides what may be reached.
    this.#dispatcher = new EnvHttpProxyAgent(this.#limits.allowPrivate ? {} : { connect: { lookup: publicLookup } });
  }

  /** The list at an address. Never rejects. */
  get(address: string): Promise<FetchedCrl> {
    const known = this.#fetched.get(address);
    if (known) return known;
    const { lists } = this.#limits;
    if (this.#fetched.size >= lists) {
      return Promise.resolve({ problem: `no more than ${lists} lists are fetched in one scan` });
    }
    const fetched = this.#inTurn(() => this.#fetch(address));
    this.#fetched.set(address, fetched);
    return fetched;
  }

  /** Lists that were asked for, and how many of them came. */
  async counts(): Promise<{ readonly asked: number; readonly came: number }> {
    const all = await Promise.all(this.#fetched.values());
    return { asked: all.length, came: all.filter((one) => 'crl' in one).length };
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

  async #fetch(address: string): Promise<FetchedCrl> {
    const { timeout, patience } = this.#limits;
    const watch = new Watch(timeout, patience);
    try {
      return { crl: await this.#follow(new URL(address), watch) };
    } catch (error) {
      if (watch.expired !== undefined) return { problem: watch.expired };
      if (error instanceof Refused) return { problem: error.message };
      const { name, cause } = error as Error;
      const { code, message } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
      return { problem: code ?? message ?? name };
    } finally {
      watch.end();
    }
  }

  async #follow(address: URL, watch: Watch): Promise<Buffer> {
    for (let from = address, redirects = 0; ; redirects++) {
      this.#assertAllowed(from);
      const { signal } = watch;
      const response = await fetch(from, { redirect: 'manual', signal, dispatcher: this.#dispatcher });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null && redirects < maxRedirects) {
        await response.body?.cancel();
        from = new URL(next, from);
        continue;
      }
      if (response.status === 200) return this.#bodyOf(response, watch);
      await response.body?.cancel();
      throw new Refused(`HTTP status ${response.status}`);
    }
  }

  #assertAllowed(address: URL): void {
    if (address.protocol !== 'http:' && address.protocol !== 'https:') throw new Refused('not an http address');
    if (!this.#limits.allowPrivate && isWrittenAsPrivate(address)) throw new Refused(notPublic);
  }

  async #bodyOf(response: Response, watch: Watch): Promise<Buffer> {
    const { size: limit, total } = this.#limits;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      const octets = chunk as Uint8Array;
      watch.goOn();
      size += octets.length;
      this.#size += octets.length;
      if (size > limit) throw new Refused(`it has more than ${limit / MB} MB`);
      if (this.#size > total) throw new Refused(`the lists have more than ${total / MB} MB together`);
      chunks.push(octets);
    }
    return Buffer.concat(chunks);
  }
}
