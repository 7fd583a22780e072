import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '@cert-health/core';

/** What git makes of a file with our diff. */
function applied(before: string, diff: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cert-health-diff-'));
  try {
    writeFileSync(join(folder, 'a.xml'), before);
    const options = {
      cwd: folder,
      input: diff,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], GIT_DIR: join(folder, 'none') },
    } as const;
    const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '--unidiff-zero', '-'], options);
    assert.equal(status, 0, `${stderr}\n${diff}`);
    return readFileSync(join(folder, 'a.xml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a diff', () => {
  const lines = (...all: string[]): string => all.join('\n');

  test('is the one that people know', () => {
    const before = lines('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '');
    const after = before.replace('5', 'five').replace('10', 'ten');
    assert.equal(
      unifiedDiff('dir/a.xml', before, after),
      lines(
        '--- a/dir/a.xml',
        '+++ b/dir/a.xml',
        '@@ -2,9 +2,9 @@',
        ' 2',
        ' 3',
        ' 4',
        '-5',
        '+five',
        ' 6',
        ' 7',
        ' 8',
        ' 9',
        '-10',
        '+ten',
        '',
      ),
    );
  });

  test('is empty for what is alike', () => assert.equal(unifiedDiff('a', 'x\n', 'x\n'), ''));

  for (const [what, before, after] of [
    ['a last line without end', '<a>Old</a>', '<a>New</a>'],
    ['a line end that goes', 'a\nb\n', 'a\nb'],
    ['carriage returns', 'a\r\nOld\r\nc\r\n', 'a\r\nNew\r\nc\r\n'],
    ['more lines than before', 'a\nOld\nz\n', 'a\nN\ne\nw\nz\n'],
    ['two changes far apart', `Old\n${'x\n'.repeat(20)}Old\n`, `New\n${'x\n'.repeat(20)}New\n`],
    ['lines that are alike', 'a\na\nOld\na\na\n', 'a\na\nNew\na\na\na\n'],
  ] as const) {
    test(`is taken by git with ${what}`, () =>
      assert.equal(applied(before, unifiedDiff('a.xml', before, after)), after));
  }

  test('is taken by git whatever the lines are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 14 })
      .map((all) => all.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before !== after && before !== '' && after !== '')
          assert.equal(applied(before, unifiedDiff('a.xml', before, after)), after);
      }),
      { numRuns: 40 },
    );
  });
});
