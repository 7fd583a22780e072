import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { orgApi } from '../../src/org/connection.ts';
import { connect } from '../fixtures/log-in.ts';

type Answer = readonly [status: number, body: unknown, headers?: Record<string, string>];

/** An org that answers paths with these; the port to it, and what was asked. */
async function orgWith(t: TestContext, answers: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/+/, '/');
    if (path === '/services/data') return void response.writeHead(200, json).end('[{"version":"67.0"}]');
    asked.push(decodeURIComponent(request.url ?? ''));
    const [status, body, headers] = answers[path.split('?')[0] ?? ''] ?? [
      404,
      [{ errorCode: 'NOT_FOUND', message: 'no' }],
    ];
    response.writeHead(status, { ...json, ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = orgApi(await connect({ url: `${url}/`, accessToken: `00D000000000001!${Math.random()}` }));
  return { api, asked };
}

const json = { 'content-type': 'application/json' };
const query = '/services/data/v67.0/query';

test('all pages of a query are read', async (t) => {
  const { api } = await orgWith(t, {
    [query]: [200, { records: [{ Id: 1 }], done: false, nextRecordsUrl: '/services/data/v67.0/query/next-1' }],
    '/services/data/v67.0/query/next-1': [200, { records: [{ Id: 2 }], done: true }],
  });
  assert.deepEqual(await api.query('SELECT Id FROM X'), [{ Id: 1 }, { Id: 2 }]);
});

test('a slash at the end of the log-in address makes no double slash', async (t) => {
  const { api, asked } = await orgWith(t, { [query]: [200, { records: [], done: true }] });
  await api.query('SELECT Id FROM X');
  assert.deepEqual(asked, ['/services/data/v67.0/query?q=SELECT Id FROM X']);
  assert.doesNotMatch(api.instanceUrl, /\/$/);
});

test('the Tooling API is asked where it is meant', async (t) => {
  const { api, asked } = await orgWith(t, { '/services/data/v67.0/tooling/query': [200, { records: [], done: true }] });
  await api.query('SELECT Id FROM Certificate', 'tooling');
  assert.equal(asked.length, 1);
});

for (const elsewhere of ['https://evil.example/steal', '//evil.example/steal', 'http://127.0.0.1:1/steal']) {
  test(`an address outside of the org (${elsewhere}) does not get the session`, async (t) => {
    const { api, asked } = await orgWith(t, {
      [query]: [200, { records: [], done: false, nextRecordsUrl: elsewhere }],
    });
    await assert.rejects(api.query('SELECT Id FROM X'), { name: 'OrgApiError' });
    await assert.rejects(api.getText(elsewhere), { name: 'OrgApiError' });
    assert.ok(
      asked.every((path) => path.startsWith('/services') || path === '/evil.example/steal'),
      String(asked),
    );
  });
}

for (const [what, answer, code] of [
  ['an error of Salesforce', [400, [{ errorCode: 'INVALID_FIELD', message: 'No such column' }]], 'INVALID_FIELD'],
  ['a web page', [500, '<html>oops</html>', { 'content-type': 'text/html' }], 'ERROR_HTTP_500'],
  ['half of an answer', [200, '{"records":[{"Id":1},'], 'UNEXPECTED_ANSWER'],
  ['something else', [200, { no: 'records' }], 'UNEXPECTED_ANSWER'],
] as const) {
  test(`${what} in answer to a query is an error with a code`, async (t) => {
    const { api } = await orgWith(t, { [query]: answer });
    await assert.rejects(api.query('SELECT Id FROM X'), { name: 'OrgApiError', code });
  });
}

test('an empty body of a blob is no text', async (t) => {
  const { api } = await orgWith(t, {
    '/blob': [200, ' \n', { 'content-type': 'text/plain' }],
    '/full': [200, 'PEM', { 'content-type': 'text/plain' }],
  });
  assert.equal(await api.getText('/blob'), undefined);
  assert.equal(await api.getText('/full'), 'PEM');
});

test('a description without fields is an error, not an object without fields', async (t) => {
  const { api } = await orgWith(t, { '/services/data/v67.0/sobjects/A/describe': [200, '{"fields":[{"na'] });
  await assert.rejects(api.fieldNames('A'), { code: 'UNEXPECTED_ANSWER' });
});
