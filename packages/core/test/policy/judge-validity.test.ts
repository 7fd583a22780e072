import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeValidity, validityDays, validityLimits } from '@cert-health/core';

const day = 86_400_000;
const second = 1000;
const at = (iso: string, plusMs = 0): Date => new Date(Date.parse(iso) + plusMs);

/** A validity period that begins at an instant and is this long. */
function judge(start: string, ms: number, sct?: string): ReturnType<typeof judgeValidity> {
  return judgeValidity(at(start), at(start, ms), sct === undefined ? undefined : at(sct));
}

describe('days of a validity period', () => {
  it('counts 200 days less one second as 200', () => {
    assert.equal(validityDays(at('2026-06-01T00:00:00Z'), at('2026-06-01T00:00:00Z', 200 * day - second)), 200);
  });

  it('counts exactly 200 days apart as 201, because both ends belong to the period', () => {
    assert.equal(validityDays(at('2026-06-01T00:00:00Z'), at('2026-06-01T00:00:00Z', 200 * day)), 201);
  });

  it('counts a single instant as one day', () => {
    assert.equal(validityDays(at('2026-06-01T00:00:00Z'), at('2026-06-01T00:00:00Z')), 1);
  });

  it("counts Salesforce's own example, 1 Jun to 18 Dec 2026 at midnight, as 201 days", () => {
    assert.equal(validityDays(at('2026-06-01T00:00:00Z'), at('2026-12-18T00:00:00Z')), 201);
  });
});

describe('the limit in force when a certificate was issued', () => {
  const middles: readonly [start: string, limit: number][] = [
    ['2019-01-01T00:00:00Z', 825],
    ['2024-01-01T00:00:00Z', 398],
    ['2026-06-01T00:00:00Z', 200],
    ['2028-01-01T00:00:00Z', 100],
    ['2030-01-01T00:00:00Z', 47],
  ];
  for (const [start, limit] of middles) {
    it(`lets ${limit} days less a second pass in ${start.slice(0, 4)} and refuses a second more`, () => {
      const longest = judge(start, limit * day - second);
      assert.equal(longest.verdict, 'within');
      assert.equal(longest.days, limit);
      const tooLong = judge(start, limit * day);
      assert.equal(tooLong.verdict, 'exceeds');
      assert.equal(tooLong.days, limit + 1);
      assert.equal(tooLong.limitDays, limit);
      assert.equal(tooLong.rule?.id, `br.validity.${limit}`);
      assert.equal(tooLong.rule?.source.section, '6.3.2');
    });
  }

  const boundaries: readonly [boundary: string, before: number, after: number][] = [
    ['2020-09-01T00:00:00Z', 825, 398],
    ['2026-03-15T00:00:00Z', 398, 200],
    ['2027-03-15T00:00:00Z', 200, 100],
    ['2029-03-15T00:00:00Z', 100, 47],
  ];
  for (const [boundary, before, after] of boundaries) {
    it(`changes from ${before} to ${after} days at the second that begins ${boundary.slice(0, 10)}, told by the SCT`, () => {
      const secondBefore = at(boundary, -second).toISOString();
      assert.equal(judge(boundary, before * day - second, secondBefore).limitDays, before);
      assert.equal(judge(boundary, before * day - second, secondBefore).verdict, 'within');
      assert.equal(judge(boundary, before * day - second, boundary).limitDays, after);
      assert.equal(judge(boundary, before * day - second, boundary).verdict, 'exceeds');
    });

    it(`is undecidable within 48 hours of ${boundary.slice(0, 10)}, on both sides, when the verdict hangs on it`, () => {
      for (const offset of [-2 * day, -second, 0, second, 2 * day]) {
        const judgment = judge(at(boundary, offset).toISOString(), (after + 1) * day);
        assert.equal(judgment.verdict, 'undecidable', `${offset / second} s`);
        const limits = [judgment.rule?.value?.days, judgment.alternative?.value?.days];
        assert.deepEqual(limits, offset < 0 ? [before, after] : [after, before]);
      }
    });

    it(`is decided a second further than 48 hours from ${boundary.slice(0, 10)}`, () => {
      assert.equal(judge(at(boundary, -2 * day - second).toISOString(), (after + 1) * day).verdict, 'within');
      assert.equal(judge(at(boundary, 2 * day + second).toISOString(), (after + 1) * day).verdict, 'exceeds');
    });

    it(`is decided near ${boundary.slice(0, 10)} when both limits say the same`, () => {
      assert.equal(judge(at(boundary, -second).toISOString(), after * day - second).verdict, 'within');
      assert.equal(judge(at(boundary, second).toISOString(), (before + 1) * day).verdict, 'exceeds');
    });
  }

  it('says that it does not know the limit of certificates from before March 2018', () => {
    const judgment = judge('2018-02-28T23:59:59Z', 1000 * day);
    assert.equal(judgment.verdict, 'undecidable');
    assert.equal(judgment.rule, undefined);
    assert.equal(judge('2018-03-01T00:00:00Z', 826 * day).verdict, 'exceeds');
  });

  it('is a schedule without gap or overlap', () => {
    for (const [position, rule] of validityLimits.entries()) {
      assert.equal(rule.until, validityLimits[position + 1]?.from, rule.id);
    }
  });
});
