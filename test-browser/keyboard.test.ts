import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from './harness/axe.ts';
import { withFinding } from './harness/certificates.ts';
import { Console } from './harness/console.ts';
import { focusedName, press } from './harness/focus.ts';
import { pages, settled, shown } from './harness/settled.ts';

let app: Console;
before(async () => {
  app = await Console.start();
});
after(() => app.close());

/** The element with the focus: what it is called, and whether one can see that it has it. */
async function focused(page: Page): Promise<{ name: string; seen: boolean }> {
  return page.evaluate(() => {
    const inner = (root: Document | ShadowRoot): Element | null => {
      const active = root.activeElement;
      return active?.shadowRoot ? (inner(active.shadowRoot) ?? active) : active;
    };
    const element = inner(document);
    if (!(element instanceof HTMLElement)) return { name: '', seen: false };
    const look = (): string => {
      const chain = [element, element.parentElement, element.parentElement?.parentElement];
      return chain
        .map((one) => {
          if (!one) return '';
          const { outline, outlineOffset, boxShadow, borderColor, backgroundColor, textDecorationLine } =
            getComputedStyle(one);
          return [outline, outlineOffset, boxShadow, borderColor, backgroundColor, textDecorationLine].join();
        })
        .join('|');
    };
    const withFocus = look();
    element.blur();
    const without = look();
    element.focus();
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    return { name: `${element.tagName.toLowerCase()} ${name.slice(0, 60)}`, seen: withFocus !== without };
  });
}

describe('the app by keyboard alone', () => {
  for (const name of pages) {
    it(`shows where the focus is at every stop of the page ${name}`, async () => {
      await app.fill(24);
      const open = await app.open(name);
      await settled(open.page);
      const unseen: string[] = [];
      const stops = new Set<string>();
      for (let step = 0; step < 40; step += 1) {
        await open.page.keyboard.press('Tab');
        const stop = await focused(open.page);
        if (stop.name.startsWith('body')) break;
        stops.add(stop.name);
        if (!stop.seen) unseen.push(stop.name);
      }
      assert.ok(stops.size >= pages.length, [...stops].join());
      assert.deepEqual(unseen, []);
      await open.close();
    });
  }

  it('opens a certificate with Enter, and goes on reading where the new page begins', async () => {
    await app.fill(24);
    const open = await app.open('certificates');
    await settled(open.page);
    const { name } = await withFinding(app);
    await open.page.getByRole('button', { name, exact: true }).focus();
    await open.page.keyboard.press('Enter');
    await open.page.getByRole('heading', { name: 'What it is for' }).waitFor();
    await open.page.keyboard.press('Tab');
    const inside = await open.page.evaluate(() => document.activeElement?.tagName.toLowerCase());
    assert.equal(inside, 'c-certificate-console');
    assert.match((await focused(open.page)).name, /All certificates/);
    await open.close();
  });

  it('chooses from a list with the arrow keys, and Esc closes it unchanged', async () => {
    await app.fill(24);
    const open = await app.open('certificates');
    await settled(open.page);
    await open.page.getByRole('combobox', { name: 'Status' }).focus();
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await open.page.keyboard.press(key, { delay: 100 });
    };
    await press('Enter', 'ArrowDown', 'Escape');
    await shown(open.page).getByText('25 of 25 certificates shown').waitFor();
    await press('Enter', 'ArrowDown', 'Enter');
    await shown(open.page)
      .getByText(/^(\d) of \1 certificates shown/)
      .waitFor();
    await open.close();
  });

  it('decides in a dialog that holds the focus, closes with Esc, and gives the focus back', async () => {
    await app.fill(24);
    const { id } = await withFinding(app);
    const open = await app.open({ c__page: 'certificate', c__record: id });
    await settled(open.page);
    const acknowledge = open.page.getByRole('button', { name: 'Acknowledge' }).first();
    await acknowledge.focus();
    await open.page.keyboard.press('Enter');
    const dialog = open.page.getByRole('dialog');
    await dialog.waitFor();
    assert.deepEqual(await violations(open.page), []);
    const stops: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      await open.page.keyboard.press('Tab');
      stops.push((await focused(open.page)).name);
    }
    assert.ok(
      stops.every((stop) => !/All certificates|Home|Waive$/.test(stop)),
      stops.join(' › '),
    );
    await open.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.match((await focused(open.page)).name, /Acknowledge/);
    assert.deepEqual(open.troubles, []);
    await open.close();
  });
});

describe('a button that goes away when it is pressed', () => {
  const cases: Readonly<
    Record<string, { at: string | Record<string, string>; first?: string; button: string; goesOn: RegExp }>
  > = {
    'lets a choice go': { at: 'certificates', first: 'checkbox', button: 'Choose none', goesOn: /None is chosen now/ },
    'shows all certificates again': {
      at: { c__page: 'certificates', c__filter: 'text=nothing+has+this' },
      button: 'Show all',
      goesOn: /^input/,
    },
    'stops the daily scan': {
      at: 'settings',
      first: 'Schedule',
      button: 'Stop the daily scan',
      goesOn: /^button Schedule/,
    },
    'starts over with another certificate': {
      at: 'check',
      first: 'Try an example',
      button: 'Start over',
      goesOn: /^textarea/,
    },
    'tries again': { at: 'uses', first: 'fault', button: 'Try again', goesOn: /^div/ },
  };

  for (const [name, { at, first, button, goesOn }] of Object.entries(cases)) {
    it(`leaves the focus where one goes on: it ${name}`, async () => {
      await app.fill(24);
      if (first === 'fault') await app.faults({ 'apex-fails': 'HealthRecords.findings' });
      const open = await app.open(at);
      await settled(open.page);
      await app.faults({});
      if (first === 'checkbox') await open.page.getByRole('checkbox', { name: /^Choose all/ }).press('Space');
      else if (first && first !== 'fault') await press(open.page.getByRole('button', { name: first, exact: true }));
      const pressed = open.page.getByRole('button', { name: button, exact: true });
      await press(pressed);
      await pressed.waitFor({ state: 'detached' });
      await open.page.waitForFunction(() => document.activeElement !== document.body);
      assert.match(await focusedName(open.page), goesOn);
      await open.close();
    });
  }
});
