import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findSettings } from '../../src/settings/find-settings.ts';
import { folderWith } from '../fixtures/folder.ts';

test('the settings file of the folder itself is found', (t) => {
  const folder = folderWith(t, { 'cert-health.yml': '' });
  assert.equal(findSettings(folder), join(folder, 'cert-health.yml'));
});

test('the nearest one above is found', (t) => {
  const folder = folderWith(t, { 'cert-health.yml': '', 'a/cert-health.yml': '', 'a/b/c/x.pem': '' });
  assert.equal(findSettings(join(folder, 'a/b/c')), join(folder, 'a/cert-health.yml'));
});

test('from a file the search starts in its folder', (t) => {
  const folder = folderWith(t, { 'a/cert-health.yml': '', 'a/x.pem': '' });
  assert.equal(findSettings(join(folder, 'a/x.pem')), join(folder, 'a/cert-health.yml'));
});

test('the search ends with the repository, so that nothing from outside decides', (t) => {
  const folder = folderWith(t, { 'cert-health.yml': '', 'repo/.git/HEAD': '', 'repo/src/x.pem': '' });
  assert.equal(findSettings(join(folder, 'repo/src')), undefined);
});

test('the root of the repository still counts', (t) => {
  const folder = folderWith(t, { 'repo/.git': 'gitdir: elsewhere', 'repo/cert-health.yml': '', 'repo/src/x.pem': '' });
  assert.equal(findSettings(join(folder, 'repo/src')), join(folder, 'repo/cert-health.yml'));
});

test('a folder of that name is no settings file', (t) => {
  const folder = folderWith(t, { 'cert-health.yml': '', 'a/.git/HEAD': '', 'a/cert-health.yml/x': '' });
  assert.equal(findSettings(join(folder, 'a')), undefined);
});

test('from a folder that is not there the search goes on above it', (t) => {
  const folder = folderWith(t, { 'cert-health.yml': '' });
  assert.equal(findSettings(join(folder, 'gone')), join(folder, 'cert-health.yml'));
});
