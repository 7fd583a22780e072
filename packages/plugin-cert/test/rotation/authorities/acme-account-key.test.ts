import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { attempt, wordsOf } from './attempt.ts';
import { TestMemory } from './world.ts';

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
