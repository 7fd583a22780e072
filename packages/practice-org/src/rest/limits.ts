import { ok } from '../server/message.ts';
import type { Route } from '../server/route.ts';

/** What is left of the org's allowances. */
export const limitsRoute: Route = {
  method: 'GET',
  path: /^\/services\/data\/v[\d.]+\/limits\/?$/,
  answer: ({ faults }) =>
    ok({
      DailyApiRequests: { Max: 100_000, Remaining: faults.faults.limitExceeded === true ? 0 : 98_500 },
      DailyAsyncApexExecutions: { Max: 250_000, Remaining: 250_000 },
      DataStorageMB: { Max: 200, Remaining: 190 },
      FileStorageMB: { Max: 200, Remaining: 200 },
    }),
};
