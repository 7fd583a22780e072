import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { severityWords, toHtml } from '@cert-health/core';
import { healthyReport, practiceReport } from '../fixtures/report.ts';

const page = toHtml(practiceReport);

describe('the HTML report', () => {
  it('needs nothing from anywhere: no script, no address, and a policy that forbids both', () => {
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|src=|url\(|@import/);
    assert.match(page, /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
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
    assert.deepEqual(named, ['findings', 'not-checked', 'certificates', 'sources']);
    for (const id of named) assert.ok(page.includes(`<h2 id="${id}">`));
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
    assert.match(page, /INFO, waived/);
  });

  it('gives the life that is used as text beside the bar, which is at most full', () => {
    assert.match(page, /aria-hidden="true"><i style="width:98%"><\/i><\/span> 98 %/);
    const [first] = practiceReport.certificates;
    const over = toHtml({
      ...practiceReport,
      certificates: [{ ...(first as NonNullable<typeof first>), lifetimeUsed: 1.5 }],
    });
    assert.match(over, /width:100%"><\/i><\/span> 150 %/);
  });

  it('shows what was not checked and which permission would help', () => {
    assert.match(page, /Mutual authentication list<\/b>.*Needs the permission <b>Modify Metadata/);
    assert.match(page, /Legacy_JWT<\/b>.*\(chain-incomplete, weak-signature\)/);
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
