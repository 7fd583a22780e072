import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Console } from './harness/console.ts';
import { violations } from './harness/axe.ts';
import { settled, shown } from './harness/settled.ts';

let app: Console;
let pem: string;
before(async () => {
  app = await Console.start();
  const [body] = await app.apex<{ text: string }[]>('BrowserScan.bodies', { names: ['Partner_API_Client'] });
  pem = body?.text ?? '';
  assert.match(pem, /BEGIN CERTIFICATE/);
});
after(() => app.close());

describe('checking a certificate before it is uploaded', () => {
  it('tells of a pasted one where it will do and where not, and sends nothing', async () => {
    const open = await app.open('check');
    await settled(open.page);
    const asked: string[] = [];
    open.page.on('request', (request) => asked.push(request.url()));
    await open.page.getByRole('textbox', { name: 'Paste the certificate' }).fill(pem);
    await open.page.getByRole('button', { name: 'Look at it' }).click();
    await shown(open.page).locator('c-fit-for-uses').waitFor();
    const text = (await shown(open.page).locator('c-fit-for-uses').textContent()) ?? '';
    assert.match(text, /Outbound Apex mTLS/);
    assert.match(text, /Inbound SSO/);
    await shown(open.page).locator('c-certificate-chain').getByText('Partner API Client').first().waitFor();
    assert.deepEqual(await violations(open.page), []);
    assert.deepEqual(
      asked.filter((url) => !url.endsWith('.js')),
      [],
    );
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('takes a file', async () => {
    const open = await app.open('check');
    await settled(open.page);
    await open.page.locator('input[type=file]').setInputFiles({
      name: 'partner.crt',
      mimeType: 'application/x-x509-ca-cert',
      buffer: Buffer.from(pem),
    });
    await shown(open.page).locator('c-fit-for-uses').waitFor();
    assert.deepEqual(open.troubles, []);
    await open.close();
  });

  it('says of what is no certificate what it is missing', async () => {
    const open = await app.open('check');
    await settled(open.page);
    await open.page.getByRole('textbox', { name: 'Paste the certificate' }).fill('this is not a certificate');
    await open.page.getByRole('button', { name: 'Look at it' }).click();
    await open.page.locator('[data-id=problems]').waitFor();
    assert.equal(await open.page.locator('c-fit-for-uses').count(), 0);
    assert.deepEqual(await violations(open.page), []);
    assert.deepEqual(open.troubles, []);
    await open.close();
  });
});
