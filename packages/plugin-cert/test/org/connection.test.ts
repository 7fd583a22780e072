import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { orgApi } from '../../src/org/connection.ts';
import { connect } from '../fixtures/log-in.ts';

type Answer = readonly [status: number, body: unknown, headers?: Record<string, string>];

/** An org that answers paths with these; the port to it, and what was asked. */
async function orgWith(
  t: TestContext,
  answers: Readonly<Record<string, Answer>>,
  { accessToken, version }: { accessToken?: string; version?: string } = {},
) {
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
  const session = accessToken ?? `00D000000000001!${Math.random()}`;
  const connection = await connect({ url: `${url}/`, accessToken: session });
  if (version) connection.setApiVersion(version);
  asked.length = 0;
  return { api: orgApi(connection), asked };
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
  [
    'a web page that is not there',
    [404, '<html>no</html>', { 'content-type': 'text/html; charset=UTF-8' }],
    'WEB_PAGE',
  ],
  ['a web page that forbids', [403, '<!DOCTYPE html><p>no', { 'content-type': 'text/html' }], 'WEB_PAGE'],
  ['a web page with 200', [200, '<html>Log in</html>', { 'content-type': 'text/html' }], 'WEB_PAGE'],
  ['a web page that calls itself JSON', [200, '<!doctype html><html></html>'], 'WEB_PAGE'],
  ['half of an answer', [200, '{"records":[{"Id":1},'], 'UNEXPECTED_ANSWER'],
  ['something else', [200, { no: 'records' }], 'UNEXPECTED_ANSWER'],
  ['an empty body', [200, ''], 'UNEXPECTED_ANSWER'],
  ['an empty list in place of an answer', [200, []], 'UNEXPECTED_ANSWER'],
  ['no records', [200, { totalSize: 0, done: true, records: null }], 'UNEXPECTED_ANSWER'],
  ['a redirect to a log-in', [302, '', { location: '/login' }], 'REDIRECTED'],
  ['fewer records than are counted', [200, { totalSize: 3, done: true, records: [{ Id: 1 }] }], 'INCOMPLETE_ANSWER'],
  ['a count without records', [200, { totalSize: 2, done: true, records: [] }], 'INCOMPLETE_ANSWER'],
  [
    'a page without the way to the next',
    [200, { totalSize: 2, done: false, records: [{ Id: 1 }] }],
    'INCOMPLETE_ANSWER',
  ],
  ['records without a word whether that is all', [200, { records: [] }], 'INCOMPLETE_ANSWER'],
  [
    'pages in a circle',
    [200, { done: false, records: [], nextRecordsUrl: `${query}?q=SELECT%20Id%20FROM%20X` }],
    'INCOMPLETE_ANSWER',
  ],
] as const) {
  test(`${what} in answer to a query is an error with a code`, async (t) => {
    const { api } = await orgWith(t, { [query]: answer });
    await assert.rejects(api.query('SELECT Id FROM X'), { name: 'OrgApiError', code });
  });
}

test('a page that is cut off after the first is an error, whatever was read before', async (t) => {
  const { api } = await orgWith(t, {
    [query]: [200, { totalSize: 2, records: [{ Id: 1 }], done: false, nextRecordsUrl: `${query}/next-1` }],
    [`${query}/next-1`]: [404, [{ errorCode: 'NOT_FOUND', message: 'gone' }]],
  });
  await assert.rejects(api.query('SELECT Id FROM X'), { code: 'NOT_FOUND' });
});

test('a web page is no blob, no description and no list', async (t) => {
  const page = [200, '<html>Log in</html>', { 'content-type': 'text/html' }] as const;
  const { api } = await orgWith(t, {
    '/blob': page,
    '/services/data/v67.0/sobjects': page,
    '/services/data/v67.0/sobjects/A/describe': page,
  });
  await assert.rejects(api.getText('/blob'), { code: 'WEB_PAGE' });
  await assert.rejects(api.objectNames(), { code: 'WEB_PAGE' });
  await assert.rejects(api.fieldTypes('A'), { code: 'WEB_PAGE' });
});

test('an object without any field, and an org without any object, are errors: there is no such thing', async (t) => {
  const { api } = await orgWith(t, {
    '/services/data/v67.0/sobjects': [200, { sobjects: [] }],
    '/services/data/v67.0/sobjects/A/describe': [200, { fields: [] }],
  });
  await assert.rejects(api.objectNames(), { code: 'UNEXPECTED_ANSWER' });
  await assert.rejects(api.fieldTypes('A'), { code: 'UNEXPECTED_ANSWER' });
});

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

describe('an access token that is a JWT', () => {
  const jwt = ['{"alg":"RS256"}', '{"sub":"005"}', 'signature'].map((part) => Buffer.from(part).toString('base64url'));
  const row = '<result><fullName>Own</fullName><id>0H4</id><type>ConnectedApp</type></result>';
  const answers = (version: string) => ({
    // What the log-in asks, which cannot read who it is from such a token.
    '/services/oauth2/userinfo': [
      200,
      { preferred_username: 'a@b.c', organization_id: '00D', user_id: '005' },
    ] as const,
    '/services/data/v51.0/sobjects/User/005': [200, { Username: 'a@b.c' }] as const,
    [`/services/Soap/m/${version}`]: [200, envelope('listMetadata', row), xml] as const,
    [`/services/data/v${version}/query`]: [200, { records: [], done: true }] as const,
  });

  for (const version of ['40.0', '67.0']) {
    test(`is not given to the Metadata API of version ${version}, and works elsewhere`, async (t) => {
      const { api, asked } = await orgWith(t, answers(version), { accessToken: jwt.join('.'), version });
      for (const call of [
        () => api.metadataTypes(),
        () => api.listMetadata(['ConnectedApp']),
        () => api.readMetadata('ConnectedApp', ['Own']),
      ]) {
        await assert.rejects(call, { name: 'OrgApiError', code: 'JWT_IN_SOAP' });
      }
      assert.deepEqual(asked, []);
      assert.deepEqual(await api.query('SELECT Id FROM X'), []);
    });
  }

  for (const version of ['68.0', '70.0']) {
    test(`is a session of the Metadata API of version ${version}`, async (t) => {
      const { api } = await orgWith(t, answers(version), { accessToken: jwt.join('.'), version });
      assert.equal((await api.listMetadata(['ConnectedApp'])).length, 1);
    });
  }

  test('is told by its shape: dots alone do not make one', async (t) => {
    const { api } = await orgWith(t, answers('67.0'), { accessToken: '00D000000000001!a.b.c', version: '67.0' });
    assert.equal((await api.listMetadata(['ConnectedApp'])).length, 1);
  });
});
