import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';

/** A server that says who it is, and a proxy that answers in its place; gives their addresses. */
async function serverOf(t: TestContext, says: string): Promise<string> {
  const server = createServer((_, response) => response.end(says));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // No tunnel: whoever asks for one is told so.
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const module = new URL('../../src/org/transport.ts', import.meta.url).href;
const script = `
  const { orgTransport } = await import(${JSON.stringify(module)});
  const { httpRequest } = orgTransport({ httpRequest: () => { throw new Error('not to be used'); } }, { tries: 1, firstPause: 0, longestPause: 0, timeout: 10000, sleep: async () => {} });
  const answer = await httpRequest({ method: 'GET', url: process.argv[1] }).catch((error) => ({ body: error.message }));
  console.log(answer.body);
  process.exit(0);
`;

/** What a process with these variables gets from an address. */
async function fetched(url: string, variables: Record<string, string>): Promise<string> {
  const { PATH = '' } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=source', '--input-type=module', '--eval', script, url],
    { env: { PATH, ...variables } },
  );
  return stdout.trim();
}

test('the org is called through the proxy of the environment, and without it where NO_PROXY names its host', async (t) => {
  const [org, proxy] = [await serverOf(t, 'the org'), await serverOf(t, 'the proxy')];
  assert.equal(await fetched(org, {}), 'the org');
  assert.notEqual(await fetched(org, { http_proxy: proxy }), 'the org');
  for (const name of ['no_proxy', 'NO_PROXY']) {
    assert.equal(await fetched(org, { http_proxy: proxy, [name]: 'example.com,127.0.0.1' }), 'the org', name);
  }
});
