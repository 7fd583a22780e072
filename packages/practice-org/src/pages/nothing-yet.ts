import type { OrgIdentity } from '../org/org.ts';
import { escapeXml } from '../xml/xml.ts';

/** What the console shows before a report was published: how to get one. */
export function nothingYet(org: OrgIdentity): string {
  const name = escapeXml(org.name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Certificate health of ${name}</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }</style>
</head>
<body>
<main>
<h1>Certificate health of ${name}</h1>
<p>No report was published yet.</p>
<p><code>npm start</code> hands its report over by itself. To hand over another, send the output of
<code>sf cert health --json</code> to <code>/practice-org/report</code> of this address by POST, and load this page again.</p>
</main>
</body>
</html>
`;
}
