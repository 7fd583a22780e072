import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDue } from '../../../src/rotation/run/run-due.ts';
import type { DuePlans, Gone } from '../../../src/rotation/run/run-due.ts';
import { exitCodeOfRun } from '../../../src/rotation/run/run-result.ts';
import type { KeptRotation } from '../../../src/rotation/run/run-result.ts';
import { keptRotation } from './kept-rotation.ts';

const nothing: DuePlans = { org: null, planned: [], notDue: [], notPlanned: [], warnings: [] };

async function run(
  kept: readonly KeptRotation[],
  due: Partial<DuePlans> | undefined,
  ends: Readonly<Record<string, Gone>> = {},
  stopAfter = Infinity,
) {
  const asked: string[] = [];
  const result = await runDue({
    now: () => new Date('2027-01-15T02:00:00Z'),
    kept: () => Promise.resolve({ rotations: kept, problems: [] }),
    plan: due && (() => Promise.resolve({ ...nothing, ...due })),
    goOn: (id) => {
      asked.push(id);
      return Promise.resolve(ends[id] ?? { end: 'done' });
    },
    stops: () => asked.length >= stopAfter,
  });
  return { asked, result, code: exitCodeOfRun(result) };
}

const planned = (...ids: string[]) => ({ planned: ids.map((id) => ({ id })) });

describe('a run with nobody there', () => {
  test('goes on with what has begun before it begins what is due, each once', async () => {
    const kept = [
      keptRotation('Waits-1', 'waiting', { at: 'confirm' }),
      keptRotation('Done-2', 'done'),
      keptRotation('Failed-3', 'failed', { at: 'sign' }),
      keptRotation('New-4', 'planned'),
    ];
    const { asked, code } = await run(kept, planned('New-4', 'Failed-3'));
    assert.deepEqual([asked, code], [['Waits-1', 'Failed-3', 'New-4'], 0]);
  });

  test('does not hand to a person what only time is needed for: it failed, and is tried again', async () => {
    const again = '2027-01-16T02:00:00Z';
    const due = { planned: [{ id: 'New-1', waits: 'Not read: Apex code.', again }] };
    const { asked, result, code } = await run([keptRotation('New-1', 'planned')], due);
    const [rotation] = result.rotations;
    assert.deepEqual([asked, rotation?.end, rotation?.again, code], [[], 'failed', again, 1]);
    assert.equal(result.next?.on, again);
  });

  test('plans anew what has only looked, and leaves it where it is not due any more', async () => {
    const kept = [keptRotation('Looked-1', 'failed', { at: 'preflight' })];
    assert.deepEqual((await run(kept, planned('Looked-1'))).asked, ['Looked-1']);
    assert.deepEqual((await run(kept, {})).asked, []);
  });

  test('begins nothing without being told to', async () => {
    const kept = [keptRotation('Waits-1', 'waiting', { at: 'confirm' }), keptRotation('New-4', 'planned')];
    assert.deepEqual((await run(kept, undefined)).asked, ['Waits-1']);
  });

  test('leaves to people what somebody has taken back, and what waits before it can begin', async () => {
    const kept = [keptRotation('Back-1', 'undone'), keptRotation('New-2', 'planned')];
    const { asked, result, code } = await run(kept, {
      planned: [{ id: 'Back-1' }, { id: 'New-2', waits: 'Name an authority.' }],
    });
    assert.deepEqual([asked, code], [[], 7]);
    assert.match(result.rotations[0]?.says ?? '', /taken this rotation back.*rotate start/);
    assert.equal(result.rotations[1]?.says, 'Name an authority.');
  });

  test('does not take a deleted record, which the org may still list, for one that is due', async () => {
    const { steps, ...done } = keptRotation('Old-1', 'done');
    const retired = { ...done, steps: steps.map((step) => ({ ...step, state: 'done' as const })) };
    const { result, code } = await run([retired], planned('Old-1'));
    assert.deepEqual([result.rotations, code], [[], 0]);
    // What has no record that goes is still there.
    const inPlace = { ...retired, steps: retired.steps.filter(({ id }) => id !== 'retire') };
    const still = await run([inPlace], planned('Old-1'));
    assert.deepEqual([still.result.rotations[0]?.end, still.code], ['failed', 1]);
  });

  test('lets no failure keep another one from its turn, and tells the worst by its exit code', async () => {
    const kept = ['A-1', 'B-2', 'C-3'].map((id) => keptRotation(id, 'running', { at: 'sign' }));
    const codes = async (...ends: Gone['end'][]) => {
      const { asked, code } = await run(
        kept,
        {},
        Object.fromEntries(kept.map(({ id }, n) => [id, { end: ends[n] ?? 'done' }])),
      );
      assert.equal(asked.length, 3);
      return code;
    };
    assert.equal(await codes('failed', 'refused', 'waits'), 1);
    assert.equal(await codes('waits', 'refused', 'done'), 8);
    assert.equal(await codes('done', 'waits', 'done'), 7);
    assert.equal(await codes('done', 'undone', 'left'), 0);
    const { code } = await run([], { notPlanned: [{ certificate: 'X', source: 's', problem: 'Not read.' }] });
    assert.equal(code, 1);
  });

  test('takes no record of a rotation under way for a certificate without a date', async () => {
    const notPlanned = [{ certificate: 'A_202701', source: 's', problem: 'It could not be read.' }];
    const { result } = await run([keptRotation('A-1', 'waiting', { at: 'sign' })], { notPlanned });
    assert.deepEqual(result.notPlanned, []);
  });

  test('stops where it is when it is asked to', async () => {
    const kept = ['A-1', 'B-2'].map((id) => keptRotation(id, 'running', { at: 'sign' }));
    const { asked, result, code } = await run(kept, planned('New-4'), {}, 1);
    assert.deepEqual([asked, result.stopped, code], [['A-1'], true, 1]);
  });

  test('says what comes next by itself', async () => {
    const again = '2027-01-16T02:00:00.000Z';
    const notDue = [{ certificate: 'B', source: 's', reason: 'Not due.', dueOn: '2027-01-20T00:00:00.000Z' }];
    const kept = [keptRotation('A-1', 'failed', { at: 'sign' })];
    const { result } = await run(kept, { notDue }, { 'A-1': { end: 'failed', says: 'No.', again } });
    assert.deepEqual(result.next, { certificate: 'A', on: again, what: 'again' });
    const { next } = (await run([], { notDue })).result;
    assert.deepEqual(next, { certificate: 'B', on: '2027-01-20T00:00:00.000Z', what: 'due' });
  });
});
