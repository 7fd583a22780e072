import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { execPath } from 'node:process';
import { parseCertificates } from '@cert-health/core';
import type { Outcome, SigningRequest } from '../../../src/rotation/authorities/authority.ts';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import type { CommandEnd } from '../../../src/rotation/authorities/processes.ts';
import type { CommandAuthoritySettings } from '../../../src/settings/authorities-shape.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { wordsOf } from './attempt.ts';
import { KillSwitch } from './kill-switch.ts';
import { csrFor, TestCa } from './test-ca.ts';
import { TestClock, TestMemory, TestWorld } from './world.ts';

const ca = await TestCa.make();
const csr = await csrFor('CN=partner.example.com');
const clock = new TestClock();

interface Made {
  readonly world: TestWorld;
  readonly memory: TestMemory;
  readonly sign: (asked?: Partial<SigningRequest>) => Promise<Outcome>;
  readonly asked: SigningRequest;
  readonly authority: Awaited<ReturnType<typeof openAuthority>>;
}

/** A command authority whose command answers as told. */
async function made(
  answer: Partial<CommandEnd> | (() => Partial<CommandEnd>),
  settings: Partial<CommandAuthoritySettings> = {},
): Promise<Made> {
  const [world, memory] = [new TestWorld(), new TestMemory()];
  world.answer = () => (typeof answer === 'function' ? answer() : answer);
  const ports = {
    ...ownPorts({ settingsFolder: '/settings', rotationFolder: '/rotation' }),
    clock,
    processes: world,
    environment: { PATH: '/bin' },
  };
  const authority = await openAuthority(
    'corporate',
    { type: 'command', command: ['./sign.sh', '--fast'], ...settings },
    ports,
  );
  const asked = {
    csr,
    certificate: 'Partner_Orders',
    names: [],
    purposes: ['client', 'server'],
    intermediates: [],
  } as const;
  return { world, memory, authority, asked, sign: (changed = {}) => authority.sign({ ...asked, ...changed }, memory) };
}

describe('a command that signs', () => {
  it('gets the request, and what it is for, in its environment', async () => {
    const { sign, world } = await made({ code: 0, output: await ca.chain(csr, clock.now()) });
    const outcome = await sign({ names: ['partner.example.com', 'b.example.com'], purposes: ['client'] });
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    const [run] = world.runs;
    assert.deepEqual(
      [run?.command, run?.folder, run?.input, run?.timeLimit],
      [['./sign.sh', '--fast'], '/settings', csr, 300_000],
    );
    const { CERT_NAME, CERT_NAMES, CERT_PURPOSES, CERT_REQUEST, PATH } = run?.environment ?? {};
    assert.deepEqual(
      [CERT_NAME, CERT_NAMES, CERT_PURPOSES, PATH],
      ['Partner_Orders', 'partner.example.com,b.example.com', 'client', '/bin'],
    );
    assert.match(CERT_REQUEST ?? '', /^[0-9a-f]{64}$/);
  });

  it('is told the names of the request where settings give none', async () => {
    const { sign, world } = await made({ code: 75 });
    await sign();
    assert.equal(world.runs[0]?.environment['CERT_NAMES'], 'partner.example.com');
  });

  it('is asked once: what it gave is kept before anything else happens', async () => {
    const { sign, world } = await made({ code: 0, output: await ca.chain(csr, clock.now()) });
    const [first, second] = [await sign(), await sign()];
    assert.equal(wordsOf(first), wordsOf(second));
    assert.equal(world.runs.length, 1);
  });

  it('may say something, which reaches the person without colors and keys', async () => {
    const { sign } = await made({
      code: 0,
      output: await ca.chain(csr, clock.now()),
      errors: '\u001b[33mApproved by Ada\u001b[0m\n',
    });
    assert.match((await sign()).notes.join(), /"corporate" wrote: Approved by Ada\.$/);
  });

  it('that ends with 75 is asked again later', async () => {
    const chain = await ca.chain(csr, clock.now());
    const answers = [{ code: 75, errors: 'Ticket 4711 waits for approval' }, { code: 75 }, { code: 0, output: chain }];
    const { sign } = await made(() => answers.shift() ?? {});
    assert.deepEqual(await sign(), { outcome: 'waits', what: 'Ticket 4711 waits for approval.', notes: [] });
    assert.match(wordsOf(await sign()), /says that the chain comes later/);
    assert.equal((await sign()).outcome, 'chain');
  });

  for (const [what, end, says] of [
    [
      'ends with another code',
      { code: 3, errors: 'No such template\n' },
      /\(\.\/sign\.sh\) gave no chain: it ended with 3, and wrote: No such template\.$/,
    ],
    ['ends with another code in silence', { code: 1 }, /gave no chain: it ended with 1\.$/],
    ['does not end', { problem: 'it did not end within 300 s' }, /gave no chain: it did not end within 300 s\.$/],
    ['gives nothing', { code: 0, output: '' }, /cannot be used/],
    ['gives words', { code: 0, output: 'Signed.' }, /cannot be used/],
    ['gives the request back', { code: 0, output: csr }, /There is no certificate in what the authority gave/],
  ] as const) {
    it(`that ${what} refuses`, async () => {
      const { sign, memory } = await made(end);
      const outcome = await sign();
      assert.equal(outcome.outcome, 'refused');
      assert.match(wordsOf(outcome), says);
      assert.equal(memory.writes, 0);
    });
  }

  it('that gives a chain for another key refuses, and is asked again', async () => {
    const answers = [await ca.chain(csr, clock.now(), { otherKey: true }), await ca.chain(csr, clock.now())];
    const { sign, world } = await made(() => ({ code: 0, output: answers.shift() ?? '' }));
    assert.match(wordsOf(await sign()), /has another key than the request/);
    assert.equal((await sign()).outcome, 'chain');
    assert.equal(world.runs.length, 2);
  });

  it('that gives a leaf alone is completed from what is at hand, or refuses', async () => {
    const leaf = await ca.leaf(csr, clock.now());
    const { sign } = await made({ code: 0, output: leaf });
    assert.match(wordsOf(await sign()), /came alone, and the certificate of "Test Issuing CA".*is not at hand/);
    const outcome = await sign({ intermediates: [ca.atHand] });
    assert.deepEqual(
      parseCertificates(wordsOf(outcome)).map(({ subject }) => subject.get('CN')),
      ['partner.example.com', 'Test Issuing CA'],
    );
  });

  it('that gives a client-less certificate refuses for a client', async () => {
    const { sign } = await made({ code: 0, output: await ca.chain(csr, clock.now(), { purposes: ['serverAuth'] }) });
    assert.equal((await sign({ purposes: ['client'] })).outcome, 'refused');
  });

  it('is not asked for what it is not set up for, nor with a request that is none', async () => {
    const { sign, world, authority } = await made({ code: 0 }, { purposes: ['server'] });
    assert.match(wordsOf(await sign()), /"corporate" is not set up for client authentication/);
    assert.match(authority.forbids(['client']) ?? '', /not set up/);
    assert.match(wordsOf(await sign({ purposes: ['server'], csr: 'x' })), /The signing request cannot be used\./);
    assert.deepEqual(world.runs, []);
  });
});

describe('a command authority that is killed', () => {
  for (const moment of ['before', 'after'] as const) {
    it(`${moment} any effect ends with a chain the next time`, async () => {
      const output = await ca.chain(csr, clock.now());
      for (let at = 1; ; at++) {
        const { world, memory, asked, authority } = await made({ code: 0, output });
        const kill = new KillSwitch(at, moment);
        const ports = kill.ports({
          ...ownPorts({ settingsFolder: '/', rotationFolder: '/' }),
          clock,
          processes: world,
        });
        const killed = await openAuthority('corporate', { type: 'command', command: ['./sign.sh'] }, ports);
        const signed = killed.sign(asked, kill.memory(memory));
        if ((await Promise.race([signed, kill.killed])) !== 'killed') {
          assert.equal(at, 3);
          return;
        }
        assert.equal((await authority.sign(asked, memory)).outcome, 'chain');
        // Only who was killed before the answer was kept asks again.
        assert.ok(world.runs.length <= 2);
        if (at === 2 && moment === 'after') assert.equal(world.runs.length, 1);
      }
    });
  }
});

describe('a real command', () => {
  it('is found relative to the settings, and reads the request from its input', async (test: TestContext) => {
    const chain = await ca.chain(csr, new Date());
    const folder = folderWith(test, {
      'sign.mjs': `let asked = ''; for await (const chunk of process.stdin) asked += chunk;
        if (!asked.includes('BEGIN CERTIFICATE REQUEST')) process.exit(9);
        process.stdout.write(${JSON.stringify(chain)});`,
    });
    const ports = ownPorts({ settingsFolder: folder, rotationFolder: folder });
    const authority = await openAuthority('corporate', { type: 'command', command: [execPath, './sign.mjs'] }, ports);
    const outcome = await authority.sign(
      { csr, certificate: 'Partner_Orders', names: [], purposes: ['client'], intermediates: [] },
      new TestMemory(),
    );
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
  });
});
