import { html } from '../http/message.ts';
import type { Reply } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { escapeXml } from '../xml/xml.ts';

/** Where links into Lightning Experience lead: to the app's page, or to a page that says what a real org has there. */
export const lightningRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/lightning\/n\/Certificate_Health\/?$/,
    open: true,
    answer: ({ request }) => {
      const state = new URLSearchParams([...request.search].filter(([name]) => name.startsWith('c__'))).toString();
      return movedTo(`/console${state === '' ? '' : `#${state}`}`);
    },
  },
  {
    method: 'GET',
    path: /^\/lightning\/r\/CertHealth_Certificate__c\/(?<id>\w{15,18})\/view$/,
    open: true,
    answer: ({ parameters: { id = '' } }) => movedTo(`/console#c__page=certificate&c__record=${id}`),
  },
  {
    method: 'GET',
    path: /^\/lightning\/.*$/,
    open: true,
    answer: ({ request }) => html(notHere(request.path)),
  },
];

function movedTo(location: string): Reply {
  return { status: 302, headers: { location }, body: '' };
}

function notHere(path: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Not in the practice org</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 1rem; }</style>
</head>
<body>
<main>
<h1>Not in the practice org</h1>
<p>In a real org, this address opens Salesforce itself: <code>${escapeXml(path)}</code>.</p>
<p><a href="/console">Back to the app</a></p>
</main>
</body>
</html>
`;
}
