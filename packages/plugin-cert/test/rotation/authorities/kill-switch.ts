/** Ends an attempt in the middle, as kill -9 does: nothing that it waits for ever comes, and nothing of it runs on. */
import type { Memory } from '../../../src/rotation/authorities/authority.ts';
import type { AuthorityPorts } from '../../../src/rotation/authorities/ports.ts';

export class KillSwitch {
  readonly #at: number;
  readonly #moment: 'before' | 'after';
  readonly #killed = Promise.withResolvers<'killed'>();
  /** Effects that were begun. */
  effects = 0;
  #isDead = false;

  /** @param at The effect that it does not survive, from 1. @param moment Whether that effect still happens. */
  constructor(at: number, moment: 'before' | 'after') {
    this.#at = at;
    this.#moment = moment;
  }

  get killed(): Promise<'killed'> {
    return this.#killed.promise;
  }

  async #effect<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isDead) return never();
    const isLast = ++this.effects === this.#at;
    if (isLast && this.#moment === 'before') return this.#die();
    const result = await work();
    return isLast ? this.#die() : this.#isDead ? never() : result;
  }

  #die(): Promise<never> {
    this.#isDead = true;
    this.#killed.resolve('killed');
    return never();
  }

  memory(memory: Memory): Memory {
    return { read: () => memory.read(), write: (value) => this.#effect(() => memory.write(value)) };
  }

  ports(ports: AuthorityPorts): AuthorityPorts {
    return {
      ...ports,
      clock: { now: () => ports.clock.now(), sleep: (duration) => this.#effect(() => ports.clock.sleep(duration)) },
      processes: { run: (run) => this.#effect(() => ports.processes.run(run)) },
      http: (server) => {
        const http = ports.http(server);
        return { send: (request) => this.#effect(() => http.send(request)), close: () => http.close() };
      },
      shared: (name) => this.memory(ports.shared(name)),
    };
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
