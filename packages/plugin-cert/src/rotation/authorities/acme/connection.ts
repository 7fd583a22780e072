import { FlattenedSign } from 'jose';
import type { Clock } from '../ports.ts';
import type { Http, HttpAnswer, HttpRequest } from '../http.ts';
import { NoAnswerError } from '../http.ts';
import { Refused, toldInLine, Waits } from '../stopped.ts';
import type { AccountKey } from './account-key.ts';
import { allowed, readDirectory } from './directory.ts';
import type { Directory } from './directory.ts';
import { problemIn, ProblemError, problemWords } from './problem.ts';
import { retryAfter } from './retry-after.ts';

/** An answer with its document. */
export interface Answer extends Omit<HttpAnswer, 'body'> {
  /** As text, for what is no JSON. */
  readonly text: string;
  /** Parsed JSON; undefined for anything else. */
  readonly document: unknown;
}

/** Tries with another nonce: pebble refuses one in twenty for practice (RFC 8555 section 6.5). */
const triesOfNonce = 8;
/** Tries of what only reads, when a connection breaks. */
const triesOfReading = 3;
/** Pauses when nothing is said about when to come again, in milliseconds. */
const pauses = { unreachable: 5 * 60_000, overloaded: 5 * 60_000, rateLimited: 60 * 60_000 };

/** Signed requests to one ACME server (RFC 8555 section 6). */
export class AcmeConnection {
  readonly directory: Directory;
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #key: AccountKey;
  readonly #name: string;
  #nonce: string | undefined;

  private constructor(name: string, directory: Directory, http: Http, clock: Clock, key: AccountKey) {
    this.#name = name;
    this.directory = directory;
    this.#http = http;
    this.#clock = clock;
    this.#key = key;
  }

  /**
   * @param name Of the authority, for what is told.
   * @throws {Refused} @throws {Waits}
   */
  static async open(name: string, address: string, http: Http, clock: Clock, key: AccountKey): Promise<AcmeConnection> {
    return new AcmeConnection(name, await fetchDirectory(name, address, http, clock), http, clock, key);
  }

  get key(): AccountKey {
    return this.#key;
  }

  /**
   * Posts a signed document; without one it only asks for what is there (POST-as-GET).
   *
   * @param account Address of the account; undefined signs with the key itself, which only a new account may.
   * @throws {ProblemError} for what the caller may know how to go on with. @throws {Refused} @throws {Waits}
   */
  async post(
    url: string,
    payload: object | undefined,
    account: string | undefined,
    accept = 'application/json',
  ): Promise<Answer> {
    allowed(url, this.directory.address);
    for (let tried = 1; ; tried++) {
      const body = await this.#signed(url, payload, account);
      const request = {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/jose+json', accept },
        body,
      } as const;
      const answer = await (payload === undefined ? this.#reading(request) : this.#once(request));
      this.#nonce = answer.headers['replay-nonce'] ?? undefined;
      try {
        return this.#checked(answer);
      } catch (error) {
        const isNonce = error instanceof ProblemError && error.problem.type === 'badNonce';
        if (!isNonce) throw error;
        if (tried >= triesOfNonce)
          throw new Waits(`The authority "${this.#name}" takes none of its own nonces.`, this.#in(pauses.overloaded));
      }
    }
  }

  async #signed(url: string, payload: object | undefined, account: string | undefined): Promise<string> {
    const nonce = this.#nonce ?? (await this.#newNonce());
    // Each is good for one request.
    this.#nonce = undefined;
    const octets = new TextEncoder().encode(payload === undefined ? '' : JSON.stringify(payload));
    const who = account === undefined ? { jwk: this.#key.publicJwk } : { kid: account };
    const jws = await new FlattenedSign(octets)
      .setProtectedHeader({ alg: 'ES256', nonce, url, ...who })
      .sign(this.#key.privateKey);
    return JSON.stringify(jws);
  }

  async #newNonce(): Promise<string> {
    const answer = await this.#reading({ method: 'HEAD', url: this.directory.newNonce });
    this.#checked(answer);
    const nonce = answer.headers['replay-nonce'];
    if (nonce === undefined || !/^[A-Za-z0-9_-]{1,512}$/.test(nonce)) {
      throw new Refused(`The authority "${this.#name}" gives no nonce, so nothing can be signed for it.`);
    }
    return nonce;
  }

  #reading(request: HttpRequest): Promise<HttpAnswer> {
    return reading(this.#name, request, this.#http, this.#clock);
  }

  async #once(request: HttpRequest): Promise<HttpAnswer> {
    try {
      return await this.#http.send(request);
    } catch (error) {
      throw unreachable(this.#name, request.url, error, this.#clock);
    }
  }

  #checked(answer: HttpAnswer): Answer {
    return checked(this.#name, answer, this.#clock);
  }

  #in(duration: number): Date {
    return inTime(this.#clock, duration);
  }
}

/** @throws {Refused} @throws {Waits} */
export async function fetchDirectory(name: string, address: string, http: Http, clock: Clock): Promise<Directory> {
  try {
    const answer = await reading(name, { method: 'GET', url: address }, http, clock);
    return readDirectory(address, checked(name, answer, clock).document);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new Refused(`${address} is not the directory of an ACME server: ${toldInLine(problemWords(error.problem))}`);
  }
}

/** What only reads may be tried again. @throws {Waits} */
export async function reading(name: string, request: HttpRequest, http: Http, clock: Clock): Promise<HttpAnswer> {
  for (let tried = 1; ; tried++) {
    try {
      return await http.send(request);
    } catch (error) {
      if (tried >= triesOfReading || !(error instanceof NoAnswerError) || error.isUntrusted)
        throw unreachable(name, request.url, error, clock);
      await clock.sleep(1000 * tried);
    }
  }
}

function unreachable(name: string, url: string, error: unknown, clock: Clock): unknown {
  if (!(error instanceof NoAnswerError)) return error;
  if (error.isUntrusted) {
    return new Refused(
      `The TLS certificate of ${new URL(url).host}, where the authority "${name}" is, is not trusted here (${error.message}); if its root is your own, name the file of that root under trust.`,
    );
  }
  return new Waits(
    `The authority "${name}" does not answer at ${new URL(url).host}: ${toldInLine(error.message)}`,
    inTime(clock, pauses.unreachable),
  );
}

/** An answer that is good. @throws {ProblemError} @throws {Refused} @throws {Waits} */
export function checked(name: string, { status, headers, body }: HttpAnswer, clock: Clock): Answer {
  const document = parsed(body);
  if (status >= 200 && status < 300) return { status, headers, text: body, document };
  const problem = problemIn(document) ?? { type: `HTTP status ${status}`, detail: '' };
  const asked = retryAfter(headers, clock.now());
  if (status === 429 || problem.type === 'rateLimited') {
    throw new Waits(
      `The authority "${name}" has a limit that is reached: ${toldInLine(problemWords(problem))}`,
      inTime(clock, asked ?? pauses.rateLimited),
    );
  }
  if (status >= 500) {
    throw new Waits(
      `The authority "${name}" cannot answer now: ${toldInLine(problemWords(problem))}`,
      inTime(clock, asked ?? pauses.overloaded),
    );
  }
  if (status >= 400) throw new ProblemError(status, problem);
  throw new Refused(
    `The authority "${name}" answers with HTTP status ${status}, which ACME does not know; check the address of its directory.`,
  );
}

export function inTime(clock: Clock, duration: number): Date {
  return new Date(clock.now().getTime() + duration);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
