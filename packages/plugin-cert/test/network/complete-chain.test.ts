import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  daysFromToday,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  TODAY,
} from '../../../core/test/chain/made/certificate.ts';
import type { Made, Recipe } from '../../../core/test/chain/made/certificate.ts';
import { pkcs7 } from '../../../core/test/x509/pkcs7-writer.ts';
import { completeChain } from '../../src/network/complete-chain.ts';
import { Transfers } from '../../src/network/transfers.ts';
import { serve } from './authority.ts';
import { naming } from './published.ts';

/** What is at each path. */
type Site = Record<string, Uint8Array | string>;

async function siteOf(t: TestContext, site: Site) {
  const { url, asked } = await serve(t, (request, response) => {
    const body = site[request.url ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else response.end(body);
  });
  const transfers = new Transfers({ allowPrivate: true, timeout: 2000 });
  t.after(() => transfers.close());
  const complete = async (...path: readonly Made[]) => {
    const {
      path: whole,
      fetched,
      problem,
    } = await completeChain({
      path: path.map(({ parsed }) => parsed),
      at: TODAY,
      fetch: (wanted) => transfers.fetch(wanted),
    });
    return {
      path: whole.map(({ subject }) => subject.text),
      fetched: fetched.map(({ address }) => address.replace(url, '')),
      problem,
    };
  };
  return { url, asked, complete };
}

const root = makeRoot();
const below = (issuer: Made, subject: string, address?: string, recipe: Recipe = {}): Made =>
  makeIntermediate(issuer, { ...(address === undefined ? {} : naming({ issuer: address })), ...recipe, subject });
const leafBelow = (issuer: Made, address?: string): Made =>
  makeLeaf(issuer, address === undefined ? {} : naming({ issuer: address }));

describe('a chain that lacks certificates', () => {
  test('is completed from DER, PEM or PKCS#7, up to below its root', async (t) => {
    const site: Site = { '/root.cer': root.der };
    const { url, complete } = await siteOf(t, site);
    const second = below(root, 'Second', `${url}/root.cer`);
    const first = below(second, 'First', `${url}/second`);
    const leaf = leafBelow(first, `${url}/first`);
    site['/second'] = second.pem;
    const both = pkcs7([root.der, second.der, first.der]);
    for (const file of [first.der, first.pem, pkcs7([first.der]), both]) {
      site['/first'] = file;
      assert.deepEqual(await complete(leaf), {
        path: ['CN=shop.example', 'CN=First', 'CN=Second'],
        fetched: ['/first', file === both ? '/first' : '/second'],
        problem: undefined,
      });
    }
  });

  test('that lacks none is left as it is, without the root, and nobody is called', async (t) => {
    const { url, asked, complete } = await siteOf(t, {});
    const sub = below(root, 'Sub', `${url}/root.cer`);
    assert.deepEqual((await complete(leafBelow(sub, `${url}/sub`), sub, root)).path, ['CN=shop.example', 'CN=Sub']);
    assert.deepEqual((await complete(root)).path, ['CN=Root']);
    assert.deepEqual(asked, []);
  });

  test('is told by the name of what is missing where it cannot be had', async (t) => {
    const { url, complete } = await siteOf(t, { '/text': 'hello', '/empty': '', '/other': makeRoot().der });
    const sub = below(root, 'Sub');
    const missing = /^"CN=Sub", which vouches for "CN=shop\.example", is missing, and /;
    for (const [path, clause] of [
      [undefined, /no address of it is named\.$/],
      ['/none', /could not be fetched \(http:\S+\/none: HTTP status 404\)\.$/],
      ['/text', /what is there is no certificate that can be read/],
      ['/empty', /what is there is no certificate that can be read/],
      ['/other', /what is there did not sign it/],
    ] as const) {
      const { problem = '', fetched } = await complete(leafBelow(sub, path && `${url}${path}`));
      assert.match(problem, missing);
      assert.match(problem, clause);
      assert.deepEqual(fetched, []);
    }
    const file = await complete(leafBelow(sub, 'file:///etc/passwd'));
    assert.match(file.problem ?? '', /no address of it is named/);
  });

  test('takes none that has the name only, is no authority, or is over', async (t) => {
    const site: Site = {};
    const { url, complete } = await siteOf(t, site);
    const sub = below(root, 'Sub');
    const leaf = leafBelow(sub, `${url}/sub`);
    site['/sub'] = below(makeRoot(), 'Sub').der;
    assert.match((await complete(leaf)).problem ?? '', /did not sign it/);
    site['/sub'] = below(root, 'Sub', undefined, { key: sub.key, ca: false }).der;
    assert.match((await complete(leaf)).problem ?? '', /did not sign it/);
    site['/sub'] = below(root, 'Sub', undefined, { key: sub.key, notAfter: daysFromToday(-1) }).der;
    assert.match((await complete(leaf)).problem ?? '', /not valid on 2026-11-22/);
    site['/sub'] = pkcs7([site['/sub'], sub.der]);
    assert.deepEqual((await complete(leaf)).fetched, ['/sub'], 'of several, one that holds');
  });

  test('that never ends, or runs in a circle, is given up', async (t) => {
    const site: Site = {};
    const { url, complete, asked } = await siteOf(t, site);
    let above = below(root, 'CA 0', `${url}/0`);
    for (let step = 1; step <= 12; step++) {
      site[`/${step}`] = above.der;
      above = below(above, `CA ${step}`, `${url}/${step}`);
    }
    assert.match((await complete(above)).problem ?? '', /^More than 5 certificates are missing/);
    assert.equal(asked.length, 5);

    const one = below(root, 'One', `${url}/two`);
    const two = below(one, 'Two', `${url}/one`);
    const back = below(two, 'One', `${url}/two`, { key: one.key });
    site['/one'] = back.der;
    site['/two'] = two.der;
    assert.match((await complete(leafBelow(two, `${url}/two`))).problem ?? '', /vouch for each other in a circle/);
  });

  test('is not followed where what was sent is not proven', async (t) => {
    const { complete } = await siteOf(t, {});
    const sub = below(root, 'Sub');
    const { problem } = await complete(leafBelow(sub), below(root, 'Sub'));
    assert.equal(problem, 'That "CN=Sub" signed "CN=shop.example" could not be proven.');
  });

  test('is only told of where nothing may be fetched', async () => {
    const sub = below(root, 'Sub');
    const leaf = leafBelow(sub, 'http://ca.example/sub.cer').parsed;
    const { problem } = await completeChain({ path: [leaf], at: TODAY });
    assert.match(problem ?? '', /it is said to be at http:\/\/ca\.example\/sub\.cer \(--network all fetches it\)/);
  });
});
