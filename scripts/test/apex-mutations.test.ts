/** That the faults which are put into classes are those that are meant, and nothing else of a class is touched. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mutationsOf, spread } from '../apex-tests/mutations.ts';
import { within } from '../apex-tests/within.ts';

/** What is put in place of what, by kind. */
const changesOf = (source: string): string[] =>
  mutationsOf(source).map(({ kind, before, after }) => `${kind}: ${before.trim()} → ${after.trim()}`);

const inMethod = (...lines: string[]): string => `class A {\n  void run() {\n${lines.join('\n')}\n  }\n}`;

describe('faults of a class', () => {
  it('turn comparisons and conditions', () => {
    assert.deepEqual(changesOf(inMethod('if (a == b && c < d) {', '}', 'while (e >= f) {', '}')), [
      'condition negated: (a == b && c < d) → (!(a == b && c < d))',
      'and for or: && → ||',
      'comparison turned: == → !=',
      'comparison turned: < → <=',
      'condition negated: (e >= f) → (!(e >= f))',
      'comparison turned: >= → >',
    ]);
    assert.deepEqual(changesOf(inMethod('A b = c ? d : e;')), ['condition negated: c → !(c)']);
    assert.deepEqual(changesOf(inMethod('do {', '} while (a());')), ['condition negated: (a()) → (!(a()))']);
  });

  it('change constants', () => {
    assert.deepEqual(
      changesOf("class A {\n  Integer a = 7;\n  Boolean b = TRUE;\n  String c = 'it\\'s';\n  String d = '';\n}"),
      ['constant changed: 7 → 8', 'constant changed: TRUE → false', "constant changed: 'it\\'s' → 'x'"],
    );
  });

  it('leave lines out', () => {
    assert.deepEqual(changesOf(inMethod('a();', 'update as user b;', 'return;')), [
      'line left out: a(); → ;',
      'line left out: update as user b; → ;',
      'line left out: return; → ;',
    ]);
    assert.deepEqual(changesOf('class A {\n  B a() {\n    return b;\n  }\n}'), [], 'A value has to be returned');
  });

  it('turn the conditions of queries', () => {
    assert.deepEqual(changesOf(inMethod("A b = [SELECT Id FROM C WHERE D = 'e' AND (F < 3 OR G NOT IN :h)];")), [
      "and for or: D = 'e' AND (F < 3 OR G NOT IN :h) → D = 'e' OR (F < 3 OR G NOT IN :h)",
      'comparison turned: = → !=',
      "constant changed: 'e' → 'x'",
      'and for or: F < 3 OR G NOT IN :h → F < 3 AND G NOT IN :h',
      'comparison turned: < → <=',
      'constant changed: 3 → 4',
      'comparison turned: NOT IN → IN',
    ]);
  });

  it('leave annotations and comments alone', () => {
    const source =
      "/** a == b; 7 */\nclass A {\n  // return;\n  @Future(callout=true)\n  @A(label='b')\n  static void run() {\n  }\n}";
    assert.deepEqual(changesOf(source), []);
  });

  it('are whole sources that differ in one place, whatever characters stand before', () => {
    const source = inMethod("String a = '😀…';", 'b();');
    const [text, line] = mutationsOf(source);
    assert.equal(text?.source, source.replace("'😀…'", "'x'"));
    assert.equal(line?.source, source.replace('b();', ';'));
  });

  it('know their line, their statement and their method', () => {
    const [found] = mutationsOf(inMethod('a(', '  7', ');')).filter(({ kind }) => kind === 'constant changed');
    assert.deepEqual([found?.line, found?.statement, found?.member], [4, 3, [2, 6]]);
  });

  it('are spread evenly, and the same at every run', () => {
    const all = Array.from({ length: 10 }, (_, position) => position);
    assert.deepEqual(spread(all, 2), [2, 7]);
    assert.deepEqual(spread(all, 20), all);
  });
});

describe('work within a time', () => {
  it('gives what it gives, or throws what it throws', () => {
    assert.equal(
      within(10_000, () => 7),
      7,
    );
    assert.throws(
      () =>
        within(10_000, () => {
          throw new TypeError('no');
        }),
      TypeError,
    );
  });

  it('is ended when it goes on for ever', () => {
    assert.throws(
      () =>
        within(50, () => {
          for (;;);
        }),
      { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' },
    );
  });
});
