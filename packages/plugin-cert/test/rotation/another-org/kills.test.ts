import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Course } from './courses.ts';
import { courses, standing } from './courses.ts';
import type { Harbor } from './harbor.ts';
import { harbor } from './harbor.ts';
import type { Elsewhere } from './rotating-elsewhere.ts';
import { elsewhere } from './rotating-elsewhere.ts';

const all = process.env['ALL_KILLS'] === '1';
/** `KILL_SEED` repeats the kills of a run that printed it. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const requestsOfACommand = 45;

let world: Harbor;
before(async () => {
  world = await harbor();
});

/** Numbers from 0 to 1 that a seed determines (a linear congruential generator, Numerical Recipes). */
function randomNumbers(from: number): () => number {
  let state = from >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

async function planned(t: TestContext, { certificate, entry, file }: Course, queued: number) {
  const one = await elsewhere(t, world, { entry, quirks: { queued, looks: 1 } });
  if (file) {
    const [name, content] = await file(world);
    writeFileSync(join(one.cwd, name), content);
  }
  const was = standing(one);
  const { rotation } = await one.run('plan', '--certificate', certificate);
  return { one, was, id: rotation?.id ?? '' };
}

/** Ends the command with a signal that it cannot handle, before the request is answered. */
function killAt(one: Elsewhere, isMoment: (request: string, number: number) => boolean): () => boolean {
  const from = one.org.requests.length;
  let killed = false;
  one.org.onRequest = (number) => {
    if (killed || !isMoment(one.org.requests[number - 1] ?? '', number - from)) return;
    killed = true;
    one.child?.kill('SIGKILL');
  };
  return () => killed;
}

/** Kills a rotation at random moments of its beginning and of its undoing; both must end as if nothing had happened. */
async function killed(t: TestContext, course: Course, random: () => number): Promise<void> {
  const { one, was, id } = await planned(t, course, 300);
  for (const [command, wanted] of [
    ['start', 7],
    ['undo', 0],
  ] as const) {
    const moment = 1 + Math.floor(random() * requestsOfACommand);
    const isKilled = killAt(one, (_, number) => number === moment);
    const first = await one.run(command, id);
    t.diagnostic(`${course.kind}: ${command} ${isKilled() ? `killed at request ${moment}` : 'was over before'}`);
    assert.equal(first.exitCode, isKilled() ? null : wanted, first.message);
    one.org.onRequest = () => undefined;
    if (isKilled()) {
      const second = await one.run(command, id);
      assert.equal(second.exitCode, wanted, second.message);
    }
    assert.deepEqual(one.org.state.broken, [], `seed ${seed}`);
  }
  await one.org.state.settled();
  assert.deepEqual(standing(one), was, `seed ${seed}`);
}

describe('a rotation whose process is killed', { concurrency: 2 }, () => {
  const random = randomNumbers(seed);
  for (const course of all ? [...courses, ...courses, ...courses] : courses.slice(0, 1)) {
    test(`${course.kind}: at a random moment ends right`, (t) => {
      t.diagnostic(`KILL_SEED=${seed}`);
      return killed(t, course, random);
    });
  }

  for (const course of courses.filter(({ kind }) => kind === 'renew-in-place' || (all && kind === 'self-signed'))) {
    test(`${course.kind}: is taken back though its deployment was still queued`, async (t) => {
      const { one, was, id } = await planned(t, course, 0);
      const { promise, resolve: letGo } = Promise.withResolvers<void>();
      t.after(() => letGo());
      one.org.state.gate = promise;
      const isKilled = killAt(one, (request) => request.endsWith(' deploy'));
      assert.equal((await one.run('start', id)).exitCode, null);
      assert.ok(isKilled());
      let looks = 0;
      // It goes on once somebody has looked twice whether it does.
      one.org.onRequest = (number) => {
        if (one.org.requests[number - 1]?.includes('FROM DeployRequest') && ++looks === 2) letGo();
      };
      const undone = await one.run('undo', id);
      assert.deepEqual([undone.exitCode, undone.rotation?.state], [0, 'undone'], undone.message);
      letGo();
      await one.org.state.settled();
      assert.deepEqual([standing(one), one.org.state.broken], [was, []]);
    });
  }
});
