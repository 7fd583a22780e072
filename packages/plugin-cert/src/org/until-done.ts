import { OrgApiError } from './api.ts';

export interface Waiting {
  /** First pause in milliseconds; each further one is half as long again. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** Milliseconds in all, after which it is given up. */
  readonly atMost: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const usualWaiting: Waiting = {
  firstPause: 250,
  longestPause: 10_000,
  atMost: 10 * 60_000,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * Asks again and again, ever more slowly, until what the org does is done.
 *
 * @param what What is waited for, with its article: "a retrieve".
 * @throws {OrgApiError} `TIMEOUT` when it takes too long.
 */
export async function untilDone<Status extends { readonly done?: boolean | string }>(
  ask: () => Promise<Status>,
  what: string,
  waiting: Waiting,
): Promise<Status> {
  let pause = waiting.firstPause;
  for (let waited = 0; waited < waiting.atMost; waited += pause) {
    await waiting.sleep(pause);
    const status = await ask();
    // Text where jsforce does not know the type.
    if (String(status.done) === 'true') return status;
    pause = Math.min(pause * 1.5, waiting.longestPause);
  }
  const minutes = Math.round(waiting.atMost / 60_000);
  throw new OrgApiError('TIMEOUT', `the org has not finished ${what} after ${minutes} minutes`);
}
