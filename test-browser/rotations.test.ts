import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { violations } from './harness/axe.ts';
import { Console } from './harness/console.ts';
import type { OpenPage } from './harness/console.ts';
import { rotationThat } from './harness/rotations.ts';
import type { RotationRow } from './harness/rotations.ts';
import { keep } from './harness/screenshot.ts';
import { settled, shown } from './harness/settled.ts';

interface EventRow {
  readonly Number__c: number;
  readonly Type__c: string;
  readonly Line__c: string;
}

let app: Console;
before(async () => {
  app = await Console.start();
});
beforeEach(async () => {
  await app.become('admin');
  await app.fill(24);
});
after(() => app.close());

const waiting = { State__c: 'waiting', Waits_For__c: 'partner' };

async function openRotation(values: Partial<RotationRow>): Promise<{ open: OpenPage; row: RotationRow }> {
  const row = await rotationThat(app, values);
  const open = await app.open({ c__page: 'rotation', c__record: row.Id });
  await settled(open.page);
  return { open, row };
}

async function eventsOf({ Id: recordId }: RotationRow): Promise<EventRow[]> {
  const { rows } = await app.apex<{ rows: EventRow[] }>('RotationRecords.events', { recordId, afterId: null });
  return rows.toSorted((one, other) => one.Number__c - other.Number__c);
}

describe('one rotation', () => {
  for (const state of ['waiting', 'failed', 'planned', 'done', 'undone']) {
    it(`is shown without violation and error when it is ${state}`, async () => {
      const { open } = await openRotation({ State__c: state });
      await keep(open.page, `rotation-${state}`);
      await open.page
        .locator('c-rotation-steps summary')
        .evaluateAll((all) => all.forEach((one) => (one as HTMLElement).click()));
      assert.deepEqual(await violations(open.page), []);
      assert.deepEqual(open.troubles, []);
      await open.close();
    });
  }

  it('gives the certificate for the other side, with a letter', async () => {
    const { open, row } = await openRotation(waiting);
    const [download] = await Promise.all([
      open.page.waitForEvent('download'),
      open.page.getByRole('button', { name: /^Download / }).click(),
    ]);
    assert.equal(download.suggestedFilename(), `${row.Certificate_Name__c}_202701.crt`);
    assert.match(readFileSync(await download.path(), 'utf8'), /^-----BEGIN CERTIFICATE-----/);
    const letter = await open.page.getByRole('textbox', { name: 'Text to send' }).inputValue();
    assert.match(letter, /SHA-256 fingerprint/);
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('is reached from its certificate and from the steps to do on Home', async () => {
    const row = await rotationThat(app, waiting);
    for (const state of [{ c__page: 'certificate', c__record: row.Certificate__c }, { c__page: 'home' }]) {
      const open = await app.open(state);
      await settled(open.page);
      await open.page.getByRole('button', { name: `Open the rotation of ${row.Certificate_Name__c}` }).click();
      await open.page.getByRole('heading', { name: 'Send the new certificate to the other side' }).waitFor();
      await open.close();
    }
  });
});

describe('approving a step', () => {
  it('is done by keyboard, becomes the next event under the name of who is logged in, and is not offered again', async () => {
    const row = await rotationThat(app, waiting);
    const before = await eventsOf(row);
    await app.become('approver');
    const open = await app.open('rotations');
    await settled(open.page);
    const button = open.page.getByRole('button', { name: `Approve the step of ${row.Certificate_Name__c} that waits` });
    await button.focus();
    await open.page.keyboard.press('Enter');
    const dialog = open.page.getByRole('dialog');
    await dialog.waitFor();
    assert.deepEqual(await violations(open.page), []);
    await keep(open.page, 'rotation-approve');
    await open.page.getByRole('textbox', { name: /What was agreed/ }).fill('Kim has it.');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await shown(open.page).getByText(`Approved: ${row.Certificate_Name__c} goes on with the next run.`).waitFor();
    await settled(open.page);
    assert.equal(await button.count(), 0);
    assert.deepEqual(open.troubles, []);
    const events = await eventsOf(row);
    assert.equal(events.length, before.length + 1);
    const { by, note, step, type } = JSON.parse(events.at(-1)?.Line__c ?? '') as Record<string, string>;
    assert.deepEqual([type, step, note], ['approved', 'switch', 'Kim has it.']);
    assert.match(by ?? '', /@/);
    await open.close();
    const opened = await openRotation({ Id: row.Id });
    await shown(opened.open.page).getByText(`Approved by ${by},`).waitFor();
    await opened.open.close();
  });

  it('says that somebody was faster, and leaves the dialog open', async () => {
    const { open, row } = await openRotation(waiting);
    await open.page.getByRole('button', { name: /^Approve the step/ }).click();
    const dialog = open.page.getByRole('dialog');
    await dialog.waitFor();
    await app.apex('RotationApproval.approve', { rotationId: row.Id, step: 'switch', moment: '', note: '' });
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await dialog.getByText('has approved this step already').waitFor();
    assert.deepEqual(await violations(open.page), []);
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await eventsOf(row)).filter(({ Type__c }) => Type__c === 'approved').length, 1);
    await open.close();
  });

  it('takes an agreed moment', async () => {
    const { open, row } = await openRotation(waiting);
    await open.page.getByRole('button', { name: /^Approve the step/ }).click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByLabel('Not before (optional)').fill('2026-11-24');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const line = (await eventsOf(row)).at(-1)?.Line__c ?? '';
    assert.match(line, /"notBefore":"2026-11-24T09:00:00\.000Z"/);
    await open.close();
  });

  it('is not offered to a viewer, who sees all else', async () => {
    await app.become('viewer');
    const { open } = await openRotation(waiting);
    assert.equal(await open.page.getByRole('button', { name: /^Approve/ }).count(), 0);
    await shown(open.page)
      .getByRole('button', { name: /^Download / })
      .waitFor();
    assert.deepEqual(open.troubles, []);
    await open.close();
  });
});
