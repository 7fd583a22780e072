import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { parseCertificates, parseCertificationRequest } from '@cert-health/core';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { Outcome } from '../../../src/rotation/authorities/authority.ts';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import { wordsOf } from './attempt.ts';
import { csrFor } from './test-ca.ts';
import { TestMemory } from './world.ts';

const csr = await csrFor('CN=orders.example.com');

async function sign(test: TestContext, address: string): Promise<Outcome> {
  const ports = ownPorts({ settingsFolder: '.', rotationFolder: '.' });
  const authority = await openAuthority('demo', { type: 'practice', address }, ports);
  test.after(() => authority.close());
  return authority.sign(
    { csr, certificate: 'Partner_Orders', names: [], purposes: ['client'], intermediates: [] },
    new TestMemory(),
  );
}

/** A server that answers everything alike; gives its address. */
async function answering(test: TestContext, status: number, body = ''): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the authority of a practice org', () => {
  it('signs for demonstrations', async (test) => {
    const org = await startPracticeOrg();
    try {
      const outcome = await sign(test, `${org.url}/`);
      assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
      const [leaf] = parseCertificates(wordsOf(outcome));
      assert.deepEqual(leaf?.publicKey.spki, parseCertificationRequest(csr).publicKey.spki);
    } finally {
      await org.close();
    }
  });

  it('may say later, or no, or nothing', async (test) => {
    const later = await sign(test, await answering(test, 202));
    assert.deepEqual([later.outcome, wordsOf(later)], ['waits', 'The authority "demo" signs the request later.']);
    const no = await sign(test, await answering(test, 404, 'No authority here'));
    assert.match(wordsOf(no), /refuses \(HTTP status 404\): No authority here\./);
    const odd = await sign(test, await answering(test, 200, 'Hello'));
    assert.match(wordsOf(odd), /What the authority "demo" gave cannot be used\./);
    const none = await sign(test, 'http://127.0.0.1:1');
    assert.equal(none.outcome, 'waits');
    assert.match(wordsOf(none), /does not answer at 127\.0\.0\.1:1; start the practice org there\./);
  });
});
