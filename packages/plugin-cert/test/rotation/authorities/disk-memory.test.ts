import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { diskMemory } from '../../../src/rotation/authorities/disk-memory.ts';
import { inTurn, recall } from '../../../src/rotation/authorities/remembered.ts';
import { folderWith } from '../../fixtures/folder.ts';

describe('a memory on disk', () => {
  it('gives what was written, to another process too, and its owner alone may read it', async (test) => {
    const path = join(folderWith(test, {}), 'deep', 'memory.json');
    assert.equal(await diskMemory(path).read(), undefined);
    await diskMemory(path).write({ a: [1, 'ü', null, true] });
    assert.deepEqual(await diskMemory(path).read(), { a: [1, 'ü', null, true] });
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(path, '..')), ['memory.json']);
  });

  it('begins anew where the file holds something else', async (test) => {
    const folder = folderWith(test, { 'empty.json': '', 'half.json': '{"a": 1' });
    for (const name of ['empty.json', 'half.json']) {
      const memory = diskMemory(join(folder, name));
      assert.equal(await memory.read(), undefined);
      await memory.write('x');
      assert.equal(await memory.read(), 'x');
    }
  });

  it('says what it cannot do, and leaves what was there', async (test) => {
    const folder = folderWith(test, { file: 'x' });
    await assert.rejects(Promise.resolve(diskMemory(folder).read()), { code: 'EISDIR' });
    await assert.rejects(diskMemory(join(folder, 'file', 'memory.json')).write(1), { code: /EEXIST|ENOTDIR/ });
    mkdirSync(join(folder, 'taken.json'));
    writeFileSync(join(folder, 'taken.json', 'x'), '');
    await assert.rejects(diskMemory(join(folder, 'taken.json')).write(1));
    assert.deepEqual(readdirSync(folder).sort(), ['file', 'taken.json']);
  });

  it('keeps what many change at a time in one process', async (test) => {
    const memory = diskMemory(join(folderWith(test, {}), 'memory.json'));
    const names = Array.from({ length: 20 }, (_, number) => `name-${number}`);
    await Promise.all(
      names.map((name) => inTurn(memory, async () => memory.write({ ...(await recall(memory)), [name]: true }))),
    );
    assert.deepEqual(Object.keys(await recall(memory)).sort(), names.sort());
  });
});
