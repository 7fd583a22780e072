import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { violations } from './harness/axe.ts';
import { withFinding } from './harness/certificates.ts';
import type { Stored } from './harness/certificates.ts';
import { Console } from './harness/console.ts';
import type { OpenPage } from './harness/console.ts';
import { settled } from './harness/settled.ts';

let app: Console;
let stored: Stored;
before(async () => {
  app = await Console.start();
});
after(() => app.close());
beforeEach(async () => {
  await app.fill(24);
  await app.become('admin');
  stored = await withFinding(app);
});

async function openCertificate(): Promise<OpenPage> {
  const open = await app.open({ c__page: 'certificate', c__record: stored.id });
  await settled(open.page);
  return open;
}

async function finding(): Promise<Record<string, unknown>> {
  const { findings } = await app.apex<{ findings: Record<string, unknown>[] }>('HealthRecords.certificate', {
    recordId: stored.id,
  });
  return findings[0] ?? {};
}

describe('deciding about a finding', () => {
  it('acknowledges it: it stays open to the counts, and the card says who decided', async () => {
    const open = await openCertificate();
    await open.page.getByRole('button', { name: 'Acknowledge' }).first().click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Ordered from the CA.');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.page.getByText('Ordered from the CA.', { exact: true }).waitFor();
    // What was decided stays in the history of the certificate, whatever is decided later.
    await open.page.getByText(/^Acknowledged “.*”\. Note: Ordered from the CA\.$/).waitFor();
    const { Status__c, Decision_Note__c, Decided_By__c } = await finding();
    assert.deepEqual(
      { Status__c, Decision_Note__c, Decided_By__c },
      {
        Status__c: 'acknowledged',
        Decision_Note__c: 'Ordered from the CA.',
        Decided_By__c: 'morgan.reyes@acmefreight.example.practice',
      },
    );
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('waives it only with a reason, until a day, and lists it in the settings until it is taken back', async () => {
    const open = await openCertificate();
    await open.page.getByRole('button', { name: 'Waive' }).first().click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
    assert.equal((await finding())['Status__c'], 'open');
    await dialog.getByRole('textbox').first().fill('The partner goes away in January.');
    await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const waived = await finding();
    assert.equal(waived['Status__c'], 'waived');
    assert.match(String(waived['Waived_Until__c']), /^202[67]-\d\d-\d\d$/);
    const certificate = (await app.rows<{ Id: string; Open_Findings__c: number }>('HealthRecords.certificates')).find(
      ({ Id }) => Id === stored.id,
    );
    assert.equal(certificate?.Open_Findings__c, stored.findings.length - 1);

    const settings = await app.open('settings');
    await settled(settings.page);
    await settings.page.locator('c-waiver-list').getByText('The partner goes away in January.').first().waitFor();
    await settings.close();

    await open.page
      .getByRole('button', { name: /Reopen|Open again|Take back/ })
      .first()
      .click();
    const again = open.page.getByRole('dialog');
    await again.locator('[data-id=decide]').getByRole('button').click();
    await again.waitFor({ state: 'detached' });
    assert.equal((await finding())['Status__c'], 'open');
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('asks for more than a word of reason, and goes back to the field', async () => {
    const open = await openCertificate();
    await open.page.getByRole('button', { name: 'Waive' }).first().click();
    const dialog = open.page.getByRole('dialog');
    // What is typed at once goes into the first field.
    await dialog.getByRole('textbox').first().and(open.page.locator(':focus')).waitFor();
    await open.page.keyboard.type('later');
    await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
    await dialog.getByText('Say why it is waived').waitFor();
    assert.equal((await finding())['Status__c'], 'open');
    await open.page.keyboard.type(', when the partner has left');
    await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await finding())['Decision_Note__c'], 'later, when the partner has left');
    // The button that was pressed is gone: the title of what was decided has the focus.
    await open.page.locator('c-finding-card h3').and(open.page.locator(':focus')).waitFor();
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('looks somebody up, and names them on the certificate too', async () => {
    const open = await openCertificate();
    await open.page.locator('c-finding-card').getByRole('button', { name: 'Assign' }).first().click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Responsible' }).and(open.page.locator(':focus')).waitFor();
    await open.page.keyboard.type('okaf');
    await dialog.getByRole('option', { name: 'Ines Okafor' }).waitFor();
    assert.deepEqual(await violations(open.page), []);
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('Enter');
    assert.equal(await dialog.getByRole('combobox').inputValue(), 'Ines Okafor');
    await dialog.getByRole('button', { name: 'Assign' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await finding())['Responsible__c'], 'Ines Okafor');
    const rows = await app.rows<{ Id: string; Responsible__c?: string }>('HealthRecords.certificates');
    assert.equal(rows.find(({ Id }) => Id === stored.id)?.Responsible__c, 'Ines Okafor');
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('waives what is open on several certificates at once', async () => {
    const open = await app.open({ c__page: 'certificates', c__filter: 'status=critical;warning' });
    await settled(open.page);
    await open.page.getByRole('checkbox', { name: 'Choose all rows shown' }).check();
    await open.page.getByRole('button', { name: 'Waive what is open' }).click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('The partners leave in January.');
    await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.page.getByText('findings waived.').waitFor();
    const findings = await app.rows<{ Status__c: string; Severity__c: string }>('HealthRecords.findings');
    assert.deepEqual(
      findings.filter(({ Status__c, Severity__c }) => Status__c === 'open' && Severity__c !== 'info'),
      [],
    );
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('says in the dialog why Apex refused, and keeps what was written', async () => {
    const open = await openCertificate();
    await open.page.getByRole('button', { name: 'Acknowledge' }).first().click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Kept.');
    await app.faults({ 'apex-fails': 'FindingDecisions' });
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.locator('[data-id=error]').waitFor();
    assert.equal(await dialog.getByRole('textbox').first().inputValue(), 'Kept.');
    await app.faults({});
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await finding())['Status__c'], 'acknowledged');
    await open.close();
  });

  it('lets a viewer read, and offers nothing to decide', async () => {
    await app.become('viewer');
    const open = await openCertificate();
    await open.page
      .getByText(stored.findings[0]?.Title__c ?? '')
      .first()
      .waitFor();
    for (const name of ['Acknowledge', 'Waive']) {
      assert.equal(await open.page.getByRole('button', { name, exact: true }).count(), 0, name);
    }
    await open.close();
  });

  it('is for an approver too', async () => {
    await app.become('approver');
    const open = await openCertificate();
    assert.equal(await open.page.getByRole('button', { name: 'Acknowledge' }).count(), stored.findings.length);
    await open.close();
  });
});
