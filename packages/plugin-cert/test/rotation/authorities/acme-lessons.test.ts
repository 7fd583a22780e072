/** Mistakes of other ACME clients, each with where it was made, and that it is not made here. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCertificate, parseCertificates } from '@cert-health/core';
import type { CaaRecord, Certificate } from '@cert-health/core';
import { idOf } from './acme-server.ts';
import { attempt, wordsOf } from './attempt.ts';
import { TestMemory } from './world.ts';

const hour = 3_600_000;
const withRenewalInfo = { server: { renewalInfo: () => ({ status: 404 }) } };

/** A certificate of the authority, and the means to renew it an hour and more later. */
async function renewing(test: Parameters<typeof attempt>[0]) {
  const made = await attempt(test, withRenewalInfo);
  const outcome = await made.sign();
  assert.equal(outcome.outcome, 'chain');
  const replaced = parseCertificates(wordsOf(outcome))[0] as Certificate;
  made.clock.pass(2 * hour);
  return { ...made, replaced, again: () => made.sign({ replaced }, new TestMemory()) };
}

describe('certificates one after the other (cert-manager 8993)', () => {
  it('for one set of names lie an hour apart at least, whatever asks for them', async (test) => {
    const { sign, server, clock } = await attempt(test);
    assert.equal((await sign()).outcome, 'chain');
    for (let tried = 0; tried < 5; tried++) {
      const outcome = await sign({}, new TestMemory());
      assert.equal(outcome.outcome, 'waits');
      assert.match(wordsOf(outcome), /less than an hour ago/);
      assert.equal(outcome.outcome === 'waits' && outcome.tryAgainAt?.toISOString(), '2026-11-30T01:00:00.000Z');
    }
    assert.equal(server.orders.length, 1);
    clock.pass(hour);
    assert.equal((await sign({}, new TestMemory())).outcome, 'chain');
  });

  it('holds for another order of the same names, and for no other names', async (test) => {
    const { sign, server } = await attempt(test);
    const { csrFor } = await import('./test-ca.ts');
    const dns = (value: string) => ({ type: 'dns' as const, value });
    const memory = () => new TestMemory();
    assert.equal((await sign({ csr: await csrFor('CN=a.example', [dns('b.example')]) }, memory())).outcome, 'chain');
    assert.equal((await sign({ csr: await csrFor('CN=b.example', [dns('A.example')]) }, memory())).outcome, 'waits');
    assert.equal((await sign({ csr: await csrFor('CN=a.example') }, memory())).outcome, 'chain');
    assert.equal(server.orders.length, 2);
  });

  it('holds for two that begin at the same time', async (test) => {
    const { authority, asked, server } = await attempt(test);
    const both = authority();
    const outcomes = await Promise.all([both.sign(asked, new TestMemory()), both.sign(asked, new TestMemory())]);
    assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['chain', 'waits']);
    assert.equal(server.issued.length, 1);
  });

  it('and a clock that was ahead holds nobody up for longer', async (test) => {
    const { sign, clock } = await attempt(test);
    clock.pass(48 * hour);
    assert.equal((await sign()).outcome, 'chain');
    clock.pass(-48 * hour);
    const outcome = await sign({}, new TestMemory());
    assert.equal(outcome.outcome === 'waits' && outcome.tryAgainAt?.toISOString(), '2026-11-30T01:00:00.000Z');
  });
});

describe('the certificate that is replaced', () => {
  it('is told by its identifier', async (test) => {
    const { again, server, replaced } = await renewing(test);
    assert.equal((await again()).outcome, 'chain');
    assert.equal(server.orders[1]?.payload['replaces'], idOf(server.issued[0] ?? ''));
    assert.equal(replaced.serialNumber, parseCertificate(server.issued[0] ?? '').serialNumber);
  });

  for (const [who, status, type, detail] of [
    ['certmagic 361, lego 2474, Posh-ACME 560, certimate 623', 409, 'alreadyReplaced', 'already replaced'],
    [
      'lego 2789, acmebot 1209, stormkit 294',
      403,
      'unauthorized',
      'requester account did not request the certificate being replaced',
    ],
    ['a server that does not know it', 404, 'malformed', 'certificate not found'],
  ] as const) {
    it(`is left out at once when the server will not have it (${who})`, async (test) => {
      const { again, server, clock } = await renewing(test);
      server.misbehavior.instead = (path, payload) =>
        path === '/order' && 'replaces' in payload ? { status, type, detail } : undefined;
      const slept = clock.slept;
      const outcome = await again();
      assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
      assert.match(
        outcome.notes.join('\n'),
        new RegExp(`does not take this as a replacement \\(${detail} \\(${type}\\)\\)`),
      );
      assert.equal(clock.slept, slept);
      assert.equal(server.orders[1]?.payload['replaces'], undefined);
    });
  }

  it('may be one that cannot be read (certmagic 366): it is ordered without', async (test) => {
    const { sign, server, clock } = await attempt(test, withRenewalInfo);
    await sign();
    clock.pass(2 * hour);
    assert.equal((await sign({}, new TestMemory())).outcome, 'chain');
    assert.equal(server.orders[1]?.payload['replaces'], undefined);
  });

  it('is told to the authority that issued it only', async (test) => {
    const { replaced } = await renewing(test);
    const other = await attempt(test, withRenewalInfo);
    await other.shared.write({
      certificates: { [idOf(pemOf(replaced))]: { directory: 'https://other.example/dir', at: '2026-11-30T00:00:00Z' } },
    });
    assert.equal((await other.sign({ replaced })).outcome, 'chain');
    assert.equal(other.server.orders[0]?.payload['replaces'], undefined);
  });

  it('is not told where renewal information is not offered', async (test) => {
    const { replaced } = await renewing(test);
    const { sign, server } = await attempt(test);
    assert.equal((await sign({ replaced })).outcome, 'chain');
    assert.equal(server.orders[0]?.payload['replaces'], undefined);
  });
});

describe('the profile (certbot 10271)', () => {
  it('is asked for at every renewal', async (test) => {
    const { sign, server, clock } = await attempt(test, {
      server: { profiles: ['shortlived'] },
      settings: { profile: 'shortlived' },
    });
    await sign();
    clock.pass(2 * hour);
    await sign({}, new TestMemory());
    assert.deepEqual(
      server.orders.map(({ payload }) => payload['profile']),
      ['shortlived', 'shortlived'],
    );
  });
});

describe('what is looked at before anything is ordered (certmagic 334)', () => {
  const caa = (value: string, tag = 'issue'): CaaRecord => ({ critical: false, tag, value });
  const identities = { server: { caaIdentities: ['ca.example'] } };

  it('are CAA records, up the tree: what forbids it is told, and where', async (test) => {
    const { sign, server, world } = await attempt(test, identities);
    world.caaRecords.set('example.com', [caa('other.example')]);
    assert.match(
      wordsOf(await sign()),
      /www\.example\.com may not be certified: its CAA records name "other\.example" and not "ca\.example" \(at example\.com\)/,
    );
    assert.deepEqual([server.orders, world.runs], [[], []]);
    world.caaRecords.set('www.example.com', [caa('ca.example')]);
    assert.equal((await sign()).outcome, 'chain');
  });

  it('are their conditions: account and way of proof', async (test) => {
    const { sign, world, server } = await attempt(test, identities);
    world.caaRecords.set('com', [caa('ca.example; validationmethods=http-01')]);
    assert.match(wordsOf(await sign()), /other ways of proof than dns-01.*\(at com\)/);
    world.caaRecords.set('com', [caa(`ca.example; accounturi=${server.url}/acct/other`)]);
    assert.match(wordsOf(await sign()), /another ACME account/);
    const [account] = server.accounts.keys();
    world.caaRecords.set('com', [caa(`ca.example; accounturi=${account}`)]);
    assert.equal((await sign()).outcome, 'chain');
  });

  it('are no obstacle when they cannot be looked at from here', async (test) => {
    const { sign, world } = await attempt(test, identities);
    world.caaRecords.set('www.example.com', Object.assign(new Error('x'), { code: 'ESERVFAIL' }));
    const outcome = await sign();
    assert.equal(outcome.outcome, 'chain');
    assert.match(outcome.notes.join(), /could not be looked at \(ESERVFAIL\); the authority looks itself/);
  });

  it('is the proof itself: what is not seen from here is not shown to the authority', async (test) => {
    const { sign, server, world, clock } = await attempt(test);
    world.idle = true;
    const outcome = await sign();
    assert.equal(outcome.outcome, 'refused');
    assert.match(
      wordsOf(outcome),
      /TXT record _acme-challenge\.www\.example\.com is not seen from here 2 minutes after.*look-first: no/,
    );
    assert.equal(server.asked(/challenge/), 0);
    assert.ok(clock.slept <= 120_000);
    world.idle = false;
    assert.equal((await sign()).outcome, 'chain');
    // An authorization that nobody failed is still good.
    assert.equal(server.orders.length, 1);
  });
});

describe("the chain (Let's Encrypt, 8 May 2026)", () => {
  it('is judged each time: one that another root signed is offered too, and an authority is free to change', async (test) => {
    const { sign, server, clock, ca } = await attempt(test);
    assert.equal(parseCertificates(wordsOf(await sign()))[1]?.issuer.text, 'CN=Test Root');
    clock.pass(2 * hour);
    server.misbehavior.chainOf = (leaf) => `${leaf}${ca.crossSigned.toString('pem')}\n`;
    assert.equal(parseCertificates(wordsOf(await sign({}, new TestMemory())))[1]?.issuer.text, 'CN=Other Root');
  });
});

function pemOf({ der }: Certificate): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}
