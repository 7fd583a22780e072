import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { MAX_REVOCATION_LIST } from '@cert-health/core';
import { CrlFetcher } from '../../src/network/crl-fetcher.ts';
import { usualLimits } from '../../src/network/transfers.ts';
import type { FetchLimits } from '../../src/network/transfers.ts';
import { nobody, serve } from './authority.ts';

const der = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05);

function fetcherOf(t: TestContext, limits: Partial<FetchLimits> = {}): CrlFetcher {
  const fetcher = new CrlFetcher({ limits: { allowPrivate: true, ...limits }, now: new Date() });
  t.after(() => fetcher.close());
  return fetcher;
}

const list = (t: TestContext) => serve(t, (_, response) => response.end(der));

test('a list is fetched once, however many ask for it', async (t) => {
  const { url, asked } = await list(t);
  const fetcher = fetcherOf(t);
  const [first, second] = await Promise.all([fetcher.get(`${url}/a.crl`), fetcher.get(`${url}/a.crl`)]);
  assert.deepEqual(first, { crl: Buffer.from(der) });
  assert.equal(second, first);
  assert.deepEqual(asked, ['/a.crl']);
  assert.deepEqual(await fetcher.counts(), { asked: 1, came: 1 });
});

test('a list in PEM is handed on as it came', async (t) => {
  const { url } = await serve(t, (_, response) => response.end('-----BEGIN X509 CRL-----\n'));
  assert.deepEqual(await fetcherOf(t).get(url), { crl: Buffer.from('-----BEGIN X509 CRL-----\n') });
});

test('addresses of this computer and of private networks are not called', async (t) => {
  const { url, asked } = await list(t);
  const fetcher = fetcherOf(t, { allowPrivate: false });
  for (const address of [url, url.replace('127.0.0.1', 'localhost'), 'http://169.254.169.254/latest/meta-data']) {
    assert.deepEqual(await fetcher.get(address), { problem: 'its address is not a public one' }, address);
  }
  assert.deepEqual(asked, []);
});

test('a redirect is followed, but not to another scheme', async (t) => {
  const { url, asked } = await serve(t, (request, response) => {
    if (request.url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (request.url === '/away') response.writeHead(301, { location: '/a.crl' }).end();
    else response.end(der);
  });
  const fetcher = fetcherOf(t);
  assert.deepEqual(await fetcher.get(`${url}/file`), { problem: 'not an http address' });
  assert.ok('crl' in (await fetcher.get(`${url}/away`)));
  assert.deepEqual(asked, ['/file', '/away', '/a.crl']);
});

test('a server that redirects in circles is given up', async (t) => {
  const { url, asked } = await serve(t, (_, response) => response.writeHead(302, { location: '/again' }).end());
  assert.deepEqual(await fetcherOf(t).get(url), { problem: 'HTTP status 302' });
  assert.equal(asked.length, 4);
});

test('an answer that is no list is told by its status', async (t) => {
  const { url } = await serve(t, (_, response) => response.writeHead(404).end('gone'));
  assert.deepEqual(await fetcherOf(t).get(url), { problem: 'HTTP status 404' });
});

test('a list that is too large is given up', async (t) => {
  const { url } = await serve(t, (_, response) => response.end(Buffer.alloc(2 * 1024 * 1024)));
  assert.deepEqual(await fetcherOf(t, { size: 1024 * 1024 }).get(url), { problem: 'it has more than 1 MB' });
});

test('lists that are too large together are given up', async (t) => {
  const { url } = await serve(t, (_, response) => response.end(Buffer.alloc(700 * 1024, 0x30)));
  const fetcher = fetcherOf(t, { total: 1024 * 1024 });
  assert.ok('crl' in (await fetcher.get(`${url}/a`)));
  assert.deepEqual(await fetcher.get(`${url}/b`), { problem: 'the lists have more than 1 MB together' });
});

test('a server that does not answer is given up', async (t) => {
  const { url } = await serve(t, () => undefined);
  assert.deepEqual(await fetcherOf(t, { timeout: 100 }).get(url), { problem: 'no answer within 0.1 s' });
});

test('a list that never ends is given up', async (t) => {
  const { url } = await serve(t, (_, response) => {
    const sending = setInterval(() => response.write(der), 5);
    response.on('close', () => clearInterval(sending));
  });
  assert.deepEqual(await fetcherOf(t, { patience: 100 }).get(url), { problem: 'not all of it within 0.1 s' });
});

test('one list may be as large as one that is read from a file', () => {
  assert.equal(usualLimits.size, MAX_REVOCATION_LIST);
  assert.ok(usualLimits.total >= usualLimits.size);
});

test('a server that is not there is told by its code, one that may not be called by why', async (t) => {
  assert.deepEqual(await fetcherOf(t).get(await nobody()), { problem: 'ECONNREFUSED' });
  assert.deepEqual(await fetcherOf(t).get('http://127.0.0.1:25/a.crl'), { problem: 'bad port' });
});

test('no more lists are fetched than the limit', async (t) => {
  const { url, asked } = await list(t);
  const fetcher = fetcherOf(t, { lists: 2 });
  const answers = await Promise.all(['a', 'b', 'c'].map((name) => fetcher.get(`${url}/${name}`)));
  assert.deepEqual(answers[2], { problem: 'no more than 2 lists are fetched in one scan' });
  assert.equal(asked.length, 2);
});

test('no more lists are fetched at once than the limit, and all are', async (t) => {
  const open = new Set<ServerResponse>();
  let most = 0;
  const { url } = await serve(t, (_, response) => {
    open.add(response);
    most = Math.max(most, open.size);
    setTimeout(() => {
      open.delete(response);
      response.end(der);
    }, 20);
  });
  const fetcher = fetcherOf(t, { atOnce: 3 });
  const answers = await Promise.all(Array.from({ length: 10 }, (_, number) => fetcher.get(`${url}/${number}`)));
  assert.ok(answers.every((one) => 'crl' in one));
  assert.equal(most, 3);
});
