import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { violations } from './harness/axe.ts';
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

  it('leads from what to do to the certificate, and to the list of all that need somebody', async () => {
    const open = await app.open('home');
    await settled(open.page);
    const next = open.page.locator('c-next-steps');
    const title = (await next.locator('h3 button').first().textContent())?.trim() ?? '';
    await next.locator('h3 button').first().click();
    await shown(open.page).getByRole('heading', { name: title }).waitFor();
    await open.page.goBack();
    await next.getByRole('button', { name: /^Show all \d+ certificates/ }).click();
    await settled(open.page);
    const table = open.page.locator('c-certificate-table tbody');
    const badges = await table.locator('c-status-badge').allInnerTexts();
    assert.ok(badges.length > 0 && badges.every((badge) => /Critical|Warning/.test(badge)), badges.join());
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('leads from what changed to its certificate', async () => {
    const open = await app.open('home');
    await settled(open.page);
    const added = open.page.locator('c-scan-changes [data-id=added] button').first();
    const name = (await added.textContent())?.trim() ?? '';
    await added.click();
    await shown(open.page).getByRole('heading', { name, exact: true }).waitFor();
    await open.close();
  });

  it('finds a certificate by its fingerprint as the page shows it, and by who uses it', async () => {
    const open = await app.open('certificates');
    await settled(open.page);
    const [row] = await app.rows<{ Name: string; Fingerprint__c: string }>('HealthRecords.certificates');
    const [use] = await app.rows<{ Name: string; Certificate_Name__c: string }>('HealthRecords.uses');
    const search = open.page.getByRole('searchbox', { name: 'Search' });
    const names = open.page.locator('c-certificate-table tbody th button');
    await search.fill((row?.Fingerprint__c ?? '').match(/../g)?.join(':').toUpperCase() ?? '');
    await shown(open.page).getByText('1 of 1 certificates shown').waitFor();
    assert.equal((await names.first().textContent())?.trim(), row?.Name);
    await search.fill(use?.Name ?? '');
    await shown(open.page)
      .getByText(`by ${use?.Name ?? ''}`)
      .first()
      .waitFor();
    await open.close();
  });

  it('narrows the list to several uses at once, by keyboard', async () => {
    const open = await app.open('certificates');
    await settled(open.page);
    const face = open.page.getByRole('button', { name: 'Used for: Any use' });
    await face.focus();
    await open.page.keyboard.press('Enter');
    assert.deepEqual(await violations(open.page), []);
    for (const use of ['Inbound SSO', 'Outbound SSO'])
      await open.page.getByRole('checkbox', { name: use }).press('Space');
    await open.page.keyboard.press('Escape');
    await open.page.getByRole('button', { name: 'Used for: 2 chosen' }).and(open.page.locator(':focus')).waitFor();
    const chips = await open.page.locator('c-certificate-table tbody td.uses').allInnerTexts();
    assert.ok(chips.length > 0 && chips.every((text) => /(In|Out)bound SSO/.test(text)), chips.join());
    assert.deepEqual(open.troubles, []);
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
