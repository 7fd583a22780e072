/** What nobody could try in an org is told once, with where it matters; the code that relies on it says so, too. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../project.ts';

const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const [table = ''] = readFileSync(join(root, 'docs', 'unverified.md'), 'utf8').split('\n## ');
const rows = [...table.matchAll(/^\| (?!what is assumed|-)(.*) \|$/gm)].map(([, row = '']) =>
  row.split(' | ').map((cell) => cell.trim()),
);

/** The files of the repository that a row names, by the names that it gives: whole paths, or their ends. */
function named(where: string): readonly { readonly name: string; readonly found: readonly string[] }[] {
  return Array.from(where.matchAll(/`([\w./-]+\.(?:ts|cls|yml))`/g), ([, name = '']) => ({
    name,
    found: files.filter((file) => file === name || file.endsWith(`/${name}`)),
  }));
}

describe('what is not verified', () => {
  it('is told in rows of three: what is assumed, where it matters, how to check', () => {
    assert.ok(rows.length > 100, `${rows.length} rows`);
    assert.deepEqual(
      rows.filter((row) => row.length !== 3 || row.some((cell) => cell === '')),
      [],
    );
  });

  it('is told once', () => {
    const beginnings = rows.map(([what = '']) => what.toLowerCase().split(/\s+/).slice(0, 7).join(' '));
    assert.deepEqual(
      beginnings.filter((one, position) => beginnings.indexOf(one) !== position),
      [],
    );
  });

  it('is said where it matters: a file that a row names is there, and one of them calls it unverified', () => {
    const wrong: string[] = [];
    for (const [what = '', where = ''] of rows) {
      const names = named(where);
      for (const { name, found } of names) if (found.length === 0) wrong.push(`${name} is not there (${what})`);
      const all = names.flatMap(({ found }) => found);
      if (all.length > 0 && !all.some((file) => /unverified/i.test(readFileSync(join(root, file), 'utf8')))) {
        wrong.push(`${all.join(', ')}: nothing is called unverified (${what})`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
