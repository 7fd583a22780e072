import { Fetcher } from './fetcher.ts';
import type { Fetched, FetcherOptions, Question, Term } from './fetcher.ts';

/** A list, or why it is not to be had: a clause. */
export type FetchedCrl =
  | {
      readonly crl: Uint8Array;
      /** It was kept from a former run. */
      readonly kept?: true;
    }
  | { readonly problem: string };

/** Fetches revocation lists, each once. */
export class CrlFetcher {
  readonly #fetcher: Fetcher;
  readonly #fetched = new Map<string, Promise<FetchedCrl>>();
  /** Fetched anew, since what was kept was of no use. */
  readonly #anew = new Map<string, Promise<FetchedCrl>>();

  constructor(fetcher: Fetcher | FetcherOptions) {
    this.#fetcher = fetcher instanceof Fetcher ? fetcher : new Fetcher(fetcher);
  }

  /** The list at an address. Never rejects. */
  get(address: string): Promise<FetchedCrl> {
    const known = this.#anew.get(address) ?? this.#fetched.get(address);
    if (known) return known;
    const { lists } = this.#fetcher.transfers.limits;
    if (this.#fetched.size >= lists) {
      return Promise.resolve({ problem: `no more than ${lists} lists are fetched in one scan` });
    }
    const fetched = this.#fetcher.fetch(questionOf(address)).then(listIn);
    this.#fetched.set(address, fetched);
    return fetched;
  }

  /** The list as its server has it, once for all who found that the kept one is of no use. Never rejects. */
  getAnew(address: string): Promise<FetchedCrl> {
    const fetched = this.#anew.get(address) ?? this.#fetcher.fetchAnew(questionOf(address)).then(listIn);
    this.#anew.set(address, fetched);
    return fetched;
  }

  /** The list is proven: it is kept for other runs. */
  keep(address: string, term: Term): Promise<void> {
    return this.#fetcher.keep(questionOf(address), term);
  }

  /** Lists that were asked for, and how many of them came. */
  async counts(): Promise<{ readonly asked: number; readonly came: number }> {
    return { asked: this.#fetched.size, came: (await this.came()).length };
  }

  /** The lists themselves. */
  async came(): Promise<readonly Uint8Array[]> {
    const all = await Promise.all([...this.#fetched].map(([address, one]) => this.#anew.get(address) ?? one));
    return all.flatMap((one) => ('crl' in one ? [one.crl] : []));
  }

  close(): Promise<void> {
    return this.#fetcher.close();
  }
}

const questionOf = (address: string): Question => ({ address, question: `crl ${address}` });

function listIn(fetched: Fetched): FetchedCrl {
  return 'problem' in fetched ? fetched : { crl: fetched.octets, ...(fetched.kept ? { kept: true } : {}) };
}
