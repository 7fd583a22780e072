import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unquote } from '../../src/apex/syntax/string-literal.ts';

describe('a string literal', () => {
  for (const [what, literal, text] of [
    ['loses its quotes', "'Partner'", 'Partner'],
    ['may be empty', "''", ''],
    ['may hold a quote', "'it\\'s'", "it's"],
    ['may hold a backslash', "'a\\\\b'", 'a\\b'],
    ['may hold control characters', "'a\\n\\r\\t\\b\\f'", 'a\n\r\t\b\f'],
    ['may hold characters by number', "'\\u00dcber'", '\u00dcber'],
    ['of several lines starts behind its first', "'''\nPartner\n_API'''", 'Partner\n_API'],
  ] as const) {
    test(what, () => {
      assert.equal(unquote(literal), text);
    });
  }
});
