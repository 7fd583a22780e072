import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { withFinding } from './harness/certificates.ts';
import { Console } from './harness/console.ts';
import { settled, shown } from './harness/settled.ts';

let app: Console;
before(async () => {
  app = await Console.start();
  await app.fill(24);
});
after(() => app.close());

const tabs = [
  ['Home', 'What to do next'],
  ['Certificates', '25 of 25 certificates shown'],
  ['Uses', 'What certificates are used for'],
  ['Check a certificate', 'Nothing leaves your browser'],
  ['Not checked', 'Checks that could not decide'],
  ['Settings', 'When to warn'],
] as const;

describe('the way through the app', () => {
  it('leads to every page by its name at the top, and says which one is shown', async () => {
    const open = await app.open();
    await settled(open.page);
    const navigation = open.page.getByRole('navigation', { name: 'Certificate Health' });
    for (const [name, text] of tabs) {
      await navigation.getByRole('button', { name, exact: true }).click();
      await settled(open.page);
      await shown(open.page).getByText(text).first().waitFor();
      assert.equal(await navigation.locator('[aria-current=page]').textContent(), name);
    }
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('leads from the list to a certificate and back by the browser, and the address can be kept', async () => {
    const open = await app.open('certificates');
    await settled(open.page);
    const { id, name } = await withFinding(app);
    await open.page.getByRole('button', { name, exact: true }).click();
    await open.page.getByRole('heading', { name: 'What it is for' }).waitFor();
    assert.ok(open.page.url().includes(`c__record=${id}`), open.page.url());
    await open.page.reload();
    await open.page.getByRole('heading', { name: 'What it is for' }).waitFor();
    await open.page.goBack();
    await shown(open.page).getByText('25 of 25 certificates shown').waitFor();
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('leads from a count of the home page to the list that it counts', async () => {
    const open = await app.open('home');
    await settled(open.page);
    await shown(open.page)
      .getByRole('button', { name: /Critical/ })
      .first()
      .click();
    await settled(open.page);
    const table = open.page.locator('c-certificate-table tbody');
    const rows = await table.locator('tr').count();
    assert.ok(rows > 0);
    assert.equal(await table.locator('c-status-badge').getByText('Critical').count(), rows);
    await open.close();
  });

  it('says at every width that this is no real org', async () => {
    for (const width of [1280, 400]) {
      const open = await app.open('home', { width });
      assert.match((await open.page.getByRole('banner').first().textContent()) ?? '', /Practice org – not a real org/);
      await open.close();
    }
  });
});
