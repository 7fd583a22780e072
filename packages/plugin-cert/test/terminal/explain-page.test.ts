import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDescriptions } from '../../src/catalog/check-description.ts';
import { useCatalog } from '@cert-health/core';
import { pageOf, pageOfUse } from '../../src/catalog/check-page.ts';
import { explainPage } from '../../src/terminal/explain-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';

const plugin = fileURLToPath(new URL('../../', import.meta.url));
const shown = (markdown: string, columns = 80): string => explainPage(markdown, { columns, paint: plainPaint });

describe('the page of a use on a terminal', () => {
  for (const use of useCatalog) {
    it(`of ${use.id} fits every terminal and has no sign of Markdown`, () => {
      const page = pageOfUse(use, plugin);
      assert.match(page, /^# /);
      for (const columns of [40, 80, 120]) {
        const lines = shown(page, columns).split('\n');
        assert.deepEqual(
          lines.filter((line) => columnsOf(line) > columns),
          [],
        );
      }
      assert.doesNotMatch(shown(page, 120), /\]\(|\*\*|^#|^\||`|\.md\b/m);
    });
  }

  it('is made of the catalog where the plugin has no pages', () => {
    const [use] = useCatalog;
    assert.ok(use);
    assert.match(pageOfUse(use, '/nowhere/at/all'), new RegExp(`^# ${use.label}\\n\\n`));
  });
});

describe('the page of a check on a terminal', () => {
  for (const check of checkDescriptions()) {
    it(`of ${check.id} fits every terminal, has no sign of Markdown, and leaves no word out`, () => {
      const page = pageOf(check, plugin);
      for (const columns of [40, 60, 80, 120]) {
        const lines = shown(page, columns).split('\n');
        assert.deepEqual(
          lines.filter((line) => columnsOf(line) > columns),
          [],
        );
      }
      const text = shown(page, 120);
      assert.doesNotMatch(text, /\]\(|\*\*|^#|^\||`|\.md\b/m);
      const words = (of: string): string[] => of.match(/[\p{L}\p{N}]+/gu) ?? [];
      const said = new Set(words(text));
      const prose = page.replace(/\]\([^)]*\)/g, ']');
      assert.deepEqual(
        [...new Set(words(prose))].filter((word) => !said.has(word)),
        [],
      );
    });
  }

  it('joins the lines of a paragraph and breaks them anew, keeps items apart, and says where a link outside leads', () => {
    const markdown =
      '# Title\n\nOne\ntwo `code`.\n\n- **A:** first\n  goes on\n- [b](https://b.example/x)\n\n1. _third_';
    assert.equal(
      shown(markdown),
      ['Title', '', 'One two code.', '', '- A: first goes on', '- b (https://b.example/x)', '1. third'].join('\n'),
    );
  });

  it('names the page of another check by what asks for it, and a guide by its words', () => {
    assert.equal(
      shown('See [that one](weak-key.md) and [weak-key](weak-key.md).'),
      'See that one (weak-key) and weak-key.',
    );
    assert.equal(shown('Set it under [thresholds](../guide/settings.md).'), 'Set it under thresholds.');
  });

  it('leaves signs alone that are part of a name', () => {
    assert.equal(shown('`Partner_API_Client` and snake_case_name * 2'), 'Partner_API_Client and snake_case_name * 2');
  });
});
