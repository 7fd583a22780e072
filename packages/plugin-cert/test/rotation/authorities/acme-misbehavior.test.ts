import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../src/rotation/authorities/authority.ts';
import type { Instead } from './acme-server.ts';
import { attempt, wordsOf } from './attempt.ts';
import { TestMemory } from './world.ts';

const tryAgainAt = (outcome: Outcome): string | undefined =>
  outcome.outcome === 'chain' ? undefined : outcome.tryAgainAt?.toISOString();

/** Answers once, then lets the true answer through. */
function once(pattern: RegExp, instead: Instead) {
  let left = 1;
  return (path: string) => (pattern.test(path) && left-- > 0 ? instead : undefined);
}

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

describe('an order that takes its time', () => {
  it('is waited for at the pace of the server, within minutes', async (test) => {
    const { sign, server, clock } = await attempt(test);
    Object.assign(server.misbehavior, { looksUntilIssued: 3, retryAfter: '7' });
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(clock.slept, 21_000);
  });

  it('and does not end is gone on with later: it is the same order', async (test) => {
    const { sign, server, clock, world } = await attempt(test);
    server.misbehavior.looksUntilIssued = Infinity;
    const outcome = await sign();
    assert.equal(outcome.outcome, 'waits');
    assert.match(wordsOf(outcome), /still at work on the order/);
    assert.ok(clock.slept <= 300_000);
    assert.ok(world.isClean);
    server.misbehavior.looksUntilIssued = 0;
    assert.equal((await sign()).outcome, 'chain');
    assert.deepEqual([server.orders.length, server.finalized.length], [1, 1]);
  });

  it('and asks for hours is waited for without us', async (test) => {
    const { sign, server, clock } = await attempt(test);
    Object.assign(server.misbehavior, { looksUntilIssued: Infinity, retryAfter: '7200' });
    const outcome = await sign();
    assert.equal(tryAgainAt(outcome), '2026-11-30T02:00:00.000Z');
    assert.equal(clock.slept, 0);
  });
});

describe('what was issued is looked at before it is given', () => {
  for (const [what, misbehavior, says] of [
    ['another key', { signing: { otherKey: true } }, /has another key than the request/],
    ['a leaf alone', { chainOf: (leaf: string) => leaf }, /came alone/],
    [
      'a certificate that is over',
      { signing: { notBefore: new Date('2025-01-01'), notAfter: new Date('2025-02-01') } },
      /expired/,
    ],
    ['one that is not for servers', { signing: { purposes: ['clientAuth'] } }, /server/],
    ['another name', { signing: { dnsNames: ['other.example'] } }, /is not for "www\.example\.com"/],
    ['nothing', { chainOf: () => '' }, /cannot be used/],
    ['a page', { chainOf: () => '<html>Welcome</html>' }, /cannot be used/],
    [
      'a private key beside it',
      {
        chainOf: (_: string, chain: string) => `${chain}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`,
      },
      /private key came with it/,
    ],
  ] as const) {
    it(`${what} is refused, and ordered anew an hour later at the earliest`, async (test) => {
      const { sign, server, clock } = await attempt(test);
      Object.assign(server.misbehavior, misbehavior);
      const outcome = await sign();
      assert.equal(outcome.outcome, 'refused');
      assert.match(wordsOf(outcome), says);
      assert.equal(tryAgainAt(outcome), '2026-11-30T01:00:00.000Z');
      Object.assign(server.misbehavior, { signing: undefined, chainOf: undefined });
      assert.equal((await sign()).outcome, 'waits');
      assert.equal(server.orders.length, 1);
      clock.pass(3_600_000);
      assert.equal((await sign()).outcome, 'chain');
    });
  }

  it('a leaf alone is completed from what is at hand', async (test) => {
    const { sign, server, ca } = await attempt(test);
    server.misbehavior.chainOf = (leaf) => leaf;
    const outcome = await sign({ intermediates: [ca.atHand] });
    assert.equal(outcome.outcome, 'chain');
    assert.match(outcome.notes.join(), /taken from what is at hand/);
  });
});

describe('a server that wants something else than was asked', () => {
  it('makes an order for other names: nothing is proven', async (test) => {
    const { sign, server, world } = await attempt(test);
    server.misbehavior.orderFor = ['www.example.com', 'bank.example'];
    assert.match(wordsOf(await sign()), /order for other names than those of the request/);
    assert.deepEqual(world.runs, []);
  });

  it('wants another name proven', async (test) => {
    const { sign, server, world } = await attempt(test);
    server.misbehavior.instead = (path) =>
      /^\/authorization\//.test(path)
        ? {
            status: 200,
            body: JSON.stringify({
              status: 'pending',
              identifier: { type: 'dns', value: 'bank.example' },
              challenges: [],
            }),
          }
        : undefined;
    assert.match(wordsOf(await sign()), /wants bank\.example proven, which nobody asked for/);
    assert.deepEqual(world.runs, []);
  });

  it('gives a token that would be a path or a command', async (test) => {
    for (const token of ['../../etc/passwd', '$(id)', 'a b', '']) {
      const { sign, server, world } = await attempt(test);
      server.misbehavior.token = token;
      assert.match(wordsOf(await sign()), /cannot be read/);
      assert.deepEqual(world.runs, []);
    }
  });

  it('does not offer the way of proof that there is', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.instead = (path) =>
      /^\/authorization\//.test(path)
        ? {
            status: 200,
            body: JSON.stringify({
              status: 'pending',
              identifier: { type: 'dns', value: 'www.example.com' },
              challenges: [{ type: 'dns-account-01', url: `${server.url}/c`, token: 'abc', status: 'pending' }],
            }),
          }
        : undefined;
    assert.match(wordsOf(await sign()), /does not take dns-01 as proof for www\.example\.com, but dns-account-01/);
  });

  it('sends us where it should not', async (test) => {
    for (const newOrder of ['http://ca.example/order', 'file:///etc/passwd', 'https://user:pw@ca.example/', 'order']) {
      const { sign, server, world } = await attempt(test);
      server.misbehavior.instead = (path) =>
        path === '/directory'
          ? {
              status: 200,
              body: JSON.stringify({ newNonce: `${server.url}/nonce`, newAccount: `${server.url}/account`, newOrder }),
            }
          : undefined;
      assert.match(wordsOf(await sign()), /names an address that is not used/);
      assert.deepEqual(world.runs, []);
    }
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

describe('proofs', () => {
  it('that the authority does not find are told with its words, and cleaned up; the next attempt orders anew', async (test) => {
    const { sign, server, world } = await attempt(test, { settings: { 'look-first': 'no' } });
    world.idle = true;
    const outcome = await sign();
    assert.equal(outcome.outcome, 'refused');
    assert.match(
      wordsOf(outcome),
      /^www\.example\.com is not proven: No TXT record for www\.example\.com \(unauthorized\)\.$/,
    );
    assert.deepEqual(
      world.runs.map(({ command }) => command.at(-1)),
      ['deploy', 'clean-up'],
    );
    world.idle = false;
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(server.orders.length, 2);
  });

  it('by a hook that fails are told with what it wrote, and the authority is not told to look', async (test) => {
    const { sign, server, world } = await attempt(test);
    world.answer = ({ command }) =>
      command.at(-1) === 'deploy' ? { code: 3, errors: '\u001b[31mzone is locked\u001b[0m\n' } : undefined;
    assert.match(
      wordsOf(await sign()),
      /hook for www\.example\.com did not put the proof in place: it ended with 3, and wrote: zone is locked\.$/,
    );
    assert.equal(server.asked(/challenge/), 0);
    assert.deepEqual(
      world.runs.map(({ command }) => command.at(-1)),
      ['deploy', 'clean-up'],
    );
    world.answer = ({ command }) =>
      command.at(-1) === 'deploy' ? { code: 75, errors: 'Waiting for the change board' } : undefined;
    const later = await sign();
    assert.deepEqual(
      [later.outcome, wordsOf(later)],
      ['waits', 'The hook for www.example.com says later: it ended with 75, and wrote: Waiting for the change board.'],
    );
    world.answer = undefined;
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(server.orders.length, 1);
  });

  it('that cannot be removed are told, do not hinder, and are tried again', async (test) => {
    const { sign, world, memory } = await attempt(test);
    world.answer = ({ command }) =>
      command.at(-1) === 'clean-up' ? { problem: 'it did not end within 300 s' } : undefined;
    const outcome = await sign();
    assert.equal(outcome.outcome, 'chain');
    assert.match(
      outcome.notes.join(),
      /did not remove the record _acme-challenge\.www\.example\.com: it did not end within 300 s\./,
    );
    assert.equal((memory.value['challenges'] as unknown[]).length, 1);
    world.answer = undefined;
    await sign();
    assert.ok(world.isClean);
    assert.deepEqual(memory.value['challenges'], []);
  });

  it('by a hook that is not there are refused before anything is ordered', async (test) => {
    const { sign, server, ports } = await attempt(test, { settings: { dns: ['./hook.sh'] } });
    assert.match(wordsOf(await sign()), /The hook \.\/hook\.sh cannot be run \(ENOENT\)/);
    writeFileSync(join(ports.settingsFolder, 'hook.sh'), '#!/bin/sh\n', { mode: 0o600 });
    // Root may do anything but run what nobody may.
    assert.match(wordsOf(await sign()), /cannot be run \(EACCES\)/);
    chmodSync(join(ports.settingsFolder, 'hook.sh'), 0o700);
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(server.orders.length, 1);
  });
});

describe('the key of the account', () => {
  it('that others may read, or that is none, is not used and not replaced', async (test) => {
    const { sign, ports, server } = await attempt(test);
    await sign({}, new TestMemory());
    const folder = join(ports.rotationFolder, 'acme');
    const path = join(folder, readdirSync(folder)[0] as string);
    const requests = server.requests.length;
    chmodSync(path, 0o644);
    assert.match(wordsOf(await sign()), /Others may read the key of the ACME account.*chmod 600/);
    chmodSync(path, 0o600);
    for (const content of ['', '{}', 'null', '{"kty":"EC","crv":"P-256","x":"A","y":"A","d":"A"}']) {
      writeFileSync(path, content);
      assert.match(wordsOf(await sign()), /does not hold the key of the ACME account.*restore it, or remove it/);
    }
    assert.equal(server.requests.length, requests);
  });

  it('that cannot be kept is told', async (test) => {
    const { sign, ports } = await attempt(test);
    writeFileSync(join(ports.rotationFolder, 'acme'), '');
    assert.match(wordsOf(await sign()), /could not be kept in .*check the folder/);
  });

  it('is one, though two begin at the same time', async (test) => {
    const { authority, asked, ports, server } = await attempt(test);
    mkdirSync(join(ports.rotationFolder, 'acme'));
    await Promise.all([authority().sign(asked, new TestMemory()), authority().sign(asked, new TestMemory())]);
    assert.equal(readdirSync(join(ports.rotationFolder, 'acme')).length, 1);
    assert.equal(server.accounts.size, 1);
  });
});

describe('a memory that holds something else', () => {
  for (const value of [
    null,
    'x',
    [1],
    { csr: 5, orders: [], challenges: 'x', answer: {} },
    { challenges: [{ method: 'x' }] },
  ] as const) {
    it(`begins anew: ${JSON.stringify(value)}`, async (test) => {
      const { sign, server, shared } = await attempt(test);
      await shared.write(value);
      assert.equal((await sign({}, new TestMemory(value))).outcome, 'chain');
      assert.equal(server.orders.length, 1);
    });
  }
});
