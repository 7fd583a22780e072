import { html, jsonBody, ok, RestError } from '../server/message.ts';
import type { Route } from '../server/route.ts';
import { consolePage } from './console-page.ts';
import { asReport } from './report-shape.ts';

/** The console page, and where a report is handed to it. */
export const consoleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/console\/?$/,
    open: true,
    answer: ({ org, report }) => {
      const page = html(consolePage(org.identity, asReport(report.newest)));
      // The page shows what certificates say, which is other people's text: nothing of it may run.
      const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
      return { ...page, headers: { ...page.headers, 'content-security-policy': policy, 'cache-control': 'no-store' } };
    },
  },
  {
    method: 'GET',
    path: /^\/practice-org\/report$/,
    open: true,
    answer: ({ report }) => ok({ report: report.newest ?? null }),
  },
  {
    method: 'POST',
    path: /^\/practice-org\/report$/,
    open: true,
    answer: ({ request, report }) => {
      const posted = jsonBody(request);
      if (asReport(posted) === undefined) {
        throw new RestError(400, 'INVALID_REPORT', "Post the result of 'sf cert health --json', schemaVersion 1.");
      }
      report.publish(posted);
      return { status: 204, body: null };
    },
  },
];
