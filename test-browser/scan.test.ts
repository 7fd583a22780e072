import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { suiteContext } from '../packages/plugin-cert/test/fixtures/suite-context.ts';
import { violations } from './harness/axe.ts';
import { calledServers } from './harness/called-servers.ts';
import type { CalledServers } from './harness/called-servers.ts';
import { Console } from './harness/console.ts';
import { keep } from './harness/screenshot.ts';
import { settled, shown } from './harness/settled.ts';

interface Scan {
  readonly Progress__c: string;
  readonly Origin__c: string;
  readonly Certificates__c: number;
}

const suite = suiteContext();
let app: Console;
let servers: CalledServers;
before(async () => {
  servers = await calledServers(suite);
  app = await Console.start({ seed: servers.seed });
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

describe('called servers', () => {
  interface Row {
    readonly Id: string;
    readonly Name: string;
    readonly Source__c: string;
    readonly Status__c: string;
    readonly Last_Seen_At__c: string;
  }
  const rows = async (): Promise<Row[]> => {
    const all = await app.rows<Row>('HealthRecords.certificates');
    return all.filter(({ Source__c }) => Source__c === 'network.servers');
  };

  it('are shown as the work of their operators, and stay as they were after a scan that calls none', async () => {
    await app.fill(0);
    await servers.publish(app.org);
    const { Whole, Incomplete, Silent } = servers.names;
    const published = await rows();
    const status = new Map(published.map(({ Name, Status__c }) => [Name, Status__c]));
    assert.deepEqual(
      [Whole, Incomplete, Silent].map((name) => status.get(name)),
      ['healthy', 'critical', 'unknown'],
    );

    const uses = await app.open({ c__page: 'uses', c__filter: 'use=outbound-apex-one-way-tls' });
    await settled(uses.page);
    await shown(uses.page)
      .getByText('The certificate belongs to whoever runs the server, who must also renew it')
      .waitFor();
    const row = shown(uses.page).getByRole('row', { name: /^Outbound Apex One-Way TLS/ });
    assert.match((await row.innerText()).replace(/\s+/g, ' '), /the other side .*\(\d+ not judged\) Critical/);
    assert.deepEqual(await violations(uses.page), []);
    await keep(uses.page, 'uses-with-servers');
    await uses.close();

    const id = published.find(({ Name }) => Name === Incomplete)?.Id ?? '';
    const open = await app.open({ c__page: 'certificate', c__record: id });
    const { page } = open;
    await settled(page);
    for (const words of [
      'Servers that are called · Certificate on a server',
      'whoever runs the server renews it there',
      'Last looked at Sun, Nov 22, 1:00 AM.',
      'For the operator of the server:',
      'Not sent by the server',
    ])
      await shown(page).getByText(words).first().waitFor();
    await keep(page, 'certificate-of-server');
    const text = await shown(page).innerText();
    assert.doesNotMatch(text, /Trusted certificate|Key Management|held here|successor/);
    assert.deepEqual(await shown(page).locator('a[href*="CertificatesAndKeys"]').count(), 0);
    assert.deepEqual(await violations(page), []);

    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await page.getByRole('button', { name: 'Scan now' }).first().click();
    await page.locator('lightning-toast').getByText(/scan/i).first().waitFor({ timeout: 20_000 });
    assert.deepEqual(await rows(), published);
    await page.getByRole('button', { name: 'Not checked', exact: true }).click();
    await shown(page).getByText('Last asked Sun, Nov 22, 1:00 AM, by sf cert health').waitFor();
    assert.deepEqual(open.troubles, []);
    await open.close();
  });
});
