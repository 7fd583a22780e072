import assert from 'node:assert/strict';
import { X509Certificate, createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { toHtml } from '@cert-health/core';
import { quietHarbor } from '../../src/index.ts';
import type { OrgIdentity } from '../../src/org/org.ts';
import { nothingYet } from '../../src/pages/nothing-yet.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';
import { sampleReport } from './sample-report.ts';

let org: OrgClient;
before(async () => {
  org = await startOrg({ seed: quietHarbor });
});
after(() => org.close());

async function page(): Promise<string> {
  const response = await fetch(org.reportUrl);
  assert.equal(response.status, 200);
  return response.text();
}

function post(body: string): Promise<Response> {
  return fetch(`${org.url}/practice-org/report`, { method: 'POST', body });
}

/** Whether a policy lets a style element apply: all of them, or this one by its hash. */
function mayStyle(policy: string, style: string): boolean {
  const hash = createHash('sha256').update(style).digest('base64');
  return [`'unsafe-inline'`, `'sha256-${hash}'`].some((source) => /style-src [^;]*/.exec(policy)?.[0].includes(source));
}

/** The text of a page without its markup. */
function textOf(html: string): string {
  return html
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the report page', () => {
  it('says that no report was published yet, and how to publish one', async () => {
    const html = await page();
    const text = textOf(html);
    assert.match(text, /No report was published yet/);
    assert.match(text, /npm start/);
    assert.match(html, /<html lang="en">/);
    assert.match(html, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
    assert.match(html, /<title>Certificate health of Quiet Harbor Books<\/title>/);
  });

  it('does not let the name of an org write into the page', () => {
    const html = nothingYet({ name: '<script>alert("x")</script>' } as OrgIdentity);
    assert.doesNotMatch(html, /<script>/);
    assert.match(html, /&lt;script&gt;/);
  });

  it("is core's HTML report of what was published last", async () => {
    org.setReport(sampleReport);
    assert.equal(await page(), toHtml(sampleReport));
    const later = { ...sampleReport, asOf: '2026-12-01T00:00:00Z' };
    org.setReport({ status: 0, result: later, warnings: [] });
    assert.equal(await page(), toHtml(later));
  });

  for (const shown of ['the report', 'the page before any report'] as const) {
    it(`needs no login and is sent with its own policy, under which its style applies and nothing runs: ${shown}`, async () => {
      const other = await startOrg({ seed: quietHarbor });
      try {
        if (shown === 'the report') other.setReport(sampleReport);
        const response = await fetch(other.reportUrl);
        const html = await response.text();
        const [, own = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
        assert.match(own, /^default-src 'none'; /);
        assert.equal(response.headers.get('content-security-policy'), `${own}; frame-ancestors 'none'`);
        assert.ok(mayStyle(own, /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? ''), own);
        if (!own.includes("'unsafe-inline'")) assert.doesNotMatch(html, / style="/);
        assert.doesNotMatch(html, /<script|<link|<img|url\(/);
        assert.equal(response.headers.get('cache-control'), 'no-store');
      } finally {
        await other.close();
      }
    });
  }

  it('takes a report by POST, as the CLI prints it, and gives it back', async () => {
    assert.equal((await post(JSON.stringify({ status: 0, result: sampleReport, warnings: [] }))).status, 204);
    assert.match(textOf(await page()), /Calls to Partner API will fail/);
    const kept = (await (await fetch(`${org.url}/practice-org/report`)).json()) as { report: unknown };
    assert.deepEqual(kept.report, sampleReport);
  });

  it('refuses what is not a report, and keeps the one it has', async () => {
    org.setReport(sampleReport);
    const without = (part: keyof HealthReport) => JSON.stringify({ ...sampleReport, [part]: undefined });
    const wrong = ['nonsense', '{}', '[]', 'null', '1', '"x"', '{"result": {}}', without('certificates')];
    for (const body of [...wrong, without('summary'), JSON.stringify({ ...sampleReport, schemaVersion: '2' })]) {
      const answer = await post(body);
      assert.equal(answer.status, 400, body);
      assert.match(await answer.text(), /INVALID_REPORT|JSON_PARSER_ERROR/);
    }
    assert.equal(await page(), toHtml(sampleReport));
  });

  it('refuses it from a program too', () => {
    for (const wrong of [undefined, null, {}, { ...sampleReport, findings: undefined }]) {
      assert.throws(() => org.setReport(wrong), TypeError);
    }
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
