import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Console, root } from './harness/console.ts';
import { settled } from './harness/settled.ts';

let app: Console;
before(async () => {
  app = await Console.start({ consoleFolder: join(root, 'build', 'console') });
  await app.fill(2000);
  // The first page of a browser pays for starting it.
  await (await app.open('certificates')).page.locator('c-certificate-table tbody tr').first().waitFor();
});
after(() => app.close());

/** The best of some runs: the machine does other things too. */
async function best(runs: number, measure: () => Promise<number>): Promise<number> {
  let fastest = Infinity;
  for (let run = 0; run < runs; run += 1) fastest = Math.min(fastest, await measure());
  return fastest;
}

describe('with 2,000 certificates', () => {
  it('the first rows are there within a second of loading the page', async (context) => {
    const milliseconds = await best(3, async () => {
      const open = await app.open('check');
      await settled(open.page);
      await open.page.getByRole('button', { name: 'Certificates', exact: true }).click();
      await settled(open.page);
      const began = performance.now();
      await open.page.reload({ waitUntil: 'commit' });
      await open.page.locator('c-certificate-table tbody tr').first().waitFor();
      const took = performance.now() - began;
      await open.close();
      return took;
    });
    context.diagnostic(`${Math.round(milliseconds)} ms`);
    assert.ok(milliseconds <= 1000, `${milliseconds} ms`);
  });

  it('each keystroke in the search is answered within 100 ms', async (context) => {
    const word = 'zephyr';
    const fastest = word.split('').map(() => Infinity);
    for (let run = 0; run < 3; run += 1) {
      const open = await app.open('certificates');
      await settled(open.page);
      await open.page.getByRole('searchbox', { name: 'Search' }).focus();
      for (const [index, letter] of word.split('').entries())
        fastest[index] = Math.min(fastest[index] ?? Infinity, await open.page.evaluate(typed, letter));
      const names = await open.page.locator('c-certificate-table tbody th button').allInnerTexts();
      assert.ok(names.length > 0 && names.every((name) => name.includes('Zephyr')), names.slice(0, 5).join());
      await open.close();
    }
    context.diagnostic(`${fastest.map((one) => Math.round(one)).join(', ')} ms`);
    assert.ok(Math.max(...fastest) <= 100, fastest.join());
  });
});

/** Types a letter into the field with the focus. Gives the milliseconds until the next frame is drawn. */
async function typed(letter: string): Promise<number> {
  const inner = (root: Document | ShadowRoot): Element | null => {
    const active = root.activeElement;
    return active?.shadowRoot ? (inner(active.shadowRoot) ?? active) : active;
  };
  const field = inner(document) as HTMLInputElement;
  // The page's clock stands still for the tests; that of events does not.
  const began = new Event('x').timeStamp;
  field.value += letter;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: letter }));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return new Event('x').timeStamp - began;
}
