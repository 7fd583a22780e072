import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Console } from './harness/console.ts';
import { settled, shown } from './harness/settled.ts';

interface Scan {
  readonly Progress__c: string;
  readonly Origin__c: string;
  readonly Certificates__c: number;
}

let app: Console;
before(async () => {
  app = await Console.start();
});
after(() => app.close());

async function scans(): Promise<readonly Scan[]> {
  return (await app.apex<{ scans: readonly Scan[] }>('HealthRecords.overview')).scans;
}

/** Records of certificates and findings. */
async function ids(): Promise<readonly string[]> {
  const lists = ['HealthRecords.certificates', 'HealthRecords.findings'];
  const rows = await Promise.all(lists.map((list) => app.rows<{ Id: string }>(list)));
  return rows
    .flat()
    .map(({ Id }) => Id)
    .sort();
}

describe('Scan now', () => {
  it('reads the org, judges it in the browser, writes the records and shows them', async () => {
    await app.fill(0);
    await app.faults({});
    const open = await app.open('home');
    await settled(open.page);
    await open.page.getByRole('button', { name: 'Scan now' }).first().click();
    await shown(open.page).getByRole('heading', { name: 'What to do next' }).waitFor({ timeout: 20_000 });
    const [scan, ...others] = await scans();
    assert.equal(others.length, 0);
    assert.equal(scan?.Progress__c, 'finished');
    assert.equal(scan?.Origin__c, 'browser');
    const certificates = await app.rows<{ Name: string; Status__c: string }>('HealthRecords.certificates');
    const status = new Map(certificates.map((one) => [one.Name, one.Status__c]));
    assert.equal(status.get('Partner API Client'), 'critical');
    // Only Apex code names it, where the app cannot look: it ended, but that something stopped working nobody has seen.
    assert.equal(status.get('Legacy EDI Client'), 'warning');
    assert.ok(certificates.length >= 20, String(certificates.length));
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('adds no finding and no certificate when nothing has changed since', async () => {
    const before = await ids();
    const open = await app.open('home');
    await settled(open.page);
    await open.page.getByRole('button', { name: 'Scan now' }).first().click();
    await open.page.locator('lightning-toast').getByText(/scan/i).first().waitFor();
    assert.deepEqual(await ids(), before);
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('says what to do when the app is not connected, and calls nothing healthy', async () => {
    await app.fill(0);
    await app.faults({ 'no-connection': true });
    const open = await app.open('home');
    await settled(open.page);
    await open.page.getByRole('button', { name: 'Scan now' }).first().click();
    await open.page.waitForTimeout(300);
    await settled(open.page);
    await open.page.waitForFunction(() => /connect|Settings/i.test(document.body.innerText));
    const coverage = await app.rows<{ Status__c: string; Source__c?: string }>('HealthRecords.coverage');
    assert.ok(coverage.every(({ Source__c, Status__c }) => Source__c !== 'org.certificates' || Status__c !== 'read'));
    await app.faults({});
    await open.close();
  });

  it('is not offered to somebody who may not scan', async () => {
    await app.fill(24);
    await app.become('viewer');
    const open = await app.open('home');
    await settled(open.page);
    assert.equal(await open.page.getByRole('button', { name: 'Scan now' }).count(), 0);
    await app.become('admin');
    await open.close();
  });
});
