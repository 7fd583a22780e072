import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { Console } from './harness/console.ts';
import { settled } from './harness/settled.ts';

/** Rows of one page of the list. */
const PAGE = 50;

let app: Console;
before(async () => {
  app = await Console.start();
  await app.fill(2000);
});
after(() => app.close());

const rows = (page: Page) => page.locator('c-certificate-table tbody tr');

/** Calls of the app's Apex while something is done, by method. */
async function callsOf(page: Page, act: () => Promise<void>): Promise<string[]> {
  const calls: string[] = [];
  const note = (request: { url(): string }): void => {
    const [, method] = /\/apex\/([\w.]+)/.exec(request.url()) ?? [];
    if (method !== undefined) calls.push(method);
  };
  page.on('request', note);
  await act();
  page.off('request', note);
  return calls;
}

describe('with 2,000 certificates', () => {
  it('the list asks for each of them once, 500 at a time, and draws one page of rows', async () => {
    const { page, close } = await opened('check');
    const calls = await callsOf(page, async () => {
      await page.getByRole('button', { name: 'Certificates', exact: true }).click();
      await rows(page).first().waitFor();
      await settled(page);
    });
    assert.equal(calls.filter((method) => method === 'HealthRecords.certificates').length, 5, calls.join());
    assert.equal(await rows(page).count(), PAGE);
    await close();
  });

  it('each keystroke in the search is answered from what is there, with one page of rows at most', async () => {
    const { page, close } = await opened('certificates');
    await page.getByRole('searchbox', { name: 'Search' }).focus();
    const calls = await callsOf(page, async () => {
      for (const letter of 'zephyr') {
        await page.keyboard.type(letter);
        assert.ok((await rows(page).count()) <= PAGE);
      }
      await settled(page);
    });
    assert.deepEqual(calls, []);
    const names = await page.locator('c-certificate-table tbody th button').allInnerTexts();
    assert.ok(names.length > 0 && names.every((name) => name.includes('Zephyr')), names.slice(0, 5).join());
    await close();
  });
});

async function opened(name: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const open = await app.open(name);
  await settled(open.page);
  return { page: open.page, close: () => open.close() };
}
