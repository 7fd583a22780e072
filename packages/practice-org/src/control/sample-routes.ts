import { jsonBody, ok, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { fillWithSample } from '../sample/fill.ts';

/** Certificates that a sample has at most; the lists of the app end at as many. */
const most = 10_000;

/** `POST /practice-org/sample {"certificates": 2000}` replaces the app's records; 0 leaves none. Not a Salesforce API. */
export const sampleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/practice-org\/sample$/,
    open: true,
    answer: ({ request, org, url }) => {
      const { certificates } = jsonBody(request) as { certificates?: unknown };
      if (!Number.isInteger(certificates) || Number(certificates) < 0 || Number(certificates) > most)
        throw new RestError(400, 'INVALID_SAMPLE', `Post {"certificates": …} with a number from 0 to ${most}.`);
      return ok(fillWithSample(org, url, Number(certificates)));
    },
  },
];
