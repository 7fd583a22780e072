import type { JsonValue, Memory } from '../authority.ts';
import { asMoment, asObject, asText, asTexts, recall } from '../remembered.ts';

/** An order that was placed: it is gone on with, never placed again. */
export interface PlacedOrder {
  readonly url: string;
  /** Address of the account that placed it. */
  readonly account: string;
  /** When it was last sent to be certified; undefined: not yet. */
  readonly finalizedAt?: Date;
}

/** The answer to a challenge that lies in DNS or on a web server, until it is cleaned up. */
export interface SetChallenge {
  readonly method: 'dns-01' | 'http-01';
  /** Without `*.`. */
  readonly domain: string;
  readonly token: string;
  /** What the record or the file holds. */
  readonly value: string;
}

export interface KeptAnswer {
  readonly chain: string;
  readonly alternates: readonly string[];
}

/** How far the signing of one request came, kept in the rotation's memory before each step that counts. */
export class Progress {
  readonly #memory: Memory;
  readonly #csr: string;
  #orders: ReadonlyMap<string, PlacedOrder>;
  #challenges: readonly SetChallenge[];
  #answer: KeptAnswer | undefined;

  private constructor(memory: Memory, csr: string, kept: Awaited<ReturnType<typeof recall>>) {
    this.#memory = memory;
    this.#csr = csr;
    // What lies about is cleaned up whichever request it was for; the rest belongs to one request.
    this.#challenges = listOf(kept['challenges']).flatMap(challengeIn);
    const isSame = kept['csr'] === csr;
    this.#orders = new Map(isSame ? Object.entries(asObject(kept['orders'])).flatMap(orderIn) : []);
    this.#answer = isSame ? answerIn(kept['answer']) : undefined;
  }

  /** @param csr SHA-256 of the request. */
  static async of(memory: Memory, csr: string): Promise<Progress> {
    return new Progress(memory, csr, await recall(memory));
  }

  order(directory: string): PlacedOrder | undefined {
    return this.#orders.get(directory);
  }

  get challenges(): readonly SetChallenge[] {
    return this.#challenges;
  }

  get answer(): KeptAnswer | undefined {
    return this.#answer;
  }

  async setOrder(directory: string, order: PlacedOrder | undefined): Promise<void> {
    const others = [...this.#orders].filter(([known]) => known !== directory);
    this.#orders = new Map(order ? [...others, [directory, order]] : others);
    await this.#write();
  }

  async addChallenge(challenge: SetChallenge): Promise<void> {
    this.#challenges = [...this.#challenges, challenge];
    await this.#write();
  }

  async removeChallenge(challenge: SetChallenge): Promise<void> {
    this.#challenges = this.#challenges.filter((one) => one !== challenge);
    await this.#write();
  }

  async setAnswer(answer: KeptAnswer | undefined): Promise<void> {
    this.#answer = answer;
    await this.#write();
  }

  async #write(): Promise<void> {
    const orders = [...this.#orders].map(([directory, { url, account, finalizedAt }]) => [
      directory,
      { url, account, ...(finalizedAt ? { finalizedAt: finalizedAt.toISOString() } : {}) },
    ]);
    await this.#memory.write({
      csr: this.#csr,
      orders: Object.fromEntries(orders) as JsonValue,
      challenges: this.#challenges.map((one) => ({ ...one })),
      ...(this.#answer ? { answer: { ...this.#answer } } : {}),
    });
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function orderIn([directory, value]: [string, JsonValue | undefined]): [string, PlacedOrder][] {
  const kept = asObject(value);
  const [url, account, finalizedAt] = [asText(kept['url']), asText(kept['account']), asMoment(kept['finalizedAt'])];
  if (url === undefined || account === undefined) return [];
  return [[directory, { url, account, ...(finalizedAt ? { finalizedAt } : {}) }]];
}

function challengeIn(value: JsonValue): SetChallenge[] {
  const { method, domain, token, value: set } = asObject(value);
  if (method !== 'dns-01' && method !== 'http-01') return [];
  if (typeof domain !== 'string' || typeof token !== 'string' || typeof set !== 'string') return [];
  return [{ method, domain, token, value: set }];
}

function answerIn(value: JsonValue | undefined): KeptAnswer | undefined {
  const kept = asObject(value);
  const chain = asText(kept['chain']);
  return chain === undefined ? undefined : { chain, alternates: asTexts(kept['alternates']) };
}
