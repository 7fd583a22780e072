/** Ends the process of a rotation before and after every effect, and compares each end with that of a run that was let be. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { NewEvent } from '@cert-health/core';
import type { Rotating } from './rotating.ts';
import { Killed, Killer, never } from './rotating.ts';

/** All kills take minutes: `ALL_KILLS=1` tries them, and without it each course is killed at every seventh effect. */
const stride = process.env['ALL_KILLS'] === '1' ? 1 : 7;

/** Something that a person does outside of the rotation before a run, if it is not done yet. */
export type Deed = (one: Rotating) => Promise<void>;

export interface KilledCourse<Standing> {
  readonly name: string;
  readonly start: () => Promise<Rotating>;
  /** What each run is told first, and what a person has done by then. */
  readonly runs: readonly { readonly say: readonly NewEvent[]; readonly deed?: Deed }[];
  /** What two ends are compared by. */
  readonly standsIn: (one: Rotating) => Promise<Standing>;
  /** Throws where the org is in a state in which nobody may ever see it; called after each deployment. */
  readonly watch: (one: Rotating) => Promise<void>;
  /** The inventory is read once for all, where nothing in it changes that counts. */
  readonly quick: boolean;
}

/** @returns The end of the run that nobody killed. */
export async function killEverywhere<Standing>(t: TestContext, course: KilledCourse<Standing>): Promise<Standing> {
  const whole = never();
  const end = await goThrough(course, await course.start(), whole);
  assert.equal(end.kills, 0);
  let tried = 0;
  for (let at = 1; at <= whole.effects; at += stride) {
    for (const moment of ['before', 'after'] as const) {
      const { kills, standing } = await goThrough(course, await course.start(), new Killer(at, moment));
      assert.equal(kills, 1, `${moment} effect ${at}`);
      assert.deepEqual(standing, end.standing, `killed ${moment} effect ${at}`);
      tried++;
    }
  }
  assert.equal(tried, 2 * Math.ceil(whole.effects / stride));
  t.diagnostic(`${tried} of ${2 * whole.effects} kills of ${course.name} tried, ${tried} ends right`);
  return end.standing;
}

async function goThrough<Standing>(
  { runs, standsIn, watch, quick }: KilledCourse<Standing>,
  one: Rotating,
  killer: Killer,
): Promise<{ readonly standing: Standing; readonly kills: number }> {
  const watching = { watch: () => watch(one), quick };
  let kills = 0;
  try {
    for (const { say, deed } of runs) {
      await deed?.(one);
      try {
        await one.run(say, { killer: kills === 0 ? killer : never(), ...watching });
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills++;
        // Another process goes on; what a person has said is said once.
        await one.run(
          say.filter((event) => !one.hasRecorded(event)),
          watching,
        );
      }
    }
    return { standing: await standsIn(one), kills };
  } finally {
    await one.end();
  }
}
