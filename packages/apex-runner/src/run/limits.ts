import type { LimitCounters, LimitName } from '../transaction/transaction.ts';

export type TransactionKind = 'synchronous' | 'asynchronous';

/**
 * What a transaction may use. CPU time is not measured, its counter stays at zero; heap is estimated
 * (library/heap.ts).
 *
 * Source: Apex Developer Guide, "Execution Governors and Limits" (per-transaction limits).
 */
const allowances: Readonly<Record<TransactionKind, Readonly<Record<LimitName, number>>>> = {
  synchronous: {
    queries: 100,
    queryRows: 50_000,
    aggregateQueries: 300,
    dmlStatements: 150,
    dmlRows: 10_000,
    callouts: 100,
    queueableJobs: 50,
    futureCalls: 50,
    emailInvocations: 10,
    heapSize: 6_000_000,
    cpuTime: 10_000,
    publishImmediateDml: 150,
  },
  asynchronous: {
    queries: 200,
    queryRows: 50_000,
    aggregateQueries: 300,
    dmlStatements: 150,
    dmlRows: 10_000,
    callouts: 100,
    queueableJobs: 1,
    futureCalls: 0,
    emailInvocations: 10,
    heapSize: 12_000_000,
    cpuTime: 60_000,
    publishImmediateDml: 150,
  },
};

/** How the platform calls what is used up. Source: the messages of System.LimitException. */
const words: Readonly<Record<LimitName, string>> = {
  queries: 'Too many SOQL queries',
  queryRows: 'Too many query rows',
  aggregateQueries: 'Too many aggregate queries',
  dmlStatements: 'Too many DML statements',
  dmlRows: 'Too many DML rows',
  callouts: 'Too many callouts',
  queueableJobs: 'Too many queueable jobs added to the queue',
  futureCalls: 'Too many future calls',
  emailInvocations: 'Too many Email Invocations',
  heapSize: 'Apex heap size too large',
  cpuTime: 'Apex CPU time limit exceeded',
  publishImmediateDml: 'Too many DML statements',
};

/** Counts of one transaction. What is passed is told to `passed`, which throws. */
export class Limits implements LimitCounters {
  readonly #kind: TransactionKind;
  readonly #passed: (message: string) => never;
  readonly #used = new Map<LimitName, number>();

  constructor(kind: TransactionKind, passed: (message: string) => never) {
    this.#kind = kind;
    this.#passed = passed;
  }

  use(limit: LimitName, amount = 1): void {
    const used = this.used(limit) + amount;
    this.#used.set(limit, used);
    if (used > this.allowed(limit)) this.#passed(`${words[limit]}: ${used}`);
  }

  used(limit: LimitName): number {
    return this.#used.get(limit) ?? 0;
  }

  allowed(limit: LimitName): number {
    return allowances[this.#kind][limit];
  }
}
