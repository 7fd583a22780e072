import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { isInLayout, projectLayout } from '../../src/project/package-directories.ts';
import { folderWith } from '../fixtures/folder.ts';

const project = (directories: unknown): string => JSON.stringify({ packageDirectories: directories });

test('the package directories of a Salesforce DX project hold its metadata', (t) => {
  const folder = folderWith(t, {
    'sfdx-project.json': project([{ path: './force-app/', default: true }, { path: 'packages/billing' }]),
    'force-app/main/a.txt': '',
    'packages/billing/a.txt': '',
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
  assert.match(layout.treatedAs, /with package directories \.$/);
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
  ['with entries that are no directories', project([null, 7, { path: 5 }]), /has a package directory without a path/],
  ['with an entry without a path', project([{ path: 'force-app' }, {}]), /has a package directory without a path/],
  ['that was cut off', project([{ path: 'force-app' }]).slice(0, -5), /is not valid JSON/],
  ['that is empty', '', /is not valid JSON/],
  ['with zero bytes', '{\0}', /is no text/],
] as const) {
  test(`an sfdx-project.json ${what} is not obeyed, and that is said`, (t) => {
    const layout = projectLayout(folderWith(t, { 'sfdx-project.json': content }));
    assert.deepEqual(layout.directories, ['']);
    assert.equal(layout.isBroken, true);
    assert.match(layout.treatedAs, said);
  });
}

for (const [what, bytes] of [
  ['with a byte order mark', Buffer.from(`\ufeff${project([{ path: 'force-app' }])}`)],
  ['in UTF-16', Buffer.from(`\ufeff${project([{ path: 'force-app' }])}`, 'utf16le')],
  ['in UTF-16 without a mark', Buffer.from(project([{ path: 'force-app' }]), 'utf16le')],
] as const) {
  test(`an sfdx-project.json ${what} is understood`, (t) => {
    const layout = projectLayout(folderWith(t, { 'sfdx-project.json': bytes, 'force-app/a.txt': '' }));
    assert.deepEqual([layout.directories, layout.missing, layout.isBroken], [['force-app'], [], undefined]);
  });
}

test('an sfdx-project.json that cannot be read is told, not thrown', (t) => {
  const layout = projectLayout(folderWith(t, { 'sfdx-project.json/in-a-folder.txt': '' }));
  assert.equal(layout.isBroken, true);
  assert.match(layout.treatedAs, /could not be read \(EISDIR\)/);
});

describe('a package directory that cannot be read is named with what to do', () => {
  const missingOf = (t: TestContext, path: string, prepare: (folder: string) => void = () => undefined) => {
    const folder = folderWith(t, {
      'project/sfdx-project.json': project([{ path: 'force-app' }, { path }]),
      'project/force-app/main/a.txt': '',
      'project/a-file': '',
      'beside/a.txt': '',
    });
    prepare(join(folder, 'project'));
    const layout = projectLayout(join(folder, 'project'));
    assert.deepEqual(layout.directories, ['force-app'], 'the other is read');
    assert.equal(layout.missing.length, 1);
    assert.equal(layout.missing[0]?.path, path);
    assert.doesNotMatch(layout.treatedAs, /not-here|beside|empty|Force-App|loop|gone/);
    return layout.missing[0]?.detail ?? '';
  };

  for (const [path, said] of [
    ['not-here', /^sfdx-project\.json names not-here, which does not exist; check its path\.$/],
    ['force-app/not/here', /does not exist/],
    ['Force-App', /does not exist; force-app is there, so check upper and lower case\.$/],
    ['force-app/MAIN', /force-app\/main is there, so check upper and lower case/],
    ['a-file', /is not a folder/],
    ['../beside', /lies outside of this folder and was not read; give it to --source-dir too\.$/],
    ['..', /lies outside/],
    ['/tmp', /lies outside/],
  ] as const) {
    test(path, (t) => assert.match(missingOf(t, path), said));
  }

  test('empty, as a submodule is that was not fetched', (t) => {
    const empty = missingOf(t, 'empty', (folder) => mkdirSync(join(folder, 'empty/main/default'), { recursive: true }));
    assert.match(empty, /is empty; check its path, and whether submodules were fetched/);
  });

  for (const [path, target] of [
    ['gone', 'nowhere'],
    ['loop', 'loop'],
  ] as const) {
    test(`a link to ${target}`, (t) => {
      assert.match(
        missingOf(t, path, (folder) => symlinkSync(target, join(folder, path))),
        /does not exist/,
      );
    });
  }
});

test('what stands in the place of a path and cannot be one is not repeated', (t) => {
  const key = `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(50)}`;
  const { missing } = projectLayout(folderWith(t, { 'sfdx-project.json': project([{ path: key }]) }));
  assert.equal(missing.length, 1);
  assert.doesNotMatch(JSON.stringify(missing), /BEGIN|QUJD/);
});

test('a package directory that is a link is the folder that it leads to', (t) => {
  const folder = folderWith(t, {
    'project/sfdx-project.json': project([{ path: 'force-app' }, { path: 'shared' }]),
    'project/src/a.txt': '',
    'beside/a.txt': '',
  });
  symlinkSync('src', join(folder, 'project/force-app'));
  symlinkSync('../beside', join(folder, 'project/shared'));
  const { directories, missing } = projectLayout(join(folder, 'project'));
  assert.deepEqual([directories, missing], [['src', 'shared'], []]);
});

test('a project of which no package directory is there does not claim to have read one', (t) => {
  const layout = projectLayout(folderWith(t, { 'sfdx-project.json': project([{ path: 'a' }, { path: 'b' }]) }));
  assert.deepEqual(layout.directories, []);
  assert.equal(layout.treatedAs, 'Salesforce DX project of which no package directory is there');
});
