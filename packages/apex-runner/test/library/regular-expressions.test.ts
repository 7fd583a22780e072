import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { javaPattern, PatternError } from '../../src/library/java-pattern.ts';
import { expressionOf, matchesWhole, patternOf, replaced, split } from '../../src/library/regex-work.ts';
import { NotSupported } from '../../src/values/not-supported.ts';
import type { ApexList } from '../../src/values/value.ts';
import { BareTransaction, thrownBy } from '../values/bare-transaction.ts';
import { call } from './members.ts';

const tx = new BareTransaction();

/** All that a pattern finds in a text. */
function found(regex: string, text: string): string[] {
  return Array.from(text.matchAll(expressionOf(javaPattern(regex), 'g')), (match) => match[0]);
}

describe('a regular expression of Java', () => {
  it('finds what it finds in Java', () => {
    const cases: [regex: string, text: string, matches: string[]][] = [
      ['[A-Za-z]\\w*', 'a1 é b_', ['a1', 'b_']],
      ['\\d+', '١2', ['2']],
      ['\\p{L}+', 'aé1', ['aé']],
      ['[^\\p{L}\\p{N}]', 'a-1', ['-']],
      ['\\p{Alpha}+', 'aé', ['a']],
      ['\\P{Lower}', 'aB', ['B']],
      ['\\p{Punct}', 'a!', ['!']],
      ['^\\s|\\s$|\\p{Cntrl}', ' a\u0007b', [' ', '\u0007']],
      ['([\\\\\\[\\]()*_`])', 'a[b]\\', ['[', ']', '\\']],
      ['[a[bc]]+', 'xabcx', ['abc']],
      ['[a-c-]+', 'a-d', ['a-']],
      ['[]a]+', 'a]b', ['a]']],
      ['\\Qa.b\\E+', 'a.bb', ['a.bb']],
      ['(?i)AB', 'abAB', ['ab', 'AB']],
      ['a(?i:B)', 'abaB', ['ab', 'aB']],
      ['(?s)a.b', 'a\nb', ['a\nb']],
      ['a.b', 'a\u0085b a b', ['a b']],
      ['(?m)^b$', 'a\nb', ['b']],
      ['b$', 'b\n', ['b']],
      ['b$', 'b\nb', ['b']],
      ['b\\z', 'b\n', []],
      ['\\Aa', 'aa', ['a']],
      ['\\x41\\u0042\\0103\\t', 'ABC\t', ['ABC\t']],
      ['\\x{1F600}', '😀', ['😀']],
      ['.', '😀', ['😀']],
      ['\\R', 'a\r\nb', ['\r\n']],
      ['(?<year>\\d{4})-\\d{2}', '2026-01', ['2026-01']],
      ['(?<=a)b(?!c)', 'abcab', ['b']],
      ['a{2,3}?', 'aaaa', ['aa', 'aa']],
      ['-----END [A-Z0-9 ]+-----', 'x-----END CERTIFICATE-----', ['-----END CERTIFICATE-----']],
    ];
    for (const [regex, text, matches] of cases) assert.deepEqual(found(regex, text), matches, regex);
    assert.deepEqual(expressionOf(javaPattern('b$'), 'g').exec('b\nb\n')?.index, 2);
  });

  it('is refused by name where JavaScript cannot do it', () => {
    for (const regex of ['a*+', 'a?+', '(?>a)', '(a)\\1', '\\Ga', '[a&&b]', '(?x)a', '\\p{IsGreek}', '(?<n>a)\\k<n>'])
      assert.throws(() => javaPattern(regex), NotSupported, regex);
  });

  it('is refused as Java does where it is wrong', () => {
    for (const regex of ['(', ')', '[a', 'a{', '*a', '\\y', '\\x1', 'a\\', '[b-a]'])
      assert.throws(() => javaPattern(regex), PatternError, regex);
    assert.match(thrownBy(() => patternOf(tx, '(')) ?? '', /^StringException: Invalid regex: /);
  });

  it('matches the whole text or not at all', () => {
    assert.ok(matchesWhole(javaPattern('a|ab'), 'ab'));
    assert.ok(!matchesWhole(javaPattern('a'), 'ab'));
    assert.ok(!matchesWhole(javaPattern('a$'), 'a\n'));
  });

  it('splits by the rules of limits', () => {
    const parts = (text: string, regex: string, limit: number): string[] => split(javaPattern(regex), text, limit);
    assert.deepEqual(parts('abc', '', 0), ['a', 'b', 'c']);
    assert.deepEqual(parts('abc', '', -1), ['a', 'b', 'c', '']);
    assert.deepEqual(parts('abc', '', 2), ['a', 'bc']);
    assert.deepEqual(parts(',a,,', ',', 0), ['', 'a']);
    assert.deepEqual(parts('', ',', 0), ['']);
    assert.deepEqual(parts(',', ',', 0), []);
    assert.deepEqual(parts('a', ',', 0), ['a']);
    assert.deepEqual(parts('a,b', ',', 1), ['a,b']);
  });

  it('replaces with groups by number and name', () => {
    const replace = (regex: string, text: string, by: string): string =>
      replaced(tx, javaPattern(regex), text, by, true);
    assert.equal(replace('(a)(b)?', 'ab a', '<$1$2>'), '<ab> <a>');
    assert.equal(replace('(a)', 'a', '$12'), 'a2');
    assert.equal(replace('(?<x>a)', 'a', '${x}${x}'), 'aa');
    assert.equal(replace('a', 'a', '\\$1'), '$1');
    assert.equal(replace('([*_])', 'a_b*', '\\\\$1'), 'a\\_b\\*');
    assert.match(thrownBy(() => replace('a', 'a', '$1')) ?? '', /^StringException: No group 1/);
    assert.match(thrownBy(() => replace('a', 'a', '$')) ?? '', /^StringException: /);
  });
});

describe('Matcher', () => {
  it('goes from match to match and knows groups and places', () => {
    const pattern = call(tx, 'Pattern', 'static Pattern compile(String regex)', '(\\d)(x)?');
    const matcher = call(tx, 'Pattern', 'Matcher matcher(String text)', pattern, 'a1x b2');
    const ask = (signature: string, ...values: (string | number)[]): unknown =>
      call(tx, 'Matcher', signature, matcher, ...values);
    assert.match(thrownBy(() => ask('String group()')) ?? '', /No match found/);
    assert.equal(ask('Boolean find()'), true);
    assert.deepEqual(
      [ask('Integer start()'), ask('Integer end()'), ask('String group(Integer group)', 2)],
      [1, 3, 'x'],
    );
    assert.equal(ask('Boolean find()'), true);
    assert.deepEqual(
      [ask('String group()'), ask('String group(Integer group)', 2), ask('Integer start(Integer group)', 2)],
      ['2', null, -1],
    );
    assert.match(thrownBy(() => ask('String group(Integer group)', 3)) ?? '', /No group 3/);
    assert.equal(ask('Boolean find()'), false);
    assert.equal(ask('Boolean find(Integer start)', 2), true);
    assert.equal(ask('String group()'), '2');
    assert.equal(ask('Boolean matches()'), false);
    const empty = call(
      tx,
      'Pattern',
      'Matcher matcher(String text)',
      call(tx, 'Pattern', 'static Pattern compile(String regex)', 'x*'),
      'ax',
    );
    const starts: unknown[] = [];
    while (call(tx, 'Matcher', 'Boolean find()', empty) === true)
      starts.push(call(tx, 'Matcher', 'Integer start()', empty));
    assert.deepEqual(starts, [0, 1, 2]);
  });

  it('is what String uses as well', () => {
    const parts = call(tx, 'String', 'List<String> split(String regex)', 'a1b22c', '\\d+') as ApexList;
    assert.deepEqual(parts.items, ['a', 'b', 'c']);
    assert.equal(
      call(tx, 'String', 'String replaceAll(String regex, String by)', 'a\u0001b', '\\p{Cntrl}', ' '),
      'a b',
    );
  });
});
