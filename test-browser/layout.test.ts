import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from './harness/axe.ts';
import { withFinding } from './harness/certificates.ts';
import { rotationThat } from './harness/rotations.ts';
import { Console } from './harness/console.ts';
import { keep } from './harness/screenshot.ts';
import { pages, settled } from './harness/settled.ts';

let app: Console;
const records: Record<string, string> = {};
before(async () => {
  app = await Console.start();
  await app.fill(24);
  records.certificate = (await withFinding(app)).id;
  records.rotation = (await rotationThat(app, { State__c: 'waiting', Waits_For__c: 'partner' })).Id;
});
after(() => app.close());

const sizes = { '1280': { width: 1280 }, '400': { width: 400 }, '200-percent': { width: 1280, zoom: 2 } };

/** Pixels by which the page is wider than its window; what scrolls in a box of its own does not count. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const [size, options] of Object.entries(sizes)) {
  describe(`the layout at ${size}`, () => {
    for (const name of [...pages, 'certificate', 'rotation']) {
      it(`shows all of the page ${name} without scrolling sideways`, async () => {
        const record = records[name];
        const state = record ? { c__page: name, c__record: record } : name;
        const open = await app.open(state, options);
        await settled(open.page);
        await keep(open.page, `${name}-${size}`);
        assert.ok((await overflow(open.page)) <= 0, `${await overflow(open.page)} px too wide`);
        assert.deepEqual(await violations(open.page), []);
        assert.deepEqual(open.troubles, []);
        await open.close();
      });
    }
  });
}

describe('the layout in the person’s own colors (high contrast)', () => {
  const marked = (page: Page, selector: string, style: 'borderBottomColor' | 'backgroundColor'): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element)[name], style);

  it('tells the page and the filter that are chosen from the others', async () => {
    const open = await app.open('certificates');
    await open.page.emulateMedia({ forcedColors: 'active' });
    await settled(open.page);
    const [here, there] = [
      await marked(open.page, 'nav button[aria-current="page"]', 'borderBottomColor'),
      await marked(open.page, 'nav button:not([aria-current="page"])', 'borderBottomColor'),
    ];
    assert.notEqual(here, there);
    const [chosen, other] = [
      await marked(open.page, 'c-certificate-filters [aria-pressed="true"]', 'backgroundColor'),
      await marked(open.page, 'c-certificate-filters [aria-pressed="false"]', 'backgroundColor'),
    ];
    assert.notEqual(chosen, other);
    await open.close();
  });
});
