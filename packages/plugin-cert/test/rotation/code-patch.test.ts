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
  "String both = 'Other' + 'Other';",
  "String longer = 'Third_Two';",
  "static final String NAME = 'Constant';",
  "/* 'Constant'",
  " * 'Constant' */",
  "String first = 'Twice';",
  "String second = 'Twice';",
  'request.setClientCertificateName(NAME);',
].join('\r\n');

describe('in code', () => {
  test('the literal in the line that was found is exchanged, and nothing else', () => {
    const patched = patchedCode('a.cls', code, [at(2)], 'Partner', 'Partner_202701');
    assert.equal(patched?.after, code.replace("'partner'", "'Partner_202701'"));
    assert.match(patched.diff, /^--- a\/a\.cls\n\+\+\+ b\/a\.cls\n@@ -1,5 \+1,5 @@\n/);
  });

  test('two references to one literal are one change', () => {
    const changed = patchedCode('a.cls', code, [at(2), at(2)], 'Partner', 'X')?.after;
    assert.equal(changed, code.replace("'partner'", "'X'"));
  });

  test('a constant is exchanged where it is written, comments are not', () => {
    assert.equal(
      patchedCode('a.cls', code, [at(10)], 'Constant', 'X')?.after,
      code.replace("NAME = 'Constant'", "NAME = 'X'"),
    );
    assert.equal(
      patchedCode('a.cls', code, [at(undefined)], 'Constant', 'X')?.after,
      code.replace("NAME = 'Constant'", "NAME = 'X'"),
    );
  });

  for (const [what, line, name] of [
    ['it stands twice in its line', 3, 'Other'],
    ['it is the beginning of another', 4, 'Third'],
    ['it stands in two lines, and in neither that is known', 10, 'Twice'],
    ['it is not there', 40, 'Nowhere'],
  ] as const) {
    test(`a line is left to people where ${what}`, () =>
      assert.equal(patchedCode('a.cls', code, [at(line)], name, 'X'), undefined));
  }
});
