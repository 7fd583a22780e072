import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProjectFiles } from '../../src/project/metadata-files.ts';
import { fileNameParts } from '../../src/metadata/file-name-parts.ts';
import type { ProjectFile } from '../../src/project/project-file.ts';

for (const [path, name, suffix, isMeta] of [
  ['a/b/Okta.samlssoconfig-meta.xml', 'Okta', 'samlssoconfig', true],
  ['Okta.samlssoconfig', 'Okta', 'samlssoconfig', false],
  ['Partner.Main.md-meta.xml', 'Partner.Main', 'md', true],
  ['classes/Foo.cls', 'Foo', 'cls', false],
  ['certs/A.crt-meta.xml', 'A', 'crt', true],
  ['settings/IdentityProvider.settings', 'IdentityProvider', 'settings', false],
  ['取引先.namedCredential-meta.xml', '取引先', 'namedCredential', true],
  ['certs/A.CRT-META.XML', 'A', 'CRT', true],
  ['Makefile', '', 'Makefile', false],
] as const) {
  test(`${path} is ${name || 'nothing'} with the suffix ${suffix}`, () => {
    assert.deepEqual(fileNameParts(path), { name, suffix, isMeta });
  });
}

test('a name is the same whether its letters come in one piece or in two', () => {
  assert.equal(fileNameParts('Cafe\u0301.site').name, fileNameParts('Caf\u00e9.site').name);
});

test('metadata is found by suffix, whatever its folder is called; what lies outside the project is not', () => {
  const file = (path: string, metadata = true): ProjectFile => ({ path, absolute: `/${path}`, shown: path, metadata });
  const files = new ProjectFiles([
    file('any/A.site-meta.xml'),
    file('sites/B.site'),
    file('docs/C.site', false),
    file('sites/D.txt'),
  ]);
  assert.deepEqual(
    files.withSuffix('site').map(({ name, isMeta }) => [name, isMeta]),
    [
      ['A', true],
      ['B', false],
    ],
  );
  assert.deepEqual(files.withSuffix('profile'), []);
  assert.equal(files.all.length, 4);
});
