import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';

const policy = "default-src 'none'; script-src 'self'";
const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><title>App</title>`;

let folder: string;
let org: OrgClient;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'console-'));
  for (const part of ['app', 'vendor/@lwc', 'slds/styles'])
    mkdirSync(path.join(folder, 'built', part), { recursive: true });
  writeFileSync(path.join(folder, 'built/index.html'), page);
  writeFileSync(path.join(folder, 'built/app/main.js'), 'export {};');
  writeFileSync(path.join(folder, 'built/vendor/@lwc/synthetic-shadow.js'), 'export {};');
  writeFileSync(path.join(folder, 'built/slds/styles/slds.css'), 'p {}');
  writeFileSync(path.join(folder, 'secret.js'), 'no');
  org = await startOrg({ seed: quietHarbor, consoleFolder: path.join(folder, 'built') });
});
after(async () => {
  await org.close();
  rmSync(folder, { recursive: true });
});

/** As it is written: fetch would tidy the path up. */
function statusOf(target: string): Promise<number | undefined> {
  const { hostname, port } = new URL(org.url);
  return new Promise((done, fail) => {
    request({ hostname, port, path: target }, (answer) => done(answer.resume().statusCode))
      .on('error', fail)
      .end();
  });
}

describe('the page of the app', () => {
  it('needs no login, is never kept, and is sent with its own policy and no frames', async () => {
    for (const address of [org.consoleUrl, `${org.consoleUrl}/`]) {
      const response = await fetch(address);
      assert.equal(await response.text(), page);
      assert.equal(response.headers.get('content-security-policy'), `${policy}; frame-ancestors 'none'`);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('brings its modules and styles with their types', async () => {
    for (const [file, type] of [
      ['app/main.js', 'text/javascript; charset=UTF-8'],
      ['vendor/@lwc/synthetic-shadow.js', 'text/javascript; charset=UTF-8'],
      ['slds/styles/slds.css', 'text/css; charset=UTF-8'],
    ]) {
      const response = await fetch(`${org.consoleUrl}/${file}`);
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, type], file);
    }
  });

  it('gives nothing outside its folder', async () => {
    for (const target of [
      'app/../../secret.js',
      'app/%2e%2e/%2e%2e/secret.js',
      '../secret.js',
      'app/..%2f..%2fsecret.js',
    ])
      assert.equal(await statusOf(`/console/${target}`), 404, target);
    assert.equal(await statusOf('/console/app/none.js'), 404);
    assert.equal(await statusOf('/console/app'), 404);
  });

  it('says how to have it in an org that was started without it', async () => {
    const bare = await startOrg({ seed: quietHarbor });
    const response = await fetch(bare.consoleUrl);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /npm start/);
    await bare.close();
  });
});

describe('addresses of Lightning Experience', () => {
  it('lead to the app where they mean it', async () => {
    const moved = async (address: string): Promise<string | null> =>
      (await fetch(org.url + address, { redirect: 'manual' })).headers.get('location');
    assert.equal(await moved('/lightning/n/Certificate_Health'), '/console');
    assert.equal(await moved('/lightning/n/Certificate_Health?c__page=uses&x=1'), '/console#c__page=uses');
    assert.equal(
      await moved('/lightning/r/CertHealth_Certificate__c/a00Hs0000000001IAA/view'),
      '/console#c__page=certificate&c__record=a00Hs0000000001IAA',
    );
  });

  it('say for Setup that this is no real org, whatever the address', async () => {
    const response = await fetch(`${org.url}/lightning/setup/NamedCredential/home`);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /In a real org.*\/lightning\/setup\/NamedCredential\/home/s);
    const odd = await (await fetch(`${org.url}/lightning/<script>alert(1)</script>`)).text();
    assert.doesNotMatch(odd, /<script>/);
  });
});
