import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decideDue, jitterOf, retryAt } from '@cert-health/core';
import type { DueRequest } from '@cert-health/core';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const after = (date: Date, days: number): Date => new Date(date.getTime() + days * DAY);

/** Ninety days, as dates are written: the last second belongs to it. */
const notBefore = day('2026-01-01');
const lasting = (days: number) => ({ notBefore, notAfter: new Date(after(notBefore, days).getTime() - 1000) });
const ask = (at: Date, more: Partial<DueRequest> = {}) =>
  decideDue({ certificate: 'ab'.repeat(32), validity: lasting(90), at, ...more });

describe('without a word of its authority a certificate is due', () => {
  for (const { days, from } of [
    { days: 90, from: after(notBefore, 60) },
    { days: 45, from: after(notBefore, 30) },
    { days: 398, from: new Date(notBefore.getTime() + (398 * DAY * 2) / 3) },
    // Let's Encrypt's shortlived: 160 hours, due with 80 left.
    { days: 160 / 24, from: new Date(notBefore.getTime() + 80 * HOUR) },
  ]) {
    test(`of ${days.toFixed(1)} days from ${from.toISOString()}`, () => {
      const validity = lasting(days);
      assert.equal(decideDue({ certificate: 'x', validity, at: new Date(from.getTime() - 1) }).due, false);
      const due = decideDue({ certificate: 'x', validity, at: from });
      assert.deepEqual([due.due, due.because, due.from?.getTime()], [true, 'share-of-life', from.getTime()]);
    });
  }

  test('at most a year ahead, however long it lasts', () => {
    const validity = lasting(3650);
    const { next, sentence } = decideDue({ certificate: 'x', validity, at: notBefore });
    assert.equal(next.getTime(), after(notBefore, 3650 - 365).getTime());
    assert.match(sentence, /a third of its life \(at most three years are counted\) is left then/);
  });

  test('by its own dates, whenever it was installed: a short one is never left lying', () => {
    // acme.sh 2217, 6460, 6917: creation + 60 days left certificates of less to end.
    for (const days of [3, 6, 30, 47, 59]) {
      const from = decideDue({ certificate: 'x', validity: lasting(days), at: notBefore }).next;
      assert.ok(from < after(notBefore, days) && from > notBefore, `${days} days`);
    }
  });

  test('a fresh one of 30 days is not due at once', () => {
    // certbot 10037: a window of 30 days renews a certificate of 30 days with every run.
    assert.equal(decideDue({ certificate: 'x', validity: lasting(30), at: after(notBefore, 1) }).due, false);
  });

  test('with one sentence that has the reason and the date', () => {
    assert.equal(
      ask(after(notBefore, 61)).sentence,
      'Due since 2 Mar 2026 00:00 UTC: a third of its 90 days was left then, and it ends in 28 days (Tue 31 Mar).',
    );
    assert.match(ask(after(notBefore, 70)).sentence, /^Due since Mon 2 Mar: a third of its 90 days was left then/);
    assert.equal(
      ask(after(notBefore, 10)).sentence,
      'Not due before Mon 2 Mar: a third of its 90 days is left then, and it ends in 3 months (Tue 31 Mar).',
    );
  });
});

describe('the window of its authority', () => {
  const certificate = 'ab'.repeat(32);
  const window = { certificate, start: day('2026-02-10'), end: day('2026-02-12') };

  test('comes before the share of life, at a moment that the certificate decides', () => {
    const due = ask(day('2026-02-13'), { window });
    assert.deepEqual([due.due, due.because], [true, 'window']);
    assert.ok(due.from && due.from >= window.start && due.from < window.end);
    assert.equal(ask(day('2026-02-20'), { window }).from?.getTime(), due.from?.getTime());
    assert.equal(due.from.getMilliseconds(), 0);
    assert.match(due.sentence, /its authority asks for a renewal between Tue 10 Feb and 12 Feb 2026 00:00 UTC/);
  });

  test('differs between certificates, so that they do not come at once', () => {
    const moments = Array.from({ length: 200 }, (_, n) => jitterOf(`certificate ${n}`, 'window'));
    assert.equal(new Set(moments).size, 200);
    for (const part of [0, 1, 2, 3]) {
      const inside = moments.filter((one) => one >= part / 4 && one < (part + 1) / 4).length;
      assert.ok(inside > 25, `a quarter holds ${inside} of 200`);
    }
  });

  test('later than the share of life is believed until a twentieth is left, and no longer', () => {
    const late = { certificate, start: day('2026-03-30'), end: day('2026-03-31') };
    assert.equal(ask(after(notBefore, 70), { window: late }).due, false);
    const due = ask(after(notBefore, 86), { window: late });
    assert.deepEqual([due.due, due.because], [true, 'urgent']);
  });

  test('moved to the past, as after an incident, is due now', () => {
    const past = { certificate, start: day('2025-12-01'), end: day('2025-12-02') };
    assert.equal(ask(after(notBefore, 1), { window: past }).because, 'window');
  });

  test('of another certificate says nothing', () => {
    // cert-manager 8993: the old window with the new certificate made five in ten seconds.
    const old = { ...window, certificate: 'cd'.repeat(32) };
    assert.equal(ask(day('2026-02-13'), { window: old }).due, false);
  });

  test('without extent, or turned around, says nothing', () => {
    for (const end of [window.start, day('2026-02-01')]) {
      assert.equal(ask(day('2026-02-13'), { window: { ...window, end } }).due, false);
    }
  });

  test('is looked at again when the authority says, as it may move', () => {
    // lego 2517: Retry-After was not kept, and every run asked.
    const again = day('2026-01-10');
    const late = { certificate, start: day('2026-02-10'), end: day('2026-02-12') };
    assert.equal(ask(day('2026-01-09'), { window: { ...late, again } }).next.getTime(), again.getTime());
    const past = ask(day('2026-01-11'), { window: { ...late, again } });
    assert.equal(past.next.getTime(), past.from?.getTime());
  });

  test('of one that has ended is not asked about: it is due', () => {
    // certbot 10317.
    const due = ask(after(notBefore, 91), {
      window: { certificate, start: day('2026-05-01'), end: day('2026-05-02') },
    });
    assert.deepEqual([due.due, due.because], [true, 'ended']);
  });
});

describe('little is left:', () => {
  test('a twentieth is urgent, a fiftieth the last chance, and both are said', () => {
    assert.match(
      ask(after(notBefore, 86)).sentence,
      /less than a twentieth of its life is left, and it ends in 3 days/,
    );
    assert.match(
      ask(after(notBefore, 88.5)).sentence,
      /less than a fiftieth of its life is left, and it ends tomorrow/,
    );
  });

  test('the last second belongs to it', () => {
    const end = lasting(90).notAfter;
    assert.equal(ask(end).because, 'last-chance');
    assert.equal(ask(new Date(end.getTime() + 1000)).because, 'ended');
  });
});

describe('it is not due', () => {
  test('because its predecessor was: a successor goes by its own dates', () => {
    const validity = { notBefore: after(notBefore, 60), notAfter: after(notBefore, 150) };
    assert.equal(decideDue({ certificate: 'new', validity, at: after(notBefore, 61) }).due, false);
  });

  test('once its successor is in its place; a successor that begins only later is none', () => {
    const at = after(notBefore, 80);
    const successor = { name: 'Partner_202603', notBefore: after(notBefore, 70), notAfter: after(notBefore, 160) };
    const told = ask(at, { successor });
    assert.deepEqual([told.due, told.because], [false, 'successor']);
    assert.match(told.sentence, /Partner_202603 takes its place/);
    assert.equal(ask(at, { successor: { ...successor, notBefore: after(notBefore, 91) } }).due, true);
    assert.equal(ask(at, { successor: { ...successor, notAfter: after(notBefore, 85) } }).due, true);
  });

  test('before it is valid, but for what clocks may differ', () => {
    assert.equal(ask(new Date(notBefore.getTime() - 2 * HOUR)).because, 'not-yet-valid');
    assert.equal(ask(new Date(notBefore.getTime() - HOUR / 2)).because, 'share-of-life');
  });

  test('when it cannot be read: that is told, looked at again in a day, and no try', () => {
    // certmagic 366: a certificate that was gone was retried every ten minutes for ever.
    const at = after(notBefore, 80);
    const told = ask(at, { validity: undefined, failures: { count: 3, last: notBefore } });
    assert.deepEqual([told.due, told.because], [false, 'unreadable']);
    assert.equal(told.next.getTime(), at.getTime() + DAY);
    assert.equal(ask(at, { validity: { notBefore: at, notAfter: notBefore } }).because, 'unreadable');
  });

  test('within an hour of the last certificate for the same names, even when the window is open', () => {
    const certificate = 'ab'.repeat(32);
    const window = { certificate, start: day('2025-12-01'), end: day('2025-12-02') };
    const at = after(notBefore, 2);
    assert.equal(ask(at, { window, issuedLast: new Date(at.getTime() - HOUR / 2) }).because, 'issued-just-now');
    assert.equal(ask(at, { window, issuedLast: new Date(at.getTime() - 22 * HOUR) }).due, true);
    // A hundredth of a life is more than an hour here.
    assert.equal(ask(at, { window, issuedLast: new Date(at.getTime() - 20 * HOUR) }).due, false);
  });

  test('a clock that was days ahead when it was issued does not hold it back', () => {
    const at = after(notBefore, 80);
    assert.equal(ask(at, { issuedLast: after(at, 30) }).due, true);
    assert.equal(ask(at, { failures: { count: 1, last: after(at, 30) } }).due, true);
  });
});

describe('a date of others', () => {
  const limits = [{ by: day('2026-02-01'), because: 'Example ends this kind on 1 Feb 2026' }];
  test('makes it due earlier, and is named', () => {
    assert.equal(ask(day('2026-01-31'), { limits }).due, false);
    const due = ask(day('2026-02-01'), { limits });
    assert.deepEqual([due.due, due.because], [true, 'limit']);
    assert.match(due.sentence, /Example ends this kind/);
  });

  test('never makes it due later', () => {
    assert.equal(
      ask(after(notBefore, 61), { limits: [{ by: day('2026-03-20'), because: 'x' }] }).because,
      'share-of-life',
    );
  });
});

describe('after a failure', () => {
  const last = after(notBefore, 61);
  const end = after(notBefore, 90).getTime();

  test('pauses grow from a minute to a day, spread by certificate and attempt', () => {
    const pausesOf = (certificate: string) =>
      [1, 2, 3, 4, 5].map((count) => retryAt(certificate, { count, last }, end).getTime() - last.getTime());
    const pauses = pausesOf('a');
    for (const [n, least] of [60_000, 600_000, 6_000_000, DAY, DAY].entries()) {
      assert.ok(pauses[n]! >= least && pauses[n]! <= 1.2 * least, `pause ${n + 1}: ${pauses[n]}`);
    }
    assert.deepEqual(pauses, pausesOf('a'));
    assert.notDeepEqual(pauses, pausesOf('b'));
    assert.notEqual(pauses[3], pauses[4]);
  });

  test('it is told when the next try is, and tried then', () => {
    const failures = { count: 2, last };
    const early = ask(new Date(last.getTime() + 60_000), { failures });
    assert.deepEqual([early.due, early.because], [false, 'retry-later']);
    assert.match(early.sentence, /attempt 2 failed, the next one is at 3 Mar 2026 00:1\d UTC/);
    assert.equal(ask(early.next, { failures }).due, true);
  });

  test('tries go on to the end and are few: whatever the life, some ten in its last tenth of what is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1200 }), fc.string({ minLength: 1 }), (days, certificate) => {
        const validity = lasting(days);
        const stop = validity.notAfter.getTime() + 1000;
        let at = decideDue({ certificate, validity, at: notBefore }).next;
        let count = 0;
        while (at.getTime() < stop) {
          const due = decideDue({ certificate, validity, at, ...(count > 0 ? { failures: { count, last: at } } : {}) });
          // Asked at the moment of a failure: never due again at once.
          assert.equal(due.due, count === 0);
          const next = count === 0 ? at : due.next;
          if (count > 0) assert.ok(next > at);
          count++;
          at = count === 1 ? new Date(at.getTime() + 1000) : next;
        }
        assert.ok(count >= 5 && count <= 500, `${count} tries in ${days} days`);
      }),
      { numRuns: 60 },
    );
  });
});

test('what is not due becomes due at the moment that it names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: -10, max: 2000 }), (days, passed) => {
      const validity = lasting(days);
      const first = decideDue({ certificate: 'x', validity, at: after(notBefore, passed) });
      if (first.due) return;
      const then = decideDue({ certificate: 'x', validity, at: first.next });
      assert.ok(then.due || then.next > first.next);
    }),
  );
});
