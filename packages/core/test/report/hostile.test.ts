import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toCsv, toHtml, toMarkdown } from '@cert-health/core';
import { hostileReport } from '../fixtures/report.ts';
import { hostileAhead } from './ahead-report.ts';
import { hostileTexts, unseen } from './hostile-texts.ts';

describe('texts of other people', () => {
  it('cannot become markup in HTML, neither as an element nor by leaving an attribute', () => {
    const page = toHtml(hostileAhead(`"><img src=x onerror='alert(1)'>&amp;</title></svg></style><script>`));
    assert.doesNotMatch(page, /<img|<script|onerror='/);
    assert.equal(page.match(/<\/title>/g)?.length, 2, 'of the page and of the timeline');
    assert.equal(page.match(/<\/style>/g)?.length, 1);
    assert.match(page, /&quot;&gt;&lt;img src=x onerror=&#39;alert\(1\)&#39;&gt;&amp;amp;/);
  });

  it('keep the page balanced: every element that is opened is closed', () => {
    const page = toHtml(hostileAhead('</td></tr></table></svg><b>'));
    const open: string[] = [];
    for (const [, end, tag] of page.matchAll(/<(\/?)([a-z]+\d?)(?:\s[^>]*)?>/g)) {
      if (tag === 'meta' || tag === 'br') continue;
      if (end) assert.equal(open.pop(), tag);
      else open.push(tag as string);
    }
    assert.deepEqual(open, []);
  });

  it('leave no value of an attribute open, and none without quotes', () => {
    for (const [what, text] of hostileTexts) {
      for (const [tag] of toHtml(hostileAhead(text)).matchAll(/<[a-z][^>]*>/g)) {
        assert.match(tag, /^<[a-z]+\d?( [a-z\d-]+(="[^"<>]*")?)*>$/i, what);
      }
    }
  });

  it('cannot be the target of a link: links lead to parts of the page only', () => {
    const targets = Array.from(toHtml(hostileAhead('#x" href="https://evil.example')).matchAll(/ href="([^"]*)"/g));
    assert.ok(targets.length > 0);
    for (const [, target] of targets)
      assert.match(
        target ?? '',
        /^#(finding-\d+|summary|not-checked|findings|timeline|uses|workload|certificates|sources)$/,
      );
  });

  it('cannot turn the direction of writing or hide characters in any format', () => {
    const report = hostileAhead('moc.elpmaxe\u202e\u200b\u0000\u2028end');
    for (const text of [toHtml(report), toCsv(report), toMarkdown(report)]) {
      assert.doesNotMatch(text, /[\u202e\u200b\u0000\u2028]/);
      assert.match(text, /\{202E\\?\}/);
    }
  });

  it('cannot hide in tags, half surrogate pairs or noncharacters either', () => {
    const report = hostileAhead('a\u{e0041}b\ud800c\ufffed\u00ade');
    for (const text of [toHtml(report), toCsv(report), toMarkdown(report)]) {
      assert.doesNotMatch(text, unseen);
      assert.match(text, /\{E0041\\?\}b\\?\\u\\?\{D800\\?\}c/);
    }
  });

  it('cannot be run as a formula by a spreadsheet, nor start a new cell or line', () => {
    for (const start of ['=', '+', '-', '@', ' =', '\t=']) {
      const table = toCsv(hostileReport(`${start}HYPERLINK("http://evil.example","x")`));
      for (const cell of cellsOf(table)) assert.doesNotMatch(cell, /^\s*[=+\-@]/);
    }
    const lines = cellsOf(toCsv(hostileReport('a,"b"\r\nc')));
    assert.equal(lines.length % 22, 0, 'every row has every column');
    assert.ok(lines.includes('a,"b"\\u{D}\\u{A}c'));
  });

  it('cannot mention anybody, link anywhere or break out of a table in Markdown', () => {
    const text = toMarkdown(
      hostileAhead('@admin | [x](https://evil.example) `code` <details> www.evil.example\n\n# head'),
    );
    assert.doesNotMatch(text, /@admin/);
    assert.doesNotMatch(text, /https:\/\/evil/);
    assert.doesNotMatch(text, /www\.evil/);
    assert.doesNotMatch(text, /^# head/m);
    assert.doesNotMatch(text, /[^\\]\[x\]/);
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
    for (const line of text.split('\n').filter((one) => one.startsWith('| ✖'))) {
      assert.equal(line.match(/(?<!\\)\|/g)?.length, 8, 'seven cells');
    }
  });
});

/** Cells of RFC 4180 text. */
function cellsOf(table: string): string[] {
  const cells = table.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g);
  const found = Array.from(cells, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  return found.slice(0, -1);
}
