import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The button of Salesforce's own date picker is 16 px wide (2.5.8): not ours to mend, and the field beside it opens the same calendar. */
const theirs = { rule: 'target-size', element: /\blightning-datepicker\b.* button\[title="Select a date for / };

/** What axe finds wrong on the page as it is now, but for that one rule on that one element: rule, element and why, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // As a script of the tool, not of the page: the page's policy does not let it in.
  await page.evaluate(axe);
  const results = (await page.evaluate((only) => {
    const { axe: runner } = window as unknown as { axe: { run(node: Document, options: object): Promise<unknown> } };
    return runner.run(document, { runOnly: only, resultTypes: ['violations'] });
  }, tags)) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.flatMap(({ target, html, failureSummary = '' }) => {
      const element = target.flat().join(' ');
      if (id === theirs.rule && theirs.element.test(element)) return [];
      const why = failureSummary.split('\n').slice(1).join(' ').trim();
      return `${id}: ${element} ${html.slice(0, 160)} – ${why}`;
    }),
  );
}
