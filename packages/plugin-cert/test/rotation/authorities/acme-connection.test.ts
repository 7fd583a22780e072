import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { once } from './acme-server.ts';
import { attempt, tryAgainAt, wordsOf } from './attempt.ts';

describe('nonces', () => {
  it('that are refused are taken anew', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.badNonces = 5;
    assert.equal((await sign()).outcome, 'chain');
  });

  it('are not taken for ever', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.badNonces = 1000;
    const outcome = await sign();
    assert.equal(outcome.outcome, 'waits');
    assert.match(wordsOf(outcome), /takes none of its own nonces/);
    assert.ok(server.requests.length < 20);
  });
});

describe('"later" of a server is believed', () => {
  for (const [status, type, retryAfter, until] of [
    [429, 'rateLimited', '122400', '2026-12-01T10:00:00.000Z'],
    [503, undefined, '120', '2026-11-30T00:02:00.000Z'],
    [503, undefined, 'Mon, 30 Nov 2026 01:00:00 GMT', '2026-11-30T01:00:00.000Z'],
    [429, 'rateLimited', undefined, '2026-11-30T01:00:00.000Z'],
    [503, undefined, 'soon', '2026-11-30T00:05:00.000Z'],
    [500, 'serverInternal', undefined, '2026-11-30T00:05:00.000Z'],
    [400, 'rateLimited', '60', '2026-11-30T00:01:00.000Z'],
  ] as const) {
    it(`${status} ${type ?? ''} with Retry-After ${retryAfter}`, async (test) => {
      const { sign, server, clock } = await attempt(test);
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      server.misbehavior.instead = once(/^\/order$/, {
        status,
        ...(type ? { type } : {}),
        detail: 'too many certificates (5) already issued for this exact set of identifiers',
        headers,
      });
      const outcome = await sign();
      assert.equal(outcome.outcome, 'waits');
      assert.match(wordsOf(outcome), /too many certificates \(5\)/);
      assert.equal(tryAgainAt(outcome), until);
      // It is the caller who waits.
      assert.equal(clock.slept, 0);
      assert.equal((await sign()).outcome, 'chain');
    });
  }

  it('though not for longer than seven days', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.instead = () => ({ status: 503, headers: { 'retry-after': '999999999' } });
    assert.equal(tryAgainAt(await sign()), '2026-12-07T00:00:00.000Z');
  });
});

describe('what is no ACME server', () => {
  for (const [what, instead] of [
    ['a web page', { status: 200, body: '<html></html>' }],
    ['a list', { status: 200, body: '[]' }],
    ['a directory without places', { status: 200, body: '{"newNonce": 1}' }],
    ['nothing at that path', { status: 404, body: 'Not Found' }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }],
  ] as const) {
    it(`${what} is told in one sentence`, async (test) => {
      const { sign, server } = await attempt(test);
      server.misbehavior.instead = (path) => (path === '/directory' ? instead : undefined);
      const outcome = await sign();
      assert.equal(outcome.outcome, 'refused');
      assert.match(wordsOf(outcome), /is not the directory of an ACME server|which ACME does not know/);
    });
  }

  it('an answer that does not end is cut off', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.instead = () => ({ status: 200, body: 'x'.repeat(2 * 1024 * 1024) });
    const outcome = await sign();
    assert.equal(outcome.outcome, 'waits');
    assert.match(wordsOf(outcome), /more than 1 MB/);
  });

  it('nobody there is waited for', async (test) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { sign } = await attempt(test, { settings: { directory: `http://127.0.0.1:${port}/` } });
    const outcome = await sign();
    assert.equal(outcome.outcome, 'waits');
    assert.match(wordsOf(outcome), /does not answer at 127\.0\.0\.1:\d+: ECONNREFUSED\./);
    assert.equal(tryAgainAt(outcome)?.startsWith('2026-11-30T00:05'), true);
  });

  it('a connection that breaks while something is looked at is tried again', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.instead = once(/^\/authorization\//, { status: 0, hangUp: true });
    assert.equal((await sign()).outcome, 'chain');
  });

  it('a connection that breaks while something is ordered is not: what came of it is not known', async (test) => {
    const { sign, server, world } = await attempt(test);
    server.misbehavior.instead = once(/finalize/, { status: 0, hangUp: true });
    assert.equal((await sign()).outcome, 'waits');
    assert.ok(world.isClean);
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(server.orders.length, 1);
  });
});
