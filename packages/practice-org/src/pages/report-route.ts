import { html } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { nothingYet } from './nothing-yet.ts';

/** The page that shows the newest health report, or how to get one. */
export const reportRoute: Route = {
  method: 'GET',
  path: /^\/console\/report$/,
  open: true,
  answer: ({ org, report }) => {
    const page = report.page ?? nothingYet(org.identity);
    const headers = { 'content-security-policy': policyOf(page), 'cache-control': 'no-store' };
    const reply = html(page);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  },
};

/**
 * The policy that a page states for itself, sent as a header too, where it also says that no other page may frame it
 * (CSP Level 3 section 6.4.2: `frame-ancestors` does not count in a meta element).
 */
function policyOf(page: string): string {
  const [, own = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  return `${own}; frame-ancestors 'none'`;
}
