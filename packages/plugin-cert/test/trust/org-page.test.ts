import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { fetchOrgStore } from '../../src/trust/org-page.ts';
import { g2, pageOf, tableOf, today } from './roots.ts';

const list = pageOf(tableOf('SHA-256', [['G2', g2.sha256]]));

/** A server on this computer that answers so; the requests that it got. */
async function serve(
  test: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('the list of the practice org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: today });
  });
  after(() => practice.close());

  test('is fetched by one request that carries no session and no cookie', async () => {
    const start = practice.requests.length;
    const { store, entries } = await fetchOrgStore(practice.url, today);
    assert.equal(store.anchors.length, 2);
    assert.deepEqual(entries, { understood: 2, nameOnly: 0, notUnderstood: 0 });
    const [request, ...more] = practice.requests.slice(start);
    assert.equal(request?.path, '/cacerts.jsp');
    assert.deepEqual(more, []);
    for (const header of ['authorization', 'cookie']) assert.equal(request.headers[header], undefined, header);
  });

  test('says that it is the list of the instance, where from and of when', async () => {
    const { store } = await fetchOrgStore(practice.url, today);
    assert.equal(store.id, 'salesforce:cacerts');
    assert.equal(store.source, `${practice.url}/cacerts.jsp`);
    assert.equal(store.asOf, today.toISOString());
  });
});

test('the page is at the root of the host, whatever the address of the org ends with', async (t) => {
  const { url, asked } = await serve(t, (_, response) => response.end(list));
  await fetchOrgStore(`${url}/some/path/`, today);
  assert.equal(asked[0]?.url, '/cacerts.jsp');
});

test('a proxy that the environment names is used', async (t) => {
  const { url, asked } = await serve(t, (_, response) => response.end(list));
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  process.env['https_proxy'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  t.after(() => {
    delete process.env['https_proxy'];
    proxy.close();
  });
  await assert.rejects(fetchOrgStore('https://my-org.example', today), /could not be fetched/);
  assert.deepEqual(tunnels, ['my-org.example:443']);
  await fetchOrgStore(url, today);
  assert.equal(asked.length, 1);
});

describe('a redirect', () => {
  test('is followed, and the list is said to be from where it came', async (t) => {
    const { url } = await serve(t, (request, response) => {
      if (request.url === '/cacerts.jsp') response.writeHead(302, { location: '/other/cacerts.jsp' }).end();
      else response.end(list);
    });
    const { store } = await fetchOrgStore(url, today);
    assert.equal(store.source, `${url}/other/cacerts.jsp`);
  });

  test('without end is not followed without end', async (t) => {
    const { url, asked } = await serve(t, (_, response) => response.writeHead(302, { location: '/cacerts.jsp' }).end());
    await assert.rejects(fetchOrgStore(url, today), /HTTP status 302/);
    assert.equal(asked.length, 4);
  });

  test('to an address without https is refused', async (t) => {
    const { url } = await serve(t, (_, response) =>
      response.writeHead(302, { location: 'http://roots.example/cacerts.jsp' }).end(),
    );
    await assert.rejects(fetchOrgStore(url, today), /http:\/\/roots\.example\/cacerts\.jsp \(not an https address\)/);
  });
});

describe('no list is one sentence that says what to do:', () => {
  const refused = async (url: string, expected: RegExp, limits = { timeout: 5000, size: 100_000 }): Promise<void> => {
    await assert.rejects(fetchOrgStore(url, today, limits), (error: Error) => {
      assert.equal(error.name, 'TrustStoreError');
      assert.match(error.message, expected);
      assert.match(error.message, /save it, and give that file\.$/);
      return true;
    });
  };

  test('an address without https', async () => {
    await refused('http://my-org.example', /not an https address/);
  });

  test('nobody there', async (t) => {
    const { url } = await serve(t, () => undefined);
    const closed = createServer();
    closed.listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await refused(url.replace(/\d+$/, String(port)), /ECONNREFUSED/);
  });

  test('an error of the server', async (t) => {
    const { url } = await serve(t, (_, response) => response.writeHead(503).end('busy'));
    await refused(url, /HTTP status 503/);
  });

  test('a page about something else', async (t) => {
    const { url } = await serve(t, (_, response) => response.end(pageOf('<p>Log in</p>')));
    await refused(url, /Nothing on .*\/cacerts\.jsp is understood as a list/);
  });

  test('a server that does not answer in time', async (t) => {
    const { url } = await serve(t, () => undefined);
    await refused(url, /no answer within 0\.2 s/, { timeout: 200, size: 100_000 });
  });

  test('a server that begins to answer and then waits', async (t) => {
    const { url } = await serve(t, (_, response) => response.write(list.slice(0, 50)));
    await refused(url, /no answer within 0\.2 s/, { timeout: 200, size: 100_000 });
  });

  test('a page without end', async (t) => {
    const { url } = await serve(t, (_, response) => {
      const more = (): void => {
        while (response.writable && response.write('x'.repeat(65_536)));
        if (response.writable) response.once('drain', more);
      };
      more();
    });
    await refused(url, /it has more than 1 MB/, { timeout: 5000, size: 1024 * 1024 });
  });
});
