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

test('only wanted names are returned', (t) => {
  const folder = folderWith(t, { 'a.crt': '', 'a.txt': '' });
  assert.deepEqual(
    findFiles(folder, (name) => name.endsWith('.crt')).files.map((file) => file.path),
    ['a.crt'],
  );
});

test('a symbolic link to a folder is not followed, so a loop ends', (t) => {
  const folder = folderWith(t, { 'a/one.crt': '' });
  symlinkSync(folder, join(folder, 'a', 'loop'));
  assert.deepEqual(pathsIn(folder), ['a/one.crt']);
});

test('a symbolic link to a file counts, a dangling one does not', (t) => {
  const folder = folderWith(t, { 'a/one.crt': '' });
  symlinkSync(join(folder, 'a', 'one.crt'), join(folder, 'two.crt'));
  symlinkSync(join(folder, 'gone.crt'), join(folder, 'three.crt'));
  assert.deepEqual(pathsIn(folder), ['a/one.crt', 'two.crt']);
});

test('a tree that is too large is said to be cut off', (t) => {
  const folder = folderWith(t, { 'a/1.crt': '', 'a/2.crt': '', 'b/3.crt': '' });
  const search = findFiles(folder, any, 3);
  assert.equal(search.truncated, true);
  assert.deepEqual(
    search.files.map((file) => file.path),
    ['a/1.crt', 'a/2.crt'],
  );
  assert.equal(findFiles(folder, any, 5).truncated, false);
});

test('a root that is not there is an error of the caller', () => {
  assert.throws(() => findFiles('/nowhere/at/all', any), { code: 'ENOENT' });
});
