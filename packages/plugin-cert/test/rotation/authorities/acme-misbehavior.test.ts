import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attempt, tryAgainAt, wordsOf } from './attempt.ts';
import { csrFor } from './test-ca.ts';
import { TestMemory } from './world.ts';

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

describe('a request that the authority refuses', () => {
  it('does not hold up another one for the same names', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.instead = (path) =>
      path.endsWith('/finalize') ? { status: 400, type: 'badCSR', detail: 'weak key' } : undefined;
    assert.match(
      wordsOf(await sign()),
      /refuses the request: weak key \(badCSR\)\. It names its host in its subject only/,
    );
    server.misbehavior.instead = () => undefined;
    const named = await csrFor('CN=www.example.com', [{ type: 'dns', value: 'www.example.com' }]);
    assert.equal((await sign({ csr: named })).outcome, 'chain');
  });

  it('is told without a guess where its names are complete', async (test) => {
    const csr = await csrFor('CN=www.example.com', [{ type: 'dns', value: 'www.example.com' }]);
    const { sign, server } = await attempt(test, { csr });
    server.misbehavior.instead = (path) =>
      path.endsWith('/finalize') ? { status: 400, type: 'badCSR', detail: 'weak key' } : undefined;
    assert.equal(wordsOf(await sign()), 'The authority "public" refuses: weak key (badCSR).');
  });
});

describe('an order whose time is up', () => {
  it('is placed anew', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.instead = (path) => (path.includes('/challenge/') ? { status: 503 } : undefined);
    assert.equal((await sign()).outcome, 'waits');
    server.misbehavior.instead = () => undefined;
    server.misbehavior.expires = '2026-11-29T00:00:00Z';
    assert.equal((await sign()).outcome, 'chain');
    assert.deepEqual(
      server.orders.map(({ status }) => status),
      ['pending', 'valid'],
    );
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

describe('what a server says', () => {
  it('is repeated without colors, line ends and keys, and not at any length', async (test) => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(200)}\n-----END PRIVATE KEY-----`;
    for (const [type, detail] of [
      ['\u001b[31mred\u001b[0m'.repeat(100), 'x'.repeat(5000)],
      ['malformed', `\u001b[2J\u0007Your key:\n${key}\r\nis weak`],
    ] as const) {
      const { sign, server } = await attempt(test);
      server.misbehavior.instead = (path) => (path === '/order' ? { status: 400, type, detail } : undefined);
      const words = wordsOf(await sign());
      assert.match(words, /^The authority "public" refuses: /);
      assert.doesNotMatch(words, /\p{Cc}|AAAA/u);
      assert.ok(words.length < 1300, String(words.length));
    }
  });
});
