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
  await assert.rejects(api.fieldTypes('A'), { code: 'UNEXPECTED_ANSWER' });
});

test('fields are described with their types, by either API', async (t) => {
  const { api } = await orgWith(t, {
    '/services/data/v67.0/sobjects/A/describe': [200, { fields: [{ name: 'Body__c', type: 'textarea' }] }],
    '/services/data/v67.0/tooling/sobjects/A/describe': [
      200,
      { fields: [{ name: 'CertificateId', type: 'reference' }] },
    ],
  });
  assert.deepEqual([...(await api.fieldTypes('A'))], [['Body__c', 'textarea']]);
  assert.deepEqual([...(await api.fieldTypes('A', 'tooling'))], [['CertificateId', 'reference']]);
  await assert.rejects(api.fieldTypes('B'), { code: 'NOT_FOUND' });
});

test('all objects are told by one request; an answer without any is an error', async (t) => {
  const { api } = await orgWith(t, { '/services/data/v67.0/sobjects': [200, { sobjects: [{ name: 'A__mdt' }] }] });
  assert.deepEqual(await api.objectNames(), ['A__mdt']);
  const { api: other } = await orgWith(t, { '/services/data/v67.0/sobjects': [200, {}] });
  await assert.rejects(other.objectNames(), { code: 'UNEXPECTED_ANSWER' });
});

test('the requests of the day are told; limits that leave them out are an error, not plenty', async (t) => {
  const limits = '/services/data/v67.0/limits';
  const { api } = await orgWith(t, { [limits]: [200, { DailyApiRequests: { Max: 100, Remaining: 3 } }] });
  assert.deepEqual(await api.dailyRequests(), { max: 100, remaining: 3 });
  const { api: other } = await orgWith(t, { [limits]: [200, { DataStorageMB: {} }] });
  await assert.rejects(other.dailyRequests(), { code: 'UNEXPECTED_ANSWER' });
});

const soap = '/services/Soap/m/67.0';
const envelope = (operation: string, result: string) =>
  `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><${operation}Response>${result}</${operation}Response></soapenv:Body></soapenv:Envelope>`;
const xml = { 'content-type': 'text/xml' };

test('types of metadata are those described and their children', async (t) => {
  const type =
    '<metadataObjects><xmlName>Workflow</xmlName><childXmlNames>WorkflowRule</childXmlNames><childXmlNames>WorkflowOutboundMessage</childXmlNames></metadataObjects><metadataObjects><xmlName>Flow</xmlName></metadataObjects>';
  const { api } = await orgWith(t, { [soap]: [200, envelope('describeMetadata', `<result>${type}</result>`), xml] });
  assert.deepEqual([...(await api.metadataTypes())], ['Workflow', 'WorkflowRule', 'WorkflowOutboundMessage', 'Flow']);
});

test('a description of metadata without types is an error: it would make every feature look absent', async (t) => {
  const { api } = await orgWith(t, { [soap]: [200, envelope('describeMetadata', '<result/>'), xml] });
  await assert.rejects(api.metadataTypes(), { code: 'UNEXPECTED_ANSWER' });
});

test('components are listed with their Ids, and those of packages are marked', async (t) => {
  const row = (name: string, state: string) =>
    `<result><fullName>${name}</fullName><id>0H4</id><manageableState>${state}</manageableState><type>ConnectedApp</type></result>`;
  const body = envelope('listMetadata', row('Own', 'unmanaged') + row('acme__Theirs', 'installed'));
  const { api } = await orgWith(t, { [soap]: [200, body, xml] });
  assert.deepEqual(await api.listMetadata(['ConnectedApp']), [
    { type: 'ConnectedApp', fullName: 'Own', id: '0H4', installed: false },
    { type: 'ConnectedApp', fullName: 'acme__Theirs', id: '0H4', installed: true },
  ]);
});

test('a list of none is no component', async (t) => {
  const { api } = await orgWith(t, { [soap]: [200, envelope('listMetadata', ''), xml] });
  assert.deepEqual(await api.listMetadata(['ConnectedApp']), []);
});

for (const type of ['ConnectedApp', 'ExtlClntAppOauthSettings']) {
  test(`components of ${type} are read, and those that do not exist are left out`, async (t) => {
    const records = `<records xsi:type="${type}"><fullName>A</fullName><label>The A</label></records><records xsi:nil="true"/>`;
    const { api } = await orgWith(t, { [soap]: [200, envelope('readMetadata', `<result>${records}</result>`), xml] });
    const read = await api.readMetadata(type, ['A', 'B']);
    assert.deepEqual(
      read.map(({ fullName, label }) => [fullName, label]),
      [['A', 'The A']],
    );
  });
}

for (const [what, body] of [
  ['half of an envelope', envelope('listMetadata', '<result><fullName>A</fullName></result>').slice(0, 330)],
  ['a web page', '<html><title>Later</title></html>'],
] as const) {
  test(`${what} in answer to a metadata call is an error, not an empty list`, async (t) => {
    const { api } = await orgWith(t, { [soap]: [200, body, xml] });
    for (const ask of [() => api.listMetadata(['A']), () => api.readMetadata('A', ['B']), () => api.metadataTypes()]) {
      await assert.rejects(ask(), { name: 'OrgApiError' });
    }
  });
}
