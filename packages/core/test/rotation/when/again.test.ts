import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { againAfter } from '@cert-health/core';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = new Date('2027-01-15T00:00:00Z');
const failed = { certificate: 'a', failures: 1, at, end: new Date(at.getTime() + 15 * DAY), passes: 'passes' } as const;
const pause = (more: Partial<Parameters<typeof againAfter>[0]>): number | undefined => {
  const again = againAfter({ ...failed, ...more });
  return again && (again.getTime() - at.getTime()) / MINUTE;
};

describe('a step that failed', () => {
  test('is tried after pauses that grow to a day, spread by a fifth at most, for as long as it takes', () => {
    for (const [failures, least] of [
      [1, 1],
      [2, 10],
      [3, 100],
      [4, 1440],
      [50, 1440],
    ] as const) {
      const minutes = pause({ failures }) ?? 0;
      assert.ok(minutes >= least && minutes <= least * 1.2, `${minutes} minutes after failure ${failures}`);
    }
  });

  test('is tried sooner where little is left, and daily where nobody knows the end', () => {
    const minutes = pause({ failures: 9, end: new Date(at.getTime() + 100 * MINUTE) }) ?? 0;
    assert.ok(minutes >= 10 && minutes <= 12, `${minutes} minutes`);
    assert.ok((pause({ failures: 9, end: undefined }) ?? 0) >= 1440);
  });

  test('is left to people where time does not put it right: at once, or after four tries', () => {
    assert.equal(pause({ passes: 'person' }), undefined);
    assert.notEqual(pause({ passes: 'perhaps', failures: 3 }), undefined);
    assert.equal(pause({ passes: 'perhaps', failures: 4 }), undefined);
  });

  test('is not tried before the moment that an authority gave', () => {
    assert.equal(pause({ notBefore: new Date(at.getTime() + 3 * 60 * MINUTE) }), 180);
  });
});
