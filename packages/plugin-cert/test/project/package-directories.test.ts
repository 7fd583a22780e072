import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInLayout, projectLayout } from '../../src/project/package-directories.ts';
import { folderWith } from '../fixtures/folder.ts';

const project = (directories: unknown): string => JSON.stringify({ packageDirectories: directories });

test('the package directories of a Salesforce DX project hold its metadata', (t) => {
  const folder = folderWith(t, {
    'sfdx-project.json': project([{ path: './force-app/', default: true }, { path: 'packages/billing' }]),
  });
  const layout = projectLayout(folder);
  assert.deepEqual(layout.directories, ['force-app', 'packages/billing']);
  assert.equal(layout.treatedAs, 'Salesforce DX project with package directories force-app, packages/billing');
  assert.equal(isInLayout(layout, 'force-app/main/default/certs/A.crt'), true);
  assert.equal(isInLayout(layout, 'force-apples/certs/A.crt'), false);
  assert.equal(isInLayout(layout, 'packages/other/certs/A.crt'), false);
});

test('a package directory that is the project folder itself covers everything', (t) => {
  const layout = projectLayout(folderWith(t, { 'sfdx-project.json': project([{ path: '.' }]) }));
  assert.equal(isInLayout(layout, 'certs/A.crt'), true);
});

test('a folder without sfdx-project.json is searched whole, and that is said', (t) => {
  const layout = projectLayout(folderWith(t, { 'certs/A.crt': '' }));
  assert.deepEqual(layout.directories, ['']);
  assert.match(layout.treatedAs, /no sfdx-project\.json here, so every folder below was searched/);
});

for (const [what, content, said] of [
  ['that is not JSON', '{', /is not valid JSON/],
  ['without package directories', '{}', /names no packageDirectories/],
  ['with an empty list', project([]), /names no packageDirectories/],
  ['with entries that are no directories', project([null, 7, { path: 5 }]), /names no packageDirectories/],
] as const) {
  test(`an sfdx-project.json ${what} is not obeyed, and that is said`, (t) => {
    const layout = projectLayout(folderWith(t, { 'sfdx-project.json': content }));
    assert.deepEqual(layout.directories, ['']);
    assert.match(layout.treatedAs, said);
  });
}
