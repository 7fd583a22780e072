import { X509Certificate } from 'node:crypto';
import { html, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { escapeXml } from '../xml/xml.ts';

/**
 * `/cacerts.jsp`, the list of roots that the org trusts; needs no login.
 *
 * unverified: the markup of the page. No copy of a real one was found; this one has each root's names, fingerprint and
 * PEM, and nothing may rely on its structure.
 */
export const trustedRootsRoute: Route = {
  method: 'GET',
  path: /^\/cacerts\.jsp$/,
  open: true,
  answer: ({ org, faults }) => {
    if (faults.faults.noRootList) throw new RestError(503, 'SERVER_UNAVAILABLE', 'The page is not available.');
    return html(page(org.trustedRoots));
  },
};

function page(roots: readonly string[]): string {
  const sections = roots.map((pem) => {
    const certificate = new X509Certificate(pem);
    const rows = [
      ['Subject', certificate.subject.replaceAll('\n', ', ')],
      ['Serial number', certificate.serialNumber],
      ['Valid until', certificate.validToDate.toISOString().slice(0, 10)],
      ['SHA-256 fingerprint', certificate.fingerprint256],
    ];
    const table = rows.map(([name, value = '']) => `<tr><th>${name}</th><td>${escapeXml(value)}</td></tr>`).join('\n');
    return `<table>\n${table}\n</table>\n<pre>${escapeXml(pem.trim())}</pre>`;
  });
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Trusted certificate authorities</title></head>
<body>
<h1>Trusted certificate authorities</h1>
${sections.join('\n')}
</body>
</html>
`;
}
