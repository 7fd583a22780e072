import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { orgTransport } from '../../src/org/transport.ts';
import type { Transport } from '../../src/org/transport.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const unused: Transport = { httpRequest: () => assert.fail('not to be used') };

/** A server that gives these answers one after the other (the last one for ever), and a transport that notes its pauses. */
async function serving(t: TestContext, answers: readonly Answer[], timeout = 5000) {
  const seen: { method: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      (answers[Math.min(seen.length, answers.length) - 1] as Answer)(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const pauses: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => Promise.resolve(void pauses.push(milliseconds));
  const transport = orgTransport(unused, { tries: 5, firstPause: 500, longestPause: 20_000, timeout, sleep });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    get: (method = 'GET', body?: string, path = '') =>
      transport.httpRequest({ method, url: url + path, ...(body ? { body } : {}) }),
    seen,
    pauses,
  };
}

const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const good = answer(200, { 'content-type': 'text/plain' }, 'hello');
const breakOff: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' }).write('half');
  setTimeout(() => response.destroy(), 20);
};

test('status, lower-case headers and body are handed on', async (t) => {
  const { get } = await serving(t, [answer(201, { 'X-Some': 'thing' }, 'body')]);
  const response = await get();
  assert.equal(response.statusCode, 201);
  assert.equal(response.headers['x-some'], 'thing');
  assert.equal(response.body, 'body');
});

test('a text body is sent', async (t) => {
  const { get, seen } = await serving(t, [good]);
  await get('POST', '<soap/>');
  assert.deepEqual(
    seen.map(({ method, body }) => [method, body]),
    [['POST', '<soap/>']],
  );
});

for (const status of [400, 401, 403, 404, 500]) {
  test(`${status} is handed on at once`, async (t) => {
    const { get, seen, pauses } = await serving(t, [answer(status, { location: '/elsewhere' })]);
    assert.equal((await get()).statusCode, status);
    assert.equal(seen.length, 1);
    assert.deepEqual(pauses, []);
  });
}

test('a redirect is not followed, and says where it leads', async (t) => {
  const { get, seen } = await serving(t, [answer(302, { location: 'https://moved.example/services?a=1' }), good]);
  await assert.rejects(get('POST', '<soap/>'), { code: 'REDIRECTED', message: 'https://moved.example' });
  assert.equal(seen.length, 1);
});

test('a SOAP call that only reads is asked again when its connection breaks, and one that deploys is not', async (t) => {
  const call = (name: string): string => `<soapenv:Envelope><soapenv:Body xmlns="m"><${name}></${name}></soapenv:Body>`;
  const close: Answer = (request) => void request.socket.destroy();
  for (const [name, times] of [
    ['checkDeployStatus', 3],
    ['retrieve', 3],
    ['deploy', 1],
  ] as const) {
    const { get, seen } = await serving(t, [close]);
    await assert.rejects(get('POST', call(name), 'services/Soap/m/67.0'));
    assert.equal(seen.length, times, name);
  }
});

test('pauses double while the server says "later" without a time', async (t) => {
  const { get, pauses } = await serving(t, [answer(503), answer(429), answer(502), good]);
  assert.equal((await get()).body, 'hello');
  assert.deepEqual(pauses, [500, 1000, 2000]);
});

for (const [asked, pause] of [
  ['3', 3000],
  ['0', 0],
  ['3600', 20_000],
  ['Mon, 01 Jan 2024 00:00:00 GMT', 0],
  ['soon', 500],
] as const) {
  test(`Retry-After "${asked}" means a pause of ${pause} ms`, async (t) => {
    const { get, pauses } = await serving(t, [answer(429, { 'retry-after': asked }), good]);
    await get();
    assert.deepEqual(pauses, [pause]);
  });
}

test('Retry-After as a date ahead is waited for', async (t) => {
  const { get, pauses } = await serving(t, [
    answer(503, { 'retry-after': new Date(Date.now() + 5000).toUTCString() }),
    good,
  ]);
  await get();
  assert.ok(pauses[0] !== undefined && pauses[0] > 2000 && pauses[0] <= 5000, String(pauses));
});

test('after five tries the last answer stands', async (t) => {
  const { get, seen } = await serving(t, [answer(503)]);
  assert.equal((await get()).statusCode, 503);
  assert.equal(seen.length, 5);
});

test('a body that breaks off is asked for again, and then an error that can be caught', async (t) => {
  const once = await serving(t, [breakOff, good]);
  assert.equal((await once.get()).body, 'hello');
  const always = await serving(t, [breakOff]);
  await assert.rejects(always.get());
  assert.equal(always.seen.length, 3);
});

test('a broken connection is not tried again for what is no GET', async (t) => {
  const { get, seen } = await serving(t, [breakOff]);
  await assert.rejects(get('POST', 'x'));
  assert.equal(seen.length, 1);
});

test('a server that never answers is given up', async (t) => {
  const { get } = await serving(t, [() => undefined], 100);
  await assert.rejects(get(), { name: 'TimeoutError' });
});

test('a server that is not there is an error with its code, at once', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(
    orgTransport(unused).httpRequest({ method: 'GET', url: `http://127.0.0.1:${port}/` }),
    (error: Error) => {
      assert.equal((error.cause as { code: string }).code, 'ECONNREFUSED');
      return true;
    },
  );
});

test('a body that is no text goes through the transport it stands in for', () => {
  const handed: unknown[] = [];
  const inner: Transport = {
    httpRequest: (request) => {
      handed.push(request.body);
      return Object.assign(Promise.resolve({ statusCode: 200, headers: {}, body: '' }), { stream: () => null });
    },
  };
  const form = Buffer.from('zip');
  void orgTransport(inner).httpRequest({ method: 'POST', url: 'http://127.0.0.1:1/', body: form });
  assert.deepEqual(handed, [form]);
});

const list = '<listMetadataResponse><result/></listMetadataResponse>';

for (const [what, body, code] of [
  ['a page that asks for a log-in', '<html><body>Log in to the network</body></html>', 'WEB_PAGE'],
  ['such a page with a document type', '\n<!DOCTYPE html>\n<html lang="en"></html>', 'WEB_PAGE'],
  ['half of an envelope', '<soapenv:Envelope><soapenv:Body><listMetadataResponse>', 'UNEXPECTED_ANSWER'],
  ['an envelope without an answer', '<e:Envelope><e:Body/></e:Envelope>', 'UNEXPECTED_ANSWER'],
  ['an envelope with something else', '<e:Envelope><e:Body><html/></e:Body></e:Envelope>', 'UNEXPECTED_ANSWER'],
  ['an envelope that jsforce finds nothing in', `<Envelope><Body>${list}</Body></Envelope>`, 'UNEXPECTED_ANSWER'],
  ['nothing', '', 'UNEXPECTED_ANSWER'],
] as const) {
  test(`${what} is no answer to a SOAP call`, async (t) => {
    const { get } = await serving(t, [answer(200, { 'content-type': 'text/xml' }, body)]);
    await assert.rejects(get('POST', '<soap/>', 'services/Soap/m/67.0'), { code });
    assert.equal((await get('POST', '<soap/>', 'services/data')).body, body, 'other calls are not looked at');
  });
}

for (const status of [201, 204]) {
  test(`an answer to a SOAP call with ${status} is none`, async (t) => {
    const { get } = await serving(t, [answer(status)]);
    await assert.rejects(get('POST', '<soap/>', 'services/Soap/m/67.0'), { code: 'UNEXPECTED_ANSWER' });
  });
}

test('a fault that comes with 200 is a fault, and an answer that calls itself something else is XML', async (t) => {
  const fault = '<e:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode></e:Fault>';
  const envelope = (body: string) =>
    `<?xml version="1.0"?><e:Envelope xmlns:e="x"><e:Header/><e:Body>${body}</e:Body></e:Envelope>`;
  const { get } = await serving(t, [
    answer(200, {}, envelope(fault)),
    answer(200, { 'content-type': 'text/html' }, envelope(list)),
  ]);
  assert.equal((await get('POST', '<soap/>', '/services/Soap/m/67.0')).statusCode, 500);
  assert.equal((await get('POST', '<soap/>', '/services/Soap/m/67.0')).headers['content-type'], 'text/xml');
});

test('a whole envelope is handed on, and so is a fault', async (t) => {
  const envelope = `<e:Envelope><e:Body>${list}</e:Body></e:Envelope>\n`;
  const { get } = await serving(t, [answer(200, {}, envelope), answer(500, {}, 'fault')]);
  assert.equal((await get('POST', '<soap/>', '/services/Soap/m/67.0')).body, envelope);
  assert.equal((await get('POST', '<soap/>', 'services/Soap/m/67.0')).statusCode, 500);
});
