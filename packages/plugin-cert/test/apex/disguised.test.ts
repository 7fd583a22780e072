import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findIn } from './org-of-classes.ts';
import { PLANTED } from './planted-org.ts';

const PIECE = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\]|\\.)*'/g;

/** Changes the code of every planted file and leaves its strings alone; comments may go. */
function disguise(
  change: (code: string) => string,
  changeComment: (comment: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PLANTED).map(([path, source]) => {
      let rest = 0;
      let text = '';
      for (const piece of source.matchAll(PIECE)) {
        const [found] = piece;
        text += change(source.slice(rest, piece.index)) + (found.startsWith("'") ? found : changeComment(found));
        rest = piece.index + found.length;
      }
      return [path, text + change(source.slice(rest))];
    }),
  );
}

/** What is named, without where: `file call name`, lower case, sorted. */
function namesIn(files: Readonly<Record<string, string>>): string[] {
  const { references, problems } = findIn(files);
  assert.deepEqual(problems, []);
  const names = references.map(({ path, call, name, isTest }) => {
    const { kind } = name;
    const what = kind === 'literal' ? name.value : kind === 'computed' ? '' : JSON.stringify(name);
    return `${path} ${call} ${kind} ${what} ${isTest}`.toLowerCase();
  });
  // Two places with the same name may come to stand on one line.
  return [...new Set(names)].sort();
}

describe('the same org, written differently, names the same certificates', () => {
  const plain = namesIn(PLANTED);
  const keep = (text: string): string => text;

  test('in capitals', () => {
    assert.deepEqual(namesIn(disguise((code) => code.toUpperCase(), keep)), plain);
  });

  test('in small letters', () => {
    assert.deepEqual(namesIn(disguise((code) => code.toLowerCase(), keep)), plain);
  });

  test('without comments', () => {
    assert.deepEqual(namesIn(disguise(keep, () => ' ')), plain);
  });

  test('with a comment and a line break at every dot, bracket and comma', () => {
    const busy = (code: string): string => code.replace(/(?<!\?)[.(,]/g, " /* 'x */ $& // it's\n");
    assert.deepEqual(namesIn(disguise(busy, keep)), plain);
  });

  test('on one line', () => {
    assert.deepEqual(
      namesIn(
        disguise(
          (code) => code.replace(/\s+/g, ' '),
          () => '',
        ),
      ),
      plain,
    );
  });

  test('with Windows line ends', () => {
    const files = Object.entries(PLANTED).map(([path, source]) => [path, source.replaceAll('\n', '\r\n')]);
    assert.deepEqual(namesIn(Object.fromEntries(files) as Record<string, string>), plain);
  });

  test('with the call in parentheses', () => {
    const wrapped = disguise((code) => code.replace(/= new HttpRequest\(\)/g, '= (new HttpRequest())'), keep);
    assert.deepEqual(namesIn(wrapped), plain);
  });

  test('with System in front of its classes', () => {
    const long = disguise(
      (code) => code.replace(/(?<![.\w])(HttpRequest|Crypto|Label)\b(?=[\s.(>])(?! crypto)/g, 'System.$1'),
      keep,
    );
    assert.deepEqual(namesIn(long), plain);
  });
});
