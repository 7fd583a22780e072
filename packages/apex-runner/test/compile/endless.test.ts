import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from './running.ts';

const STOPPED = 'LimitException: Apex CPU time limit exceeded';

/** The outcome of `Main.run()`. */
const outcome = (body: string, members = ''): string =>
  run(`public class Main { ${members} public static Object run() { ${body} } }`);

describe('What never ends is stopped', () => {
  for (const [what, body, members] of [
    ['a while loop', 'while (true) { }'],
    ['a do loop', 'Integer n = 0; do { n = 1; } while (n > 0); return n;'],
    ['a for loop', 'for (;;) { }'],
    ['a loop with continue', 'Integer n = 0; while (n < 1) { if (n == 0) { continue; } n++; } return n;'],
    [
      'calls that double',
      'return count(60);',
      'static Integer count(Integer depth) { return depth == 0 ? 1 : count(depth - 1) + count(depth - 1); }',
    ],
    ['a loop in a try with a catch', "try { while (true) { } } catch (Exception e) { return 'caught'; }"],
    ['a loop in a finally', 'try { while (true) { } } finally { while (true) { } }'],
  ] as const)
    it(what, () => {
      assert.equal(outcome(body, members), STOPPED);
    });

  it('but many turns are not too many', () => {
    assert.equal(outcome('Integer n = 0; for (Integer i = 0; i < 1000000; i++) { n += 2; } return n;'), '2000000');
  });
});
