import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInWords, runPage } from '../../../src/rotation/run/run-page.ts';
import type { RotationRunResult } from '../../../src/rotation/run/run-result.ts';
import { plainPaint } from '../../../src/terminal/paint.ts';
import { keptRotation } from './kept-rotation.ts';

const empty: RotationRunResult = {
  schemaVersion: '1',
  began: '2027-01-15T02:00:00.000Z',
  ended: '2027-01-15T02:07:00.000Z',
  org: null,
  rotations: [],
  notDue: [],
  notPlanned: [],
  warnings: [],
  problems: [],
  stopped: false,
  next: null,
};
const page = (result: Partial<RotationRunResult>, columns = 100): string =>
  runPage({ ...empty, ...result }, { where: 'ci@acme.example', columns, paint: plainPaint });

const notDue = Array.from({ length: 7 }, (_, n) => ({
  certificate: `Partner_${n}`,
  source: 'org.certificates',
  reason: 'Not due before Sat 30 Jan.',
  dueOn: `2027-01-3${n % 2}T00:00:00.000Z`,
}));
const full: Partial<RotationRunResult> = {
  rotations: [
    { ...keptRotation('Done-1', 'done'), end: 'done' },
    {
      ...keptRotation('Held-2', 'waiting', { at: 'switch' }),
      waitsFor: { who: 'partner', what: 'Take the new one.', since: '2027-01-10T00:00:00.000Z' },
      end: 'waits',
      says: 'Take the new one.',
    },
    {
      ...keptRotation('Busy-3', 'failed', { at: 'sign' }),
      end: 'failed',
      says: 'It is busy.',
      again: '2027-01-15T02:17:00.000Z',
    },
    { ...keptRotation('Bad-4', 'failed', { at: 'switch' }), end: 'failed', says: 'The org refused it.' },
  ],
  notDue,
  notPlanned: [{ certificate: 'Old', source: 'org.certificates', problem: 'It could not be read.' }],
  next: { certificate: 'Busy', on: '2027-01-15T02:17:00.000Z', what: 'again' },
};

describe('the page of a run', () => {
  test('says in its second line what the run came to, and nothing is due in as many words', () => {
    const [first = '', second] = page({
      notDue,
      next: { certificate: 'Partner_0', on: '2027-01-30T00:00:00.000Z', what: 'due' },
    }).split('\n');
    assert.match(first, /^Rotation in ci@acme\.example +15 Jan 2027 02:07 UTC$/);
    assert.equal(second, 'Nothing is due, and nothing is under way.');
    assert.match(
      page({ notDue, next: { certificate: 'Partner_0', on: '2027-01-30T00:00:00.000Z', what: 'due' } }),
      /Next: Partner_0 is due from 30 Jan 2027 00:00 UTC on\. 7 certificates not due\./,
    );
  });

  test('tells what failed first and when it is tried again, then who has to act, then what was done', () => {
    const text = page(full);
    assert.equal(text.split('\n')[1], '3 failed, 1 waits for somebody and 1 done.');
    const order = [
      'Failed',
      'Waits for somebody',
      'Done',
      '? Old: It could not be read.',
      'Next: Busy is tried again from 15 Jan 2027 02:17 UTC on.',
    ];
    const places = order.map((line) => text.split('\n').findIndex((one) => one.startsWith(line)));
    assert.ok(
      places.every((place, n) => place > (places[n - 1] ?? 0)),
      `${places.join()}\n${text}`,
    );
    assert.match(
      text,
      /✖ Busy → Busy_202701 \(Busy-3\)\n {2}sign: It is busy\.\n {2}A run tries it again from 15 Jan 2027 02:17 UTC on\./,
    );
    assert.match(
      text,
      /✖ Bad → .*\n {2}switch: The org refused it\.\n {2}Not tried again by itself: .*"sf cert rotate start Bad-4"/,
    );
    assert.match(text, /◆ Held → .*\n {2}the other side, since Sun 10 Jan 2027: Take the new one\./);
    assert.match(text, /and 2 more that are not due/);
  });

  test('loses nothing in a narrow terminal', () => {
    const words = page(full, 40).replaceAll(/\s+/g, ' ');
    for (const { says = '' } of full.rotations ?? []) assert.ok(words.includes(says), says);
    assert.ok(
      page(full, 40)
        .split('\n')
        .every((line) => line.length <= 40),
    );
  });

  test('says that it was stopped, and what goes on by itself', () => {
    const stopped = { ...full, stopped: true };
    assert.match(page(stopped), /asked to stop, and did so after the step under way\. The next one goes on\./);
    assert.match(runInWords({ ...empty, ...stopped }), /stopped before its end\.$/);
  });
});
