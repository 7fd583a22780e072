import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OrgClock, orgClock } from '../../src/org/org-clock.ts';

describe('the clock of an org', () => {
  test('is what its answers say, and not that of this machine', () => {
    const clock = new OrgClock();
    clock.note('Mon, 03 Feb 2031 04:05:06 GMT');
    assert.match(clock.now().toISOString(), /^2031-02-03T04:/);
    clock.note('Mon, 03 Feb 2031 05:05:06 GMT');
    assert.match(clock.now().toISOString(), /^2031-02-03T05:/);
  });

  test('is that of this machine until an answer tells it, and stays where one tells nothing', () => {
    const clock = new OrgClock();
    clock.note(undefined);
    clock.note('yesterday');
    const [before, now, after] = [Date.now(), clock.now().getTime(), Date.now()];
    assert.ok(before <= now && now <= after);
    clock.note('Mon, 03 Feb 2031 04:05:06 GMT');
    clock.note('soon');
    assert.equal(clock.now().getUTCFullYear(), 2031);
  });

  test('is one for all that is asked by one log-in', () => {
    const connection = {};
    assert.equal(orgClock(connection), orgClock(connection));
    assert.notEqual(orgClock(connection), orgClock({}));
  });
});
