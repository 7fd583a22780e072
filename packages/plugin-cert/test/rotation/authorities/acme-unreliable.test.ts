import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { httpTo, NoAnswerError } from '../../../src/rotation/authorities/http.ts';
import type { Http } from '../../../src/rotation/authorities/http.ts';
import { attempt, wordsOf } from './attempt.ts';
import { TestMemory } from './world.ts';

const day = 86_400_000;

/** The same sequence at every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A connection on which one exchange in seven fails: not sent, not answered, or answered with "later". */
function unreliable(http: Http, random: () => number, count: () => void): Http {
  return {
    close: () => http.close(),
    send: async (request) => {
      if (random() >= 0.15) return http.send(request);
      count();
      const kind = random();
      if (kind < 0.4) throw new NoAnswerError('ECONNRESET');
      const answer = await http.send(request);
      if (kind < 0.8) throw new NoAnswerError('ECONNRESET');
      return { ...answer, status: 503, body: '' };
    },
  };
}

it('of renewals over an unreliable connection each ends with one certificate, whatever gets lost on the way', async (test) => {
  const renewals = 80;
  const made = await attempt(test, { server: { renewalInfo: () => ({ status: 404 }) } });
  const { server, clock, world, asked } = made;
  const random = randomFrom(9773);
  let failed = 0;
  let attempts = 0;
  const authority = made.authority({
    http: (to) => unreliable(httpTo(to), random, () => failed++),
  });
  let replaced: Certificate | undefined;
  for (let renewal = 1; renewal <= renewals; renewal++) {
    const memory = new TestMemory();
    for (let tried = 1; ; tried++) {
      attempts++;
      const outcome = await authority.sign({ ...asked, ...(replaced ? { replaced } : {}) }, memory);
      assert.ok(world.isClean);
      if (outcome.outcome === 'chain') {
        replaced = parseCertificate(outcome.chain);
        break;
      }
      assert.equal(outcome.outcome, 'waits', wordsOf(outcome));
      assert.ok(outcome.tryAgainAt && outcome.tryAgainAt > clock.now(), wordsOf(outcome));
      assert.ok(tried < 40, wordsOf(outcome));
      clock.pass(outcome.tryAgainAt.getTime() - clock.now().getTime());
    }
    assert.equal(server.issued.length, renewal);
    clock.pass(30 * day);
  }
  assert.ok(failed > 100);
  assert.equal(server.accounts.size, 1);
  test.diagnostic(
    `${renewals} renewals in ${attempts} attempts, ${failed} exchanges failed, ${server.issued.length} certificates`,
  );
});
