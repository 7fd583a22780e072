import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { KeptAnswers } from '../../src/network/kept-answers.ts';
import type { KeepLimits, KeptFacts } from '../../src/network/kept-answers.ts';
import { folderWith } from '../fixtures/folder.ts';

const facts: KeptFacts = { from: 1, until: 9, confirmed: 2, freshUntil: 5, etag: '"a"', lastModified: 'some day' };
const octets = Buffer.from('a list\nwith lines');

function folderOf(t: TestContext, limits: Partial<KeepLimits> = {}) {
  const folder = join(folderWith(t, {}), 'cache', 'answers');
  return { folder, kept: new KeptAnswers(folder, limits), again: () => new KeptAnswers(folder, limits) };
}
const onlyFileIn = (folder: string): string => {
  const [name, ...others] = readdirSync(folder);
  assert.equal(others.length, 0);
  return join(folder, name as string);
};

test('an answer is read as it was written, by its question alone', async (t) => {
  const { kept, again } = folderOf(t);
  assert.equal(await kept.read('crl a'), undefined);
  await kept.write('crl a', { octets, facts });
  const read = await again().read('crl a');
  assert.deepEqual([Buffer.from(read!.octets), read!.facts], [octets, facts]);
  assert.equal(await kept.read('crl b'), undefined);
  assert.equal(kept.problem, undefined);
});

test('folder and file are for their user alone', { skip: process.platform === 'win32' }, async (t) => {
  const { folder, kept } = folderOf(t);
  await kept.write('a', { octets, facts });
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(statSync(onlyFileIn(folder)).mode & 0o777, 0o600);
});

test('a folder that others may enter is closed to them', { skip: process.platform === 'win32' }, async (t) => {
  const { folder, kept } = folderOf(t);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  await kept.write('a', { octets, facts });
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test('what is not what was written is dropped', async (t) => {
  const ways: readonly ((whole: Buffer) => Buffer)[] = [
    (whole) => whole.subarray(0, -1),
    (whole) => Buffer.concat([whole, Buffer.from('x')]),
    (whole) => Buffer.from(whole.with(whole.length - 3, 0x21)),
    (whole) => whole.subarray(1),
    () => Buffer.alloc(0),
    () => Buffer.from('no line'),
    () => Buffer.from('null\n'),
    (whole) => Buffer.from(whole.toString().replace('"until":9', '"until":"9"')),
    (whole) => Buffer.from(whole.toString().replace('"question":"a"', '"question":"b"')),
  ];
  for (const way of ways) {
    const { folder, kept } = folderOf(t);
    await kept.write('a', { octets, facts });
    const path = onlyFileIn(folder);
    writeFileSync(path, way(readFileSync(path)));
    assert.equal(await kept.read('a'), undefined, String(way));
    assert.deepEqual(readdirSync(folder), [], String(way));
  }
});

test('a header that could not stand in a request is not taken', async (t) => {
  const { kept } = folderOf(t);
  await kept.write('a', { octets, facts: { ...facts, etag: 'a\r\nX: y' } });
  assert.equal((await kept.read('a'))?.facts.etag, undefined);
});

test('a link, or a file that others may write, is not followed', { skip: process.platform === 'win32' }, async (t) => {
  const { folder, kept, again } = folderOf(t);
  await kept.write('a', { octets, facts });
  const path = onlyFileIn(folder);
  chmodSync(path, 0o666);
  assert.equal(await kept.read('a'), undefined);
  await kept.write('a', { octets, facts });
  const elsewhere = folderWith(t, { target: readFileSync(path) });
  await kept.drop('a');
  symlinkSync(join(elsewhere, 'target'), path);
  assert.equal(await again().read('a'), undefined);
  assert.ok(statSync(join(elsewhere, 'target')).isFile(), 'what it leads to is left alone');
});

test('a folder that cannot be had is told once, and nothing is kept', async (t) => {
  const folder = join(folderWith(t, { file: 'x' }), 'file', 'answers');
  const kept = new KeptAnswers(folder);
  await kept.write('a', { octets, facts });
  await kept.write('b', { octets, facts });
  assert.equal(await kept.read('a'), undefined);
  assert.equal(kept.problem, 'ENOTDIR');
  await kept.close();
});

test('a folder that is a link is nobody’s own', { skip: process.platform === 'win32' }, async (t) => {
  const parent = folderWith(t, { 'real/x': '' });
  symlinkSync(join(parent, 'real'), join(parent, 'answers'));
  const kept = new KeptAnswers(join(parent, 'answers'));
  await kept.write('a', { octets, facts });
  assert.equal(kept.problem, 'it is not a folder of this user');
  assert.deepEqual(readdirSync(join(parent, 'real')), ['x']);
});

test('what was longest not used makes room, by number and by size, and foreign files stay', async (t) => {
  for (const limits of [{ count: 2 }, { total: 1200, size: 600 }]) {
    const { folder, kept, again } = folderOf(t, limits);
    const large = Buffer.alloc(400, 0x61);
    for (const [place, name] of ['a', 'b', 'c'].entries()) {
      const former = new Set(place === 0 ? [] : readdirSync(folder));
      await kept.write(name, { octets: large, facts });
      const added = readdirSync(folder).find((one) => !former.has(one)) as string;
      utimesSync(join(folder, added), 1000 + place, 1000 + place);
    }
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await kept.read('a');
    await kept.close();
    const left = await Promise.all(['a', 'b', 'c'].map(async (name) => (await again().read(name)) !== undefined));
    assert.deepEqual(left, [true, false, true], JSON.stringify(limits));
    assert.ok(readdirSync(folder).includes('notes.txt'));
  }
});

test('a part that a broken run left behind is removed, one of a run that goes on is not', async (t) => {
  const { folder, kept } = folderOf(t);
  await kept.write('a', { octets, facts });
  const part = (digit: string): string => join(folder, `${digit.repeat(64)}.${'0'.repeat(8)}-0000.part`);
  writeFileSync(part('a'), 'half');
  writeFileSync(part('b'), 'half');
  utimesSync(part('a'), 1000, 1000);
  await kept.close();
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [`${'b'.repeat(64)}.00000000-0000.part`],
  );
});

test('many runs that keep the same at once leave one whole answer', async (t) => {
  const { folder, again } = folderOf(t);
  const runs = Array.from({ length: 20 }, (_, run) => ({ run, kept: again() }));
  await Promise.all(
    runs.map(async ({ run, kept }) => {
      await kept.write('a', { octets: Buffer.alloc(50_000, run), facts });
      const read = await kept.read('a');
      assert.ok(read && new Set(read.octets).size === 1 && read.octets.length === 50_000);
      await kept.close();
    }),
  );
  assert.equal(readdirSync(folder).length, 1);
});

test('an answer that is too large is not kept', async (t) => {
  const { kept, folder } = folderOf(t, { size: 10 });
  await kept.write('a', { octets, facts });
  assert.equal(await kept.read('a'), undefined);
  assert.deepEqual(readdirSync(folder), []);
});
