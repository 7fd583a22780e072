import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attemptsOf, eventAt } from '@cert-health/core';
import type { NewEvent } from '@cert-health/core';
import { planOf } from '../plans.ts';

const at = (minutes: number): Date => new Date(Date.parse('2027-01-05T10:00:00Z') + minutes * 60_000);
const after = (...events: readonly NewEvent[]) =>
  attemptsOf(
    [{ type: 'planned', plan: planOf('new-key'), digest: 'd' } as const, ...events].map((event, minute) =>
      eventAt(at(minute), event),
    ),
  );
const started = (step: 'sign' | 'install', attempt = 1): NewEvent => ({ type: 'step-started', step, attempt });
const failed = (step: 'sign' | 'install'): NewEvent => ({ type: 'step-failed', step, problem: 'No.' });
const done = (step: 'sign' | 'install'): NewEvent => ({ type: 'step-done', step });

describe('the attempts of a rotation', () => {
  test('are none where nothing failed and nothing was signed', () => {
    assert.deepEqual(after(started('sign')), {});
  });

  test('count what failed since it last got on', () => {
    const twice = after(started('sign'), failed('sign'), started('sign', 2), failed('sign'));
    assert.deepEqual(twice, { failures: { count: 2, last: at(4) } });
    const gotOn = after(started('sign'), failed('sign'), started('sign', 2), done('sign'));
    assert.deepEqual(gotOn, { signedAt: at(4) });
    const again = after(started('sign'), failed('sign'), done('sign'), started('install'), failed('install'));
    assert.deepEqual(again, { failures: { count: 1, last: at(5) }, signedAt: at(3) });
  });

  test('that are undone do not count as failures, and what was signed stays signed', () => {
    const undone = after(done('sign'), started('install'), failed('install'), { type: 'undo-started', why: 'x' });
    assert.deepEqual(undone, { signedAt: at(1) });
  });
});
