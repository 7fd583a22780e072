/** Ends a transfer that stands still, or goes on for too long. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #timeout: number;
  readonly #whole: NodeJS.Timeout;
  #still: NodeJS.Timeout;
  /** Why it was ended, as a clause. */
  expired: string | undefined;
  /** Nothing had come at all. */
  silent = true;

  /**
   * @param timeout until an answer begins, and between two pieces of it, in milliseconds
   * @param patience for all of it, in milliseconds
   */
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
    this.silent = false;
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
