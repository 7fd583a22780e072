import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseCertificates, parseCertificationRequest } from '@cert-health/core';
import { attempt, wordsOf } from './attempt.ts';
import { csrFor } from './test-ca.ts';
import { TestMemory } from './world.ts';

const dns = (value: string) => ({ type: 'dns' as const, value });

describe('an ACME authority certifies a request that was made elsewhere', () => {
  it('by a record in DNS, which is gone afterwards', async (test) => {
    const { sign, server, world, asked, memory } = await attempt(test);
    const outcome = await sign();
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    const [leaf, intermediate] = parseCertificates(wordsOf(outcome));
    assert.deepEqual(leaf?.publicKey.spki, parseCertificationRequest(asked.csr).publicKey.spki);
    assert.equal(intermediate?.subject.text, 'CN=Test Issuing CA');
    assert.equal(server.issued.length, 1);
    assert.ok(world.isClean);
    assert.deepEqual(memory.value['challenges'], []);
    assert.deepEqual(
      world.runs.map(({ command }) => command),
      [
        ['dns-hook', 'deploy'],
        ['dns-hook', 'clean-up'],
      ],
    );
    const { CERT_NAME, CERT_DOMAIN, CERT_CHALLENGE, CERT_RECORD } = world.runs[0]?.environment ?? {};
    assert.deepEqual(
      [CERT_NAME, CERT_DOMAIN, CERT_CHALLENGE, CERT_RECORD],
      ['Portal_TLS', 'www.example.com', 'dns-01', '_acme-challenge.www.example.com'],
    );
  });

  it('by a file on the web server', async (test) => {
    const { sign, world } = await attempt(test, { settings: { http: ['http-hook', '--root', 'web'] } });
    // Both hooks are there: DNS is taken.
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(world.runs[0]?.environment['CERT_CHALLENGE'], 'dns-01');
    const other = await attempt(test, { settings: { dns: undefined, http: ['http-hook', '--root', 'web'] } });
    assert.equal((await other.sign()).outcome, 'chain');
    const [deploy] = other.world.runs;
    assert.deepEqual(deploy?.command, ['http-hook', '--root', 'web', 'deploy']);
    assert.match(String(deploy?.environment['CERT_PATH']), /^\/\.well-known\/acme-challenge\/[\w-]+$/);
    assert.ok(other.world.isClean);
  });

  it('for several names, a wildcard beside its own domain among them: two values of one record', async (test) => {
    const csr = await csrFor('CN=example.com', [dns('*.example.com'), dns('example.com')]);
    const { sign, world, server } = await attempt(test, { csr });
    const outcome = await sign();
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    assert.deepEqual(server.orders[0]?.names.map(({ value }) => value).sort(), ['*.example.com', 'example.com']);
    assert.equal(new Set(world.runs.map(({ environment }) => environment['CERT_VALUE'])).size, 2);
    assert.ok(world.isClean);
  });

  it('by files for addresses, and says so where there is no hook for them', async (test) => {
    const csr = await csrFor('O=Acme', [{ type: 'ip', value: '192.0.2.7' }]);
    const { sign, server } = await attempt(test, { csr });
    assert.match(wordsOf(await sign()), /192\.0\.2\.7 is an address.*write a hook under http/);
    assert.deepEqual(server.requests, []);
    const wildcard = await attempt(test, {
      csr: await csrFor('CN=*.example.com'),
      settings: { dns: undefined, http: ['x'] },
    });
    assert.match(wordsOf(await wildcard.sign()), /wildcard.*write a hook under dns/);
  });

  it('once: a second call with the same memory asks nobody', async (test) => {
    const { sign, server } = await attempt(test);
    const first = await sign();
    const requests = server.requests.length;
    const second = await sign();
    assert.equal(wordsOf(second), wordsOf(first));
    assert.equal(server.requests.length, requests);
  });

  it('again for the same key after the rest of an hour, by the same account', async (test) => {
    const { sign, server, clock } = await attempt(test);
    const first = await sign();
    clock.pass(2 * 3_600_000);
    const second = await sign({}, new TestMemory());
    assert.equal(second.outcome, 'chain');
    assert.notEqual(wordsOf(second), wordsOf(first));
    assert.equal(server.accounts.size, 1);
  });
});

describe('the account', () => {
  it('has a key that only its owner may read, made once', async (test) => {
    const { sign, ports } = await attempt(test);
    await sign();
    const folder = join(ports.rotationFolder, 'acme');
    const files = readdirSync(folder);
    assert.equal(files.length, 1);
    const path = join(folder, files[0] as string);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const before = readFileSync(path, 'utf8');
    await sign();
    assert.equal(readFileSync(path, 'utf8'), before);
  });

  it('is found again by its key when its address was lost', async (test) => {
    const { sign, server, shared, clock } = await attempt(test);
    await sign();
    await shared.write({});
    clock.pass(7_200_000);
    assert.equal((await sign({}, new TestMemory())).outcome, 'chain');
    assert.equal(server.accounts.size, 1);
  });

  it('is opened with the contact of the settings, and where its terms are is told', async (test) => {
    const { sign, server } = await attempt(test, { settings: { contact: 'pki@example.com' } });
    const { notes } = await sign();
    assert.match(
      notes.join('\n'),
      /An account was opened at 127\.0\.0\.1:\d+\. Its terms of service: https:\/\/ca\.example\/terms/,
    );
    const [account] = [...server.accounts.values()];
    assert.deepEqual(account?.payload['contact'], ['mailto:pki@example.com']);
    assert.equal(account?.payload['termsOfServiceAgreed'], true);
  });

  const key = Buffer.alloc(32, 7).toString('base64url');
  const bound = {
    server: { externalKeys: { 'kid-1': key } },
    settings: { eab: { 'key-id': 'kid-1', 'key-env': 'EAB' } },
  };

  it('is bound to one that exists, by a key from the environment, which hooks do not see', async (test) => {
    const { authority, asked, memory, world } = await attempt(test, bound);
    const outcome = await authority({ environment: { EAB: key, PATH: '/bin' } }).sign(asked, memory);
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    assert.equal(world.runs[0]?.environment['EAB'], undefined);
    assert.equal(world.runs[0]?.environment['PATH'], '/bin');
  });

  it('says what is missing of a binding, and never the key', async (test) => {
    const { authority, asked, memory } = await attempt(test, bound);
    const wrong = Buffer.alloc(32, 8).toString('base64url');
    for (const [environment, says] of [
      [{}, /environment variable EAB holds no key/],
      [{ EAB: 'not a key' }, /the environment variable EAB holds is no HMAC key/],
      [{ EAB: wrong }, /refuses: The binding is not signed with that key/],
    ] as const) {
      const words = wordsOf(await authority({ environment }).sign(asked, memory));
      assert.match(words, says);
      assert.ok(!words.includes(wrong));
    }
    const unbound = await attempt(test, { server: bound.server });
    assert.match(wordsOf(await unbound.sign()), /bound to one you have there; write eab/);
  });
});

describe('profiles', () => {
  it('are asked for by name at every order', async (test) => {
    const { sign, server } = await attempt(test, {
      server: { profiles: ['classic', 'tlsserver'] },
      settings: { profile: 'classic' },
    });
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(server.orders[0]?.payload['profile'], 'classic');
  });

  it('that are not offered are refused before anything is ordered', async (test) => {
    const { sign, server } = await attempt(test, {
      server: { profiles: ['tlsserver'] },
      settings: { profile: 'classic' },
    });
    assert.match(wordsOf(await sign()), /does not offer the profile classic; it has tlsserver/);
    const none = await attempt(test, { settings: { profile: 'classic' } });
    assert.match(wordsOf(await none.sign()), /it has no profiles/);
    assert.deepEqual([...server.orders, ...none.server.orders], []);
  });
});

describe('other chains that are offered', () => {
  it('come along, for whoever knows which roots the org has', async (test) => {
    const { sign, server } = await attempt(test);
    server.misbehavior.alternate = true;
    const outcome = await sign();
    assert.ok(outcome.outcome === 'chain');
    assert.deepEqual(
      outcome.alternates.map((one) => parseCertificates(one)[1]?.issuer.text),
      ['CN=Other Root'],
    );
    // Another one that is linked is no address.
    assert.match(
      outcome.notes.join('\n'),
      /Another chain that is offered could not be had: .*names an address that is not used/,
    );
    const kept = await sign();
    assert.deepEqual(kept.outcome === 'chain' && kept.alternates, outcome.alternates);
  });
});

describe('client authentication', () => {
  it('is refused by a public directory without asking it, with the dates', async (test) => {
    const { authority, server, memory, asked } = await attempt(test, {
      settings: { directory: 'https://acme-v02.api.letsencrypt.org/directory', purposes: ['client', 'server'] },
    });
    const words = wordsOf(await authority().sign({ ...asked, purposes: ['client'] }, memory));
    assert.match(words, /Let's Encrypt ended client authentication on Wed 8 Jul 2026.*15 Mar 2027/);
    assert.equal(authority().forbids(['client']), words);
    assert.equal(authority().forbids(['server']), undefined);
    assert.deepEqual([server.requests, memory.writes], [[], 0]);
  });

  it('is given by an authority that is not public', async (test) => {
    const { sign } = await attempt(test);
    assert.equal((await sign({ purposes: ['client', 'server'] })).outcome, 'chain');
  });
});

describe('a set-up that is new', () => {
  it('is tried at the test system first, and only once', async (test) => {
    const staging = await attempt(test);
    const { authority, asked, memory, clock, server, world } = await attempt(test, {
      settings: { staging: staging.server.directory },
    });
    // The hooks of one world answer to both servers.
    const sign = (where: typeof memory) =>
      authority({
        processes: { run: async (run) => (await staging.world.run(run), world.run(run)) },
      }).sign(asked, where);
    const first = await sign(memory);
    assert.equal(first.outcome, 'chain', wordsOf(first));
    assert.match(first.notes.join(), /was tried at 127\.0\.0\.1:\d+ first, and worked/);
    assert.deepEqual([staging.server.issued.length, server.issued.length], [1, 1]);
    assert.deepEqual(
      parseCertificates(wordsOf(first))[0]?.serialNumber,
      parseCertificates(server.issued[0] ?? '')[0]?.serialNumber,
    );
    clock.pass(7_200_000);
    assert.equal((await sign(new TestMemory())).outcome, 'chain');
    assert.deepEqual([staging.server.issued.length, server.issued.length], [1, 2]);
  });

  it('that fails there costs nothing at the authority itself', async (test) => {
    const staging = await attempt(test);
    const { sign, server } = await attempt(test, {
      settings: { staging: staging.server.directory, 'look-first': 'no' },
    });
    const outcome = await sign();
    assert.equal(outcome.outcome, 'refused');
    assert.match(
      wordsOf(outcome),
      /^At the test system \(127\.0\.0\.1:\d+\), where a new set-up is tried first: www\.example\.com is not proven/,
    );
    assert.deepEqual(server.requests, []);
  });
});
