import { ok } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

/** What is left of the org's allowances. Source: REST API Developer Guide, Limits. */
export const limitsRoute: Route = {
  method: 'GET',
  path: /^\/services\/data\/v[\d.]+\/limits\/?$/,
  answer: ({ faults: { apiRequests } }) =>
    ok({
      DailyApiRequests: { Max: apiRequests.max, Remaining: apiRequests.left },
      DailyAsyncApexExecutions: { Max: 250_000, Remaining: 250_000 },
      DataStorageMB: { Max: 200, Remaining: 190 },
      FileStorageMB: { Max: 200, Remaining: 200 },
    }),
};
