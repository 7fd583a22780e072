import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFiles } from '../../src/project/find-files.ts';
import { folderWith } from '../fixtures/folder.ts';

const any = (): boolean => true;
const pathsIn = (folder: string): string[] => findFiles(folder, any).files.map((file) => file.path);

test('files are found in all folders, in the order of their paths', (t) => {
  const folder = folderWith(t, { 'b/two.crt': '', 'a/deep/one.crt': '', 'three.crt': '' });
  assert.deepEqual(pathsIn(folder), ['a/deep/one.crt', 'b/two.crt', 'three.crt']);
});

test('hidden folders and files and node_modules are left out', (t) => {
  const folder = folderWith(t, { '.git/a.crt': '', 'x/node_modules/p/a.crt': '', '.hidden.crt': '', 'x/seen.crt': '' });
  assert.deepEqual(pathsIn(folder), ['x/seen.crt']);
});

test('a folder that is named is searched, wherever it lies', (t) => {
  const folder = folderWith(t, { 'node_modules/p/app/one.crt': '', '.hidden/two.crt': '', 'a/three.crt': '' });
  const named = ['node_modules/p/app', '.hidden', 'a'];
  assert.deepEqual(
    findFiles(folder, any, { named }).files.map(({ path }) => path),
    ['a/three.crt', 'node_modules/p/app/one.crt', '.hidden/two.crt'],
  );
});

test('only wanted names are returned', (t) => {
  const folder = folderWith(t, { 'a.crt': '', 'a.txt': '' });
  assert.deepEqual(
    findFiles(folder, (name) => name.endsWith('.crt')).files.map((file) => file.path),
    ['a.crt'],
  );
});

test('symbolic links to folders are followed, each folder once and under its own path first', (t) => {
  const folder = folderWith(t, { 'root/m/one.crt': '', 'beside/two.crt': '', 'beside/deep/three.crt': '' });
  const root = join(folder, 'root');
  // Comes before the folder itself by its name.
  symlinkSync('m', join(root, 'a-link'));
  symlinkSync('../beside', join(root, 'other'));
  symlinkSync('../beside/deep', join(root, 'z-again'));
  assert.deepEqual(pathsIn(root), ['m/one.crt', 'other/deep/three.crt', 'other/two.crt']);
});

for (const target of ['.', '..', '../..', 'a', '/']) {
  test(`a link in a folder to ${target} ends, and leads to nothing around the folder`, (t) => {
    const folder = folderWith(t, { 'root/a/one.crt': '', 'beside/two.crt': '' });
    symlinkSync(target, join(folder, 'root/a/loop'));
    const search = findFiles(join(folder, 'root'), any);
    assert.deepEqual(
      search.files.map(({ path }) => path),
      ['a/one.crt'],
    );
    assert.deepEqual(search.dangling, target === 'a' ? ['a/loop'] : []);
  });
}

test('two links that lead to each other lead nowhere', (t) => {
  const folder = folderWith(t, { 'one.crt': '' });
  symlinkSync('b', join(folder, 'a'));
  symlinkSync('a', join(folder, 'b'));
  assert.deepEqual(findFiles(folder, any).dangling, ['a', 'b']);
});

test('a link that leads nowhere is told where it could be a folder, or a file that is wanted', (t) => {
  const folder = folderWith(t, { 'a/one.crt': '' });
  for (const name of ['certs', 'two.crt', 'notes.txt']) symlinkSync('gone', join(folder, 'a', name));
  const search = findFiles(folder, (name) => name.endsWith('.crt'));
  assert.deepEqual(search.dangling, ['a/certs', 'a/two.crt']);
});

test('a symbolic link to a file counts, a dangling one does not', (t) => {
  const folder = folderWith(t, { 'a/one.crt': '' });
  symlinkSync(join(folder, 'a', 'one.crt'), join(folder, 'two.crt'));
  symlinkSync(join(folder, 'gone.crt'), join(folder, 'three.crt'));
  assert.deepEqual(pathsIn(folder), ['a/one.crt', 'two.crt']);
});

test('a tree that is too large is said to be cut off', (t) => {
  const folder = folderWith(t, { 'a/1.crt': '', 'a/2.crt': '', 'b/3.crt': '' });
  const search = findFiles(folder, any, { limit: 3 });
  assert.equal(search.truncated, true);
  assert.deepEqual(
    search.files.map((file) => file.path),
    ['a/1.crt', 'a/2.crt'],
  );
  assert.equal(findFiles(folder, any, { limit: 5 }).truncated, false);
});

test('a root that is not there is an error of the caller', () => {
  assert.throws(() => findFiles('/nowhere/at/all', any), { code: 'ENOENT' });
});
