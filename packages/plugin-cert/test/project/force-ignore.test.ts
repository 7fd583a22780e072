import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forceIgnore } from '../../src/project/force-ignore.ts';
import { folderWith } from '../fixtures/folder.ts';

test('without a .forceignore, or with one of comments, nothing is ignored', (t) => {
  assert.equal(forceIgnore(folderWith(t, {})), undefined);
  assert.equal(forceIgnore(folderWith(t, { '.forceignore': '# nothing\n\n' })), undefined);
});

const certificate = 'force-app/main/default/certs/A.crt';

for (const [rules, path, ignored] of [
  ['force-app', certificate, true],
  ['force-app/', certificate, true],
  ['/force-app', certificate, true],
  ['main', certificate, true],
  ['/main', certificate, false],
  ['main/default', certificate, false],
  ['force-app/main/default/certs', certificate, true],
  ['**/certs/**', certificate, true],
  ['**/certs', certificate, true],
  ['**/certs/*.crt', certificate, true],
  ['*.crt', certificate, true],
  ['A.?rt', certificate, true],
  ['[AB].crt', certificate, true],
  ['[!A].crt', certificate, false],
  ['A.crt/', certificate, false],
  ['*.crt\n!A.crt', certificate, false],
  ['certs\n!A.crt', certificate, true],
  ['!A.crt\n*.crt', certificate, true],
  ['# *.crt', certificate, false],
  ['*.crt   ', certificate, true],
  ['*.CRT', certificate, false],
  ['A+crt', certificate, false],
  ['**', certificate, true],
  ['[', certificate, false],
  ['A*c*t', certificate, true],
  ['*.*.crt', certificate, false],
  ['f*-*p/**/*c*[rs]/*', certificate, true],
  ['f*-*/default', certificate, false],
  // Would take for ever, tried place by place.
  [`**/${'*a'.repeat(40)}b`, `certs/${'a'.repeat(200)}`, false],
  [`${'**/'.repeat(40)}b`, `${'a/'.repeat(200)}c`, false],
] as const) {
  test(`${JSON.stringify(rules)} ${ignored ? 'ignores' : 'leaves'} ${path}`, (t) => {
    assert.equal(forceIgnore(folderWith(t, { '.forceignore': rules }))?.(path) ?? false, ignored);
  });
}
