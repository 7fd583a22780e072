import { html, jsonBody, ok, RestError } from '../server/message.ts';
import type { Route } from '../server/route.ts';
import { nothingYet } from './nothing-yet.ts';

/** The HTML report, where a report is handed to it, and what a company was planted with. */
export const consoleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/console\/report$/,
    open: true,
    answer: ({ org, report }) => {
      const page = report.page ?? nothingYet(org.identity);
      const headers = { 'content-security-policy': policyOf(page), 'cache-control': 'no-store' };
      const reply = html(page);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    },
  },
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
  {
    method: 'GET',
    path: /^\/practice-org\/references$/,
    open: true,
    answer: ({ org }) => ok({ references: org.references }),
  },
];

/**
 * The policy that a page states for itself, sent as a header too, where it also says that no other page may frame it
 * (CSP Level 3 section 6.4.2: `frame-ancestors` does not count in a meta element).
 */
function policyOf(page: string): string {
  const [, own = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  return `${own}; frame-ancestors 'none'`;
}
