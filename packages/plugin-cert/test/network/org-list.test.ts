import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOrgList } from '../../src/network/org-list.ts';
import { g2, pageOf, tableOf, today } from '../trust/roots.ts';
import { serve } from './authority.ts';

test('the page of an org is a list with its source', async (t) => {
  const page = pageOf(tableOf('SHA-256', [['G2', g2.sha256]]));
  const { url, asked } = await serve(t, (_, response) => response.end(page));
  const { store, source } = await readOrgList(url, today);
  assert.equal(store?.anchors.length, 1);
  assert.deepEqual(asked, ['/cacerts.jsp']);
  assert.deepEqual(source, {
    id: 'org.cacerts',
    label: 'Roots that your org trusts (/cacerts.jsp)',
    status: 'read',
    items: 1,
    detail: '1 root.',
  });
});

test('a page that cannot be had is a source that failed, with what to do, and no list', async (t) => {
  const { url } = await serve(t, (_, response) => response.writeHead(503).end());
  const { store, source } = await readOrgList(url, today);
  assert.equal(store, undefined);
  assert.equal(source.status, 'failed');
  assert.match(source.detail, /HTTP status 503.*save it, and give that file/);
});

test('a log-in page is not taken for an empty list', async (t) => {
  const { url } = await serve(t, (_, response) => response.end('<html><body>Log in</body></html>'));
  const { store, source } = await readOrgList(url, today);
  assert.equal(store, undefined);
  assert.equal(source.status, 'failed');
});
