import { jsonBody, ok, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

/** Where a health report is handed to the org, and read back. Not part of any Salesforce API. */
export const reportRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/practice-org\/report$/,
    open: true,
    answer: ({ report }) => ok({ report: report.report ?? null }),
  },
  {
    method: 'POST',
    path: /^\/practice-org\/report$/,
    open: true,
    answer: ({ request, report }) => {
      try {
        report.publish(jsonBody(request));
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw new RestError(400, 'INVALID_REPORT', "Post the result of 'sf cert health --json', schemaVersion 1.");
      }
      return { status: 204, body: null };
    },
  },
];
