import type { Fetched, Fetcher, Question, Term } from './fetcher.ts';

/** RFC 5019 section 5: a question that fits is put into the address, where answers can be kept on the way. Octets. */
const longestAddress = 255;
const answerSize = 256 * 1024;
/** Milliseconds: an answer is a few kilobytes. */
const patience = 20_000;

/** Asks OCSP responders, each question once (RFC 6960 appendix A, RFC 5019). */
export class OcspFetcher {
  readonly #fetcher: Fetcher;
  readonly #asked = new Map<string, Promise<Fetched>>();

  constructor(fetcher: Fetcher) {
    this.#fetcher = fetcher;
  }

  /**
   * The answer of a responder. Never rejects.
   *
   * @param address http or https
   * @param request DER of an OCSPRequest
   */
  ask(address: string, request: Uint8Array): Promise<Fetched> {
    const wanted = questionOf(address, request);
    const known = this.#asked.get(wanted.question);
    if (known) return known;
    const { answers } = this.#fetcher.transfers.limits;
    if (this.#asked.size >= answers) {
      return Promise.resolve({ problem: `no more than ${answers} questions are asked in one scan` });
    }
    const fetched = this.#fetcher.fetch(wanted);
    this.#asked.set(wanted.question, fetched);
    return fetched;
  }

  /** The answer as the responder gives it now: the kept one is of no use. Never rejects. */
  askAnew(address: string, request: Uint8Array): Promise<Fetched> {
    const wanted = questionOf(address, request);
    const fetched = this.#fetcher.fetchAnew(wanted);
    this.#asked.set(wanted.question, fetched);
    return fetched;
  }

  /** The answer is proven: it is kept for other runs. */
  keep(address: string, request: Uint8Array, term: Term): Promise<void> {
    return this.#fetcher.keep(questionOf(address, request), term);
  }

  /** The answers themselves. */
  async came(): Promise<readonly Uint8Array[]> {
    const all = await Promise.all(this.#asked.values());
    return all.flatMap((one) => ('octets' in one ? [one.octets] : []));
  }

  /** Questions, and how many were answered. */
  async counts(): Promise<{ readonly asked: number; readonly came: number }> {
    return { asked: this.#asked.size, came: (await this.came()).length };
  }
}

function questionOf(address: string, request: Uint8Array): Question {
  const encoded = Buffer.from(request).toString('base64');
  const within = `${address.replace(/\/$/, '')}/${encodeURIComponent(encoded)}`;
  const common = {
    question: `ocsp ${address} ${encoded}`,
    size: answerSize,
    patience,
    headers: { accept: 'application/ocsp-response' },
  };
  // An address with a query has no place for it.
  if (within.length <= longestAddress && !address.includes('?')) return { ...common, address: within };
  const headers = { ...common.headers, 'content-type': 'application/ocsp-request' };
  return { ...common, address, body: request, headers };
}
