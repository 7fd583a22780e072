import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { reportFormats, severityWords, toHtml } from '@cert-health/core';
import { healthyReport, practiceReport } from '../fixtures/report.ts';
import { aheadReport, withoutForecast } from './ahead-report.ts';

const page = toHtml(practiceReport);

describe('the HTML report', () => {
  it('needs nothing from anywhere: no script, no address that is fetched', () => {
    for (const one of [page, toHtml(aheadReport)]) {
      assert.doesNotMatch(one, /<script|<link|<img|<iframe|<use|<image|<foreignObject|src=|url\(|@import| on[a-z]+=/);
    }
  });

  it('has a policy that allows its one style sheet, by hash, and nothing else', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const sheets = Array.from(page.matchAll(/<style>([^]*?)<\/style>/g), ([, text]) => text as string);
    const [sheet, ...more] = sheets.map((text) => createHash('sha256').update(text).digest('base64'));
    assert.deepEqual(more, []);
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${sheet}'; base-uri 'none'; form-action 'none'`);
    assert.doesNotMatch(toHtml(aheadReport), / style=/, 'which the policy would not allow');
  });

  it('has a language, a title, one main heading and headings in order', () => {
    assert.match(page, /<html lang="en">/);
    assert.match(page, /<title>Certificate health of acme-prod/);
    const levels = Array.from(page.matchAll(/<h(\d)/g), ([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    for (const [position, level] of levels.entries()) assert.ok(level - (levels[position - 1] ?? 0) <= 1);
  });

  it('names each section by its heading', () => {
    const named = Array.from(page.matchAll(/<section aria-labelledby="([\w-]+)">/g), ([, id]) => id);
    assert.deepEqual(named, ['summary', 'not-checked', 'findings', 'uses', 'certificates', 'sources']);
    for (const id of named) assert.ok(page.includes(`<h2 id="${id}">`));
  });

  it('leads to each section from its contents', () => {
    const [contents = ''] = /<nav aria-label="Contents">.*<\/nav>/.exec(page) ?? [];
    const targets = Array.from(contents.matchAll(/href="#([\w-]+)"/g), ([, id]) => id);
    assert.deepEqual(targets, ['summary', 'not-checked', 'findings', 'uses', 'certificates', 'sources']);
  });

  it('opens with a row for each open finding, which leads to all that is said of it', () => {
    const summary = page.slice(page.indexOf('<h2 id="summary">'), page.indexOf('<h2 id="not-checked">'));
    const open = practiceReport.findings.filter(({ status }) => status === 'open');
    assert.equal(summary.match(/<tr role="row"><td/g)?.length, open.length);
    assert.match(summary, /<a href="#finding-1"><bdi>Partner API Client<\/bdi><\/a>/);
    assert.match(summary, />ends 26 Nov</);
  });

  it('says nothing that is wrong tomorrow', () => {
    const [html] = reportFormats.filter(({ name }) => name === 'HTML').map(({ write }) => write(practiceReport));
    assert.doesNotMatch(html ?? '', /in \d+ (day|month|year)s?\b|\bago\b/);
  });

  it('keeps the meaning of tables where they are laid out as cards', () => {
    const cells = page.match(/<td[^>]*>/g) ?? [];
    assert.ok(cells.length > 0);
    for (const cell of cells) assert.match(cell, /role="cell" data-label="[A-Z][\w ]+"/);
    for (const role of ['table', 'rowgroup', 'row', 'columnheader']) assert.ok(page.includes(`role="${role}"`), role);
    assert.doesNotMatch(page, /<th (?!scope="col")/);
  });

  it('says every severity in a word, not by color or sign alone', () => {
    for (const { word } of Object.values(severityWords)) assert.match(page, new RegExp(`</span> ${word}`));
    assert.match(page, /NOTE, waived/);
  });

  it('gives the life that is used as text beside the bar, which is at most full', () => {
    assert.match(page, /aria-hidden="true"><rect width="98%" height="100%"><\/rect><\/svg> 98 %/);
    const [first] = practiceReport.certificates;
    const over = toHtml({
      ...practiceReport,
      certificates: [{ ...(first as NonNullable<typeof first>), lifetimeUsed: 1.5 }],
    });
    assert.match(over, /<rect width="100%" height="100%"><\/rect><\/svg> 150 %/);
  });

  it('shows what was not checked and which permission would help', () => {
    assert.match(page, /Mutual authentication list<\/b>.*Needs the permission <b>Modify Metadata/);
    assert.match(page, /Legacy_JWT<\/b>.*\(chain-incomplete, weak-signature\)/);
  });

  it('has the months ahead and the work of renewals where the report has a forecast, and else no such part', () => {
    const parts = (text: string): unknown[] => Array.from(text.matchAll(/<h2 id="([\w-]+)">/g), ([, id]) => id);
    assert.deepEqual(parts(toHtml(withoutForecast)), parts(page));
    assert.deepEqual(parts(toHtml(aheadReport)), [
      'summary',
      'not-checked',
      'findings',
      'timeline',
      'uses',
      'workload',
      'certificates',
      'sources',
    ]);
  });

  it('gives no id twice', () => {
    const ids = Array.from(toHtml(aheadReport).matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('says what somebody decided not to check, and what was known before', () => {
    const [known] = practiceReport.findings;
    const decided = toHtml({
      ...healthyReport,
      decisions: {
        checksOff: ['weak-key'],
        known: { since: '2026-11-20T01:00:00.000Z', findings: known ? [known] : [] },
      },
    });
    assert.match(decided, /Turned off in the settings: weak-key/);
    assert.match(decided, /Not listed: 1 finding that the report of 20 Nov 2026 01:00 UTC had already/);
    assert.doesNotMatch(decided, /Nothing was left out/);
  });

  it('says plainly when there is nothing to say', () => {
    const healthy = toHtml(healthyReport);
    assert.match(healthy, /Everything that was checked is in order\./);
    assert.match(healthy, /<p>No finding\.<\/p>/);
    assert.match(healthy, /<p>Nothing was left out\.<\/p>/);
    assert.match(healthy, /Certificate health of the given files/);
  });

  it('has enough contrast for every color on its background, in light and dark', () => {
    for (const [, scheme] of page.matchAll(/:root\{([^}]*--back[^}]*)\}/g)) {
      const colors: Readonly<Record<string, string>> = Object.fromEntries(
        Array.from((scheme as string).matchAll(/--(\w+):(#\w+)/g), ([, name, value]) => [
          name as string,
          value as string,
        ]),
      );
      for (const name of ['text', 'quiet', 'critical', 'warning', 'info', 'good']) {
        const ratio = contrast(colors[name] ?? '', colors['back'] ?? '');
        assert.ok(ratio >= 4.5, `${name}: ${ratio.toFixed(2)}`);
      }
    }
  });
});

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const digits =
    color.length === 4 ? Array.from(color.slice(1), (digit) => digit + digit) : color.slice(1).match(/../g);
  const [red, green, blue] = (digits ?? []).map((pair) => {
    const value = parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
