import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SubjectReference } from '@cert-health/core';
import { patchedCode } from '../../src/rotation/code-patch.ts';

const at = (line: number | undefined): SubjectReference =>
  ({
    reference: { source: 'project.apex', name: 'Gateway', field: 'x', ...(line === undefined ? {} : { line }) },
  }) as SubjectReference;

const code = [
  "// 'Partner'",
  "request.setClientCertificateName('partner');",
  "String both = 'Partner' + 'Partner';",
  "String other = 'Partner_Two';",
  '',
].join('\r\n');

describe('in code', () => {
  test('the literal in the line that was found is exchanged, and nothing else', () => {
    const patched = patchedCode('a.cls', code, [at(2)], 'Partner', 'Partner_202701');
    assert.equal(patched?.after, code.replace("'partner'", "'Partner_202701'"));
    assert.deepEqual(patched.left, []);
    assert.match(patched.diff, /^--- a\/a\.cls\n\+\+\+ b\/a\.cls\n@@ -1,4 \+1,4 @@\n/);
  });

  test('two references in one line are one change', () => {
    assert.deepEqual(patchedCode('a.cls', code, [at(2), at(2)], 'Partner', 'X')?.left, []);
  });

  for (const [what, line] of [
    ['it stands twice', 3],
    ['it is the beginning of another', 4],
    ['there is no such line', 40],
    ['no line is known', undefined],
  ] as const) {
    test(`a line is left to people where ${what}`, () =>
      assert.equal(patchedCode('a.cls', code, [at(line)], 'Partner', 'X'), undefined));
  }
});
