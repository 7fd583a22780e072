import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { elsewhereFrom } from '../../../src/rotation/arrivals/elsewhere.ts';
import { Transfers } from '../../../src/network/transfers.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';

const passwords = () => ({});

async function server(t: TestContext): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const own = await issue({ name: 'localhost', from: '2026-01-01', days: 3000, dnsNames: ['localhost'] });
  const https = createServer({ cert: own.pem, key: await exportKey(own) }, (_, response) => response.end('metadata'));
  https.listen(0, '127.0.0.1');
  await new Promise((resolve) => https.once('listening', resolve));
  const close = () => new Promise<void>((resolve) => https.close(() => resolve()));
  t.after(close);
  return { address: `https://localhost:${(https.address() as AddressInfo).port}/`, close };
}

describe('metadata at an address', () => {
  test('is not fetched from a private address, a server that shows no trusted certificate, or none at all', async (t) => {
    const { address, close } = await server(t);
    await assert.rejects(
      elsewhereFrom({ passwords, allowPrivate: false }).fetch(address),
      /its address is not a public one\): allow it with --allow-private/,
    );
    await assert.rejects(
      elsewhereFrom({ passwords, allowPrivate: true }).fetch(address),
      /did not give its metadata \((?:DEPTH_ZERO_)?SELF_SIGNED.*\): put that right/,
    );
    await close();
    await assert.rejects(
      elsewhereFrom({ passwords, allowPrivate: true }).fetch(address),
      /did not give its metadata \(ECONNREFUSED\)/,
    );
  });

  test('does not come over http, not even behind a redirect', async () => {
    const transfers = new Transfers({ allowPrivate: true });
    assert.deepEqual(await transfers.fetch({ address: 'http://127.0.0.1:1/', secure: true }), {
      problem: 'it redirects to an address that is not https',
    });
    await transfers.close();
  });
});
