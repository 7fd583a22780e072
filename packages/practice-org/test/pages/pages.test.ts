import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';
import { sampleReport } from './sample-report.ts';

let org: OrgClient;
before(async () => {
  org = await startOrg({ seed: quietHarbor });
});
after(() => org.close());

async function page(): Promise<string> {
  const response = await fetch(org.consoleUrl);
  assert.equal(response.status, 200);
  return response.text();
}

/** The text of a page without its markup. */
function textOf(html: string): string {
  return html
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the console page', () => {
  it('says that no report was published yet, and how to publish one', async () => {
    const text = textOf(await page());
    assert.match(text, /No report was published yet/);
    assert.match(text, /npm start/);
  });

  it('needs no login and runs and loads nothing', async () => {
    const response = await fetch(org.consoleUrl);
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const html = await response.text();
    assert.doesNotMatch(html, /<script|<link|<img|https?:\/\//);
  });

  it('has the structure that assistive technology needs', async () => {
    org.setReport(sampleReport);
    const html = await page();
    assert.match(html, /<html lang="en">/);
    assert.match(html, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
    assert.equal(html.match(/<h1>/g)?.length, 1);
    assert.equal(html.match(/<main>/g)?.length, 1);
    assert.equal(html.match(/<table>/g)?.length, html.match(/<caption>/g)?.length);
    assert.match(html, /<th scope="col">/);
    assert.match(html, /<th scope="row">/);
    // Headings do not skip a level.
    const levels = [...html.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level));
    levels.slice(1).forEach((level, index) => assert.ok(level - (levels[index] ?? 0) <= 1));
  });

  it('shows what is wrong, worst first, with the next step; waived findings are counted only', async () => {
    org.setReport(sampleReport);
    const text = textOf(await page());
    const order = ['Calls to Partner API will fail', 'A third of its life is left'].map((title) => text.indexOf(title));
    assert.ok(order[0]! > 0 && order[1]! > order[0]!, text);
    assert.match(text, /Do: Renew Partner_API_Client by 26 Nov 2026/);
    assert.doesNotMatch(text, /Somebody decided that this is fine/);
    assert.match(text, /1 findings waived/);
  });

  it('says every status by a symbol and a word', async () => {
    org.setReport(sampleReport);
    const html = await page();
    for (const badge of html.match(/<span class="badge [^]*?<\/span> [^<]+<\/span>/g) ?? []) {
      assert.match(badge, /<span aria-hidden="true">.<\/span> (Critical|Warning|Info|No findings|Not checked)<\/span>/);
    }
    assert.match(textOf(html), /✖ Critical/);
  });

  it('never calls a certificate fine that something could not be checked of', async () => {
    org.setReport(sampleReport);
    const row = /<tr><th scope="row">Unknown One[^]*?<\/tr>/.exec(await page())?.[0] ?? '';
    assert.match(textOf(row), /Not checked/);
  });

  it('lists what was not looked at, and why', async () => {
    org.setReport(sampleReport);
    assert.match(textOf(await page()), /Mutual authentication list needs a permission/);
  });

  it('lists certificates with the soonest expiry first', async () => {
    org.setReport(sampleReport);
    const text = textOf(await page());
    const table = text.slice(text.indexOf('Certificates, soonest expiry first'));
    assert.ok(table.indexOf('Partner API client') < table.indexOf('Unknown One'));
    assert.match(table, /26 Nov 2026 in 4 days/);
  });

  it('does not let a certificate write into the page', async () => {
    const [certificate] = sampleReport.certificates;
    const subject = 'CN=<script>alert("x")</script>';
    org.setReport({ ...sampleReport, certificates: [{ ...certificate, subject, holdings: [] }] });
    const html = await page();
    assert.doesNotMatch(html, /<script>/);
    assert.match(html, /&lt;script&gt;/);
  });

  it('takes a report by POST, as the CLI prints it, and gives it back', async () => {
    const post = (body: string) => fetch(`${org.url}/practice-org/report`, { method: 'POST', body });
    assert.equal((await post(JSON.stringify({ status: 0, result: sampleReport, warnings: [] }))).status, 204);
    assert.match(textOf(await page()), /Calls to Partner API will fail/);
    const kept = (await (await fetch(`${org.url}/practice-org/report`)).json()) as { report: { result: unknown } };
    assert.deepEqual(kept.report.result, sampleReport);
  });

  it('refuses what is not a report, and keeps the one it has', async () => {
    org.setReport(sampleReport);
    for (const body of ['nonsense', '{}', '[]', 'null', JSON.stringify({ ...sampleReport, schemaVersion: '2' })]) {
      const answer = await fetch(`${org.url}/practice-org/report`, { method: 'POST', body });
      assert.equal(answer.status, 400, body);
    }
    assert.match(textOf(await page()), /Calls to Partner API will fail/);
  });
});

describe('/cacerts.jsp', () => {
  it('lists the roots to anyone, each with its fingerprint and PEM', async () => {
    const response = await fetch(`${org.url}/cacerts.jsp`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /text\/html/);
    const html = await response.text();
    const blocks = html.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
    assert.equal(blocks.length, 2);
    for (const pem of blocks) {
      const root = new X509Certificate(pem);
      assert.equal(root.subject, root.issuer);
      assert.ok(html.includes(root.fingerprint256));
    }
  });

  it('lists roots that the chains of the org lead to', async () => {
    const html = await (await fetch(`${org.url}/cacerts.jsp`)).text();
    const roots = (html.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []).map(
      (pem) => new X509Certificate(pem),
    );
    const soql = "SELECT CertificateChain FROM Certificate WHERE DeveloperName = 'Supplier_Client'";
    const [row] = (await org.query<{ CertificateChain: string }>(soql, 'tooling/')).json().records;
    const body = (await org.get(row?.CertificateChain ?? '')).text;
    const [, intermediate] = body.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
    assert.ok(roots.some((root) => new X509Certificate(intermediate ?? '').verify(root.publicKey)));
  });
});
