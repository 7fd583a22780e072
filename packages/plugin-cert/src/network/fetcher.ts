import type { Headers } from 'undici';
import { KeptAnswers } from './kept-answers.ts';
import type { KeptAnswer, KeptFacts } from './kept-answers.ts';
import { Transfers } from './transfers.ts';
import type { FetchLimits, Transferred, Wanted } from './transfers.ts';

/** What is wanted, with a name for the question: answers are kept under it. */
export interface Question extends Wanted {
  readonly question: string;
}

/** Octets that came, or were kept from a former run; or why there are none: a clause. */
export type Fetched = { readonly octets: Uint8Array; readonly kept: boolean } | { readonly problem: string };

/** For how long an answer is spoken for. Without an end nothing is kept. */
export interface Term {
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
}

export interface FetcherOptions {
  readonly limits?: Partial<FetchLimits>;
  /** Folder to keep answers in; left out: nothing is kept. */
  readonly folder?: string | undefined;
  /** The moment of the scan. */
  readonly now: Date;
}

/** Without a word of the server, a newer answer is asked for once a day: authorities publish ahead of time. */
const usualFreshness = 86_400_000;

/**
 * Fetches what authorities publish. What was proven is kept until its authority makes a new one, and asked about with conditions
 * before it is fetched again.
 */
export class Fetcher {
  readonly transfers: Transfers;
  readonly #answers: KeptAnswers | undefined;
  readonly #now: number;
  /** What came in this run, until it is proven. */
  readonly #came = new Map<string, { readonly octets: Uint8Array; readonly headers: Headers }>();
  /** Questions that somebody answered over the network in this run. */
  #called = 0;

  constructor({ limits = {}, folder, now }: FetcherOptions) {
    this.transfers = new Transfers(limits);
    this.#answers = folder === undefined ? undefined : new KeptAnswers(folder);
    this.#now = now.getTime();
  }

  /** Requests that were sent. */
  get called(): number {
    return this.#called;
  }

  /** Why answers could not be kept, one sentence; undefined when they could. */
  get notKept(): string | undefined {
    const { problem, folder } = this.#answers ?? {};
    return problem === undefined ? undefined : `What was fetched could not be kept in ${folder} (${problem}).`;
  }

  /** Never rejects. */
  async fetch(wanted: Question): Promise<Fetched> {
    const kept = await this.#keptFor(wanted.question);
    if (kept && this.#now < kept.facts.freshUntil) return { octets: kept.octets, kept: true };
    const transferred = await this.#send(wanted, kept);
    if ('problem' in transferred) {
      // It still holds: that its server is down says nothing against it.
      return kept && this.#now < kept.facts.until ? { octets: kept.octets, kept: true } : transferred;
    }
    const { status, octets, headers } = transferred;
    if (status !== 304) return this.#arrived(wanted, octets, headers);
    if (!kept) return { problem: 'HTTP status 304 to a question without conditions' };
    const { from, until } = kept.facts;
    await this.#write(wanted.question, kept.octets, { from, until, headers, former: kept.facts });
    return { octets: kept.octets, kept: true };
  }

  /** Drops what was kept, which proved to be of no use, and fetches. Never rejects. */
  async fetchAnew(wanted: Question): Promise<Fetched> {
    await this.#answers?.drop(wanted.question);
    const transferred = await this.#send(wanted, undefined);
    if ('problem' in transferred) return transferred;
    return this.#arrived(wanted, transferred.octets, transferred.headers);
  }

  /** Its signature and dates are good: it is kept for other runs, if it came in this one. */
  async keep({ question }: Question, { thisUpdate, nextUpdate }: Term): Promise<void> {
    const came = this.#came.get(question);
    if (!came || !nextUpdate) return;
    this.#came.delete(question);
    const [from, until] = [thisUpdate.getTime(), nextUpdate.getTime()];
    if (from <= this.#now && this.#now < until) {
      await this.#write(question, came.octets, { from, until, headers: came.headers });
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.transfers.close(), this.#answers?.close()]);
  }

  async #keptFor(question: string): Promise<KeptAnswer | undefined> {
    const kept = await this.#answers?.read(question);
    if (!kept) return undefined;
    const { from, confirmed } = kept.facts;
    // Nothing of a day to come is believed; whoever set the clock back is served anew.
    if (from <= this.#now && confirmed <= this.#now) return kept;
    await this.#answers?.drop(question);
    return undefined;
  }

  #send(wanted: Question, kept: KeptAnswer | undefined): Promise<Transferred> {
    this.#called++;
    return this.transfers.fetch({ ...wanted, headers: { ...wanted.headers, ...conditions(wanted, kept) } });
  }

  #arrived({ question }: Question, octets: Uint8Array, headers: Headers): Fetched {
    const type = headers.get('content-type') ?? '';
    if (/^\s*text\/html\b/i.test(type)) return { problem: 'it answered with a web page' };
    if (this.#answers) this.#came.set(question, { octets, headers });
    return { octets, kept: false };
  }

  async #write(
    question: string,
    octets: Uint8Array,
    { from, until, headers, former }: Pick<KeptFacts, 'from' | 'until'> & { headers: Headers; former?: KeptFacts },
  ): Promise<void> {
    const freshFor = freshnessOf(headers);
    if (freshFor === undefined) return this.#answers?.drop(question);
    const etag = headers.get('etag') ?? former?.etag;
    const lastModified = headers.get('last-modified') ?? former?.lastModified;
    const facts: KeptFacts = {
      from,
      until,
      confirmed: this.#now,
      freshUntil: Math.min(until, this.#now + freshFor),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    };
    await this.#answers?.write(question, { octets, facts });
  }
}

function conditions({ body }: Wanted, kept: KeptAnswer | undefined): Record<string, string> {
  if (!kept || body) return {};
  const { etag, lastModified } = kept.facts;
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

/** For how long nobody need ask again (RFC 9111 section 5.2.2), in milliseconds; undefined: it must not be kept. */
function freshnessOf(headers: Headers): number | undefined {
  const control = (headers.get('cache-control') ?? '').toLowerCase();
  if (/\bno-store\b/.test(control)) return undefined;
  if (/\bno-cache\b/.test(control)) return 0;
  const seconds = /\bmax-age="?(\d{1,9})\b/.exec(control)?.[1];
  if (seconds === undefined) return usualFreshness;
  const age = Number(headers.get('age') ?? 0);
  return Math.max(0, Number(seconds) - (Number.isFinite(age) ? Math.max(0, age) : 0)) * 1000;
}
