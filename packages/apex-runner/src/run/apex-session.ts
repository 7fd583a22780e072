import type { Session } from '../transaction/transaction.ts';

/** What lives as long as a test method, or a request with the jobs that it starts. */
export class ApexSession implements Session {
  readonly #states = new Map<object, unknown>();

  state<State>(key: object, make: () => State): State {
    if (!this.#states.has(key)) this.#states.set(key, make());
    return this.#states.get(key) as State;
  }
}
