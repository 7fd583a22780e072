import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from './harness/axe.ts';
import { withFinding } from './harness/certificates.ts';
import type { Stored } from './harness/certificates.ts';
import { Console } from './harness/console.ts';
import type { OpenPage } from './harness/console.ts';
import { focusedName, press } from './harness/focus.ts';
import { rotationThat } from './harness/rotations.ts';
import { settled } from './harness/settled.ts';

let app: Console;
let stored: Stored;
let rotation = '';
before(async () => {
  app = await Console.start();
});
after(() => app.close());
beforeEach(async () => {
  await app.fill(24);
  await app.become('admin');
  stored = await withFinding(app);
  rotation = (await rotationThat(app, { State__c: 'waiting', Waits_For__c: 'partner' })).Id;
});

const reason = 'The partner goes away in January.';
const certificate = (): Record<string, string> => ({ c__page: 'certificate', c__record: stored.id });
const waived = async (): Promise<void> => {
  const findingIds = stored.findings.map(({ Id }) => Id);
  await app.apex('FindingDecisions.waive', { findingIds, reason, until: '2026-12-20' });
};
const chooseAll = async (page: Page): Promise<void> => {
  await page.getByRole('checkbox', { name: 'Choose all rows shown' }).press('Space');
};

interface Case {
  readonly at: () => Record<string, string> | string;
  readonly button: string | RegExp;
  readonly types?: string;
  readonly first?: () => Promise<void>;
  readonly choose?: (page: Page) => Promise<void>;
  /** What has the focus after the decision. */
  readonly goesOn: RegExp;
}

const troubled = { c__page: 'certificates', c__filter: 'status=critical;warning' };
const dialogs: Readonly<Record<string, Case>> = {
  acknowledge: { at: certificate, button: 'Acknowledge', types: 'Ordered.', goesOn: /^h3 / },
  waive: { at: certificate, button: 'Waive', types: reason, goesOn: /^h3 / },
  'open again': { at: certificate, first: waived, button: 'Open again', goesOn: /^h3 / },
  assign: { at: certificate, button: 'Assign', types: 'Ines Okafor', goesOn: /^button Assign/ },
  'who is responsible': { at: certificate, button: 'Change', types: 'Ines Okafor', goesOn: /^button Change/ },
  'open again in the settings': { at: () => 'settings', first: waived, button: 'Open again', goesOn: /^div/ },
  'waive several': {
    at: () => troubled,
    choose: chooseAll,
    button: 'Waive what is open',
    types: reason,
    goesOn: /^span \d+ findings waived/,
  },
  'assign several': {
    at: () => troubled,
    choose: chooseAll,
    button: /^Assign/,
    types: 'Ines Okafor',
    goesOn: /^span \d+ certificates changed/,
  },
  'approve in the list': { at: () => 'rotations', button: /^Approve the step/, goesOn: /^p Approved: / },
  'approve on its page': {
    at: () => ({ c__page: 'rotation', c__record: rotation }),
    button: /^Approve the step/,
    goesOn: /^h2 /,
  },
};

async function opened({ at, button, first, choose }: Case, width = 1280): Promise<OpenPage> {
  await first?.();
  const open = await app.open(at(), { width });
  await settled(open.page);
  await choose?.(open.page);
  await press(open.page.getByRole('button', { name: button, exact: typeof button === 'string' }).first());
  await open.page.getByRole('dialog').waitFor();
  // Where the dialog begins is settled once it has taken the focus.
  await open.page.waitForFunction(() => document.activeElement?.closest('lightning-overlay-container'));
  return open;
}

describe('the look for violations in dialogs', () => {
  it('passes over the date picker’s own button only: another one as small is found', async () => {
    const open = await opened(dialogs['waive'] as Case);
    await open.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Cancel', exact: true })
      .evaluate((button) => {
        button.setAttribute('style', 'width: 12px; min-width: 0; height: 12px; line-height: 0; padding: 0');
        button.after(button.cloneNode(true));
      });
    assert.ok((await violations(open.page)).some((violation) => violation.startsWith('target-size: ')));
    await open.close();
  });
});

for (const [name, about] of Object.entries(dialogs)) {
  describe(`the dialog to ${name}`, () => {
    it('has no violation on a narrow page, and gives the focus back after Esc', async () => {
      const open = await opened(about, 400);
      assert.deepEqual(await violations(open.page), []);
      await open.page.keyboard.press('Escape');
      await open.page.getByRole('dialog').waitFor({ state: 'detached' });
      const button = open.page.getByRole('button', { name: about.button, exact: typeof about.button === 'string' });
      await button.and(open.page.locator(':focus')).waitFor();
      assert.deepEqual(open.troubles, []);
      await open.close();
    });

    it('has none on a wide one, is answered by keyboard, and the focus is where one goes on', async () => {
      const open = await opened(about);
      assert.deepEqual(await violations(open.page), []);
      if (about.types) await open.page.keyboard.type(about.types);
      const dialog = open.page.getByRole('dialog');
      await press(dialog.getByRole('button').last());
      await dialog.waitFor({ state: 'detached' });
      await settled(open.page);
      await open.page.waitForFunction(() => document.activeElement !== document.body);
      assert.match(await focusedName(open.page), about.goesOn);
      await open.close();
    });
  });
}
