import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { attempt, wordsOf } from './attempt.ts';

describe('proofs', () => {
  it('for a server on this computer are not looked for in the DNS of the world, unless settings say so', async (test) => {
    const { authority, asked, memory, world } = await attempt(test, { settings: { 'look-first': undefined } });
    // The server sees the record; from here nothing is seen.
    const blind = {
      caa: () => Promise.resolve([]),
      txt: () => Promise.resolve([]),
      page: () => Promise.resolve(undefined),
    };
    const outcome = await authority({ outside: blind }).sign(asked, memory);
    assert.equal(outcome.outcome, 'chain', wordsOf(outcome));
    assert.ok(world.isClean);
    const careful = await attempt(test);
    const refused = await careful.authority({ outside: blind }).sign(careful.asked, careful.memory);
    assert.match(wordsOf(refused), /is not seen from here/);
  });

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
