import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { acmeAuthority } from '../../../src/rotation/authorities/acme/acme-authority.ts';
import type { JsonValue } from '../../../src/rotation/authorities/authority.ts';
import type { CommandRun } from '../../../src/rotation/authorities/processes.ts';
import { attempt, wordsOf } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { csrFor } from './test-ca.ts';
import { KillSwitch } from './kill-switch.ts';
import type { TestMemory } from './world.ts';

const csr = await csrFor('CN=example.com', [{ type: 'dns', value: '*.example.com' }]);

/** Tries a kill at every effect; the test says what must hold after the attempt that follows it. */
async function killEverywhere(
  test: TestContext,
  moment: 'before' | 'after',
  holds: (made: Attempt, at: number) => void,
  begin: (made: Attempt) => void = () => undefined,
): Promise<number> {
  for (let at = 1; ; at++) {
    const made = await attempt(test, { csr });
    begin(made);
    const { authority, asked, memory, ports } = made;
    const kill = new KillSwitch(at, moment);
    const signed = authority(kill.ports(ports)).sign(asked, kill.memory(memory));
    if ((await Promise.race([signed, kill.killed])) !== 'killed') return at - 1;
    const outcome = await authority().sign(asked, memory);
    assert.equal(outcome.outcome, 'chain', `killed ${moment} effect ${at}: ${wordsOf(outcome)}`);
    holds(made, at);
  }
}

/** One certificate, from one order, with nothing left in DNS and everything in memory. */
function oneCertificate({ server, world, memory }: Attempt, at: number): void {
  const said = `killed at effect ${at}`;
  assert.equal(server.issued.length, 1, said);
  // An order whose address never came back was not written anywhere; it is not proven, and costs no certificate.
  assert.ok(server.orders.length <= 2, said);
  assert.equal(server.orders.filter(({ status }) => status !== 'pending').length, 1, said);
  assert.equal(server.accounts.size, 1, said);
  assert.ok(world.isClean, said);
  assert.deepEqual(memory.value['challenges'], [], said);
  assert.ok(memory.value['answer'], said);
}

describe('an attempt that is killed at any point is gone on with: the same order, one certificate, nothing left behind', () => {
  for (const moment of ['before', 'after'] as const) {
    it(`${moment} every effect`, async (test) => {
      const kills = await killEverywhere(test, moment, oneCertificate);
      assert.ok(kills > 25, `${kills} effects`);
      test.diagnostic(`${kills} kills ${moment} an effect, ${kills} end states right`);
    });
  }

  it('while the certificate is being made', async (test) => {
    const kills = await killEverywhere(test, 'after', oneCertificate, ({ server }) => {
      server.misbehavior.looksUntilIssued = 4;
    });
    test.diagnostic(`${kills} kills, ${kills} end states right`);
  });
});

describe('a memory that cannot be written', () => {
  it('ends the attempt with its own error, leaves nothing behind, and costs no certificate', async (test) => {
    for (let at = 1; ; at++) {
      const { authority, asked, memory, shared, world, server } = await attempt(test, { csr });
      let writes = 0;
      const full = (inner: TestMemory) => ({
        read: () => inner.read(),
        write: (value: JsonValue) =>
          ++writes === at
            ? Promise.reject(Object.assign(new Error('disk full'), { code: 'ENOSPC' }))
            : inner.write(value),
      });
      const first = await authority({ shared: () => full(shared) })
        .sign(asked, full(memory))
        .catch((error: NodeJS.ErrnoException) => error);
      assert.ok(world.isClean, `write ${at}`);
      if (!(first instanceof Error)) {
        assert.ok(at > 10);
        return;
      }
      assert.equal(first.code, 'ENOSPC');
      const outcome = await authority().sign(asked, memory);
      assert.equal(outcome.outcome, 'chain', `write ${at}: ${wordsOf(outcome)}`);
      assert.equal(server.issued.length, 1, `write ${at}`);
    }
  });
});

describe('an attempt at a set-up that is new', () => {
  it('is killed at any point of its trial or behind it, and goes on', async (test) => {
    for (let at = 1; ; at += 3) {
      const [trial, made] = [await attempt(test, { csr }), await attempt(test, { csr })];
      const settings = { ...made.settings, staging: trial.server.directory };
      // The hooks of one world answer to both servers.
      const processes = {
        run: async (run: CommandRun) => {
          await trial.world.run(run);
          return made.world.run(run);
        },
      };
      const ports = { ...made.ports, processes };
      const kill = new KillSwitch(at, 'after');
      const killed = acmeAuthority('public', settings, kill.ports(ports));
      const after = acmeAuthority('public', settings, ports);
      test.after(() => Promise.all([killed.close(), after.close()]));
      const signed = killed.sign(made.asked, kill.memory(made.memory));
      if ((await Promise.race([signed, kill.killed])) !== 'killed') return;
      const outcome = await after.sign(made.asked, made.memory);
      assert.equal(outcome.outcome, 'chain', `killed after effect ${at}: ${wordsOf(outcome)}`);
      assert.deepEqual([trial.server.issued.length, made.server.issued.length], [1, 1], `effect ${at}`);
      assert.ok(made.world.isClean);
    }
  });
});

describe('a placed order', () => {
  it('is never sent to be certified before its address is kept', async (test) => {
    const made = await attempt(test, { csr });
    const { server, memory, authority, asked } = made;
    server.misbehavior.instead = (path) => {
      if (!path.endsWith('/finalize')) return undefined;
      const { orders } = memory.value as { orders: Record<string, { url: string; finalizedAt: string }> };
      const kept = orders[server.directory];
      assert.equal(kept?.url, `${server.url}/order/1`);
      assert.ok(kept.finalizedAt);
      return undefined;
    };
    assert.equal((await authority().sign(asked, memory)).outcome, 'chain');
  });

  it('that is gone is placed anew at once when it was never sent to be certified', async (test) => {
    const { sign, server, memory } = await attempt(test, { csr });
    server.misbehavior.instead = (path) => (path.includes('/challenge/') ? { status: 503 } : undefined);
    assert.equal((await sign()).outcome, 'waits');
    server.misbehavior.instead = (path) => (path === '/order/1' ? { status: 404, detail: 'No such order' } : undefined);
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(server.orders.length, 2);
    assert.ok(memory.value['answer']);
  });

  it('that is gone after it was sent to be certified is placed anew an hour later: nobody knows what came of it', async (test) => {
    const { sign, server, clock } = await attempt(test, { csr });
    server.misbehavior.looksUntilIssued = Infinity;
    assert.equal((await sign()).outcome, 'waits');
    server.misbehavior.instead = (path) => (path === '/order/1' ? { status: 404, detail: 'No such order' } : undefined);
    const outcome = await sign();
    assert.equal(outcome.outcome, 'waits');
    assert.match(wordsOf(outcome), /is gone, and whether a certificate was issued is not known/);
    assert.equal(outcome.outcome === 'waits' && outcome.tryAgainAt?.toISOString(), '2026-11-30T01:00:00.000Z');
    clock.pass(3_600_000);
    server.misbehavior.looksUntilIssued = 0;
    assert.equal((await sign()).outcome, 'chain');
  });

  it('of an account whose key is on another machine cannot be reached, and is placed anew by the own account', async (test) => {
    const [one, other] = [await attempt(test, { csr }), await attempt(test, { csr })];
    one.server.misbehavior.instead = (path) => (path.includes('/challenge/') ? { status: 503 } : undefined);
    assert.equal((await one.sign()).outcome, 'waits');
    one.server.misbehavior.instead = () => undefined;
    const elsewhere = one.authority({ rotationFolder: other.ports.rotationFolder });
    const outcome = await elsewhere.sign(one.asked, one.memory);
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    assert.equal(one.server.accounts.size, 2);
    assert.deepEqual(
      one.server.orders.map(({ status }) => status),
      ['pending', 'valid'],
    );
  });

  it('for another request is let go, and what it left in DNS is removed', async (test) => {
    const { sign, server, world, memory } = await attempt(test, { csr });
    world.answer = ({ command }) => (command.at(-1) === 'clean-up' ? { code: 1 } : undefined);
    server.misbehavior.instead = (path) => (path.includes('/challenge/') ? { status: 503 } : undefined);
    assert.equal((await sign()).outcome, 'waits');
    assert.ok(!world.isClean);
    world.answer = undefined;
    server.misbehavior.instead = () => undefined;
    const outcome = await sign({ csr: await csrFor('CN=new.example.com') });
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    assert.ok(world.isClean);
    assert.deepEqual(memory.value['challenges'], []);
    assert.equal(server.orders.length, 2);
  });
});
