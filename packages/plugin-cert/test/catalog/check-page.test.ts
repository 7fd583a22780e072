import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDescriptions } from '../../src/catalog/check-description.ts';
import { pageFromCatalog, pageOf } from '../../src/catalog/check-page.ts';
import { folderWith } from '../fixtures/folder.ts';

const [first] = checkDescriptions();
if (!first) throw new Error('the catalog is empty');
const plugin = fileURLToPath(new URL('../../', import.meta.url));

test('descriptions are plain JSON without the code of the check', () => {
  for (const check of checkDescriptions()) assert.deepEqual(JSON.parse(JSON.stringify(check)), check);
});

for (const check of checkDescriptions()) {
  test(`the page of ${check.id} is found from the plugin in this repository`, () => {
    assert.notEqual(pageOf(check, plugin), pageFromCatalog(check), `the page of ${check.id} is missing`);
  });
}

const page = `docs/checks/${first.id}.md`;

test('a page that was packed with the plugin comes first', (t) => {
  const root = folderWith(t, { [`packages/plugin/${page}`]: '# packed\n', [page]: '# above\n' });
  assert.equal(pageOf(first, join(root, 'packages/plugin')), '# packed');
});

test('a page of the repository above comes next', (t) => {
  const root = folderWith(t, { 'packages/plugin/package.json': '{}', [page]: '# above\n' });
  assert.equal(pageOf(first, join(root, 'packages/plugin')), '# above');
});

test('without a page the catalog’s own words make one, with rule and remedy', (t) => {
  const made = pageOf(first, folderWith(t, {}));
  for (const part of [first.id, first.title, first.remedy, first.source.document, first.source.section]) {
    assert.ok(made.includes(part), part);
  }
});
